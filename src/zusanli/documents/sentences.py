"""The sentences of a decision that the page of text and the practitioner's sheet both say."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from zusanli.core.case.record import Release
from zusanli.core.decide import Decision
from zusanli.core.points.ashi import ASHI
from zusanli.core.points.judged import PointChoice
from zusanli.core.precautions.in_force import InForce, ToAsk
from zusanli.core.precautions.lifts import JudgedLift
from zusanli.core.precautions.precaution import Effect
from zusanli.core.rules.explain import Reason
from zusanli.core.triage.flags import Urgency
from zusanli.core.words import ENGLISH, Words, noop
from zusanli.documents.blocks import FinePrint
from zusanli.documents.wording import label_of, reason_text

MEANS = {
    Urgency.EMERGENCY: "EMERGENCY: now",
    Urgency.URGENT: "URGENT: to be seen elsewhere the same day",
    Urgency.SOON: "SOON: to be seen elsewhere within days",
    Urgency.ROUTINE: "ROUTINE: nothing raised",
}
RESULTS = {
    "excluded": noop("excluded"),
    "treated_and_cleared": noop("treated and cleared"),
    "confirmed": noop("confirmed"),
}
MONTHS = (
    noop("January"),
    noop("February"),
    noop("March"),
    noop("April"),
    noop("May"),
    noop("June"),
    noop("July"),
    noop("August"),
    noop("September"),
    noop("October"),
    noop("November"),
    noop("December"),
)
UNCHECKED = noop("The translation was not reviewed by a native speaker.")
WHAT_IT_IS = (
    "No trial gives an effect for a single point: the set is a proposal from prescriptions, places "
    "and the tradition; the practitioner chooses. It informs and advises; it does not diagnose."
)


def moment(decision: Decision) -> str:
    """Say when a decision is for, by the clock of the clinic."""
    return f"{decision.case.on:%Y-%m-%d %H:%M} {decision.case.on:%z}"


def made_by(decision: Decision) -> str:
    """Name the knowledge and the engine that decided, so that it can be decided again."""
    book = decision.book
    return book.say(
        "Knowledge {release} {sha256}, engine {engine}",
        release=book.release,
        sha256=book.sha256[:12],
        engine=decision.engine,
    )


def fine_print(decision: Decision, *lines: str) -> FinePrint:
    """Close a document: what it is and is not, who translated it, and what made it."""
    return FinePrint((*lines, *unchecked(decision.book.say), made_by(decision)))


def unchecked(say: Words) -> tuple[str, ...]:
    """Say that nobody checked the translation, where the document is one."""
    return () if say.language == ENGLISH else (say(UNCHECKED),)


def day_text(on: date, say: Words) -> str:
    """Say a day as a letter dates it."""
    return say("{day} {month} {year}", day=on.day, month=say(MONTHS[on.month - 1]), year=on.year)


def may_go_in(decision: Decision) -> bool:
    """Whether a needle may go in today: nothing stops it, and at least one point is free."""
    choice = decision.choice
    return (
        decision.triage.may_needle
        and choice is not None
        and any(each.free for each in choice.points)
    )


def needling_text(decision: Decision) -> str:
    """Say whether a needle may go in today, as far as this decision knows."""
    say = decision.book.say
    if may_go_in(decision):
        return say("nothing stops it; see the precautions")
    if not decision.triage.may_needle or decision.choice is None:
        return say("NO")
    return say("not yet: every point is held; see what holds them")


def release_text(release: Release, say: Words) -> str:
    """Say who released a flag, when, and with what result."""
    return say(
        "{result} by {name} ({role}), {when}",
        result=say(RESULTS[release.result]),
        name=release.assessed_by,
        role=release.role,
        when=f"{release.at:%Y-%m-%d %H:%M}",
    )


def lift_texts(decision: Decision) -> Iterator[tuple[str, str]]:
    """Say each hold that somebody lifted, and why one that does not count is void."""
    for each in decision.lifts:
        yield ("lifted" if each.void_because is None else "void"), _lift_text(each, decision)


def shown_texts(decision: Decision) -> Iterator[str]:
    """Say what a measurement shows, whatever was answered."""
    book = decision.book
    for each in decision.shown:
        measured = reason_text(Reason(each.by, each.value), book)
        yield f"{label_of(each.finding, book)}, whatever was answered: {measured}"


def parted(decision: Decision) -> tuple[list[InForce], list[InForce]]:
    """Give the precautions of this patient: those that are known to apply, and those that may."""
    mine = [each for each in decision.care.in_force if not each.precaution.for_everybody]
    return [each for each in mine if each.because], [each for each in mine if not each.because]


def by_what_settles_it(
    waiting: Sequence[InForce | ToAsk], decision: Decision
) -> list[tuple[str, str]]:
    """Group by the list or record that most likely settles it: the first that is still open."""

    def settled_by(each: InForce | ToAsk) -> str:
        return _settled_by(each.unknown, decision)

    return [
        (settles, "; ".join(_with_effect(each) for each in group))
        for settles, group in groupby(sorted(waiting, key=settled_by), key=settled_by)
    ]


def code_of(each: PointChoice) -> str:
    """Give the code of a point; a sore spot is told by where it lies."""
    region = each.point.regions[0].replace("_", " ")
    return f"{each.point.code} ({region})" if each.point.code == ASHI else each.point.code


def what_holds(each: PointChoice) -> tuple[list[str], int]:
    """Say what holds a point by what is known, and count what holds it while nobody knows."""
    holds = [one for one in each.by if one.effect is Effect.HOLD]
    known = [one.precaution.title for one in holds if one.because or one.precaution.for_everybody]
    return [*each.held_because, *known], len(holds) - len(known)


def _lift_text(judged: JudgedLift, decision: Decision) -> str:
    lift = judged.lift
    titles = {each.id: each.title for each in decision.book.precautions}
    what = (
        titles[lift.precaution]
        if lift.precaution
        else " ".join(
            part.replace(".", " ").replace("_", " ") for part in (lift.point, lift.place) if part
        )
    )
    why_not = f" Does not count: {judged.void_because}." if judged.void_because else ""
    reason = lift.reason.rstrip(".")
    return f"{what}, by {lift.by}, {lift.at:%Y-%m-%d %H:%M}: {reason}.{why_not}"


def _settled_by(unknown: tuple[str, ...], decision: Decision) -> str:
    book = decision.book
    first = next(iter(unknown), "")
    finding = book.findings.get(first)
    return label_of(finding.screen if finding is not None else first, book) or "a look"


def _with_effect(each: InForce | ToAsk) -> str:
    effect = f" ({each.effect.id})" if isinstance(each, InForce) else ""
    return each.precaution.title + effect
