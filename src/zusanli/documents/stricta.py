"""
A visit after the STRICTA items (STRICTA 2010), for whoever reports on treatments.

Every item stands there. What nobody wrote down is said to be not recorded, and is never filled in.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from zusanli.core.decide import Decision
from zusanli.core.visit.chart import Batch, Chart, Needle
from zusanli.core.visit.visit import Visit
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import Block, Document, Heading, facts
from zusanli.documents.sentences import day_text, fine_print
from zusanli.documents.visit_summary import FELT
from zusanli.documents.visit_words import (
    ANGLES,
    INDIVIDUAL,
    LIES,
    STYLES,
    TECHNIQUES,
    WAVEFORMS,
    needle_text,
    warmed_text,
)

NOT_RECORDED = noop("not recorded")
GROUPS = (
    (noop("1 Acupuncture rationale"), "1"),
    (noop("2 Needling"), "2"),
    (noop("3 Treatment regimen"), "3"),
    (noop("4 Other parts of the treatment"), "4"),
    (noop("5 Practitioner"), "5"),
    (noop("6 Control or comparison"), "6"),
)
LABELS = {
    "1a": noop("1a Style of acupuncture"),
    "1b": noop("1b Reasons for this treatment"),
    "1c": noop("1c How far the treatment was fitted to the patient"),
    "2a": noop("2a Number of needles"),
    "2b": noop("2b Points, and on which sides"),
    "2c": noop("2c Depth"),
    "2d": noop("2d Response sought and felt"),
    "2e": noop("2e How needles were worked"),
    "2f": noop("2f How long needles stayed"),
    "2g": noop("2g Needles used"),
    "3a": noop("3a Which visit"),
    "3b": noop("3b How often, and how long a visit takes"),
    "4a": noop("4a What else was done"),
    "4b": noop("4b Surroundings, and what the patient was told"),
    "5": noop("5 Who treated"),
    "6a": noop("6a Why this control"),
    "6b": noop("6b What the control was"),
}
"""Each item by its number in STRICTA 2010, in our own words."""


@dataclass(frozen=True, slots=True)
class Treated:
    """A visit, its chart and decision, and the licence of who treated."""

    visit: Visit
    chart: Chart
    decision: Decision
    licence: str


def stricta(treated: Treated) -> Document:
    """Give a visit item by item."""
    say, said = treated.decision.book.say, items(treated)
    return Document(
        language=say.language,
        kind=say("STRICTA record"),
        title=say("One visit after the STRICTA items"),
        subtitle=say(
            "{day}, visit {number}",
            day=day_text(treated.visit.on, say),
            number=treated.visit.number,
        ),
        large_print=False,
        blocks=(
            *_blocks(said, say),
            fine_print(
                treated.decision,
                say("What is not recorded was not written down; nothing was filled in."),
            ),
        ),
    )


def stricta_data(treated: Treated) -> dict[str, object]:
    """Give the items as JSON's own values; null is not recorded."""
    said = items(treated)
    return {
        "standard": "STRICTA 2010",
        "on": treated.visit.on.isoformat(),
        "visit": treated.visit.number,
        "items": {item: said[item] or None for item in LABELS},
        "knowledge": {
            "release": treated.decision.book.release,
            "sha256": treated.decision.book.sha256,
        },
    }


def items(treated: Treated) -> dict[str, str]:
    """Say each item; an empty text is that nothing is recorded of it."""
    chart, book = treated.chart, treated.decision.book
    return {
        **_rationale(treated),
        **_needling(treated),
        "3a": str(treated.visit.number),
        "3b": ""
        if chart.contact_minutes is None
        else book.say(
            "{minutes} minutes with the patient; how often: see the plan",
            minutes=f"{chart.contact_minutes:g}",
        ),
        "4a": "; ".join(_beside(chart, treated.decision)),
        "4b": "; ".join(each for each in (chart.setting, *treated.visit.told) if each),
        "5": ", ".join(each for each in (treated.visit.practitioner, treated.licence) if each),
        "6a": "",
        "6b": "",
    }


def _blocks(said: dict[str, str], say: Words) -> Iterator[Block]:
    for title, number in GROUPS:
        yield Heading(say(title))
        yield facts(
            [
                (say(label), said[item] or say(NOT_RECORDED))
                for item, label in LABELS.items()
                if item.startswith(number)
            ]
        )


def _rationale(treated: Treated) -> dict[str, str]:
    case, book = treated.decision.case, treated.decision.book
    chosen = (
        *(book.conditions[each].name for each in case.chosen_conditions),
        *(book.patterns[each].name for each in case.chosen_patterns),
    )
    style, extent = treated.chart.style, treated.chart.individual
    return {
        "1a": "" if style is None else book.say(STYLES[style]),
        "1b": "; ".join(chosen),
        "1c": "" if extent is None else book.say(INDIVIDUAL[extent]),
    }


def _needling(treated: Treated) -> dict[str, str]:
    chart, book = treated.chart, treated.decision.book
    say, needles = book.say, chart.needles
    counted = treated.visit.inserted
    return {
        "2a": "" if counted is None else str(counted),
        "2b": "; ".join(needle_text(each, book) for each in needles),
        "2c": _of_each(treated, _depth),
        "2d": _of_each(treated, lambda each: "" if each.felt is None else say(FELT[each.felt])),
        "2e": "; ".join(_worked(treated)),
        "2f": "; ".join(_stayed(each, say) for each in chart.batches if each.retained is not None),
        "2g": "; ".join(_used(chart)),
    }


def _of_each(treated: Treated, words: Callable[[Needle], str]) -> str:
    book = treated.decision.book
    said = [(each, words(each)) for each in treated.chart.needles]
    return "; ".join(f"{needle_text(each, book)}: {text}" for each, text in said if text)


def _depth(each: Needle) -> str:
    return "" if each.depth_mm is None else f"{each.depth_mm:g} mm"


def _worked(treated: Treated) -> Iterator[str]:
    say = treated.decision.book.say
    rows = {each.row: needle_text(each, treated.decision.book) for each in treated.chart.needles}
    for each in treated.chart.needles:
        angle = "" if each.angle is None else say(ANGLES[each.angle])
        technique = "" if each.technique is None else say(TECHNIQUES[each.technique])
        if said := ", ".join(one for one in (angle, technique) if one):
            yield f"{rows[each.row]}: {said}"
    for pair in treated.chart.electro:
        measured = ((pair.hz, "Hz"), (pair.ma, "mA"), (pair.minutes, "min"))
        amounts = (f"{value:g} {unit}" for value, unit in measured if value is not None)
        where = " - ".join(rows.get(each, each) for each in (pair.first, pair.second))
        yield ", ".join((where, say(WAVEFORMS[pair.waveform]), *amounts))


def _stayed(each: Batch, say: Words) -> str:
    minutes = round(each.retained.total_seconds() / 60) if each.retained else 0
    return f"{say(LIES[each.position])}: {say('{minutes} minutes', minutes=minutes)}"


def _used(chart: Chart) -> Iterator[str]:
    sizes = {(each.gauge_mm, each.length_mm) for each in chart.needles}
    for gauge, length in sorted(sizes, key=str):
        known = [f"{each:g} mm" for each in (gauge, length) if each is not None]
        if known:
            yield " x ".join(known)
    for lot in chart.lots:
        yield " ".join(each for each in (lot.product, lot.number) if each)


def _beside(chart: Chart, decision: Decision) -> Iterator[str]:
    for each in chart.warmed:
        yield warmed_text(each, decision.book)
