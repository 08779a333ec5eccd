"""The danger signs of a review, made ready for the page: open first, then raised, then asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zusanli.core.decide import Decision
from zusanli.core.findings import AskedOf
from zusanli.core.triage.flags import RedFlag, Urgency
from zusanli.core.triage.releases import Result
from zusanli.core.triage.triage import Open, Raised
from zusanli.core.words import noop
from zusanli.documents.answered import Answered, answered
from zusanli.documents.sentences import RESULTS, release_text
from zusanli.documents.wording import action_of, answer_text, reasons_text
from zusanli.web.review.fields import Field, fields_for

URGENCIES = {
    Urgency.EMERGENCY: noop("emergency"),
    Urgency.URGENT: noop("to be seen the same day"),
    Urgency.SOON: noop("to be seen within days"),
    Urgency.ROUTINE: noop("routine"),
}
ROLES = {
    "doctor": noop("doctor"),
    "nurse_practitioner": noop("nurse practitioner"),
    "podiatrist": noop("podiatrist"),
    "physiotherapist": noop("physiotherapist"),
    "midwife": noop("midwife"),
}


@dataclass(frozen=True, slots=True)
class Said:
    """An answer with who gave it and when."""

    finding: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class Flag:
    """
    One danger sign on the page.

    `because` is what raised it; `asks` are the findings that would settle one that is open, and
    `told` those whose answers raised an emergency. `roles` may release it; empty is nobody.
    """

    id: str
    title: str
    urgency: str
    serious: bool
    emergency: bool
    because: str
    action: str
    released: str
    void: tuple[str, ...]
    said: tuple[Said, ...]
    asks: tuple[Field, ...]
    told: tuple[Field, ...]
    roles: tuple[tuple[str, str], ...]


def open_flags(decision: Decision) -> tuple[Flag, ...]:
    """Give the signs that may yet be raised, the serious ones first."""
    return tuple(_open(each, decision) for each in decision.triage.open)


def raised_flags(decision: Decision, raised: Sequence[Raised] | None = None) -> tuple[Flag, ...]:
    """Give the signs that are raised, released ones too."""
    said = tuple(answered(decision.case, decision.book))
    found = decision.triage.raised if raised is None else raised
    return tuple(_raised(each, decision, said) for each in found)


def everything_said(decision: Decision) -> tuple[Said, ...]:
    """Give each answer and finding, who gave it, and when."""
    return tuple(_said(each, decision) for each in answered(decision.case, decision.book))


def results(decision: Decision) -> tuple[tuple[str, str], ...]:
    """Give what an assessor may have concluded."""
    return tuple((each.value, decision.book.say(RESULTS[each.value])) for each in Result)


def _open(each: Open, decision: Decision) -> Flag:
    book = decision.book
    asks = [name for name in each.unknown if name in book.findings]
    mine = [name for name in asks if book.findings[name].asked_of is not AskedOf.EXAMINATION]
    return _flag(each.flag, decision, because="", asks=fields_for(mine, book))


def _raised(each: Raised, decision: Decision, said: Sequence[Answered]) -> Flag:
    book = decision.book
    names = [reason.name for reason in each.because if reason.name in book.findings]
    released = "" if each.released_by is None else release_text(each.released_by, book.say)
    return _flag(
        each.flag,
        decision,
        because=reasons_text(each.because, book),
        released=released,
        said=tuple(_said(one, decision) for one in said if one.finding.id in names),
        told=fields_for(names, book),
    )


def _flag(
    flag: RedFlag,
    decision: Decision,
    *,
    because: str,
    released: str = "",
    said: tuple[Said, ...] = (),
    asks: tuple[Field, ...] = (),
    told: tuple[Field, ...] = (),
) -> Flag:
    book = decision.book
    emergency = flag.urgency is Urgency.EMERGENCY
    return Flag(
        id=flag.id,
        title=flag.title,
        urgency=book.say(URGENCIES[flag.urgency]),
        serious=flag.serious,
        emergency=emergency,
        because=because,
        action=action_of(flag, country=decision.case.country, book=book),
        released=released,
        void=tuple(_void(flag, decision)),
        said=said,
        asks=asks,
        told=told,
        roles=() if emergency or not flag.serious else tuple(_roles(flag, decision)),
    )


def _void(flag: RedFlag, decision: Decision) -> Iterator[str]:
    for each in decision.triage.void_releases:
        if each.release.flag == flag.id:
            yield f"{release_text(each.release, decision.book.say)}: {each.because}"


def _roles(flag: RedFlag, decision: Decision) -> Iterator[tuple[str, str]]:
    for each in flag.release_roles:
        yield each, decision.book.say(ROLES[each]) if each in ROLES else each.replace("_", " ")


def _said(each: Answered, decision: Decision) -> Said:
    return Said(
        each.finding.id,
        answer_text(each, decision.book),
        each.who_and_when(decision.book.say),
    )
