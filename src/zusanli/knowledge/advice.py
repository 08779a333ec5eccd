"""Advice to patients, made of its entries, and what is wrong with any."""

from collections.abc import Iterator

from zusanli.core.advice.advice import Advice, CoTreatment
from zusanli.core.rules.tree import Known
from zusanli.knowledge.entries import Entries, Entry
from zusanli.knowledge.examples import Example, examples_of
from zusanli.knowledge.grammar import Names
from zusanli.knowledge.placeholders import wrong_placeholders
from zusanli.knowledge.vocabulary import parse_or_note

WHEN_TO_SAY = ("before", "after", "home", "always")
OUTCOMES = ("shown", "suppressed", "not_meant")


def make_advice(entries: Entries, names: Names) -> tuple[Advice, ...]:
    """Make the advice; what cannot be made is added to the problems."""
    found = (_advice(each, names, entries.problems) for each in entries.of("advice").values())
    return tuple(each for each in found if each is not None)


def make_co_treatments(entries: Entries, names: Names) -> tuple[CoTreatment, ...]:
    """Make what patients use beside acupuncture; wrong rules are added to the problems."""
    found = (_co_treatment(each, names, entries) for each in entries.of("co_treatment").values())
    return tuple(each for each in found if each is not None)


def wrong_co_treatments(
    treatments: tuple[CoTreatment, ...], entries: Entries, names: Names
) -> Iterator[str]:
    """Say which examples fail."""
    for each in treatments:
        entry = entries.of("co_treatment")[each.id]
        for example in examples_of(entry, names):
            if isinstance(example, str):
                yield f"{entry.place}: {example}"
                continue
            found = "free" if each.not_when.truth(example.known) is False else "cautioned"
            if found != example.expect:
                yield f"{entry.place}: {example.name}: expected {example.expect}, came out {found}"


def wrong_advice(advice: tuple[Advice, ...], entries: Entries, names: Names) -> Iterator[str]:
    """Say which examples fail, and which advice is left out without a reason."""
    for each in advice:
        entry = entries.of("advice")[each.id]
        wrong = (*_wrong_words(each, entry, names), *_wrong_examples(each, entry, names))
        yield from (f"{entry.place}: {what}" for what in wrong)


def outcome(advice: Advice, known: Known) -> str:
    """Whether advice is shown, suppressed, or not meant for somebody of whom this is known."""
    meant = advice.show_when.truth(known)
    if meant is False or (meant is None and not advice.show_if_unknown):
        return "not_meant"
    left_out = advice.not_when.truth(known)
    if left_out is True or (left_out is None and advice.suppress_if_unknown):
        return "suppressed"
    return "shown"


def advice_fails(advice: Advice, example: Example) -> str | None:
    """Say what came out instead; None if the example holds."""
    found = outcome(advice, example.known)
    if found == example.expect:
        return None
    return f"{example.name}: expected {example.expect}, came out {found}"


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
        sources=entry.words("sources"),
        covers=entry.words("covers"),
        proposed=entry.proposed,
    )


def _co_treatment(entry: Entry, names: Names, entries: Entries) -> CoTreatment | None:
    rule = parse_or_note(entry.text("not_when", "FALSE"), names, entry.place, entries.problems)
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


def _wrong_words(advice: Advice, entry: Entry, names: Names) -> Iterator[str]:
    if advice.when_to_say not in WHEN_TO_SAY:
        yield f"when_to_say is none of {', '.join(WHEN_TO_SAY)}"
    if "not_when" in entry.data and not advice.suppressed_because:
        yield "it can be left out, and does not say why"
    if not advice.suppress_if_unknown and not entry.text("note"):
        yield "it is said although it may be wrong, and no note says why"
    for text in (advice.text, advice.instead, advice.seek_help):
        if wrong_placeholders(text):
            yield "a text holds a placeholder that nothing fills in"
    for name in (*advice.show_when.names(), *advice.not_when.names()):
        if name not in names.findings and name not in names.sets:
            yield f"{name} is no finding"


def _wrong_examples(advice: Advice, entry: Entry, names: Names) -> Iterator[str]:
    seen = set()
    for example in examples_of(entry, names):
        if isinstance(example, str):
            yield example
            continue
        seen.add(example.expect)
        failure = advice_fails(advice, example)
        if failure:
            yield failure
    if "not_when" in entry.data and not {"shown", "suppressed"} <= seen:
        yield "no example shows it said and left out"
    if "show_when" in entry.data and "not_meant" not in seen:
        yield "no example shows for whom it is not meant"
