"""A goal is set, changed, reached or dropped; each time by a name."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from zusanli.clinic.goals.models import GoalEntry, What
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import User

ENDS = frozenset((What.REACHED, What.DROPPED))


class NothingSaidError(Exception):
    """The goal says nothing; nothing was kept."""


class GoalOvertakenError(Exception):
    """Somebody else wrote of this goal meanwhile, or it is over; nothing was kept."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a goal says: by the id of advice, in words, or both."""

    part: str
    of: str = ""
    text: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as it stands: its first entry, and the last one, which holds."""

    first: GoalEntry
    last: GoalEntry

    @property
    def is_over(self) -> bool:
        """Whether it was reached or dropped."""
        return self.last.what in ENDS


def set_goal(patient: Patient, wish: Wish, *, goal: UUID, member: User, now: datetime) -> GoalEntry:
    """
    Set a goal. `goal` is the key of the form: what is sent twice stands once.

    Raises:
        NothingSaidError: it says nothing.
    """
    try:
        return _write(patient, goal, 1, What.SET, wish, member=member, now=now)
    except GoalOvertakenError:
        return GoalEntry.objects.get(goal=goal, number=1, patient__in=ids_of(patient.pk))


def change_goal(goal: Goal, wish: Wish, *, seen: int, member: User, now: datetime) -> GoalEntry:
    """
    Say a goal anew.

    Raises:
        NothingSaidError: it says nothing.
        GoalOvertakenError: another entry was written since the form was shown, or it is over.
    """
    return _next(goal, What.CHANGED, wish, seen=seen, member=member, now=now)


def end_goal(goal: Goal, what: What, *, seen: int, member: User, now: datetime) -> GoalEntry:
    """
    Write that a goal was reached or dropped.

    Raises:
        GoalOvertakenError: as `change_goal`.
    """
    last = goal.last
    wish = Wish(last.part, last.of, last.text, last.review_on)
    return _next(goal, what, wish, seen=seen, member=member, now=now)


def goals_of(patient: Patient) -> tuple[Goal, ...]:
    """Give the goals of a person as they stand, the first one set first."""
    first: dict[UUID, GoalEntry] = {}
    last: dict[UUID, GoalEntry] = {}
    for each in GoalEntry.objects.filter(patient__in=ids_of(patient.pk)).order_by("at", "pk"):
        first.setdefault(each.goal, each)
        last[each.goal] = each
    return tuple(Goal(first[goal], last[goal]) for goal in first)


def _next(
    goal: Goal, what: What, wish: Wish, *, seen: int, member: User, now: datetime
) -> GoalEntry:
    if goal.is_over or goal.last.number != seen:
        raise GoalOvertakenError
    patient = goal.last.patient
    return _write(patient, goal.last.goal, seen + 1, what, wish, member=member, now=now)


def _write(
    patient: Patient,
    goal: UUID,
    number: int,
    what: What,
    wish: Wish,
    *,
    member: User,
    now: datetime,
) -> GoalEntry:
    if not wish.of and not wish.text.strip():
        raise NothingSaidError
    try:
        with transaction.atomic():
            return GoalEntry.objects.create(
                patient=patient,
                goal=goal,
                number=number,
                at=now,
                member=member,
                by=member.called,
                what=what,
                part=wish.part,
                of=wish.of,
                text=wish.text.strip(),
                review_on=wish.review_on,
            )
    except IntegrityError as error:
        raise GoalOvertakenError from error
