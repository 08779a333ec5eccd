"""Conditions and patterns, made of their entries, and what is wrong with either."""

from collections.abc import Iterator

from zusanli.core.diagnosis import Code, Diagnosis
from zusanli.core.protocol import Protocol, count_trials
from zusanli.core.rules.tree import Rule
from zusanli.knowledge.entries import Entries, Entry
from zusanli.knowledge.examples import examples_of, wrong_examples
from zusanli.knowledge.grammar import Names
from zusanli.knowledge.vocabulary import parse_or_note

OUTCOMES = {True: "suggested", False: "not", None: "unknown"}


def make_diagnoses(
    entries: Entries, table: str, names: Names, protocols: tuple[Protocol, ...]
) -> tuple[Diagnosis, ...]:
    """Make the conditions or the patterns; rules that are wrong are added to the problems."""
    shown = {
        system.id for system in entries.of("code_system").values() if system.truth("on_by_default")
    }
    return tuple(
        Diagnosis(
            id=entry.id,
            name=entry.text("name"),
            also=entry.words("also"),
            complaints=entry.words("complaints"),
            suggested_when=_rule(entry, names, entries.problems),
            suggest_sources=entry.words("suggest_sources"),
            left_because=entry.text("left_because"),
            codes=tuple(code for code in _codes(entry) if code.system in shown),
            pain_regions=entry.words("pain_regions"),
            points=entry.words("points"),
            trials=count_trials(protocols, entry.id),
        )
        for entry in entries.of(table).values()
    )


def wrong_diagnoses(
    diagnoses: tuple[Diagnosis, ...], table: str, entries: Entries, names: Names
) -> Iterator[str]:
    """Say which examples fail, which codes have no system, and what is neither told nor left."""
    for diagnosis in diagnoses:
        entry = entries.of(table)[diagnosis.id]
        wrong = (
            *_wrong_rule(diagnosis),
            *_wrong_examples(diagnosis, entry, names),
            *_wrong_codes(entry, entries),
        )
        yield from (f"{entry.place}: {each}" for each in wrong)


def _rule(entry: Entry, names: Names, problems: list[str]) -> Rule | None:
    text = entry.text("suggested_when")
    return parse_or_note(text, names, entry.place, problems) if text else None


def _codes(entry: Entry) -> Iterator[Code]:
    tm1 = entry.data.get("tm1")
    listed = [
        *entry.tables("codes"),
        *([{"system": "icd11_tm1", **tm1}] if isinstance(tm1, dict) else []),
    ]
    for code in listed:
        yield Code(
            system=str(code.get("system")),
            code=str(code.get("code")),
            title=str(code.get("title", "")),
            match=str(code.get("match", "")),
            verified=str(code.get("verified", "")),
        )


def _wrong_codes(entry: Entry, entries: Entries) -> Iterator[str]:
    for code in _codes(entry):
        if code.system not in entries.of("code_system"):
            yield f"{code.system} is no code system"


def _wrong_rule(diagnosis: Diagnosis) -> Iterator[str]:
    if diagnosis.suggested_when is None and not diagnosis.left_because:
        yield "neither what suggests it is told, nor why that is left to the practitioner"
    if diagnosis.suggested_when is not None and not diagnosis.suggest_sources:
        yield "what suggests it has no source"


def _wrong_examples(diagnosis: Diagnosis, entry: Entry, names: Names) -> Iterator[str]:
    rule = diagnosis.suggested_when
    if rule is not None:
        return wrong_examples(
            entry, names, lambda known: OUTCOMES[rule.truth(known)], shown=("suggested", "not")
        )
    return (each for each in examples_of(entry, names) if isinstance(each, str))
