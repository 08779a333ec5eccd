"""What is shown in place of booking when help comes first."""

from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from zusanli.clinic.records.intakes import emergency_of
from zusanli.clinic.records.models import Patient
from zusanli.web.questionnaire.outcome import Outcome, outcome
from zusanli.web.speech import language_of


def help_first(request: HttpRequest, patient: Patient, now: datetime) -> HttpResponseBase | None:
    """Show what to do now, and nothing else; None where no answer of a patient asks for it."""
    said = what_to_do(request, patient, now)
    return render(request, "web/booking/help_first.html", {"outcome": said}) if said else None


def what_to_do(request: HttpRequest, patient: Patient, now: datetime) -> Outcome | None:
    """Say what a patient who told of an emergency does now; None for whoever told of none."""
    stood = emergency_of(patient, now=now, language=language_of(request))
    return outcome(stood) if stood else None
