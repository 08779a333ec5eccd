"""The wait list at the desk, with what is offered to whom."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zusanli.clinic.booking import offers
from zusanli.clinic.booking.models import Offer, OfferState, WaitListEntry, WaitState
from zusanli.clinic.booking.waiting import leave
from zusanli.clinic.records.patients import last_intake
from zusanli.web.booking.visit import read_wishes, typed_wishes, wish_fields
from zusanli.web.booking.when import Clock, clock_for
from zusanli.web.desk.booking import service_at, told_of
from zusanli.web.desk.people import at_desk, names, patient_at
from zusanli.web.speech import book_of

STILL = (WaitState.WAITING, WaitState.OFFERED)


@at_desk
@never_cache
@require_safe
def waiting(request: HttpRequest) -> HttpResponseBase:
    """Show who waits, in their turn, and what is kept for them."""
    now = datetime.now(UTC)
    clock, say = clock_for(request), book_of(request).say
    related = WaitListEntry.objects.filter(state__in=STILL).select_related(
        "service", "practitioner", "appointment"
    )
    entries = list(related)
    called = names((each.patient_id for each in entries), say)
    kept = {
        each.entry_id: each
        for each in Offer.objects.filter(
            entry__in=entries, state=OfferState.OPEN, valid_until__gt=now
        ).select_related("practitioner")
    }
    rows = [
        {
            "entry": each,
            "patient": called[each.patient_id],
            "service": each.service.called(clock.language),
            "wishes": say.listed(_wishes(each, clock)),
            "since": clock.day(clock.day_of(each.added_at)),
            "visit": clock.when(each.appointment.starts_at) if each.appointment else "",
            "offer": _offer(kept.get(each.pk), clock),
        }
        for each in entries
    ]
    return render(request, "web/desk/waiting.html", {"rows": rows})


@at_desk
@require_POST
def take_off(_request: HttpRequest, *, entry: UUID) -> HttpResponseBase:
    """Take somebody off the list; what was kept for them is offered to the next."""
    leave(entry, now=datetime.now(UTC))
    return redirect("desk_waiting")


@at_desk
@never_cache
def wait(request: HttpRequest, *, patient: UUID, service: int) -> HttpResponseBase:
    """Put a patient on the list."""
    now = datetime.now(UTC)
    found, wanted = patient_at(patient), service_at(service)
    if request.method == "POST":
        offers.wait(
            read_wishes(request.POST),
            patient=found,
            service=wanted,
            intake=last_intake(found),
            now=now,
        )
        return redirect("desk_waiting")
    context = {
        **told_of(request, found, wanted),
        **wish_fields(request, now),
        **typed_wishes(request.POST),
    }
    return render(request, "web/desk/wait.html", context)


def _wishes(entry: WaitListEntry, clock: Clock) -> list[str]:
    days = dict(clock.weekdays())
    times = ""
    if entry.from_time or entry.until_time:
        times = f"{str(entry.from_time or '')[:5]}\u2013{str(entry.until_time or '')[:5]}"
    who = entry.practitioner.called if entry.practitioner else ""
    return [each for each in (*(days[day] for day in entry.weekdays), times, who) if each]


def _offer(offer: Offer | None, clock: Clock) -> dict[str, str] | None:
    if offer is None:
        return None
    return {
        "when": clock.when(offer.starts_at),
        "who": offer.practitioner.called,
        "until": clock.when(offer.valid_until),
    }
