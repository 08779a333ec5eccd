"""Findings: the things that can be known of a patient."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a value looks like."""

    YES_NO = "yes_no"
    NUMBER = "number"
    CHOICE = "choice"
    PLACES = "places"
    DATE = "date"
    ANY_OF = "any_of"


class AskedOf(StrEnum):
    """Who can know it."""

    PATIENT = "patient"
    PRACTITIONER = "practitioner"
    EXAMINATION = "examination"


class Stage(StrEnum):
    """When a patient's question is put; each stage comes after the one before."""

    FIRST = "first"
    FOLLOW_UP = "follow_up"
    SOON = "soon"
    DETAIL = "detail"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice, with its words."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class ShownBy:
    """A measurement that shows a yes/no finding, whatever was answered, from `at_least` upward."""

    finding: str
    at_least: float


@dataclass(frozen=True, slots=True)
class Finding:
    """
    One thing that can be known of a patient.

    `protective` marks the few whose yes is good news. `lasting` marks age and fixed history, which
    do not age; everything else reassures for two days only. `screen` names the tick list that the
    finding stands on, or the finding itself. Numbers carry a UCUM unit and their limits. Below
    `shown_by` a measurement says nothing: a fever can be gone, and a no stays the patient's.
    """

    id: str
    kind: Kind
    asked_of: AskedOf
    text: str
    label: str
    screen: str
    stage: Stage | None = None
    lasting: bool = False
    protective: bool = False
    unit: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[Choice, ...] = ()
    places: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    shown_by: ShownBy | None = None

    @property
    def alarm(self) -> bool:
        """The yes/no value that is bad news."""
        return not self.protective


SIDES = ("left", "right")


def sided(places: tuple[str, ...]) -> tuple[str, ...]:
    """Each place on each side, as answers name them: `left.shin`."""
    return tuple(f"{side}.{place}" for place in places for side in SIDES)


COMPLAINTS = "complaints"
EXAMINED = "examined"
"""Two sets that every case carries beside its findings: rules may ask for a member of either."""
