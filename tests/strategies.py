"""
Made-up vocabularies, rules, scores and cases for the property tests.

A rule is drawn as the text that an author could have written, together with the tree it means.
A case is what is known of one patient: a finding that is missing is unknown.

`tests/conftest.py` makes every run draw the same examples. To look for new ones:
`make test ARGS="tests/properties --hypothesis-profile=default"`.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TypeVar

from hypothesis import strategies as st

from zusanli.core.findings import COMPLAINTS, EXAMINED, AskedOf, Choice, Finding, Kind, sided
from zusanli.core.rules.score import Band, Item, Reading, Score, ScoreCompare
from zusanli.core.rules.tree import (
    And,
    AtLeast,
    Compare,
    Constant,
    Is,
    Known,
    Member,
    Not,
    OneOf,
    Or,
    Rule,
    Value,
)
from zusanli.knowledge.grammar import MIRRORED, Names

YES_NO = ("fever", "sore", "swollen", "numb", "cold", "black_toe")
NUMBERS = ("age", "temperature")
CHOICES = {"gait": ("steady", "limping", "cannot_walk"), "skin": ("whole", "broken")}
PLACES = {"pain_places": ("shin", "sole")}
SETS = {COMPLAINTS: ("numb_feet", "leg_pain"), EXAMINED: ("pulses", "touch")}
SCORES = ("wells", "wounds")
PHRASES = ("unwell", "bad_foot")

OPERATORS = tuple(MIRRORED)
CUTS = (-2, -0.5, 0, 1, 1.5, 16, 38.1)
"""Cut points, and the values of numbers, so that a value often meets a cut exactly."""
BETWEEN_CUTS = (-3, -1, 0.5, 1.0, 17, 38.0, 38.2)


def finding(
    name: str, kind: Kind, *, choices: Sequence[str] = (), places: Sequence[str] = ()
) -> Finding:
    """Make a finding of which only the kind and the possible values matter."""
    return Finding(
        id=name,
        kind=kind,
        asked_of=AskedOf.PATIENT,
        text=f"{name}?",
        label=name,
        screen=name,
        choices=tuple(Choice(id=choice, label=choice) for choice in choices),
        places=tuple(places),
    )


FINDINGS = {
    each.id: each
    for each in (
        *(finding(name, Kind.YES_NO) for name in YES_NO),
        *(finding(name, Kind.NUMBER) for name in NUMBERS),
        *(finding(name, Kind.CHOICE, choices=choices) for name, choices in CHOICES.items()),
        *(finding(name, Kind.PLACES, places=places) for name, places in PLACES.items()),
    )
}


@dataclass(frozen=True)
class Written:
    """A rule, as text and as the tree that the text means. Loose text needs parentheses."""

    text: str
    tree: Rule
    loose: bool = False

    @property
    def held(self) -> str:
        """The text, held together where other text may stand beside it."""
        return f"({self.text})" if self.loose else self.text


# ---------------------------------------------------------------- vocabularies

T = TypeVar("T")


@st.composite
def vocabularies(draw: st.DrawFn) -> Names:
    """What rules may speak of: a few findings, scores over them, sets and shared phrases."""
    findings = {name: FINDINGS[name] for name in _some(draw, FINDINGS, most=5)}
    sets = {name: SETS[name] for name in _some(draw, SETS, least=0)}
    names = Names(findings=findings, scores={}, sets=sets, phrases={})
    totals = {name: _score(draw, names, name) for name in _some(draw, SCORES, least=0)}
    names = replace(names, scores=totals)
    phrases = {name: _rule(draw, names, 1).tree for name in _some(draw, PHRASES, least=0)}
    return replace(names, phrases=phrases)


def _one(draw: st.DrawFn, choices: Iterable[T]) -> T:
    return draw(st.sampled_from(tuple(choices)))


def _some(
    draw: st.DrawFn, choices: Iterable[T], *, least: int = 1, most: int | None = None
) -> list[T]:
    from_these = st.sampled_from(tuple(choices))
    return draw(st.lists(from_these, min_size=least, max_size=most, unique=True))


# ----------------------------------------------------------------------- rules


@st.composite
def rules(draw: st.DrawFn, names: Names, *, depth: int = 3) -> Written:
    """Any rule over a vocabulary, nested so deep at most."""
    return _rule(draw, names, depth)


def _rule(draw: st.DrawFn, names: Names, depth: int) -> Written:
    shape = _one(draw, ("leaf", "and", "or", "at_least", "not", "leaf")) if depth else "leaf"
    if shape == "leaf":
        return _leaf(draw, names)
    parts = [
        _rule(draw, names, depth - 1) for _ in range(1 if shape == "not" else draw(TWO_TO_FOUR))
    ]
    trees = tuple(part.tree for part in parts)
    match shape:
        case "not":
            return Written(f"NOT {parts[0].held}", Not(*trees), loose=True)
        case "and":
            return Written(" AND ".join(part.held for part in parts), And(trees), loose=True)
        case "or":
            return Written(" or ".join(part.held for part in parts), Or(trees), loose=True)
        case _:
            return _at_least(draw, parts)


TWO_TO_FOUR = st.integers(2, 4)
POINTS = st.integers(-2, 3)


def _at_least(draw: st.DrawFn, parts: list[Written]) -> Written:
    different = {part.tree: part.text for part in parts}
    count = draw(st.integers(1, len(different)))
    text = f"AT_LEAST({count}, {', '.join(different.values())})"
    return Written(text, AtLeast(count, tuple(different)))


def _leaf(draw: st.DrawFn, names: Names) -> Written:
    name = _one(
        draw,
        (
            *names.findings,
            *names.findings,
            *names.sets,
            *names.scores,
            *names.phrases,
            "TRUE",
            "false",
        ),
    )
    if name in names.sets:
        return _member(draw, name, [(member, (member,)) for member in names.sets[name]])
    if name in names.scores:
        return _number(draw, name, partial(ScoreCompare, names.scores[name]), range(-2, 6))
    if name in names.phrases:
        return Written(name, names.phrases[name])
    if name not in names.findings:
        return Written(name, Constant(value=name == "TRUE"))
    return _about(draw, names.findings[name])


def _about(draw: st.DrawFn, each: Finding) -> Written:
    match each.kind:
        case Kind.NUMBER:
            return _number(draw, each.id, partial(Compare, each.id), CUTS)
        case Kind.CHOICE:
            return _choice(draw, each)
        case Kind.PLACES:
            one_side = [(place, (place,)) for place in sided(each.places)]
            both = [(place, sided((place,))) for place in each.places]
            return _member(draw, each.id, one_side + both)
        case _:
            return Written(each.id, Is(each.id))


def _number(
    draw: st.DrawFn, name: str, make: Callable[[str, float], Rule], cuts: Sequence[float]
) -> Written:
    way = _one(draw, ("compare", "mirror", "between"))
    if way == "between":
        low, high = sorted((_one(draw, cuts), _one(draw, cuts)))
        tree = And((make(">=", low), make("<=", high)))
        return Written(f"{name} BETWEEN {low} AND {high}", tree)
    operator, cut = _one(draw, MIRRORED), _one(draw, cuts)
    if way == "mirror":
        return Written(f"{cut} {MIRRORED[operator]} {name}", make(operator, cut))
    return Written(f"{name} {operator} {cut}", make(operator, cut))


def _choice(draw: st.DrawFn, choice: Finding) -> Written:
    chosen = _some(draw, [each.id for each in choice.choices])
    tree = OneOf(choice.id, tuple(chosen))
    negated = draw(st.booleans())
    if len(chosen) == 1:
        text = f"{choice.id} {'<>' if negated else '='} '{chosen[0]}'"
    else:
        listed = ", ".join(f"'{each}'" for each in chosen)
        text = f"{choice.id} {'NOT IN' if negated else 'in'} ({listed})"
    return Written(text, Not(tree) if negated else tree)


def _member(draw: st.DrawFn, name: str, members: Sequence[tuple[str, tuple[str, ...]]]) -> Written:
    item, items = _one(draw, members)
    tree = Member(name, item, items)
    if draw(st.booleans()):
        return Written(f"'{item}' NOT IN {name}", Not(tree))
    return Written(f"'{item}' IN {name}", tree)


# ---------------------------------------------------------------------- scores


@st.composite
def scores(draw: st.DrawFn, names: Names) -> Score:
    """A score whose items are ticks, bands of a number, or the words of a choice."""
    return _score(draw, names, "wells")


def _score(draw: st.DrawFn, names: Names, name: str) -> Score:
    items = [_item(draw, names, f"item_{number}") for number in range(draw(st.integers(1, 3)))]
    return Score(name, tuple(items), readings=(Reading("some", 1), Reading("much", 3)))


def _item(draw: st.DrawFn, names: Names, name: str) -> Item:
    each = _one(draw, names.findings.values())
    whens: list[Rule]
    match each.kind:
        case Kind.NUMBER:
            cuts = sorted(_some(draw, CUTS, most=3))
            between = [
                And((Compare(each.id, ">", a), Compare(each.id, "<=", b)))
                for a, b in pairwise(cuts)
            ]
            whens = [Compare(each.id, "<=", cuts[0]), *between]
        case Kind.CHOICE:
            whens = [OneOf(each.id, (word,)) for word in _some(draw, [c.id for c in each.choices])]
        case _:
            whens = [_rule(draw, replace(names, scores={}), 1).tree]
    bands = tuple(Band(draw(POINTS), when) for when in whens)
    return Item(name, bands, otherwise=draw(POINTS))


# ----------------------------------------------------------------------- cases


@st.composite
def cases(draw: st.DrawFn, names: Names) -> dict[str, Value]:
    """What is known of one patient; any part of it may be missing."""
    known: dict[str, Value] = {}
    for each in names.findings.values():
        _add(draw, known, each.id, _values(each))
    for name, members in names.sets.items():
        _add(draw, known, name, st.frozensets(st.sampled_from(members)))
    return known


def _add(
    draw: st.DrawFn, known: dict[str, Value], name: str, values: st.SearchStrategy[Value]
) -> None:
    if draw(KNOWN):
        known[name] = draw(values)


KNOWN = st.sampled_from((False, True, True))


def _values(each: Finding) -> st.SearchStrategy[Value]:
    match each.kind:
        case Kind.NUMBER:
            return st.sampled_from((*CUTS, *BETWEEN_CUTS))
        case Kind.CHOICE:
            return st.sampled_from([choice.id for choice in each.choices])
        case Kind.PLACES:
            return st.frozensets(st.sampled_from(sided(each.places)))
        case _:
            return st.booleans()


@dataclass(frozen=True)
class Situation:
    """A rule, a patient, and the same patient with only a part of that known."""

    names: Names
    rule: Written
    known: Known
    part: Known


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    """A rule and a patient with unknowns, seen at two times."""
    names = draw(vocabularies())
    rule = _rule(draw, names, 3)
    known = draw(cases(names))
    part = {name: value for name, value in known.items() if draw(st.booleans())}
    return Situation(names, rule, known, part)
