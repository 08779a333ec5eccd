"""The addresses of the public pages. Nothing that is typed stands in any."""

from django.urls import path

from zusanli.web.public import contact, views

urlpatterns = [
    path("questions/", views.questions, name="about_questions"),
    path("practitioners/", views.practitioners, name="about_practitioners"),
    path("numb-feet/", views.about_numb_feet, name="about_numb_feet"),
    path("claims/", views.claims, name="about_claims"),
    path("contact/", contact.contact, name="contact"),
    path("contact/sent/", contact.sent, name="contact_sent"),
]
