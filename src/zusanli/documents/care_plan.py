"""
The care plan: visits, self-care and goals for everyday life, beside all other care.

The patient takes it along, and the letter to the doctor tells of it. It drops no treatment of
anybody else: what is known of one stands in it, and what is not known says so.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from zusanli.core.decide import Decision
from zusanli.core.rules.explain import Reason
from zusanli.core.words import Words, noop
from zusanli.documents.answered import answered
from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    FinePrint,
    Heading,
    Paragraph,
    Signing,
    Table,
    facts,
)
from zusanli.documents.sentences import day_text, made_by, unchecked
from zusanli.documents.wording import label_of, reason_text

TREATMENTS = ("blood_thinner", "blood_thinner_kind", "hormones", "chemotherapy_had")
"""Findings that tell of treatments by others."""
CONTINUE = "continue_prescribed_treatment"
"""The advice that stands with the other treatments of everybody."""


class Part(StrEnum):
    """The parts beside the visits."""

    SELF_CARE = "self_care"
    LIFESTYLE = "lifestyle"
    OTHER_CARE = "other_care"


class State(StrEnum):
    """How a goal stands."""

    UNDER_WAY = "under_way"
    REACHED = "reached"
    DROPPED = "dropped"


TITLES = {
    Part.SELF_CARE: noop("What you do yourself"),
    Part.LIFESTYLE: noop("Goals for everyday life"),
    Part.OTHER_CARE: noop("Other treatments and medicines"),
}
STATES = {
    State.UNDER_WAY: noop("under way since {day}"),
    State.REACHED: noop("reached on {day}"),
    State.DROPPED: noop("no longer a goal since {day}"),
}
PLAN_IS = noop(
    "This plan was agreed at the clinic. It is not a diagnosis, and changes nothing that your "
    "doctor prescribed. Its content was not reviewed by a clinician."
)


@dataclass(frozen=True, slots=True)
class Aim:
    """One goal as it stands: since or on which day, and when it is looked at again."""

    part: Part
    says: str
    state: State
    day: date
    look_again: date | None = None


@dataclass(frozen=True, slots=True)
class Sessions:
    """
    The visits: how many are planned, None where no course is, and how many took place.

    `phases` are visits a week and weeks; `reviews` the visits after which a review is due.
    """

    planned: int | None
    kept: int
    phases: tuple[tuple[int, int], ...]
    reviews: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class CarePlan:
    """All that was agreed, on a day."""

    on: date
    sessions: Sessions
    aims: tuple[Aim, ...]

    def of(self, part: Part) -> tuple[Aim, ...]:
        """Give the goals of one part."""
        return tuple(each for each in self.aims if each.part is part)


def care_plan(plan: CarePlan, decision: Decision | None, say: Words, *, of: str = "") -> Document:
    """
    Write the plan for the patient, whose name is `of`.

    `decision` is None where no questionnaire was answered.
    """
    return Document(
        language=say.language,
        kind=say("Care plan"),
        title=say("Your care plan"),
        subtitle=day_text(plan.on, say),
        large_print=False,
        blocks=(
            facts([(say("Patient"), of)]),
            Heading(say("Visits")),
            facts(sessions_rows(plan.sessions, say)),
            *_part(plan, Part.SELF_CARE, say),
            *_part(plan, Part.LIFESTYLE, say),
            *_other_care(plan, decision, say),
            Signing((say("Patient; day"), say("Practitioner; day"))),
            FinePrint((say(PLAN_IS), *unchecked(say), *([made_by(decision)] if decision else []))),
        ),
    )


def letter_blocks(plan: CarePlan, say: Words) -> Iterator[Block]:
    """Tell the doctor what was agreed; what the patient takes stands elsewhere in the letter."""
    yield Heading(say("Care plan"))
    yield facts(
        [
            *sessions_rows(plan.sessions, say),
            *((say(title), _listed(plan.of(part), say)) for part, title in TITLES.items()),
        ]
    )


def sessions_rows(sessions: Sessions, say: Words) -> list[tuple[str, str]]:
    """Say how many visits are planned, how often, how many there were, and the reviews."""
    phases = say.listed(
        say("{visits} a week for {weeks} weeks", visits=visits, weeks=weeks)
        for visits, weeks in sessions.phases
    )
    planned = say("none yet") if sessions.planned is None else str(sessions.planned)
    return [
        (say("Planned"), f"{planned} ({phases})" if phases else planned),
        (say("Held so far"), str(sessions.kept)),
        (say("Reviewed after visits"), say.listed(str(each) for each in sessions.reviews)),
    ]


def treatments_told(decision: Decision) -> Iterator[str]:
    """Say what was told of treatments by others; what nobody knows is said to be not known."""
    book = decision.book
    known = {each.finding.id: each.value for each in answered(decision.case, book)}
    for name in TREATMENTS:
        value = known.get(name)
        if value is not None:
            yield reason_text(Reason(name, value), book)
        elif name in known or name == TREATMENTS[0]:
            yield book.say("{label}: not known", label=label_of(name, book))


def state_text(aim: Aim, say: Words) -> str:
    """Say how a goal stands."""
    return say(STATES[aim.state], day=day_text(aim.day, say))


def _part(plan: CarePlan, part: Part, say: Words) -> Iterator[Block]:
    yield Heading(say(TITLES[part]))
    aims = plan.of(part)
    if not aims:
        yield Paragraph(say("Nothing was agreed yet."))
        return
    yield Table(
        head=(say("What"), say("How it stands"), say("Look again")),
        rows=tuple((each.says, state_text(each, say), _again(each, say)) for each in aims),
        widths=(54, 26, 20),
    )


def _other_care(plan: CarePlan, decision: Decision | None, say: Words) -> Iterator[Block]:
    yield from _part(plan, Part.OTHER_CARE, say)
    if decision is None:
        yield Paragraph(say("Nobody has asked about medicines yet: they are not known."))
        return
    yield Bullets(tuple(treatments_told(decision)))
    yield from (Paragraph(each.text) for each in decision.book.advice if each.id == CONTINUE)


def _again(aim: Aim, say: Words) -> str:
    return day_text(aim.look_again, say) if aim.look_again else say("at the next review")


def _listed(aims: Sequence[Aim], say: Words) -> str:
    if not aims:
        return say("nothing was agreed yet")
    return say.apart(
        say("{goal} ({state})", goal=each.says, state=state_text(each, say)) for each in aims
    )
