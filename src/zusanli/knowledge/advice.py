"""Advice to patients, made of its entries, and what is wrong with any."""

from collections.abc import Iterator
from functools import partial

from zusanli.core.advice.advice import WHEN_TO_SAY, Advice, CoTreatment, Said
from zusanli.core.rules.tree import Known
from zusanli.knowledge.entries import Entries, Entry, make_all
from zusanli.knowledge.examples import wrong_examples
from zusanli.knowledge.grammar import Names
from zusanli.knowledge.placeholders import wrong_placeholders
from zusanli.knowledge.vocabulary import parse_or_note


def make_advice(entries: Entries, names: Names) -> tuple[Advice, ...]:
    """Make the advice; what cannot be made is added to the problems."""
    return make_all(entries, "advice", lambda entry: _advice(entry, names, entries.problems))


def make_co_treatments(entries: Entries, names: Names) -> tuple[CoTreatment, ...]:
    """Make what patients use beside acupuncture; wrong rules are added to the problems."""
    return make_all(
        entries, "co_treatment", lambda entry: _co_treatment(entry, names, entries.problems)
    )


def wrong_co_treatments(
    treatments: tuple[CoTreatment, ...], entries: Entries, names: Names
) -> Iterator[str]:
    """Say which examples fail."""
    for each in treatments:
        entry = entries.of("co_treatment")[each.id]
        wrong = wrong_examples(entry, names, partial(_caution, each), shown=())
        yield from (f"{entry.place}: {what}" for what in wrong)


def _caution(treatment: CoTreatment, known: Known) -> str:
    return "free" if treatment.not_when.truth(known) is False else "cautioned"


def wrong_advice(advice: tuple[Advice, ...], entries: Entries, names: Names) -> Iterator[str]:
    """Say which examples fail, and which advice is left out without a reason."""
    for each in advice:
        entry = entries.of("advice")[each.id]
        wrong = (*_wrong_words(each, entry), *_wrong_examples(each, entry, names))
        yield from (f"{entry.place}: {what}" for what in wrong)


def _said(advice: Advice, known: Known) -> str:
    return advice.said(meant=advice.show_when.truth(known), left_out=advice.not_when.truth(known))


def _advice(entry: Entry, names: Names, problems: list[str]) -> Advice | None:
    show_when = parse_or_note(entry.text("show_when", "TRUE"), names, entry.place, problems)
    not_when = parse_or_note(entry.text("not_when", "FALSE"), names, entry.place, problems)
    if show_when is None or not_when is None:
        return None
    return Advice(
        id=entry.id,
        when_to_say=entry.text("when_to_say"),
        topic=entry.text("topic"),
        text=entry.text("text"),
        show_when=show_when,
        show_if_unknown=entry.truth("show_if_unknown"),
        not_when=not_when,
        suppress_if_unknown=entry.data.get("suppress_if_unknown") is not False,
        suppressed_because=entry.text("suppressed_because"),
        instead=entry.text("instead"),
        seek_help=entry.text("seek_help"),
        acupressure=entry.words("acupressure"),
        recalls=entry.words("recalls"),
        sources=entry.words("sources"),
        covers=entry.words("covers"),
        proposed=entry.proposed,
    )


def _co_treatment(entry: Entry, names: Names, problems: list[str]) -> CoTreatment | None:
    rule = parse_or_note(entry.text("not_when", "FALSE"), names, entry.place, problems)
    if rule is None:
        return None
    return CoTreatment(
        id=entry.id,
        name=entry.text("name"),
        what=entry.text("what"),
        not_when=rule,
        caution=entry.text("caution"),
        ask=entry.text("ask"),
        interactions=entry.words("interactions"),
        sources=entry.words("sources"),
        proposed=entry.proposed,
    )


def _wrong_words(advice: Advice, entry: Entry) -> Iterator[str]:
    if advice.when_to_say not in WHEN_TO_SAY:
        yield f"when_to_say is none of {', '.join(WHEN_TO_SAY)}"
    if "not_when" in entry.data and not advice.suppressed_because:
        yield "it can be left out, and does not say why"
    if not advice.suppress_if_unknown and not entry.text("note"):
        yield "it is said although it may be wrong, and no note says why"
    for text in (advice.text, advice.instead, advice.seek_help):
        if wrong_placeholders(text):
            yield "a text holds a placeholder that nothing fills in"


def _wrong_examples(advice: Advice, entry: Entry, names: Names) -> Iterator[str]:
    shown = {Said.SHOWN, Said.SUPPRESSED} if "not_when" in entry.data else set()
    if "show_when" in entry.data:
        shown.add(Said.NOT_MEANT)
    return wrong_examples(entry, names, partial(_said, advice), shown=sorted(shown))
