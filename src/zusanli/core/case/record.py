"""A case as it was recorded. Nothing here judges whether a value may reassure: `facts` does."""

from dataclasses import dataclass
from datetime import datetime

from zusanli.core.rules.tree import Value


@dataclass(frozen=True, slots=True)
class Answer:
    """
    A finding with its value; None is "not sure", which is unknown but was asked.

    `timed` is False where nobody wrote when it was given: `at` is then the moment of the case.
    """

    finding: str
    value: Value | None
    by: str
    at: datetime
    timed: bool = True


@dataclass(frozen=True, slots=True)
class Examination:
    """What a practitioner looked at, felt or measured, at one time."""

    id: str
    by: str
    at: datetime
    findings: tuple[tuple[str, Value | None], ...]


@dataclass(frozen=True, slots=True)
class Release:
    """
    Somebody's judgement of a raised urgent flag.

    `findings` are the values that were judged: the release is void once any of them differs.
    """

    flag: str
    assessed_by: str
    role: str
    at: datetime
    result: str
    findings: tuple[tuple[str, Value | None], ...]


@dataclass(frozen=True, slots=True)
class Override:
    """A patient's answer corrected by a named practitioner, with the reason. Both are kept."""

    finding: str
    value: Value | None
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Lift:
    """
    A hold lifted by a named practitioner with a reason: of one precaution, or of one point.

    `place` says which sore spot is meant, as `left.calf`; a point of the tables needs none.
    """

    precaution: str | None
    point: str | None
    place: str | None
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class ReviewAsked:
    """
    The answers of a patient before the first needle and after a visit, by measure.

    `target` is the symptom that the patient chose to follow. None is "not known".
    """

    visit: int
    target: str
    start: tuple[tuple[str, tuple[float | None, ...]], ...]
    now: tuple[tuple[str, tuple[float | None, ...]], ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One patient at one moment, `on`. `complaints` is None when nobody said what brings them."""

    on: datetime
    complaints: frozenset[str] | None
    country: str | None
    language: str
    answers: tuple[Answer, ...] = ()
    examinations: tuple[Examination, ...] = ()
    releases: tuple[Release, ...] = ()
    overrides: tuple[Override, ...] = ()
    lifts: tuple[Lift, ...] = ()
    review: ReviewAsked | None = None
    chosen_conditions: tuple[str, ...] = ()
    chosen_patterns: tuple[str, ...] = ()
