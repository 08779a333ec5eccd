"""Somebody who is in the books twice: found, looked at side by side, joined, and parted again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.audit.log import note, searched
from zusanli.clinic.audit.models import Verb
from zusanli.clinic.booking import joining
from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.records.duplicates import Same, likely
from zusanli.clinic.records.finding import found_by_name
from zusanli.clinic.records.intakes import emergency_of
from zusanli.clinic.records.models import Merge, Patient, PersonalDetails
from zusanli.clinic.records.patients import details_or_none
from zusanli.clinic.records.same_person import holding, ids_of, intakes_of, kept_of
from zusanli.clinic.staff.models import Role
from zusanli.core.words import noop
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import Clock, clock_for
from zusanli.web.desk.people import Named, named, names, patient_at
from zusanli.web.speech import book_of

MOST = 50
LONGEST = 240
IN_COMMON: Mapping[Same, str] = {
    Same.BORN: noop("the same name and birthday"),
    Same.PHONE: noop("the same phone number"),
    Same.MAIL: noop("the same email address"),
}
NO_REASON = noop("Please write why. It stands in both records.")
NOBODY_KEPT = noop("Please choose which record is kept.")
SAME_ALREADY = noop("These are one record already.")
TAKEN_IN = noop("Somebody else changed this meanwhile. Please look at it again.")
MEET = noop("Both have a visit at the same time: {when}. Move or cancel one of them first.")
OF_ONE_WHO_JOINS = (Role.SUPERVISOR,)


@dataclass(frozen=True, slots=True)
class Side:
    """One of two records, as it is compared with the other."""

    pk: UUID
    named: Named
    details: PersonalDetails | None
    since: str
    visits: int
    questionnaires: int
    emergency: bool


@staff(*OF_ONE_WHO_JOINS)
@never_cache
@require_safe
def twice(request: HttpRequest) -> HttpResponseBase:
    """List records that are likely of one person."""
    say, found = book_of(request).say, likely(most=MOST + 1)
    rows = [
        {
            "pair": each,
            "first": named(each.first, say),
            "second": named(each.second, say),
            "same": say.listed(say(IN_COMMON[same]) for same in each.same),
        }
        for each in found[:MOST]
    ]
    return render(request, "web/records/twice.html", {"rows": rows, "more": len(found) > MOST})


@staff(*OF_ONE_WHO_JOINS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join_find(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Look for the other record of a person; what is typed goes into no address."""
    kept, say = patient_at(patient), book_of(request).say
    typed = " ".join(request.POST.get("name", "").split())[:80]
    hits = found_by_name(typed, most=MOST) if typed else []
    if typed:
        searched(len(hits), now=datetime.now(UTC))
    own = ids_of(kept.pk)
    context = {
        "patient": kept,
        "named": names([kept.pk], say)[kept.pk],
        "typed": typed,
        "found": [(each, named(each, say)) for each in hits if each.patient_id not in own],
    }
    return render(request, "web/records/join_find.html", context)


@staff(*OF_ONE_WHO_JOINS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest, *, patient: UUID, other: UUID) -> HttpResponseBase:
    """Show two records side by side, and join them into the one that is kept."""
    both = (patient_at(patient), patient_at(other))
    if both[0].pk == both[1].pk:
        return redirect("patient", patient=both[0].pk)
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = _join(request, both)
        if not problems:
            return redirect("patient", patient=kept_of([both[0].pk])[both[0].pk])
    now, clock = datetime.now(UTC), clock_for(request)
    # The address names one of them for the log, and both are shown.
    note(Verb.OPENED, "records.patient", record=str(other), patient=both[1].pk, now=now)
    context = {
        "sides": [_side(each, request, clock, now) for each in both],
        "problems": problems,
        "keep": request.POST.get("keep", str(both[0].pk)),
        "why": _why(request),
    }
    return render(request, "web/records/join.html", context)


@staff(*OF_ONE_WHO_JOINS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def part(request: HttpRequest, *, patient: UUID, merge: int) -> HttpResponseBase:
    """Ask once more, and part two records that are of two people after all."""
    found = holding().filter(pk=merge, into__in=ids_of(patient)).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return _part_form(request, found, "")
    try:
        joining.part(
            found, by=staff_member(request).called, why=_why(request), now=datetime.now(UTC)
        )
    except joining.NotJoined as problem:
        return _part_form(request, found, _words(problem, request))
    return redirect("patient", patient=found.into_id)


def joined(patient: Patient, clock: Clock) -> list[tuple[Merge, str]]:
    """Give the merges that made this person one, with when."""
    return [(each, clock.when(each.at)) for each in joining.merges_of(patient)]


def _join(request: HttpRequest, both: tuple[Patient, Patient]) -> dict[str, str]:
    """Join them, or say what stands in the way, by the field that it is about."""
    say = book_of(request).say
    keep = request.POST.get("keep", "")
    kept = next((each for each in both if str(each.pk) == keep), None)
    if kept is None:
        return {"keep": say(NOBODY_KEPT)}
    other = next(each for each in both if each != kept)
    try:
        joining.join(
            other,
            into=kept,
            by=staff_member(request).called,
            why=_why(request),
            now=datetime.now(UTC),
        )
    except joining.NotJoined as problem:
        field = "why" if isinstance(problem, joining.NoReasonError) else "keep"
        return {field: _words(problem, request)}
    return {}


def _words(problem: joining.NotJoined, request: HttpRequest) -> str:
    say, clock = book_of(request).say, clock_for(request)
    match problem:
        case joining.NoReasonError():
            return say(NO_REASON)
        case joining.SameRecordError():
            return say(SAME_ALREADY)
        case joining.VisitsMeetError(visits=visits):
            return say(MEET, when=say.apart(clock.when(each.starts_at) for each in visits[:2]))
        case _:
            return say(TAKEN_IN)


def _part_form(request: HttpRequest, merge: Merge, problem: str) -> HttpResponse:
    clock = clock_for(request)
    context = {
        "merge": merge,
        "when": clock.when(merge.at),
        "taken_in": _own_name(merge.patient_id, request),
        "kept": _own_name(merge.into_id, request),
        "problem": problem,
        "why": _why(request),
    }
    return render(request, "web/records/part.html", context)


def _own_name(patient: UUID, request: HttpRequest) -> Named:
    """Name a record by itself: of both the one that is kept would be named."""
    own = PersonalDetails.objects.filter(patient=patient).order_by("pk").last()
    return named(own, book_of(request).say)


def _side(patient: Patient, request: HttpRequest, clock: Clock, now: datetime) -> Side:
    details = details_or_none(patient.pk)
    return Side(
        pk=patient.pk,
        named=named(details, book_of(request).say),
        details=details,
        since=clock.day(clock.day_of(patient.added_at)),
        visits=Appointment.objects.filter(patient__in=ids_of(patient.pk)).count(),
        questionnaires=intakes_of(patient.pk).count(),
        emergency=emergency_of(patient, now=now) is not None,
    )


def _why(request: HttpRequest) -> str:
    return request.POST.get("why", "").strip()[:LONGEST]
