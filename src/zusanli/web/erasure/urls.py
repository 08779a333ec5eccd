"""The addresses of keeping and erasing."""

from django.urls import path

from zusanli.web.erasure import views

urlpatterns = [
    path("", views.keeping, name="keeping"),
    path("years/", views.years, name="keeping_years"),
    path("<uuid:patient>/", views.erase_patient, name="erase_patient"),
    path("<uuid:patient>/ask/", views.ask, name="ask_for_patient"),
    path("<uuid:patient>/refuse/", views.refuse_patient, name="refuse_erasure"),
]
