"""How each measure went over time: sets and check-ins, read where they are kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from zusanli.clinic.check_ins.models import CheckIn
from zusanli.clinic.outcomes.asking import FUNCTIONS
from zusanli.clinic.outcomes.models import CollectedBy, OutcomeSet
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.course.review import Answers


@dataclass(frozen=True, slots=True)
class Telling:
    """
    What was told at one time, whichever form it came by.

    `values` holds for each measure that was asked its answers, None for one that was not given; of
    the things to do again in the order of `names`.
    """

    at: datetime
    values: Answers
    names: tuple[str, ...]
    collected_by: str
    by: str
    away: bool


@dataclass(frozen=True, slots=True)
class Point:
    """One value of a measure; None is not given, be it that a part of it was not."""

    at: datetime
    value: float | None
    telling: Telling


def tellings(patient: Patient, *, since: datetime | None = None) -> tuple[Telling, ...]:
    """Give everything that a patient told, the first one first."""
    own = ids_of(patient.pk)
    sets = OutcomeSet.objects.filter(patient__in=own).order_by("at")
    check_ins = CheckIn.objects.filter(patient__in=own).order_by("at")
    if since is not None:
        sets, check_ins = sets.filter(at__gt=since), check_ins.filter(at__gt=since)
    told = [*(_of_set(each) for each in sets), *(_of_check_in(each) for each in check_ins)]
    return tuple(sorted(told, key=lambda each: each.at))


def series(told: Sequence[Telling]) -> Mapping[str, tuple[Point, ...]]:
    """Give the values of each measure that was ever asked; the mean of a list, if it is whole."""
    found: dict[str, list[Point]] = {}
    for each in told:
        for name, answers in each.values.items():
            found.setdefault(name, []).append(Point(each.at, _one(answers), each))
    return {name: tuple(points) for name, points in found.items()}


def telling_of(kept: OutcomeSet) -> Telling:
    """Give a set as what was told."""
    return _of_set(kept)


def _of_set(kept: OutcomeSet) -> Telling:
    values: dict[str, Sequence[float | None]] = {
        name: (value,) for name, value in kept.values.items()
    }
    if kept.functions:
        values[FUNCTIONS] = tuple(each["value"] for each in kept.functions)
    return Telling(
        at=kept.at,
        values=values,
        names=tuple(each["name"] for each in kept.functions),
        collected_by=kept.collected_by,
        by=kept.by,
        away=kept.away_from_needler,
    )


def _of_check_in(kept: CheckIn) -> Telling:
    return Telling(
        at=kept.at,
        values={name: (value,) for name, value in kept.values.items()},
        names=(),
        collected_by=CollectedBy.PATIENT,
        by=kept.by,
        away=True,
    )


def _one(answers: Sequence[float | None]) -> float | None:
    known = [each for each in answers if each is not None]
    return sum(known) / len(known) if answers and len(known) == len(answers) else None
