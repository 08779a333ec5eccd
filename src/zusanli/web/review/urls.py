"""The addresses of the review. None holds a name: addresses are kept in histories and logs."""

from django.urls import path

from zusanli.web.review import actions, views

urlpatterns = [
    path("", views.review, name="review"),
    path("answer/", actions.answer, name="review_answer"),
    path("examine/", actions.examine, name="review_examine"),
    path("correct/", actions.correct, name="review_correct"),
    path("release/", actions.release, name="review_release"),
    path("lift/", actions.lift, name="review_lift"),
    path("choose/", actions.choose, name="review_choose"),
    path("history/", actions.history, name="review_history"),
    path("doctor/", actions.doctor, name="review_doctor"),
    path("sign/", actions.sign, name="review_sign"),
]
