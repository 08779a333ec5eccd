"""A whole course booked at the desk in one go: planned, looked at, and taken, all or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from zusanli.clinic.booking.courses import (
    Proposal,
    book_new_course,
    plans_to_book,
    propose,
    proposed,
)
from zusanli.clinic.booking.models import Course, Service
from zusanli.clinic.booking.outcomes import CourseDoesNotFit, MayNotBook
from zusanli.clinic.booking.search import AHEAD, Slot, practitioners
from zusanli.clinic.booking.slots import moment
from zusanli.clinic.plans.monitoring import review_overdue
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import last_intake
from zusanli.clinic.staff.models import User
from zusanli.core.words import Words
from zusanli.web.booking.first_visit import as_value, instead
from zusanli.web.booking.when import clock_for, read_day, read_number
from zusanli.web.desk.booking import help_first
from zusanli.web.desk.patients import services
from zusanli.web.desk.people import at_desk, names, patient_at, who_asks
from zusanli.web.speech import book_of

T = TypeVar("T")
PHASES = 3
MOST_A_WEEK, MOST_WEEKS, MOST_VISITS = 5, 12, 30
FIVE = 5


@dataclass(frozen=True, slots=True)
class Plan:
    """What was asked for."""

    service: Service
    practitioner: User
    phases: tuple[tuple[int, int], ...]
    first: datetime

    @property
    def slots(self) -> list[Slot]:
        """The time that is meant for each visit."""
        starts = proposed(self.phases, self.first, the_clinic().zone)
        return [Slot(start, self.practitioner.pk) for start in starts]


@at_desk
@never_cache
def course(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Ask for a course, show its visits, and book them."""
    now = datetime.now(UTC)
    found = patient_at(patient)
    if request.method != "POST":
        planned = plans_to_book(found).first()
        return _form(request, found, _start(planned), {})
    plan, problems = read(request.POST, book_of(request).say, today=clock_for(request).day_of(now))
    if plan is None:
        return _form(request, found, _typed(request.POST), problems)
    if request.POST.get("do") != "book":
        return _visits(request, found, propose(plan.service, plan.slots, patient=found, now=now))
    chosen = [each for each in map(instead, request.POST.getlist("visit")) if each]
    if not chosen:
        told = book_of(request).say("No visit was chosen, so none was booked.")
        return _visits(
            request, found, propose(plan.service, plan.slots, patient=found, now=now), told=told
        )
    return _booked(request, found, plan, chosen, now)


def read(sent: QueryDict, say: Words, *, today: date) -> tuple[Plan | None, Mapping[str, str]]:
    """Read the form, or give the words at each field that cannot be taken."""
    offered = {each.pk: each for each in Service.objects.filter(active=True)}
    service = _chosen(sent.get("service", ""), offered)
    who = _chosen(sent.get("with", ""), practitioners())
    day, clock = read_day(sent.get("first", "")), _time(sent.get("time", ""))
    phases, wrong = _phases(sent, say)
    problems = {
        "service": "" if service else say("Please choose the kind of visit."),
        "with": "" if who else say("Please choose with whom."),
        "first": _day_problem(day, say, today),
        "time": "" if clock else say("Please give a time such as 10:00, in steps of five minutes."),
        "phases": wrong,
    }
    left = {name: words for name, words in problems.items() if words}
    if left or service is None or who is None or day is None or clock is None:
        return None, left
    return Plan(service, who, phases, moment(day, clock, the_clinic().zone)), {}


def _booked(
    request: HttpRequest, patient: Patient, plan: Plan, chosen: Sequence[Slot], now: datetime
) -> HttpResponseBase:
    try:
        book_new_course(
            chosen,
            patient=patient,
            service=plan.service,
            practitioner=plan.practitioner,
            phases=plan.phases,
            intake=last_intake(patient),
            by=who_asks(request),
            now=now,
        )
    except MayNotBook:
        return help_first(request, patient)
    except CourseDoesNotFit:
        told = book_of(request).say(
            "Some of these times are not free any more, so nothing was booked. Look at them again."
        )
        return _visits(
            request,
            patient,
            propose(plan.service, sorted(chosen), patient=patient, now=now),
            told=told,
        )
    return redirect("desk_patient", patient=patient.pk)


def _visits(
    request: HttpRequest, patient: Patient, proposals: Sequence[Proposal], *, told: str = ""
) -> HttpResponseBase:
    clock, among = clock_for(request), practitioners()
    rows = [
        {
            "number": each.number,
            "wanted": clock.when(each.wanted.start),
            "is_free": each.is_free,
            "choices": [
                (as_value(slot), clock.when(slot.start), among[slot.practitioner].called)
                for slot in each.choices
                if slot.practitioner in among
            ],
        }
        for each in proposals
    ]
    return render(
        request,
        "web/desk/course_visits.html",
        {
            **_of(request, patient),
            "rows": rows,
            "kept": [(name, value) for name in KEPT for value in request.POST.getlist(name)],
            "told": told,
            "zone": clock.zone_name(proposals[0].wanted.start) if proposals else "",
        },
    )


KEPT = ("service", "with", "first", "time", "visits", "weeks")
"""What the list of visits carries on from the form."""


def _form(
    request: HttpRequest, patient: Patient, typed: Mapping[str, object], problems: Mapping[str, str]
) -> HttpResponseBase:
    context = {
        **_of(request, patient),
        "services": services(request),
        "among": practitioners(),
        "typed": typed,
        "problems": problems,
    }
    return render(request, "web/desk/course.html", context)


def _of(request: HttpRequest, patient: Patient) -> dict[str, object]:
    return {
        "patient": patient,
        "named": names([patient.pk], book_of(request).say)[patient.pk],
        "see_doctor": review_overdue(patient, on=clock_for(request).day_of(datetime.now(UTC))),
    }


def _start(planned: Course | None) -> dict[str, object]:
    phases = planned.phases if planned else [(2, 3)]
    return {
        "service": str(planned.service_id) if planned else "",
        "with": str(planned.practitioner_id) if planned else "",
        "phases": _padded([[str(number) for number in each] for each in phases]),
    }


def _typed(sent: QueryDict) -> dict[str, object]:
    return {
        "service": sent.get("service", ""),
        "with": sent.get("with", ""),
        "first": sent.get("first", ""),
        "time": sent.get("time", ""),
        "phases": _padded([list(each) for each in _lines(sent)]),
    }


def _padded(phases: list[list[str]]) -> list[list[str]]:
    return [*phases, *([["", ""]] * PHASES)][:PHASES]


def _lines(sent: QueryDict) -> list[tuple[str, str]]:
    pairs = zip(sent.getlist("visits"), sent.getlist("weeks"), strict=False)
    return [(visits.strip()[:3], weeks.strip()[:3]) for visits, weeks in pairs][:PHASES]


def _phases(sent: QueryDict, say: Words) -> tuple[tuple[tuple[int, int], ...], str]:
    """Read visits a week and weeks; lines that are wholly empty are left out."""
    lines = [(visits, weeks) for visits, weeks in _lines(sent) if visits or weeks]
    phases = tuple(
        (int(visits), int(weeks))
        for visits, weeks in lines
        if visits.isdecimal() and weeks.isdecimal()
    )
    right = all(1 <= visits <= MOST_A_WEEK and 1 <= weeks <= MOST_WEEKS for visits, weeks in phases)
    if not lines or len(phases) < len(lines) or not right:
        return (), say(
            "Please give visits a week from 1 to {most}, for 1 to {weeks} weeks.",
            most=MOST_A_WEEK,
            weeks=MOST_WEEKS,
        )
    if sum(visits * weeks for visits, weeks in phases) > MOST_VISITS:
        return (), say("More than {most} visits are not booked in one go.", most=MOST_VISITS)
    return phases, ""


def _day_problem(day: date | None, say: Words, today: date) -> str:
    if day is None:
        return say("Please give the day of the first visit, such as 2026-11-30.")
    if not today <= day <= today + AHEAD:
        return say("Please give a day from today on, within the next four months.")
    return ""


def _time(typed: str) -> time | None:
    try:
        found = time.fromisoformat(typed)
    except ValueError:
        return None
    whole = found.minute % FIVE == 0 and found.second == found.microsecond == 0
    return found if whole and found.tzinfo is None else None


def _chosen(typed: str, among: Mapping[int, T]) -> T | None:
    return among.get(read_number(typed) or 0)
