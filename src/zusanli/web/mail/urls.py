"""Addresses that exist in the demo alone."""

from django.urls import path

from zusanli.web.mail import views

urlpatterns = [
    path("", views.mails, name="mails"),
    path("<str:name>.ics", views.calendar, name="mail_calendar"),
]
