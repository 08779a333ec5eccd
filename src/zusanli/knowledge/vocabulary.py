"""Findings, scores and shared phrases: the words that rules are written in, made of entries."""

import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

from zusanli.core.findings import (
    COMPLAINTS,
    EXAMINED,
    AskedOf,
    Choice,
    Finding,
    Kind,
    ShownBy,
    Stage,
)
from zusanli.core.rules.score import Band, Item, Reading, Score
from zusanli.core.rules.tree import Rule
from zusanli.errors import RuleError
from zusanli.knowledge.entries import Entries, Entry
from zusanli.knowledge.grammar import Names, parse

WORD = re.compile(r"[a-z_][a-z0-9_]*")


def read_vocabulary(entries: Entries) -> Names:
    """Make the names that rules may use; what cannot be made is added to the problems."""
    findings = _findings(entries)
    sets = {
        COMPLAINTS: tuple(entries.of("complaint")),
        EXAMINED: tuple(entries.of("examination")),
    }
    names = Names(findings=findings, scores={}, sets=sets, phrases={})
    phrases = _phrases(entries, names)
    names = Names(findings=findings, scores={}, sets=sets, phrases=phrases)
    scores = _scores(entries, names)
    return Names(findings=findings, scores=scores, sets=sets, phrases=phrases)


def parse_or_note(text: str, names: Names, place: str, problems: list[str]) -> Rule | None:
    """Parse a rule; None, and a problem more, where it is wrong."""
    try:
        return parse(text, names)
    except RuleError as error:
        problems.append(f"{place}: {error}")
        return None


def _findings(entries: Entries) -> dict[str, Finding]:
    lists = {
        item: entry.id for entry in entries.of("finding").values() for item in entry.words("items")
    }
    findings = {}
    for entry in entries.of("finding").values():
        try:
            findings[entry.id] = _finding(entry, screen=lists.get(entry.id, entry.id))
        except ValueError as error:
            entries.problems.append(f"{entry.place}: {error}")
    return findings


def _finding(entry: Entry, *, screen: str) -> Finding:
    stage = entry.text("stage")
    return Finding(
        id=entry.id,
        kind=Kind(entry.text("kind")),
        asked_of=AskedOf(entry.text("asked_of")),
        text=entry.text("text"),
        label=entry.text("label") or entry.text("text"),
        screen=screen,
        stage=Stage(stage) if stage else None,
        lasting=entry.truth("lasting"),
        protective=entry.truth("protective"),
        unit=entry.text("unit") or None,
        minimum=entry.number("minimum"),
        maximum=entry.number("maximum"),
        choices=tuple(
            Choice(str(choice.get("id")), str(choice.get("label")))
            for choice in entry.tables("choices")
        ),
        places=entry.words("places"),
        items=entry.words("items"),
        shown_by=_shown_by(entry.table_of("shown_by")),
    )


def _shown_by(table: Mapping[str, object]) -> ShownBy | None:
    at_least = table.get("at_least")
    if not isinstance(at_least, int | float):
        return None
    return ShownBy(str(table.get("finding")), float(at_least))


def _phrases(entries: Entries, names: Names) -> dict[str, Rule]:
    definitions = entries.of("definition")
    needs = {
        entry.id: [word for word in WORD.findall(entry.text("when")) if word in definitions]
        for entry in definitions.values()
    }
    phrases: dict[str, Rule] = {}
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        entries.problems.append(f"definitions that explain each other: {error.args[1]}")
        return phrases
    for name in order:
        known = Names(names.findings, names.scores, names.sets, phrases)
        entry = definitions[name]
        rule = parse_or_note(entry.text("when"), known, entry.place, entries.problems)
        if rule is not None:
            phrases[name] = rule
    return phrases


def _scores(entries: Entries, names: Names) -> dict[str, Score]:
    return {
        entry.id: Score(
            id=entry.id,
            items=tuple(_item(item, names, entry, entries) for item in entry.tables("item")),
            readings=tuple(
                Reading(str(band["id"]), _whole(band.get("at_least")))
                for band in entry.tables("band")
            ),
        )
        for entry in entries.of("score").values()
    }


def _item(item: Mapping[str, object], names: Names, entry: Entry, entries: Entries) -> Item:
    bands = []
    listed = item.get("bands")
    for band in listed if isinstance(listed, list) else []:
        rule = parse_or_note(str(band.get("when")), names, entry.place, entries.problems)
        if rule is not None:
            bands.append(Band(points=_whole(band.get("points")), when=rule))
    return Item(str(item.get("id")), tuple(bands), otherwise=_whole(item.get("otherwise")))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
