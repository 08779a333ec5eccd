"""The review of a patient on one page; each thing that is done there is sent by itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.plans.models import Plan
from zusanli.clinic.plans.monitoring import doctor_of, monitored
from zusanli.clinic.plans.signing import (
    Chosen,
    Missing,
    hash_of,
    missing_for,
    plan_of,
    told_elsewhere,
)
from zusanli.clinic.records.intakes import Standing, standing
from zusanli.clinic.records.judgements import judged
from zusanli.clinic.records.models import Judgement, JudgementKind, Patient
from zusanli.clinic.records.patients import last_intake
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.decide import Decision
from zusanli.core.precautions.in_force import awaited
from zusanli.core.words import noop
from zusanli.documents.wording import complaints_text
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import Clock, clock_for
from zusanli.web.desk.people import names, patient_at
from zusanli.web.records.roles import TREATS
from zusanli.web.review import flags, plan
from zusanli.web.review.fields import Field, fields_for
from zusanli.web.shown import shown
from zusanli.web.speech import book_of

A_DAY_BACK = timedelta(hours=12)
"""A visit may still be reviewed after its end, on the same day."""
MISSING = {
    Missing.NO_ANSWERS: (noop("The patient answered no questionnaire."), "answers"),
    Missing.RAISED: (noop("A serious danger sign is raised and not released."), "raised"),
    Missing.OPEN: (noop("A serious danger sign is still open."), "open"),
    Missing.TOLD_ELSEWHERE: (
        noop("A serious danger sign was told in another questionnaire."),
        "elsewhere",
    ),
    Missing.WITHHELD: (noop("A precaution says that nobody is needled today."), "precautions"),
    Missing.EXAMINATIONS_DUE: (noop("Examinations are due."), "examinations"),
    Missing.NO_HISTORY: (noop("The history was not gone through yet."), "history"),
    Missing.NO_EXAMINATION: (noop("Nobody has examined this patient yet."), "examinations"),
    Missing.NO_DOCTOR: (noop("No doctor is named who looks after the circulation."), "doctor"),
    Missing.DOCTOR_OVERDUE: (
        noop("The doctor who looks after the circulation has not reviewed it lately."),
        "doctor",
    ),
    Missing.NO_LICENCE: (
        noop("No licence of yours that holds today is on record: a manager records it."),
        "sign",
    ),
    Missing.NO_POINTS: (noop("No point is chosen."), "points"),
    Missing.POINT_NOT_FREE: (noop("A point that is chosen is held or barred."), "points"),
}
NO_VISIT = noop("No visit is booked, so there is nothing to sign a plan for.")


@dataclass(frozen=True, slots=True)
class Problem:
    """What could not be taken, at which form, and what was wrong with which field."""

    at: str
    text: str
    fields: Mapping[str, str]


@staff(*TREATS)
@never_cache
@require_safe
def review(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Show everything that is known, and what is still missing before a needle."""
    return page(request, patient_at(patient))


def page(
    request: HttpRequest, patient: Patient, problem: Problem | None = None, *, status: int = 200
) -> HttpResponse:
    """Show the review; with a problem, what was typed stays where it was typed."""
    now, book, clock = datetime.now(UTC), book_of(request), clock_for(request)
    visit = visit_to_review(patient, now=now)
    context: dict[str, object] = {
        "patient": patient,
        "named": names([patient.pk], book.say)[patient.pk],
        "visit": visit,
        "when": clock.when(visit.starts_at) if visit else "",
        "problem": problem,
        "sent": request.POST if problem else None,
    }
    intake = last_intake(patient)
    if intake is None:
        return render(request, "web/review/nothing.html", context, status=status)
    stood = standing(intake, now=now, language=clock.language)
    rows = plan.point_rows(stood.decision)
    context |= _shown(stood.decision, rows, problem, request)
    context |= _signing(request, visit, stood, rows, now)
    context |= {
        "answered": clock.when(intake.versions.latest("number").at),
        "screen_left": stood.screen is not None,
        "histories": _histories(patient, clock),
        "monitored": monitored(stood.decision),
        "doctor": doctor_of(patient),
        "unread": judged(patient, until=now).unread,
        "plans": [(each, clock.when(each.at)) for each in _plans(patient)],
    }
    return render(request, "web/review/review.html", context, status=status)


def _plans(patient: Patient) -> QuerySet[Plan]:
    return Plan.objects.filter(patient__in=ids_of(patient.pk)).order_by("-pk")


def visit_to_review(patient: Patient, *, now: datetime) -> Appointment | None:
    """Give the visit that a review is for: the next, or that of today."""
    own = Appointment.objects.filter(patient__in=ids_of(patient.pk), state=State.BOOKED)
    coming = own.filter(ends_at__gt=now - A_DAY_BACK)
    return coming.order_by("starts_at").first()


def _shown(
    decision: Decision, rows: Sequence[plan.PointRow], problem: Problem | None, request: HttpRequest
) -> dict[str, object]:
    book, triage = decision.book, decision.triage
    opened = flags.open_flags(decision)
    return {
        "brings": complaints_text(decision.case.complaints or frozenset(), book),
        "age": _age(decision),
        "open_serious": [each for each in opened if each.serious],
        "open_soon": [each for each in opened if not each.serious],
        "raised": flags.raised_flags(decision),
        "said": flags.everything_said(decision),
        "correcting": _correcting(decision, problem, request),
        "results": flags.results(decision),
        "examinations": _examinations(decision, problem, request),
        "cares": plan.cares(decision),
        "to_ask": plan.to_ask(decision),
        "conditions": plan.conditions(decision),
        "patterns": plan.patterns(decision),
        "points": rows,
        "barred": plan.barred_rows(decision),
        "leg_map": plan.on_the_leg(decision),
        "how_chosen": plan.how_chosen(decision),
        "evidence": shown(plan.evidence(decision)),
        "may_needle": triage.may_needle,
        "corrected": decision.case.overrides,
        "lifts": decision.lifts,
        "read": hash_of(decision),
    }


def _correcting(decision: Decision, problem: Problem | None, request: HttpRequest) -> Field | None:
    """Make the form ready of one answer that is to be corrected, or could not be as it was sent."""
    sent = request.POST if problem and request.POST.get("at") == "answers" else None
    name = request.GET.get("correct", "") if sent is None else sent.get("finding", "")
    if name not in decision.book.findings:
        return None
    problems = problem.fields if problem else None
    return fields_for([name], decision.book, sent=sent, problems=problems)[0]


def _signing(
    request: HttpRequest,
    visit: Appointment | None,
    stood: Standing,
    rows: Sequence[plan.PointRow],
    now: datetime,
) -> dict[str, object]:
    say, member = stood.decision.book.say, staff_member(request)
    if visit is None:
        return {"missing": [(say(NO_VISIT), "sign")], "elsewhere": ()}
    chosen = [read_point(each.value) for each in rows if each.in_set]
    missing = missing_for(visit, stood, chosen, member=member, now=now)
    return {
        "missing": [(say(MISSING[each][0]), MISSING[each][1]) for each in missing],
        "elsewhere": flags.raised_flags(stood.decision, told_elsewhere(visit, now=now)),
        "plan": plan_of(visit.patient),
    }


def read_point(value: str) -> Chosen:
    """
    Give a point as a form names it: its code, its side, and of a sore spot its place.

    Raises:
        ValueError: it is none.
    """
    code, side, *place = value.split()
    return Chosen(code, side, place[0] if place else None)


def _examinations(
    decision: Decision, problem: Problem | None, request: HttpRequest
) -> list[dict[str, object]]:
    """Make the forms of the examinations ready: those due first, then those a hold waits for."""
    book, due = decision.book, {each.id for each in decision.triage.examinations_due}
    waits = awaited(decision.care, decision.facts, book.examinations) - due
    done = {each.id: each for each in decision.case.examinations}
    forms: list[dict[str, object]] = []
    for kind in sorted(
        book.examinations.values(), key=lambda each: (each.id not in due, each.id not in waits)
    ):
        mine = problem is not None and problem.at == f"examine-{kind.id}"
        last = done.get(kind.id)
        made = fields_for(
            kind.findings,
            book,
            required=kind.required,
            sent=request.POST if mine else None,
            problems=problem.fields if mine and problem else None,
        )
        forms.append(
            {
                "id": kind.id,
                "title": kind.title,
                "due": kind.id in due,
                "awaited": kind.id in waits,
                "required": [each for each in made if each.required],
                "also": [each for each in made if not each.required],
                "all_yes_no": all(each.kind == "yes_no" for each in made if each.required),
                "done": last,
                "dated": kind.valid_for is not None,
            }
        )
    return forms


def _histories(patient: Patient, clock: Clock) -> list[tuple[str, str, str]]:
    own = Judgement.objects.filter(patient__in=ids_of(patient.pk))
    kept = own.filter(kind=JudgementKind.HISTORY).order_by("-pk")
    return [(each.what.get("note", ""), each.by, clock.when(each.at)) for each in kept]


def _age(decision: Decision) -> object:
    return next((each.value for each in decision.case.answers if each.finding == "age"), None)
