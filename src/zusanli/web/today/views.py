"""The page of the day: arrivals by one press, needles in and the minutes left, what waits."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.booking.checking import is_due
from zusanli.clinic.booking.diary import visits_of
from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.check_ins.alerts import unsettled_count
from zusanli.clinic.notes.arrivals import arrive, take_back
from zusanli.clinic.notes.models import Arrival, Note
from zusanli.clinic.notes.today import (
    LONGEST_VISIT,
    Lying,
    Stage,
    charts_of,
    lying,
    notes_since,
    stage_of,
    to_take_out,
)
from zusanli.clinic.plans.models import Plan
from zusanli.clinic.staff.models import Role
from zusanli.core.visit.chart import Chart
from zusanli.core.words import Words, noop
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import Clock, clock_for
from zusanli.web.desk.people import names
from zusanli.web.records.roles import KNOWS, TREATS
from zusanli.web.speech import book_of
from zusanli.web.staff.ending import ending

STAGES = {
    Stage.EXPECTED: noop("expected"),
    Stage.HERE: noop("here"),
    Stage.IN_TREATMENT: noop("in treatment"),
    Stage.DONE: noop("done"),
}


@staff(*KNOWS)
@never_cache
@require_safe
def today(request: HttpRequest) -> HttpResponseBase:
    """Show the day; whoever does not treat sees who is here and no more."""
    return _page(request, "web/today/today.html")


@staff(*TREATS)
@never_cache
@require_safe
def beds(request: HttpRequest) -> HttpResponseBase:
    """Show the part of the day that changes by the minute."""
    now = datetime.now(UTC)
    notes = notes_since(now - LONGEST_VISIT)
    return render(request, "web/today/beds.html", _beds(request, notes, charts_of(notes), now))


@staff(*KNOWS)
@never_cache
def here(request: HttpRequest, *, visit: UUID) -> HttpResponseBase:
    """Note that a patient is here, or take it back."""
    found = get_object_or_404(Appointment, pk=visit)
    if request.method == "POST" and found.is_booked:
        if "back" in request.POST:
            take_back(found)
        else:
            arrive(found, by=staff_member(request).called, now=datetime.now(UTC))
    return redirect("today")


def _page(request: HttpRequest, template: str) -> HttpResponse:
    now, clock, say = datetime.now(UTC), clock_for(request), book_of(request).say
    visits = [each for each in visits_of(clock.day_of(now)) if each.is_booked]
    treats = staff_member(request).has_role(Role.PRACTITIONER, Role.SUPERVISOR)
    notes = notes_since(now - LONGEST_VISIT)
    charts = charts_of(notes)
    context: dict[str, object] = {
        "day": clock.day(clock.day_of(now)),
        "treats": treats,
        "lines": _lines(visits, charts, clock, say, now=now, treats=treats),
    }
    if treats:
        context |= _beds(request, notes, charts, now)
        context["alerts"] = unsettled_count()
        context["take_out"] = _take_out(clock, say, now)
        context["licences"] = ending(staff_member(request), clock, say, now=now)
    return render(request, template, context)


def _lines(
    visits: list[Appointment],
    charts: dict[object, Chart | None],
    clock: Clock,
    say: Words,
    *,
    now: datetime,
    treats: bool,
) -> list[dict[str, object]]:
    called = names([each.patient_id for each in visits], say)
    arrived = dict(Arrival.objects.filter(visit__in=visits).values_list("visit", "at"))
    planned = set(
        Plan.objects.filter(patient__in=[e.patient_id for e in visits]).values_list(
            "patient", flat=True
        )
    )
    return [
        {
            "visit": each,
            "time": clock.time(each.starts_at),
            "who": called[each.patient_id],
            "service": each.service.called(clock.language),
            "stage": (stage := stage_of(each, charts, has_arrived=each.pk in arrived)).value,
            "stage_text": say(STAGES[stage]),
            "since": clock.time(arrived[each.pk]) if each.pk in arrived else "",
            "due": is_due(each, now=now),
            "review": treats and each.patient_id not in planned,
        }
        for each in visits
    ]


def _beds(
    request: HttpRequest, notes: list[Note], charts: dict[object, Chart | None], now: datetime
) -> dict[str, object]:
    clock, say = clock_for(request), book_of(request).say
    found = lying(notes, charts)
    called = names([each.note.patient_id for each in found], say)
    return {
        "now": now,
        "beds": [_bed(each, called[each.note.patient_id], clock, now) for each in found],
    }


def _bed(each: Lying, who: object, clock: Clock, now: datetime) -> dict[str, object]:
    due = None if each.batch is None else each.batch.due_out_at
    return {
        "note": each.note,
        "who": who,
        "place": str(each.note.visit.place),
        "unread": each.batch is None,
        "needles": each.needles,
        "due": due,
        "out_at": clock.time(due) if due else "",
        "minutes": None if due is None else round((due - now).total_seconds() / 60),
        "over": each.is_over(now),
    }


def _take_out(clock: Clock, say: Words, now: datetime) -> list[dict[str, object]]:
    found = to_take_out(on=clock.day_of(now))
    called = names([each.note.patient_id for each in found], say)
    return [
        {
            "who": called[each.note.patient_id],
            "note": each.note,
            "left": each.left,
            "by": clock.day(each.left.remove_by),
        }
        for each in found
    ]
