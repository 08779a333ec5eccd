"""Where the owner's page is."""

from django.urls import path

from zusanli.web.reports import views

urlpatterns = [path("reports/", views.reports, name="reports")]
