"""The day at the desk: calls first, then each practitioner's column, and the same as a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zusanli.clinic.booking.checking import help_first, is_due
from zusanli.clinic.booking.diary import Column, Piece, columns, visits_of
from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.booking.search import in_time_off
from zusanli.clinic.enquiries import writing as enquiries
from zusanli.clinic.outbox.desk import troubles
from zusanli.clinic.records.calls import calls_to_make, mark_called
from zusanli.clinic.records.patients import known
from zusanli.web.booking.when import Clock, clock_for, read_day
from zusanli.web.desk.people import Named, at_desk, named, names, who_asks
from zusanli.web.speech import book_of

A_DAY = timedelta(days=1)
FIRST, LAST = date(2000, 1, 1), date(2999, 12, 31)
"""A day outside of these is a slip of the finger, and some have no day before or after."""


@dataclass(frozen=True, slots=True)
class Line:
    """A visit as the desk reads it."""

    visit: Appointment
    patient: Named
    time: str
    until: str
    service: str
    must_move: bool
    due: bool
    help_first: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A part of a column: a visit, or the words for time that is free or kept."""

    time: str
    until: str
    line: Line | None
    kept_for: Named | None


@at_desk
@never_cache
@require_safe
def day(request: HttpRequest) -> HttpResponseBase:
    """Show a day."""
    now = datetime.now(UTC)
    clock = clock_for(request)
    today = clock.day_of(now)
    shown = min(max(read_day(request.GET.get("day", "")) or today, FIRST), LAST)
    visits = visits_of(shown)
    found = columns(shown, visits, now=now)
    called = _named(visits, found, request)
    lines = _lines(visits, called, clock, now)
    by_visit = {each.visit.pk: each for each in lines}
    return render(
        request,
        "web/desk/day.html",
        {
            "calls": _calls(request, clock),
            "troubles": troubles(now).count(),
            "enquiries": enquiries.waiting().count(),
            "day": clock.day(shown),
            "shown": shown.isoformat(),
            "previous": (shown - A_DAY).isoformat(),
            "next": (shown + A_DAY).isoformat(),
            "columns": [
                (each, [_card(piece, by_visit, called, clock) for piece in each.pieces])
                for each in found
            ],
            "lines": lines,
            "places": _by_place(lines),
            "zone": clock.zone_name(visits[0].starts_at if visits else now),
        },
    )


@at_desk
@require_POST
def called(request: HttpRequest, *, call: int) -> HttpResponseBase:
    """Record that somebody was called; a second press changes nothing."""
    mark_called(call, by=who_asks(request), now=datetime.now(UTC))
    return redirect("desk")


def lines_of(request: HttpRequest, visits: Sequence[Appointment], now: datetime) -> list[Line]:
    """Give visits as the desk reads them."""
    called = names((each.patient_id for each in visits), book_of(request).say)
    return _lines(visits, called, clock_for(request), now)


def _lines(
    visits: Sequence[Appointment], called: Mapping[UUID, Named], clock: Clock, now: datetime
) -> list[Line]:
    off = in_time_off(each for each in visits if each.is_booked)
    return [
        Line(
            visit=each,
            patient=called[each.patient_id],
            time=clock.time(each.starts_at),
            until=clock.time(each.ends_at),
            service=each.service.called(clock.language),
            must_move=each.pk in off,
            due=is_due(each, now=now),
            help_first=help_first(each, now=now) is not None,
        )
        for each in visits
    ]


def _card(
    piece: Piece, by_visit: Mapping[UUID, Line], called: Mapping[UUID, Named], clock: Clock
) -> Card:
    return Card(
        time=clock.time(piece.span.start),
        until=clock.time(piece.span.end),
        line=by_visit[piece.visit.pk] if piece.visit else None,
        kept_for=called[piece.offer.patient_id] if piece.offer else None,
    )


def _named(
    visits: Sequence[Appointment], found: Sequence[Column], request: HttpRequest
) -> dict[UUID, Named]:
    kept = [piece.offer for column in found for piece in column.pieces if piece.offer]
    return names((each.patient_id for each in (*visits, *kept)), book_of(request).say)


def _by_place(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    booked = [each for each in lines if each.visit.is_booked]
    in_order = sorted(booked, key=lambda each: (str(each.visit.place), each.visit.starts_at))
    return [
        (place, list(there)) for place, there in groupby(in_order, lambda e: str(e.visit.place))
    ]


def _calls(request: HttpRequest, clock: Clock) -> list[dict[str, object]]:
    waiting = list(calls_to_make())
    say = book_of(request).say
    details = known(each.intake.patient_id for each in waiting if each.intake.patient_id)
    return [
        {
            "call": each,
            "asked": clock.when(each.asked_at),
            "patient": named(details[each.intake.patient_id], say)
            if each.intake.patient_id in details
            else None,
        }
        for each in waiting
    ]
