"""The pages' addresses. Each view says who may open it."""

from django.urls import path

from zusanli.web.questionnaire import views as questionnaire

urlpatterns = [
    path("", questionnaire.start, name="start"),
    path("language/", questionnaire.choose_language, name="choose_language"),
    path("questions/", questionnaire.begin, name="begin"),
    path("questions/<str:link>/", questionnaire.question, name="question"),
    path(
        "questions/<str:link>/more/",
        questionnaire.question,
        {"more": True},
        name="more_questions",
    ),
    path("questions/<str:link>/outcome/", questionnaire.result, name="outcome"),
    path("questions/<str:link>/call-me/", questionnaire.call_me, name="call_me"),
]
