"""The addresses of the day."""

from django.urls import path

from zusanli.web.today import views

urlpatterns = [
    path("", views.today, name="today"),
    path("beds/", views.beds, name="today_beds"),
    path("<uuid:visit>/here/", views.here, name="today_here"),
]
