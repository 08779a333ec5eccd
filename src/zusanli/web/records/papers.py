"""
What can be printed for a patient: what they signed, as they read it, and their leaflet.

As with the timeline each room says for itself what it has; whoever adds one adds a line to `ROOMS`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.consents.models import Consent
from zusanli.clinic.goals.models import GoalEntry
from zusanli.clinic.letters.models import Letter
from zusanli.clinic.notes.models import Note
from zusanli.clinic.records.intakes import standing
from zusanli.clinic.records.models import PersonalDetails
from zusanli.clinic.records.patients import details_or_none, last_intake
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.decide import Decision
from zusanli.documents.html import html
from zusanli.documents.leaflet import leaflet
from zusanli.exchange.pdf.printing import to_pdf
from zusanli.web.access import staff
from zusanli.web.booking.when import clock_for
from zusanli.web.desk.people import named, patient_at
from zusanli.web.records.roles import TREATS
from zusanli.web.records.timeline import Reader
from zusanli.web.shown import pdf, shown
from zusanli.web.speech import OWN_NAMES, book_of


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: what it is, of which day, and where it is printed from."""

    title: str
    when: str
    address: str


Room = Callable[[Reader], Iterable[Paper]]


def signed(of: Reader) -> Iterator[Paper]:
    """Give each consent as it was signed."""
    say = of.say
    for each in Consent.objects.filter(patient__in=of.own).order_by("-pk"):
        where = {"patient": of.patient, "consent": each.pk}
        yield Paper(
            title=say("Consent, signed by {name}", name=each.signed_by),
            when=of.clock.when(each.signed_at),
            address=reverse("signed_sheet", kwargs=where),
        )


def leaflets(of: Reader) -> Iterator[Paper]:
    """Give the leaflet that the answers call for as they stand."""
    patient, say = patient_at(of.patient), of.say
    if last_intake(patient):
        yield Paper(
            title=say("Leaflet for the patient"),
            when=of.clock.day(of.clock.day_of(of.now)),
            address=reverse("patient_leaflet", kwargs={"patient": of.patient}),
        )


def care_plans(of: Reader) -> Iterator[Paper]:
    """Give the care plan as it stands, once anything was agreed."""
    if GoalEntry.objects.filter(patient__in=of.own).exists():
        yield Paper(
            title=of.say("Care plan"),
            when=of.clock.day(of.clock.day_of(of.now)),
            address=reverse("care_plan_pdf", kwargs={"patient": of.patient}),
        )


def letters(of: Reader) -> Iterator[Paper]:
    """Give each letter as it went out."""
    say = of.say
    for each in Letter.objects.filter(patient__in=of.own).order_by("-pk"):
        yield Paper(
            title=say("Letter to {name}", name=each.to),
            when=of.clock.when(each.at),
            address=reverse("letter", kwargs={"patient": of.patient, "number": each.pk}),
        )


def summaries(of: Reader) -> Iterator[Paper]:
    """Give the summary of each visit that was charted."""
    say = of.say
    for each in Note.objects.filter(patient__in=of.own).order_by("-begun_at"):
        yield Paper(
            title=say("Summary of a visit"),
            when=of.clock.when(each.begun_at),
            address=reverse("note_summary", kwargs={"visit": each.visit_id}),
        )


ROOMS: tuple[Room, ...] = (signed, leaflets, care_plans, letters, summaries)


def papers(reader: Reader) -> list[Paper]:
    """Give all that can be printed."""
    return [each for room in ROOMS for each in room(reader)]


@staff(*TREATS)
@never_cache
@require_safe
def signed_sheet(request: HttpRequest, *, patient: UUID, consent: int) -> HttpResponseBase:
    """Show a consent word for word as it was signed."""
    kept = Consent.objects.filter(pk=consent, patient__in=ids_of(patient))
    found = kept.select_related("withdrawal").first()
    if found is None:
        raise Http404
    clock = clock_for(request)
    taken = getattr(found, "withdrawal", None)
    context = {
        "patient": patient,
        "consent": found,
        "when": clock.when(found.signed_at),
        "taken_back": clock.when(taken.at) if taken else "",
    }
    return render(request, "web/records/signed.html", context)


@staff(*TREATS)
@never_cache
@require_safe
def patient_leaflet(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Show the leaflet in the patient's own language, to be printed for them."""
    details = details_or_none(patient_at(patient).pk)
    decision = _decision(patient, details)
    context = {
        "patient": patient,
        "body": shown(leaflet(decision)) if decision else "",
        "language_name": OWN_NAMES[details.language] if details else "",
        "named": named(details, book_of(request).say),
    }
    return render(request, "web/records/leaflet.html", context)


@staff(*TREATS)
@never_cache
@require_safe
def patient_leaflet_pdf(_request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Give the leaflet as a PDF."""
    decision = _decision(patient, details_or_none(patient_at(patient).pk))
    if decision is None:
        raise Http404
    document = leaflet(decision)
    page = html([document], title=document.title, made_for=decision.case.on)
    return pdf(to_pdf(page), name="leaflet")


def _decision(patient: UUID, details: PersonalDetails | None) -> Decision | None:
    intake = last_intake(patient_at(patient))
    if intake is None:
        return None
    language = details.language if details else None
    return standing(intake, language=language, now=datetime.now(UTC)).decision
