"""The addresses of what goes with a visit: consent, advice, check-in, own data; and for staff."""

from django.urls import path

from zusanli.web.advice import views as advice
from zusanli.web.alerts import views as alerts
from zusanli.web.check_ins import views as check_ins
from zusanli.web.consent import views as consent
from zusanli.web.own_data import views as own_data

urlpatterns = [
    path("visits/<str:link>/consent/", consent.consent, name="consent"),
    path("visits/<str:link>/consent/take-back/", consent.take_back, name="consent_take_back"),
    path("visits/<str:link>/advice/", advice.advice, name="advice"),
    path("visits/<str:link>/advice.pdf", advice.advice_pdf, name="advice_pdf"),
    path("visits/<str:link>/how-are-you/", check_ins.told, name="check_in"),
    path("visits/<str:link>/how-are-you/kept/", check_ins.kept, name="check_in_kept"),
    path("visits/<str:link>/my-data/", own_data.own_data, name="own_data"),
    path("visits/<str:link>/my-data.json", own_data.own_data_file, name="own_data_file"),
    path("visits/<str:link>/my-data/correct/", own_data.correct, name="own_data_correct"),
    path("visits/<str:link>/my-data/erase/", own_data.ask_erasure, name="own_data_erase"),
    path("visits/<str:link>/my-data/close/", own_data.close, name="own_data_close"),
    path("alerts/", alerts.to_look_at, name="alerts"),
    path("alerts/<int:pk>/", alerts.settle_alert, name="alert_settle"),
    path("corrections/", alerts.to_correct, name="corrections"),
    path("corrections/<int:pk>/", alerts.settle_correction, name="correction_settle"),
]
