"""A patient's visit, by its link: what, when and where; moved, cancelled, or one sooner."""

from datetime import UTC, datetime, time

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zusanli.clinic.booking import checking, offers, visits
from zusanli.clinic.booking.models import Appointment, WaitListEntry, WaitState
from zusanli.clinic.booking.outcomes import AlreadyChanged, MayNotBook, SlotTaken
from zusanli.clinic.booking.patient_links import (
    new_change_link,
    new_visit_link,
    visit_by_change_link,
    visit_by_link,
)
from zusanli.clinic.booking.search import Slot, nearest_slots, practitioners
from zusanli.clinic.consents.signing import consent_for
from zusanli.clinic.premises.models import TextKind, the_clinic
from zusanli.clinic.premises.texts import own_text
from zusanli.clinic.records import intakes
from zusanli.web.access import holder_of
from zusanli.web.booking.first_visit import as_value, instead, wanted_slot
from zusanli.web.booking.help_first import help_first, what_to_do
from zusanli.web.booking.week import near, week
from zusanli.web.booking.when import clock_for, read_number, tick_of
from zusanli.web.links import link_of
from zusanli.web.questionnaire.outcome import Outcome
from zusanli.web.speech import language_of

PATIENT = "patient"
LONGEST_REASON = 240
TIMES = ("09:00", "12:00", "14:00", "17:00")

Changing = tuple[Appointment, int]


@holder_of(visit_by_link)
@never_cache
@require_safe
def visit(request: HttpRequest, found: Appointment) -> HttpResponseBase:
    """Show a visit, with the ways to change it while it is still to come."""
    now = datetime.now(UTC)
    checking.check_again(found, now=now)
    coming = found.is_booked and found.starts_at > now
    return render(
        request,
        "web/booking/visit.html",
        {
            **told_of(request, found),
            "link": link_of(request),
            "coming": coming,
            "begun": found.is_booked and not coming,
            "outcome": _help(request, found, now),
            "signed": consent_for(found, now=now),
            "change": new_change_link(found) if coming else "",
            "others": _others(request, found, now),
            "waits": _waiting(found).exists(),
            "before_visit": own_text(TextKind.BEFORE_VISIT, language_of(request)),
            "cancelling": own_text(TextKind.CANCELLING, language_of(request)),
        },
    )


def _help(request: HttpRequest, found: Appointment, now: datetime) -> Outcome | None:
    """Say what comes before a visit that is not over; each answer that alarms has made it due."""
    ahead = found.is_booked and found.check_due and found.ends_at > now
    return what_to_do(request, found.patient, now) if ahead else None


@holder_of(visit_by_change_link)
@never_cache
@require_safe
def move(request: HttpRequest, changing: Changing) -> HttpResponseBase:
    """List the free times that a visit could move to."""
    found, number = changing
    now = datetime.now(UTC)
    if not visits.can_change(found, number=number, now=now):
        return _spent(request, found)
    shown = week(
        request,
        found.service,
        address=lambda slot: _address(request, slot),
        patient=found.patient,
        ignoring=found,
        now=now,
    )
    context = {**told_of(request, found), "week": shown, "moving": True}
    return render(request, "web/booking/slots.html", context)


@holder_of(visit_by_change_link)
@never_cache
def move_to(
    request: HttpRequest, changing: Changing, *, practitioner: int, tick: int
) -> HttpResponseBase:
    """Ask once more, and move a visit."""
    found, number = changing
    now = datetime.now(UTC)
    wanted = wanted_slot(practitioner, tick)
    taken = False
    if request.method == "POST":
        wanted = instead(request.POST.get("instead", "")) or wanted
        try:
            moved = visits.move(found, wanted, number=number, by=PATIENT, now=now)
        except AlreadyChanged as already:
            return _spent(request, already.appointment)
        except MayNotBook:
            return help_first(request, found.patient, now) or _spent(request, found)
        except SlotTaken:
            taken = True
        else:
            return redirect("visit", link=new_visit_link(moved, now=now))
    elif not visits.can_change(found, number=number, now=now):
        return _spent(request, found)
    return _move_form(request, found, wanted, taken=taken, now=now)


@holder_of(visit_by_change_link)
@never_cache
def cancel(request: HttpRequest, changing: Changing) -> HttpResponseBase:
    """Ask once more, and cancel a visit."""
    found, number = changing
    now = datetime.now(UTC)
    if request.method == "POST":
        why = request.POST.get("why", "").strip()[:LONGEST_REASON]
        try:
            gone = visits.cancel(found, number=number, by=PATIENT, why=why, now=now)
        except AlreadyChanged as already:
            return _spent(request, already.appointment)
        return redirect("visit", link=new_visit_link(gone, now=now))
    if not visits.can_change(found, number=number, now=now):
        return _spent(request, found)
    return render(request, "web/booking/cancel.html", told_of(request, found))


@holder_of(visit_by_link)
@never_cache
def wait(request: HttpRequest, found: Appointment) -> HttpResponseBase:
    """Take wishes for an earlier visit in place of this one."""
    now = datetime.now(UTC)
    if not found.is_booked or found.starts_at <= now:
        return redirect("visit", link=link_of(request))
    if request.method == "POST":
        offers.wait(
            read_wishes(request.POST),
            patient=found.patient,
            service=found.service,
            intake=found.intake,
            instead_of=found,
            now=now,
        )
        return redirect("visit", link=link_of(request))
    context = {
        **told_of(request, found),
        **wish_fields(request, now),
        **wishes_of(_waiting(found).first()),
        "link": link_of(request),
    }
    return render(request, "web/booking/wait.html", context)


@holder_of(visit_by_link)
@require_POST
def answer_for_visit(request: HttpRequest, found: Appointment) -> HttpResponseBase:
    """Begin the safety questions for a visit that was booked without them."""
    now = datetime.now(UTC)
    checking.check_again(found, now=now)
    if not found.check_due:
        return redirect("visit", link=link_of(request))
    if told := help_first(request, found.patient, now):
        return told
    link = intakes.begin(
        by=PATIENT, country=the_clinic().country, language=language_of(request), now=now
    )
    visits.ask_before(found, intakes.find(link))
    return redirect("question", link=link)


def told_of(request: HttpRequest, found: Appointment) -> dict[str, object]:
    """Give what a page tells of a visit: nothing that says who comes."""
    clock = clock_for(request)
    return {
        "visit": found,
        "name": found.service.called(language_of(request)),
        "when": clock.when(found.starts_at),
        "until": clock.time(found.ends_at),
        "zone": clock.zone_name(found.starts_at),
        "who": found.practitioner.called,
    }


def wish_fields(request: HttpRequest, now: datetime) -> dict[str, object]:
    """Give what may be wished for: days, times of day, and with whom."""
    clock = clock_for(request)
    return {
        "weekdays": clock.weekdays(),
        "times": TIMES,
        "among": practitioners(),
        "zone": clock.zone_name(now),
    }


def read_wishes(sent: QueryDict) -> offers.Wishes:
    """Read wishes; what is no wish is left out, and empty means that anything suits."""
    return offers.Wishes(
        practitioner=practitioners().get(read_number(sent.get("with", "")) or 0),
        weekdays=tuple(sorted({int(day) for day in sent.getlist("day") if day in set("0123456")})),
        from_time=_time(sent.get("from", "")),
        until_time=_time(sent.get("until", "")),
    )


def typed_wishes(sent: QueryDict) -> dict[str, object]:
    """Give wishes as they stand in the form that was sent."""
    return {
        "days": sent.getlist("day"),
        "from": sent.get("from", ""),
        "until": sent.get("until", ""),
        "with": sent.get("with", ""),
    }


def wishes_of(entry: WaitListEntry | None) -> dict[str, object]:
    """Give the wishes of who waits already, to be changed."""
    if entry is None:
        return {}
    return {
        "days": [str(day) for day in entry.weekdays],
        "from": f"{entry.from_time:%H:%M}" if entry.from_time else "",
        "until": f"{entry.until_time:%H:%M}" if entry.until_time else "",
        "with": str(entry.practitioner_id or ""),
    }


def _time(typed: str) -> time | None:
    return time.fromisoformat(typed) if typed in TIMES else None


def _waiting(found: Appointment) -> QuerySet[WaitListEntry]:
    return WaitListEntry.objects.filter(
        appointment=found, state__in=(WaitState.WAITING, WaitState.OFFERED)
    )


def _others(request: HttpRequest, found: Appointment, now: datetime) -> list[str]:
    if found.course is None:
        return []
    clock = clock_for(request)
    coming = found.course.appointments.filter(state="booked", starts_at__gt=now)
    return [clock.when(each.starts_at) for each in coming.order_by("starts_at")]


def _move_form(
    request: HttpRequest, found: Appointment, wanted: Slot, *, taken: bool, now: datetime
) -> HttpResponseBase:
    clock = clock_for(request)
    who = practitioners().get(wanted.practitioner)
    if who is None:
        raise Http404
    free = (
        nearest_slots(found.service, wanted, patient=found.patient, ignoring=found, now=now)
        if taken
        else ()
    )
    return render(
        request,
        "web/booking/move.html",
        {
            **told_of(request, found),
            "to": clock.when(wanted.start),
            "to_whom": who.called,
            "change": link_of(request),
            "taken": taken,
            "near": near(free, clock, as_value),
        },
    )


def _spent(request: HttpRequest, found: Appointment) -> HttpResponseBase:
    """Tell that a link was used, and how the visit stands now."""
    last = found.changes.latest("number")
    context = {**told_of(request, found), "last": last, "at": clock_for(request).when(last.at)}
    return render(request, "web/booking/spent.html", context)


def _address(request: HttpRequest, slot: Slot) -> str:
    return reverse(
        "move_to",
        kwargs={
            "link": link_of(request),
            "practitioner": slot.practitioner,
            "tick": tick_of(slot),
        },
    )
