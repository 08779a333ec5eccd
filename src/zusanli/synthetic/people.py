"""
Made-up patients: what is true of each, and how they answer a questionnaire.

Nobody here is real. Names are common ones put together by hand, and telephone numbers are of the
range that Ofcom keeps for drama (020 7946 0xxx), so that no call reaches anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from zusanli.clinic.records.intakes import Standing, answer, begin, find, standing
from zusanli.clinic.records.models import Intake
from zusanli.core.findings import Kind
from zusanli.core.rules.tree import Value
from zusanli.core.triage.interview import Screen
from zusanli.core.triage.questionnaire import AFTER_BOOKING

A_SCREEN = timedelta(seconds=20)
"""How long a made-up patient looks at one screen."""


@dataclass(frozen=True, slots=True)
class Person:
    """
    Somebody made up. `true` holds what is not a plain no; None in it is "not sure".

    `screens` ends the questionnaire early, as somebody who was called away.
    """

    family_name: str
    given_name: str
    born: date
    complaints: frozenset[str]
    true: Mapping[str, object] = field(default_factory=dict)
    family_reading: str = ""
    given_reading: str = ""
    language: str = "en"
    phone: str = ""
    answered_by: str = "patient"
    unsure_of_all: bool = False
    screens: int | None = None
    answers_what_can_wait: bool = True

    @property
    def email(self) -> str:
        """An address that no mail reaches."""
        return f"{self.phone.replace(' ', '')}@patient.example"


def answers(person: Person, *, now: datetime) -> tuple[str, Intake]:
    """Let a person go through the questionnaire, and give its link and what was kept."""
    link = begin(by=person.answered_by, country="GB", language=person.language, now=now)
    intake = find(link)
    shown = 0
    while (stood := standing(intake, now=now)).screen is not None:
        if not _goes_on(person, stood, shown):
            break
        answer(intake, stood, _says(person, stood.screen), now=now)
        now += A_SCREEN
        shown += 1
    return link, intake


def _goes_on(person: Person, stood: Standing, shown: int) -> bool:
    if person.screens is not None and shown >= person.screens:
        return False
    can_wait = stood.screen is not None and stood.screen.stage in AFTER_BOOKING
    return person.answers_what_can_wait or not can_wait


def _says(person: Person, screen: Screen) -> Value | None:
    if screen.finding is None:
        return person.complaints
    if person.unsure_of_all:
        return None
    if screen.items:
        said = {each.id: person.true.get(each.id, False) for each in screen.items}
        ticked = frozenset(name for name, value in said.items() if value)
        return None if not ticked and None in said.values() else ticked
    if screen.finding.kind is Kind.YES_NO:
        return person.true.get(screen.finding.id, False)  # type: ignore[return-value] # as written
    return person.true.get(screen.finding.id)  # type: ignore[return-value] # the same
