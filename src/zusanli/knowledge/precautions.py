"""Precautions, made of their entries, and what is wrong with any."""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import cast

from zusanli.core.findings import Kind
from zusanli.core.precautions.precaution import (
    Effect,
    Limit,
    Modality,
    Precaution,
    Scope,
    WhenUnknown,
)
from zusanli.knowledge.entries import Entries, Entry, make_all
from zusanli.knowledge.examples import wrong_examples
from zusanli.knowledge.grammar import Names
from zusanli.knowledge.vocabulary import parse_or_note

LIMITS = frozenset(each.name for each in fields(Limit))
SCOPES = frozenset(each.name for each in fields(Scope))
OUTCOMES = {True: "applies", False: "not", None: "unknown"}


def make_precautions(entries: Entries, names: Names) -> tuple[Precaution, ...]:
    """Make the precautions; those that cannot be made are added to the problems."""
    return make_all(
        entries, "precaution", lambda entry: make_precaution(entry, names, entries.problems)
    )


def make_precaution(entry: Entry, names: Names, problems: list[str]) -> Precaution | None:
    """Make one precaution; None, and a problem more, where it is wrong."""
    when = parse_or_note(entry.text("when"), names, f"{entry.place}, when", problems)
    gate = parse_or_note(entry.text("gate", "TRUE"), names, f"{entry.place}, gate", problems)
    wrong = list(_wrong_words(entry))
    problems.extend(f"{entry.place}: {each}" for each in wrong)
    if when is None or gate is None or wrong:
        return None
    return Precaution(
        id=entry.id,
        title=entry.text("title"),
        gate=gate,
        when=when,
        effect=Effect[entry.text("effect").upper()],
        scope=_scope(entry.table_of("applies_to")),
        limit=Limit(**cast("Mapping[str, None]", entry.table_of("limit"))),
        when_unknown=WhenUnknown(entry.text("when_unknown")),
        unknown_because=entry.text("unknown_because"),
        tells=entry.text("tells"),
        patient=entry.text("patient"),
        both_views=tuple((view, str(text)) for view, text in entry.table_of("both_views").items()),
        sources=entry.words("sources"),
        covers=entry.words("covers"),
        proposed=entry.proposed,
    )


def wrong_precautions(
    precautions: tuple[Precaution, ...], entries: Entries, names: Names
) -> Iterator[str]:
    """Say which examples fail, and which precautions reach nothing or contradict themselves."""
    for each in precautions:
        entry = entries.of("precaution")[each.id]
        wrong = (*_wrong_examples(each, entry, names), *_wrong_scope(each, names))
        yield from (f"{entry.place}: {what}" for what in wrong)


def _scope(table: Mapping[str, object]) -> Scope:
    def words(key: str) -> tuple[str, ...]:
        value = table.get(key, [])
        return tuple(map(str, value)) if isinstance(value, list) else ()

    def word(key: str) -> str | None:
        return str(table[key]) if key in table else None

    return Scope(
        everywhere=table.get("everywhere") is True,
        points=words("points"),
        channels=words("channels"),
        regions=words("regions"),
        regions_of=word("regions_of"),
        limb_of=word("limb_of"),
        joints=table.get("joints") is True,
        thorax=table.get("thorax") is True,
        modalities=tuple(Modality(each) for each in words("modalities")),
    )


def _wrong_words(entry: Entry) -> Iterator[str]:
    effects = [each.id for each in Effect]
    if entry.text("effect") not in effects:
        yield f"effect is none of {', '.join(effects)}"
    if entry.text("when_unknown") not in list(WhenUnknown):
        yield f"when_unknown is none of {', '.join(WhenUnknown)}"
    for key in entry.table_of("applies_to"):
        if key not in SCOPES:
            yield f"applies_to: {key} is none of {', '.join(sorted(SCOPES))}"
    modalities = entry.table_of("applies_to").get("modalities")
    if not isinstance(modalities, list) or not set(modalities) <= set(Modality):
        yield f"modalities are not of {', '.join(Modality)}"
    for key in entry.table_of("limit"):
        if key not in LIMITS:
            yield f"limit: {key} is none of {', '.join(sorted(LIMITS))}"


def _wrong_scope(precaution: Precaution, names: Names) -> Iterator[str]:
    scope = precaution.scope
    if not scope.modalities:
        yield "it names no modality, so it applies to nothing"
    reached = (*scope.points, *scope.channels, *scope.regions, scope.places_finding)
    if not (scope.everywhere or scope.joints or scope.thorax or any(reached)):
        yield "it names no place, so it applies nowhere"
    for name in (scope.regions_of, scope.limb_of):
        if name is not None:
            finding = names.findings.get(name)
            if finding is None or finding.kind is not Kind.PLACES:
                yield f"{name} is no finding of places"
    if (precaution.effect is Effect.LIMIT) != (precaution.limit != Limit()):
        yield "a limit belongs to the effect limit, and to no other"
    if precaution.when_unknown is WhenUnknown.ASK and precaution.effect > Effect.WARN:
        yield "to ask is enough for a warning only: what is unknown must not free a point"
    if precaution.when_unknown is WhenUnknown.HOLD and precaution.effect < Effect.HOLD:
        yield "what is unknown would hold more than what is known"


def _wrong_examples(precaution: Precaution, entry: Entry, names: Names) -> Iterator[str]:
    return wrong_examples(
        entry,
        names,
        lambda known: OUTCOMES[precaution.truth(known)],
        shown=("applies",) if precaution.for_everybody else ("applies", "not"),
    )
