"""When a review is due, and what the patient's own numbers say at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.books import rule_book
from zusanli.clinic.outcomes.asking import FUNCTIONS, TARGET, sets_of_course, target_of
from zusanli.clinic.outcomes.kept import decisions_of, first_needle_at, kept_by_patient, kept_visits
from zusanli.clinic.outcomes.leaving import CAME_NO_MORE_AFTER, is_long_ago
from zusanli.clinic.outcomes.models import CourseDecision, OutcomeSet
from zusanli.clinic.outcomes.series import Telling, telling_of, tellings
from zusanli.clinic.records.models import Patient
from zusanli.core.course.course import Course
from zusanli.core.course.review import WORST_FIRST, Answers, Review, review
from zusanli.core.words import ENGLISH


@dataclass(frozen=True, slots=True)
class LookBack:
    """
    A course looked back on, after `count` visits.

    `due` is the visit whose review waits for a decision, None where none does. `start` is the last
    set before the first needles, None where there is none: then no change is known. `away` is that
    everything it goes by was collected away from who put the needles in.
    """

    visits: tuple[Appointment, ...]
    due: int | None
    decided: CourseDecision | None
    start: OutcomeSet | None
    target: str
    review: Review
    away: bool
    start_answers: Answers
    answers: Answers

    @property
    def count(self) -> int:
        """How many visits took place."""
        return len(self.visits)


@dataclass(frozen=True, slots=True)
class ReviewDue:
    """A patient whose review waits, after which visit, and when they come next, if they do."""

    patient: Patient
    count: int
    due: int
    last: Appointment
    next_at: datetime | None


def look_back(patient: Patient, *, now: datetime, language: str = ENGLISH) -> LookBack | None:
    """Say what the numbers say, and whether a decision waits; None before the first visit."""
    visits = kept_visits(patient, now=now)
    if not visits:
        return None
    sets, course = sets_of_course(patient, now=now), rule_book(language).course
    start = start_of(sets, before=first_needle_at(visits))
    decided = decisions_of(patient).filter(last_visit__in=visits).last()
    begun = telling_of(start) if start else None
    since = tellings(patient, since=_since(visits))
    told = answers_in(since, begun)
    at_start: Answers = begun.values if begun else {}
    due = due_after(len(visits), course, decided)
    return LookBack(
        visits=visits,
        due=due,
        decided=decided,
        start=start,
        target=target_of(sets),
        review=_review(due or len(visits), target_of(sets), at_start, told, language),
        away=all(each.away for each in (*since, *([begun] if begun else []))),
        start_answers=at_start,
        answers=told,
    )


def start_of(sets: Sequence[OutcomeSet], *, before: datetime) -> OutcomeSet | None:
    """Give the last set before the first needles; what was told after them is no start."""
    return next((each for each in reversed(sets) if each.at < before), None)


def answers_in(told: Sequence[Telling], start: Telling | None) -> Answers:
    """
    Give the answers that hold, of each measure those that were asked last.

    One that was asked and not given is not known, be it that it was given a day before. Of the
    things to do again those of the start are meant: what was left off the list is not known, and
    one that was put on it makes the whole list another.
    """
    found: dict[str, Sequence[float | None]] = {}
    for each in told:
        for name, answers in each.values.items():
            found[name] = _in_order(each, start) if name == FUNCTIONS else answers
    return found


def due_after(count: int, course: Course, decided: CourseDecision | None) -> int | None:
    """
    Give the visit after which a review is due, None if it was decided on.

    Once the number is reached that needs a reason for more, each further visit needs a decision.
    """
    reached = [each for each in course.review_at_visits if each <= count]
    due = count if course.reason_needed(count + 1) else max(reached, default=None)
    if due is None or (decided is not None and decided.after_visit >= due):
        return None
    return due


def reviews_due(*, now: datetime) -> list[ReviewDue]:
    """Give the patients whose review waits, who comes next first; not those who came no more."""
    course, coming = rule_book().course, _next_visits(now)
    decisions = {
        each.last_visit_id: each for each in CourseDecision.objects.order_by("number").all()
    }
    found = []
    for visits in kept_by_patient(seen_since=now - CAME_NO_MORE_AFTER, now=now):
        last = visits[-1]
        decided = [decisions[each.pk] for each in visits if each.pk in decisions]
        due = due_after(len(visits), course, decided[-1] if decided else None)
        next_at = coming.get(last.patient_id)
        if due is not None and (next_at or not is_long_ago(last, now=now)):
            found.append(ReviewDue(last.patient, len(visits), due, last, next_at))
    return sorted(found, key=lambda each: (each.next_at is None, each.next_at or each.last.ends_at))


def _next_visits(now: datetime) -> Mapping[UUID, datetime]:
    coming = Appointment.objects.filter(state=State.BOOKED, starts_at__gt=now)
    return dict(coming.order_by().values_list("patient_id").annotate(first=Min("starts_at")))


def _since(visits: Sequence[Appointment]) -> datetime:
    """Give the end of the visit before the last: answers from then on tell of how it is now."""
    return visits[-2].ends_at if len(visits) > 1 else first_needle_at(visits)


def _in_order(told: Telling, start: Telling | None) -> tuple[float | None, ...]:
    answers = dict(zip(told.names, told.values[FUNCTIONS], strict=True))
    if start is None:
        return tuple(answers.values())
    added = [value for name, value in answers.items() if name not in start.names]
    return (*(answers.get(name) for name in start.names), *added)


def _review(visit: int, target: str, start: Answers, told: Answers, language: str) -> Review:
    book = rule_book(language)
    found = review(
        visit=visit,
        target=target,
        start=start,
        now=told,
        rules=book.course.stop_rules,
        measures=book.measures,
        review_at=_reviewed(visit, book.course),
    )
    if target or found.then == WORST_FIRST[0]:
        return found
    # Which symptom counts nobody has said, so nothing about it is known.
    return replace(found, then=None, by=(), unknown=(TARGET, *found.unknown))


def _reviewed(visit: int, course: Course) -> tuple[int, ...]:
    """Give the visits that are reviewed; one that needs a decision of its own is among them."""
    own = (visit,) if course.reason_needed(visit + 1) else ()
    return (*course.review_at_visits, *own)
