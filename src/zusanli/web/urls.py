"""The pages' addresses. Each view says who may open it."""

from django.urls import include, path

from zusanli.web.calendars import views as calendars
from zusanli.web.health import health, ready
from zusanli.web.public import for_machines
from zusanli.web.questionnaire import views as questionnaire
from zusanli.web.served.metrics import metrics
from zusanli.web.undelivered import views as undelivered

urlpatterns = [
    path("", questionnaire.start, name="start"),
    path("health/", health, name="health"),
    path("ready/", ready, name="ready"),
    path("metrics/", metrics, name="metrics"),
    path("language/", questionnaire.choose_language, name="choose_language"),
    path("questions/", questionnaire.begin, name="begin"),
    path("questions/on-paper/", questionnaire.on_paper, name="questions_on_paper"),
    path("questions/<str:link>/", questionnaire.question, name="question"),
    path(
        "questions/<str:link>/more/",
        questionnaire.question,
        {"more": True},
        name="more_questions",
    ),
    path("questions/<str:link>/outcome/", questionnaire.result, name="outcome"),
    path("questions/<str:link>/answers/", questionnaire.answers, name="answers"),
    path("questions/<str:link>/call-me/", questionnaire.call_me, name="call_me"),
    path("sitemap.xml", for_machines.sitemap, name="sitemap"),
    path("robots.txt", for_machines.robots, name="robots"),
    path("about/", include("zusanli.web.public.urls")),
    path("", include("zusanli.web.booking.urls")),
    path("", include("zusanli.web.notes.urls")),
    path("", include("zusanli.web.care_urls")),
    path("", include("zusanli.web.outcomes.urls")),
    path("", include("zusanli.web.reports.urls")),
    path("", include("zusanli.web.receipts.urls")),
    path("today/", include("zusanli.web.today.urls")),
    path("desk/", include("zusanli.web.desk.urls")),
    path("calendar/<str:link>.ics", calendars.feed, name="calendar_feed"),
    path("visits/<str:link>/calendar/", calendars.of_patient, name="patient_calendar"),
    path("", include("zusanli.web.staff.urls")),
    path("", include("zusanli.web.set_up.urls")),
    path("staff/calendar/", calendars.of_staff, name="staff_calendar"),
    path("patients/", include("zusanli.web.records.urls")),
    path("log/", include("zusanli.web.log.urls")),
    path("keeping/", include("zusanli.web.erasure.urls")),
    path("desk/messages/", undelivered.messages, name="undelivered"),
]
