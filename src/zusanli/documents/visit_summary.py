"""What was done at a visit, for the patient to take home: needles counted, and what to watch."""

from collections.abc import Iterator

from zusanli.core.decide import Decision
from zusanli.core.visit.visit import NEEDS_A_DOCTOR, Felt, Needled, Visit
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    Heading,
    Notice,
    Paragraph,
    Table,
    Tips,
    facts,
)
from zusanli.documents.leaflet import SIDES, tip, what_to_do
from zusanli.documents.sentences import day_text, fine_print
from zusanli.documents.visit_words import name_of
from zusanli.documents.wording import filled, place_text

FELT = {
    Felt.PINCH: noop("a slight pinch"),
    Felt.DULL_ACHE: noop("a dull ache"),
    Felt.HEAVINESS: noop("heaviness"),
    Felt.WARMTH: noop("warmth"),
    Felt.TINGLING: noop("tingling"),
    Felt.ELECTRIC: noop("like electricity"),
    Felt.SHARP_PAIN: noop("sharp pain"),
    Felt.NOTHING: noop("nothing"),
}
SEVERITIES = {
    "mild": noop("{event}: noticed, needed nothing"),
    "moderate": noop("{event}: something was done for it"),
    "severe": noop("{event}: needs a doctor"),
    "serious": noop("{event}: serious"),
}
ACT_ON = {
    "severe": noop(
        "Be seen today by {same_day_care}. If it gets worse, or you have trouble breathing or feel "
        "faint, call {emergency_number}."
    ),
    "serious": noop("Call {emergency_number} now, unless a doctor is already looking after it."),
}


def visit_summary(visit: Visit, decision: Decision) -> Document:
    """
    Say what was done, and what to watch for.

    The decision is that of the visit: what it advises for afterwards goes home with the patient.
    """
    say = decision.book.say
    return Document(
        language=say.language,
        kind=say("Your visit"),
        title=say("What was done at your visit"),
        subtitle=say("{day}, visit {number}", day=day_text(visit.on, say), number=visit.number),
        large_print=True,
        blocks=(
            *what_to_do(decision),
            *_serious(visit, decision),
            *_count(visit, say),
            _who(visit, say),
            *_needled(visit, decision),
            *_side_effects(visit, decision),
            *_left_in(visit, say),
            *_told(visit, say),
            *_watch(decision),
            fine_print(
                decision,
                say(
                    "This summary informs you. It is not a diagnosis. "
                    "It was not reviewed by a clinician."
                ),
            ),
        ),
    )


def _serious(visit: Visit, decision: Decision) -> Iterator[Block]:
    """Say first what needs a doctor, with the number to call."""
    say, events = decision.book.say, decision.book.adverse_events
    for each in visit.side_effects:
        if each.severity in NEEDS_A_DOCTOR:
            lines = (events[each.event].name, filled(say(ACT_ON[each.severity]), decision))
            yield Notice(
                title=say("Something happened that needs a doctor"), lines=lines, alarm=True
            )


def _count(visit: Visit, say: Words) -> Iterator[Block]:
    """Say the count first where it does not come out even: a needle may be left in."""
    if visit.counts_agree:
        return
    inserted, removed = (
        say("not counted") if each is None else each for each in (visit.inserted, visit.removed)
    )
    yield Notice(
        title=say("Needles in and out do not agree"),
        lines=(
            say("Went in: {inserted}. Came out: {removed}.", inserted=inserted, removed=removed),
            say("The chart tells of at least {count}.", count=visit.charted),
            say("A needle may still be in. Stay at the clinic, or call it now, until it is found."),
        ),
        alarm=True,
    )


def _who(visit: Visit, say: Words) -> Block:
    needles = _counts(visit, say) if visit.counts_agree else ""
    following = "" if visit.next_visit is None else day_text(visit.next_visit, say)
    return facts(
        [
            (say("Treated by"), visit.practitioner),
            (say("Where"), visit.setting),
            (say("Needles"), needles),
            (say("Next visit"), following),
        ]
    )


def _counts(visit: Visit, say: Words) -> str:
    if visit.left_in:
        counts = noop("{inserted} went in, {removed} came out")
        return say(counts, inserted=visit.inserted, removed=visit.removed)
    return say("{count} went in, {count} came out", count=visit.inserted)


def _needled(visit: Visit, decision: Decision) -> Iterator[Block]:
    say = decision.book.say
    if not visit.needled:
        yield Paragraph(say("No needles were used."))
        return
    yield Heading(say("Points that were needled"))
    yield Table(
        head=(
            say("Point"),
            say("Name"),
            say("Side"),
            say("Depth, mm"),
            say("Minutes"),
            say("Felt"),
        ),
        rows=tuple(_one(each, decision) for each in visit.needled),
        widths=(13, 29, 11, 17, 13, 17),
    )


def _one(each: Needled, decision: Decision) -> tuple[str, ...]:
    say = decision.book.say
    return (
        "" if each.place else each.code,
        place_text(each.place, decision.book) if each.place else name_of(each.code, decision.book),
        say(SIDES[each.side]),
        "" if each.depth_mm is None else f"{each.depth_mm:g}",
        "" if each.minutes is None else f"{each.minutes:g}",
        "" if each.felt is None else say(FELT[each.felt]),
    )


def _side_effects(visit: Visit, decision: Decision) -> Iterator[Block]:
    say, events = decision.book.say, decision.book.adverse_events
    if visit.side_effects:
        yield Heading(say("What was noticed"))
        yield Bullets(
            tuple(
                say(SEVERITIES[each.severity], event=events[each.event].name)
                for each in visit.side_effects
            )
        )


def _left_in(visit: Visit, say: Words) -> Iterator[Block]:
    """Say what stays in, where, and by which day it has to come out."""
    if visit.left_in:
        yield Notice(
            title=say("Needles that stay in"),
            lines=tuple(
                say(
                    "{count} at: {where}. To be taken out by {day}.",
                    count=each.count,
                    where=each.where,
                    day=day_text(each.remove_by, say),
                )
                for each in visit.left_in
            ),
        )


def _told(visit: Visit, say: Words) -> Iterator[Block]:
    if visit.told:
        yield Heading(say("What we told you"))
        yield Bullets(visit.told)


def _watch(decision: Decision) -> Iterator[Block]:
    """Give the advice for afterwards alone, with the signs that ask for help."""
    say = decision.book.say
    said = [each for each in decision.aftercare if each.text]
    if said:
        yield Heading(say("What to watch for"))
        yield Tips(tuple(tip(each, decision) for each in said), say("Get help"))
