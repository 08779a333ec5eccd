"""The addresses of the log."""

from django.urls import path

from zusanli.web.log import views

urlpatterns = [
    path("", views.log, name="log"),
    path("verify/", views.verify_log, name="verify_log"),
    path("export/", views.export, name="export_log"),
    path("export/found/", views.export_found, name="export_log_found"),
]
