"""Patients at the desk: found by name, taken into the books, corrected, and what they have."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from zusanli.clinic.audit.log import searched
from zusanli.clinic.booking.courses import plans_to_book
from zusanli.clinic.booking.models import Appointment, Service, WaitListEntry, WaitState
from zusanli.clinic.records.finding import found_by_name
from zusanli.clinic.records.models import PersonalDetails
from zusanli.clinic.records.patients import details_of, details_or_none, record, register
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.records.typed_details import Read
from zusanli.core.words import ENGLISH, LANGUAGES
from zusanli.web.access import staff_member
from zusanli.web.booking.details import as_typed, fields, read
from zusanli.web.booking.when import clock_for
from zusanli.web.desk.day import lines_of
from zusanli.web.desk.people import at_desk, named, names, patient_at, who_asks
from zusanli.web.records.roles import KNOWS
from zusanli.web.speech import book_of, language_of

LONGEST = 80
"""Characters: each word is looked for by itself, and a database takes so many at once."""
MOST = 40
"""How many are shown; with more, another letter is the quicker way."""
STILL_WAIT = (WaitState.WAITING, WaitState.OFFERED)


@at_desk
@never_cache
def find(request: HttpRequest) -> HttpResponseBase:
    """Find patients by name, reading or number. What is typed stands in no address."""
    typed = " ".join(request.POST.get("q", "").split())[:LONGEST]
    found = found_by_name(typed, most=MOST + 1) if typed else []
    if typed:
        searched(len(found[:MOST]), now=datetime.now(UTC))
    say = book_of(request).say
    context = {
        "typed_name": typed,
        "found": [(each, named(each, say)) for each in found[:MOST]],
        "more": len(found) > MOST,
        "searched": request.method == "POST",
    }
    return render(request, "web/desk/find.html", context)


@at_desk
@never_cache
def new(request: HttpRequest) -> HttpResponseBase:
    """Take somebody into the books."""
    now = datetime.now(UTC)
    if request.method != "POST":
        return _form(request, None)
    typed = read(request.POST, book_of(request).say, today=clock_for(request).day_of(now))
    if typed.details is None:
        return _form(request, typed)
    details = replace(typed.details, language=_spoken(request, ENGLISH))
    patient = register(details, by=who_asks(request), now=now)
    return redirect("desk_patient", patient=patient.pk)


@at_desk
@never_cache
def correct(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Record a new name, or another way to reach somebody; what stood before stays."""
    now = datetime.now(UTC)
    found = patient_at(patient)
    try:
        before = details_of(found)
    except PersonalDetails.DoesNotExist:
        return redirect("desk_patient", patient=found.pk)
    if request.method != "POST":
        return _form(request, None, before)
    typed = read(request.POST, book_of(request).say, today=clock_for(request).day_of(now))
    if typed.details is None:
        return _form(request, typed, before)
    details = replace(typed.details, language=_spoken(request, before.language))
    record(found, details, by=who_asks(request), now=now)
    return redirect("desk_patient", patient=found.pk)


@at_desk
@never_cache
def show(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Show how to reach a patient, and their visits; none of their answers."""
    now = datetime.now(UTC)
    found = patient_at(patient)
    clock, say = clock_for(request), book_of(request).say
    own = ids_of(found.pk)
    visits = Appointment.objects.filter(patient__in=own).order_by("starts_at")
    related = visits.select_related("service", "practitioner", "place")
    lines = lines_of(request, list(related), now)
    dated = [(clock.when(each.visit.starts_at), each) for each in lines]
    coming = [row for row in dated if row[1].visit.is_booked and row[1].visit.ends_at > now]
    return render(
        request,
        "web/desk/patient.html",
        {
            "patient": found,
            "named": names([found.pk], say)[found.pk],
            "knows": staff_member(request).has_role(*KNOWS),
            "details": details_or_none(found.pk),
            "coming": coming,
            "before": [row for row in reversed(dated) if row not in coming],
            "services": services(request),
            "plans": plans_to_book(found).select_related("service", "practitioner"),
            "waits": WaitListEntry.objects.filter(patient__in=own, state__in=STILL_WAIT).count(),
        },
    )


def services(request: HttpRequest) -> list[tuple[Service, str]]:
    """Give what can be booked, by name; the first visit first."""
    language = language_of(request)
    found = Service.objects.filter(active=True).order_by("-first_visit", "pk")
    return [(each, each.called(language)) for each in found]


def _form(
    request: HttpRequest, typed: Read | None, before: PersonalDetails | None = None
) -> HttpResponseBase:
    start = as_typed(before) if before else {}
    context = {
        "fields": fields(typed, book_of(request).say, start=start, readings=True),
        "patient": before.patient if before else None,
        "speaks": _spoken(request, before.language if before else ENGLISH),
    }
    return render(request, "web/desk/details.html", context)


def _spoken(request: HttpRequest, before: str) -> str:
    """Give the language that a patient reads, as it was chosen in the form."""
    chosen = request.POST.get("language", "")
    return chosen if chosen in LANGUAGES else before
