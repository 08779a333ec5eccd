"""The practitioner's sheet: a decision on a page or two, to lie beside the couch."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from zusanli.core.claims.claim import EVERYONE
from zusanli.core.decide import Decision
from zusanli.core.points.choice import Choice
from zusanli.core.points.judged import BOTH, MIDDLE, PointChoice
from zusanli.core.points.point import Position
from zusanli.core.points.standing import Status
from zusanli.core.precautions.in_force import InForce
from zusanli.core.triage.flags import Urgency
from zusanli.core.triage.triage import Raised
from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    Facts,
    FinePrint,
    Heading,
    Notice,
    Paragraph,
    Table,
    facts,
)
from zusanli.documents.course_blocks import course_blocks
from zusanli.documents.decision_data import REVIEW
from zusanli.documents.grades import may_say
from zusanli.documents.guidelines import guideline_blocks
from zusanli.documents.plan_data import cautions, depth_data, none_because
from zusanli.documents.sentences import (
    MEANS,
    WHAT_IT_IS,
    by_what_settles_it,
    code_of,
    lift_texts,
    made_by,
    moment,
    needling_text,
    parted,
    release_text,
    shown_texts,
    what_holds,
)
from zusanli.documents.wording import (
    action_of,
    complaints_text,
    label_of,
    limit_words,
    reasons_text,
)

MOST_OPEN = 5
MOST_UNKNOWN = 4
MOST_CODES = 24
LIES = {Position.SUPINE: "on the back", Position.PRONE: "face down", Position.SIDE: "on the side"}


def sheet(decision: Decision) -> Document:
    """Lay the decision out for the practitioner: first what stops a needle, then the points."""
    complaints = complaints_text(decision.case.complaints or frozenset(), decision.book)
    return Document(
        language=decision.book.say.language,
        kind="Practitioner's sheet",
        title="Before the first needle",
        subtitle=f"{moment(decision)}, {complaints or 'complaint not known'}",
        large_print=False,
        blocks=(
            _head(decision),
            *_raised(decision),
            *_open(decision),
            *_due(decision),
            *_suggested(decision),
            *_precautions(decision),
            *_points(decision),
            *course_blocks(decision),
            *_effect(decision),
            *guideline_blocks(decision),
            _foot(decision),
        ),
    )


def _head(decision: Decision) -> Notice:
    triage = decision.triage
    urgency = MEANS[triage.urgency]
    if triage.possible_urgency > triage.urgency:
        urgency += f"; could still be {triage.possible_urgency.id}, see Open"
    return Notice(
        title=urgency,
        lines=(
            f"Assessment: {'may be booked' if triage.may_book_assessment else 'not to be booked'}.",
            f"Needling today: {needling_text(decision)}.",
            *(f"{text}." for text in shown_texts(decision)),
        ),
        alarm=triage.urgency >= Urgency.URGENT,
    )


def _raised(decision: Decision) -> Iterator[Block]:
    if decision.triage.raised:
        yield Heading("Raised")
    for raised in decision.triage.raised:
        yield _one_raised(raised, decision)
    if decision.triage.void_releases:
        yield facts(
            [
                ("void", f"release of {label_of(each.release.flag, decision.book)}: {each.because}")
                for each in decision.triage.void_releases
            ]
        )


def _one_raised(raised: Raised, decision: Decision) -> Facts:
    flag, book, release = raised.flag, decision.book, raised.released_by
    return facts(
        [
            ("because", reasons_text(raised.because, book)),
            ("tell the patient", action_of(flag, country=decision.case.country, book=book)),
            ("needling", flag.needling),
            ("released", "" if release is None else release_text(release, book.say)),
        ],
        of=f"{flag.urgency.id.upper()}: {flag.title}",
    )


def _open(decision: Decision) -> Iterator[Block]:
    serious = [each for each in decision.triage.open if each.flag.serious]
    if serious:
        yield Heading(f"Open: {len(serious)} serious; no needle until they are answered")
        shown = [
            f"{each.flag.title} ({each.flag.urgency.id}). Not known: "
            + _first([label_of(name, decision.book) for name in each.unknown], MOST_UNKNOWN)
            for each in serious[:MOST_OPEN]
        ]
        more = len(serious) - MOST_OPEN
        yield Bullets((*shown, *([f"And {more} more."] if more > 0 else ())))
    soon = [each.flag.title for each in decision.triage.open if not each.flag.serious]
    if soon:
        yield Paragraph(f"Open, but holding nothing back: {'; '.join(soon)}.")


def _due(decision: Decision) -> Iterator[Block]:
    if decision.triage.examinations_due:
        yield Heading("Examinations due before any needle")
        yield Bullets(tuple(kind.title for kind in decision.triage.examinations_due))


def _suggested(decision: Decision) -> Iterator[Block]:
    rows = [
        (word, "; ".join(each.diagnosis.name for each in found))
        for word, found in (("condition", decision.conditions), ("pattern", decision.patterns))
    ]
    if any(text for _, text in rows):
        yield Heading("For you to judge; suggested, not diagnosed")
        yield facts(rows)


def _precautions(decision: Decision) -> Iterator[Block]:
    known, unknown = parted(decision)
    if known:
        yield Heading("Precautions for this patient")
        yield Table(
            head=("Effect", "Because of", "What to do"),
            rows=tuple(_one_precaution(each, decision) for each in known),
            widths=(7, 31, 62),
        )
    if unknown:
        yield Heading(f"Not known, and so taken as it might be: {len(unknown)}")
        yield facts(by_what_settles_it(unknown, decision))
    if decision.care.to_ask:
        yield Heading(f"To be asked or looked at: {len(decision.care.to_ask)}")
        yield facts(by_what_settles_it(decision.care.to_ask, decision))
    if decision.lifts:
        yield Heading("Holds that somebody lifted")
        yield facts(list(lift_texts(decision)))


def _one_precaution(each: InForce, decision: Decision) -> tuple[str, ...]:
    precaution = each.precaution
    views = (f"{view.capitalize()}: {text}" for view, text in precaution.both_views)
    return (
        each.effect.id,
        f"{precaution.title}. ({reasons_text(each.because, decision.book)})",
        " ".join((precaution.tells, *views)),
    )


def _points(decision: Decision) -> Iterator[Block]:
    choice = decision.choice
    if choice is None:
        yield Heading("Points: none")
        yield Paragraph(f"Because of: {none_because(decision)}.")
        return
    in_set = [each for each in choice.points if each.in_set]
    yield Heading(f"Points: a set of {len(in_set)} is proposed" if in_set else "Points: no set yet")
    yield Paragraph(_how_chosen(choice))
    if in_set:
        always = _common(in_set)
        yield facts(
            [
                ("at each of them", " ".join(always)),
                ("depth", _why_no_mm(in_set)),
            ]
        )
        yield Table(
            head=("Point", "Name", "Hanzi", "Side", "At most", "Angle", "Why", "Care"),
            rows=tuple(_one_point(each, always) for each in in_set),
            widths=(7, 14, 8, 6, 8, 16, 14, 27),
        )
    yield facts(_others(choice))


def _why_no_mm(in_set: Sequence[PointChoice]) -> str:
    if all(each.max_mm is not None for each in in_set):
        return ""
    return "in cun only, since the patient's thumb was not measured. One cun is its width."


def _common(in_set: Sequence[PointChoice]) -> tuple[str, ...]:
    """Give the care that is the same at every point of the set: it is said once, above them."""
    first, *rest = (tuple(_care(each)) for each in in_set)
    return tuple(text for text in first if all(text in others for others in rest))


def _effect(decision: Decision) -> Iterator[Block]:
    own = [each for each in decision.claims if EVERYONE not in each.about]
    if own:
        yield Heading("What may be said of the effect")
        yield from may_say(own, decision.book.say)


def _how_chosen(choice: Choice) -> str:
    total = choice.naming + choice.silent
    trials = f"{choice.naming} of {total} trials name points" if total else "No trial is entered"
    order = (
        "the points stand in the order of how many of those used them"
        if choice.ranked
        else "too few to rank by, so the order is by channel, place, pattern and distal"
    )
    where = (
        f" The patient lies {LIES[choice.position]}; at most {choice.needles_max} needles."
        if choice.position is not None
        else ""
    )
    return f"{trials}; {order}.{where}"


def _one_point(each: PointChoice, always: Sequence[str]) -> tuple[str, ...]:
    depth = depth_data(each)
    cun = "not sourced" if each.max_cun is None else f"{each.max_cun:g} cun"
    mm = "" if each.max_mm is None else f", {each.max_mm} mm"
    return (
        each.point.code,
        each.point.pinyin,
        each.point.hanzi,
        each.side,
        f"{cun}{mm}",
        ", ".join(str(depth[key]) for key in ("angle", "direction") if depth[key]),
        # What "trials" are is said above the table.
        "; ".join(each.reasons).replace(" trials that name points used it", " trials"),
        " ".join(text for text in _care(each) if text not in always),
    )


def _care(each: PointChoice) -> Iterator[str]:
    everybody = [one.precaution.title for one in each.by if one.precaution.for_everybody]
    for text in (*cautions(each), *everybody, *map(_capital, limit_words(each.limit))):
        yield f"{text.rstrip('.')}."
    for modality, _ in each.not_here:
        yield f"No {modality.value.replace('_', ' ')}."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _others(choice: Choice) -> list[tuple[str, str]]:
    held = [each for each in choice.points if each.status is Status.HELD]
    free = [each for each in choice.points if not each.in_set and each.status is not Status.HELD]
    return [
        ("also", _codes(free)),
        (f"held, {len(held)}", _codes(held)),
        ("held by", _what_holds(held)),
        (f"barred, {len(choice.barred)}", _codes(choice.barred)),
    ]


def _what_holds(held: Sequence[PointChoice]) -> str:
    """Say what holds the points and how many, by what is known first; the rest is only counted."""
    known: Counter[str] = Counter()
    unknown = 0
    for each in held:
        certain, open_to_answer = what_holds(each)
        known.update(dict.fromkeys(certain, 1))
        unknown += open_to_answer > 0
    said = [
        f"{text.rstrip('.').replace('_', ' ')} ({many})"
        for text, many in known.most_common(MOST_OPEN)
    ]
    if len(known) > MOST_OPEN:
        said.append(f"{len(known) - MOST_OPEN} reasons more")
    if unknown:
        said.append(f"what is not known yet ({unknown})")
    return "; ".join(said)


def _codes(choices: Sequence[PointChoice]) -> str:
    """Name points by their codes, the side once before those that have it."""
    sides = groupby(choices[:MOST_CODES], key=lambda each: each.side)
    said = [
        ("" if side in (BOTH, MIDDLE) else f"{side} ") + ", ".join(map(code_of, group))
        for side, group in sides
    ]
    more = len(choices) - MOST_CODES
    return "; ".join(said) + (f"; and {more} more" if more > 0 else "")


def _first(texts: Sequence[str], most: int) -> str:
    more = len(texts) - most
    return "; ".join(texts[:most]) + (f"; and {more} more" if more > 0 else "")


def _foot(decision: Decision) -> FinePrint:
    return FinePrint(
        (
            f"{WHAT_IT_IS} Content {REVIEW}.",
            made_by(decision),
        )
    )
