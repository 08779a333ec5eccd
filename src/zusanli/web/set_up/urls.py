"""The addresses of the set-up, which are those of the settings too."""

from django.urls import path

from zusanli.web.set_up import (
    clinic,
    hours,
    insurers,
    mail,
    opening,
    rooms,
    services,
    staff,
    texts,
    views,
)

urlpatterns = [
    path("open/<str:link>/", opening.open_page, name="opening"),
    path("set-up/", views.set_up, name="set_up"),
    path("set-up/clinic/", clinic.clinic, name="set_up_clinic"),
    path("set-up/hours/", hours.hours, name="set_up_hours"),
    path("set-up/hours/<int:pk>/", hours.hours, name="set_up_hours_of"),
    path("set-up/rooms/", rooms.rooms, name="set_up_rooms"),
    path("set-up/rooms/<int:pk>/", rooms.switch, name="set_up_room"),
    path("set-up/services/", services.services, name="set_up_services"),
    path("set-up/staff/", staff.staff, name="set_up_staff"),
    path("set-up/insurers/", insurers.insurers, name="set_up_insurers"),
    path("set-up/insurers/<int:pk>/", insurers.drop, name="set_up_insurer"),
    path("set-up/texts/", texts.texts, name="set_up_texts"),
    path("set-up/mail/", mail.mail, name="set_up_mail"),
]
