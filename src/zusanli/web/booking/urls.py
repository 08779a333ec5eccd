"""The addresses of a patient's visits."""

from django.urls import path

from zusanli.web.booking import first_visit, visit, waiting

SLOT = "<int:practitioner>/<int:tick>/"

urlpatterns = [
    path("questions/<str:link>/visits/", first_visit.slots, name="slots"),
    path(f"questions/<str:link>/visits/{SLOT}", first_visit.slot, name="slot"),
    path("questions/<str:link>/my-visit/", first_visit.my_visit, name="my_visit"),
    path("questions/<str:link>/wait/", waiting.wait_first, name="wait_first"),
    path("questions/<str:link>/my-offer/", waiting.my_offer, name="my_offer"),
    path("visits/<str:link>/", visit.visit, name="visit"),
    path("visits/<str:link>/questions/", visit.answer_for_visit, name="answer_for_visit"),
    path("visits/<str:link>/wait/", visit.wait, name="wait"),
    path("change/<str:link>/move/", visit.move, name="move"),
    path(f"change/<str:link>/move/{SLOT}", visit.move_to, name="move_to"),
    path("change/<str:link>/cancel/", visit.cancel, name="cancel"),
    path("offers/<str:link>/", waiting.offer, name="offer"),
    path("offers/<str:link>/answer-again/", waiting.answer_again, name="answer_again"),
]
