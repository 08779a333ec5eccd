"""Every address, with the room that answers it."""

from django.urls import include, path

urlpatterns = [path("", include("zusanli.web.urls"))]
