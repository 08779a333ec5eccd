"""The addresses of the desk. No name of a patient stands in any."""

from django.urls import path

from zusanli.web.desk import booking, course, day, day_sheet, enquiries, patients, visit, waiting

PATIENT = "patients/<uuid:patient>/"
VISIT = "visits/<uuid:visit>/"
SLOT = "<int:practitioner>/<int:tick>/"

urlpatterns = [
    path("", day.day, name="desk"),
    path("day-sheet/", day_sheet.day_sheet, name="day_sheet"),
    path("day-sheet.pdf", day_sheet.day_sheet_pdf, name="day_sheet_pdf"),
    path("calls/<int:call>/called/", day.called, name="desk_called"),
    path("enquiries/", enquiries.enquiries, name="desk_enquiries"),
    path("patients/", patients.find, name="desk_find"),
    path("patients/new/", patients.new, name="desk_new_patient"),
    path(PATIENT, patients.show, name="desk_patient"),
    path(f"{PATIENT}details/", patients.correct, name="desk_correct"),
    path(f"{PATIENT}course/", course.course, name="desk_course"),
    path(f"{PATIENT}book/<int:service>/", booking.slots, name="desk_book"),
    path(f"{PATIENT}book/<int:service>/{SLOT}", booking.slot, name="desk_book_slot"),
    path(f"{PATIENT}wait/<int:service>/", waiting.wait, name="desk_wait"),
    path(VISIT, visit.show, name="desk_visit"),
    path(f"{VISIT}move/", visit.move, name="desk_move"),
    path(f"{VISIT}move/{SLOT}", visit.move_to, name="desk_move_to"),
    path(f"{VISIT}cancel/", visit.cancel, name="desk_cancel"),
    path("waiting/", waiting.waiting, name="desk_waiting"),
    path("waiting/<uuid:entry>/off/", waiting.take_off, name="desk_take_off"),
]
