"""Findings as fields of a form, and what was sent as values; what nobody marked is not recorded."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from zusanli.core.case.values import read_value
from zusanli.core.findings import Finding, Kind, sided
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.core.words import Words, noop
from zusanli.documents.wording import label_of, place_text
from zusanli.errors import InputError

YES, NO, UNSURE, NONE = "yes", "no", "unsure", "none"
NO_NUMBER = noop("Please type a number from {low} to {high}.")
NOT_KNOWN = noop("Please choose one of the answers.")
LONGEST = 20


@dataclass(frozen=True, slots=True)
class Field:
    """One finding to be marked: `options` are its answers, `sent` what was sent before."""

    name: str
    label: str
    kind: str
    unit: str
    options: tuple[tuple[str, str], ...]
    required: bool
    sent: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a form sent: values, and what was no value, by finding."""

    values: Mapping[str, Value | None]
    problems: Mapping[str, str]


def fields_for(
    names: Iterable[str],
    book: RuleBook,
    *,
    required: Iterable[str] = (),
    sent: QueryDict | None = None,
    problems: Mapping[str, str] | None = None,
) -> tuple[Field, ...]:
    """Make findings ready to be marked; nothing is marked before."""
    needed = frozenset(required)
    return tuple(
        Field(
            name=each,
            label=label_of(each, book),
            kind=book.findings[each].kind.value,
            unit=book.findings[each].unit or "",
            options=_options(book.findings[each], book),
            required=each in needed,
            sent=tuple(sent.getlist(each)) if sent is not None else (),
            problem=(problems or {}).get(each, ""),
        )
        for each in names
    )


def read_fields(names: Iterable[str], posted: QueryDict, book: RuleBook) -> Sent:
    """Read what was marked; what was left blank is left out."""
    values: dict[str, Value | None] = {}
    problems: dict[str, str] = {}
    for name in names:
        finding, given = book.findings[name], [each.strip() for each in posted.getlist(name)]
        given = [each for each in given if each]
        if not given:
            continue
        try:
            values[name] = _value(finding, given)
        except (InputError, ValueError):
            problems[name] = _say_what_belongs(finding, book.say)
    return Sent(values, problems)


def _value(finding: Finding, given: list[str]) -> Value | None:
    if given == [UNSURE]:
        return None
    match finding.kind:
        case Kind.YES_NO:
            return read_value(finding, {YES: True, NO: False}.get(given[0], given[0]), finding.id)
        case Kind.NUMBER:
            return read_value(finding, _number(given[0]), finding.id)
        case Kind.PLACES | Kind.ANY_OF:
            return read_value(finding, [] if given == [NONE] else given, finding.id)
        case Kind.CHOICE | Kind.DATE:
            return read_value(finding, given[0], finding.id)


def _number(typed: str) -> float:
    number = float(typed.replace(",", ".")[:LONGEST])
    return int(number) if number.is_integer() else number


def _options(finding: Finding, book: RuleBook) -> tuple[tuple[str, str], ...]:
    options = tuple(_answers(finding, book))
    return (*options, (UNSURE, book.say("could not tell"))) if options else ()


def _answers(finding: Finding, book: RuleBook) -> Iterator[tuple[str, str]]:
    say = book.say
    match finding.kind:
        case Kind.YES_NO:
            yield NO, say("no")
            yield YES, say("yes")
        case Kind.CHOICE:
            yield from ((each.id, each.label) for each in finding.choices)
        case Kind.PLACES:
            yield NONE, say("none")
            yield from ((each, place_text(each, book)) for each in sided(finding.places))
        case Kind.ANY_OF:
            yield NONE, say("none of these")
            yield from ((each, label_of(each, book)) for each in finding.items)
        case Kind.NUMBER | Kind.DATE:
            return


def _say_what_belongs(finding: Finding, say: Words) -> str:
    if finding.kind is Kind.NUMBER and finding.minimum is not None and finding.maximum is not None:
        return say(NO_NUMBER, low=f"{finding.minimum:g}", high=f"{finding.maximum:g}")
    return say(NOT_KNOWN)
