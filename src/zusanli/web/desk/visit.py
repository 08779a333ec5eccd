"""A visit at the desk: how it stands, what was done to it, and the ways to move or cancel it."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.booking import visits
from zusanli.clinic.booking.checking import help_first, is_due
from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.booking.outcomes import AlreadyChanged, MayNotBook, SlotTaken
from zusanli.clinic.booking.search import Slot, in_time_off, nearest_slots, practitioners
from zusanli.clinic.staff.models import Role
from zusanli.documents.answered import called
from zusanli.web.access import staff_member
from zusanli.web.booking.first_visit import as_value, instead, wanted_slot
from zusanli.web.booking.visit import LONGEST_REASON, PATIENT
from zusanli.web.booking.week import near, week
from zusanli.web.booking.when import clock_for, read_number, tick_of
from zusanli.web.desk.booking import NO_NOTICE
from zusanli.web.desk.booking import help_first as nothing_booked
from zusanli.web.desk.people import at_desk, names, who_asks
from zusanli.web.records.roles import KNOWS
from zusanli.web.speech import book_of

TREATS = (Role.PRACTITIONER, Role.SUPERVISOR)
"""Who reads what a patient wrote of their reasons: it may be of their health."""


@at_desk
@never_cache
@require_safe
def show(request: HttpRequest, *, visit: UUID) -> HttpResponseBase:
    """Show a visit."""
    return _shown(request, visit_at(visit))


@at_desk
@never_cache
@require_safe
def move(request: HttpRequest, *, visit: UUID) -> HttpResponseBase:
    """List the free times that a visit could move to."""
    now = datetime.now(UTC)
    found = visit_at(visit)
    if not _can_change(found, now):
        return _shown(request, found, changed=True)

    def address(slot: Slot) -> str:
        where = {"visit": found.pk, "practitioner": slot.practitioner, "tick": tick_of(slot)}
        return reverse("desk_move_to", kwargs=where)

    shown = week(
        request,
        found.service,
        address=address,
        patient=found.patient,
        ignoring=found,
        notice=NO_NOTICE,
        now=now,
    )
    return render(request, "web/desk/slots.html", {**told_of(request, found), "week": shown})


@at_desk
@never_cache
def move_to(request: HttpRequest, *, visit: UUID, practitioner: int, tick: int) -> HttpResponseBase:
    """Ask once more, and move."""
    now = datetime.now(UTC)
    found, wanted = visit_at(visit), wanted_slot(practitioner, tick)
    if request.method != "POST":
        return _move_form(request, found, wanted)
    wanted = instead(request.POST.get("instead", "")) or wanted
    try:
        visits.move(
            found,
            wanted,
            number=_number(request),
            by=who_asks(request),
            why=_why(request),
            now=now,
        )
    except AlreadyChanged as already:
        return _shown(request, already.appointment, changed=True)
    except MayNotBook:
        return nothing_booked(request, found.patient)
    except SlotTaken:
        return _move_form(request, found, wanted, taken_at=now)
    return redirect("desk_visit", visit=found.pk)


@at_desk
@never_cache
def cancel(request: HttpRequest, *, visit: UUID) -> HttpResponseBase:
    """Ask once more, and cancel."""
    now = datetime.now(UTC)
    found = visit_at(visit)
    if request.method != "POST":
        if not _can_change(found, now):
            return _shown(request, found, changed=True)
        return render(request, "web/desk/cancel.html", told_of(request, found))
    try:
        visits.cancel(
            found, number=_number(request), by=who_asks(request), why=_why(request), now=now
        )
    except AlreadyChanged as already:
        return _shown(request, already.appointment, changed=True)
    return redirect("desk_visit", visit=found.pk)


def visit_at(key: UUID) -> Appointment:
    """
    Give a visit.

    Raises:
        Http404: there is none.
    """
    related = Appointment.objects.select_related("service", "practitioner", "place", "patient")
    found = related.filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def told_of(request: HttpRequest, found: Appointment) -> dict[str, object]:
    """Give what the desk sees of a visit."""
    clock = clock_for(request)
    return {
        "visit": found,
        "patient": found.patient,
        "named": names([found.patient_id], book_of(request).say)[found.patient_id],
        "name": found.service.called(clock.language),
        "when": clock.when(found.starts_at),
        "until": clock.time(found.ends_at),
        "zone": clock.zone_name(found.starts_at),
        "who": found.practitioner.called,
        "number": found.last_number,
    }


def _shown(request: HttpRequest, found: Appointment, *, changed: bool = False) -> HttpResponseBase:
    clock, now = clock_for(request), datetime.now(UTC)
    treats = staff_member(request).has_role(*TREATS)
    changes = [
        {
            "change": each,
            "at": clock.when(each.at),
            "to": clock.when(each.starts_after) if each.starts_after else "",
            "by": called(each.by, book_of(request).say),
            "why": each.why if treats or each.by != PATIENT else "",
        }
        for each in found.changes.order_by("number")
    ]
    return render(
        request,
        "web/desk/visit.html",
        {
            **told_of(request, found),
            "changes": changes,
            "treats": treats,
            "changed": changed,
            "coming": found.is_booked and found.starts_at > now,
            "receipts": found.is_booked
            and found.starts_at <= now
            and staff_member(request).has_role(*KNOWS),
            "due": is_due(found, now=now),
            "help_first": help_first(found, now=now) is not None,
            "must_move": found.is_booked and found.pk in in_time_off([found]),
            "day": clock.day_of(found.starts_at).isoformat(),
        },
    )


def _move_form(
    request: HttpRequest, found: Appointment, wanted: Slot, *, taken_at: datetime | None = None
) -> HttpResponseBase:
    clock = clock_for(request)
    who = practitioners().get(wanted.practitioner)
    if who is None:
        raise Http404
    free = (
        nearest_slots(found.service, wanted, patient=found.patient, ignoring=found, now=taken_at)
        if taken_at
        else ()
    )
    return render(
        request,
        "web/desk/move.html",
        {
            **told_of(request, found),
            "to": clock.when(wanted.start),
            "to_whom": who.called,
            "why": _why(request),
            "taken": taken_at is not None,
            "near": near(free, clock, as_value),
        },
    )


def _can_change(found: Appointment, now: datetime) -> bool:
    return visits.can_change(found, number=found.last_number, now=now)


def _number(request: HttpRequest) -> int:
    """Give the change that was seen when the form was made; none there is never the last."""
    sent = read_number(request.POST.get("number", ""))
    return -1 if sent is None else sent


def _why(request: HttpRequest) -> str:
    return request.POST.get("why", "").strip()[:LONGEST_REASON]
