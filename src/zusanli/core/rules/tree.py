"""
The tree of a rule, and its truth.

The logic is Kleene's, which is also SQL's: a comparison with an unknown value is unknown,
AND is false as soon as one part is false, OR is true as soon as one part is true.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

Truth = bool | None
Value = bool | int | float | str | frozenset[str]
Known = Mapping[str, Value]
"""What is known of a patient: a name that is missing is unknown, and nothing else is."""


class Rule:
    """
    A predicate over findings.

    A plain base class: matching a node against an abstract one costs five times as much, and a
    decision does it some thousand times.
    """

    __slots__ = ()

    def truth(self, known: Known) -> Truth:
        """Whether it holds; None while the known values leave it undecided."""
        raise NotImplementedError

    def names(self) -> Iterator[str]:
        """The findings it looks at, in the order of its text, possibly more than once."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class Constant(Rule):
    """TRUE or FALSE, written as such or left over once everything else is known."""

    value: bool

    def truth(self, known: Known) -> Truth:  # noqa: ARG002 - it holds whatever is known
        return self.value

    def names(self) -> Iterator[str]:
        return iter(())


@dataclass(frozen=True, slots=True)
class Is(Rule):
    """A yes/no finding, taken as it was answered."""

    finding: str

    def truth(self, known: Known) -> Truth:
        value = known.get(self.finding)
        return value if isinstance(value, bool) else None

    def names(self) -> Iterator[str]:
        yield self.finding


@dataclass(frozen=True, slots=True)
class Compare(Rule):
    """A number against a cut point, in the finding's own unit."""

    finding: str
    operator: str
    cut: int | float

    def truth(self, known: Known) -> Truth:
        value = known.get(self.finding)
        if not isinstance(value, int | float):
            return None
        return compare(value, self.operator, self.cut)

    def names(self) -> Iterator[str]:
        yield self.finding


@dataclass(frozen=True, slots=True)
class OneOf(Rule):
    """A choice that is one of those listed."""

    finding: str
    choices: tuple[str, ...]

    def truth(self, known: Known) -> Truth:
        value = known.get(self.finding)
        return None if value is None else value in self.choices

    def names(self) -> Iterator[str]:
        yield self.finding


@dataclass(frozen=True, slots=True)
class Member(Rule):
    """
    Whether a set holds any of the items: a place that was marked, a complaint, an examination.

    A place without a side stands for both sides, so one text may mean two items.
    """

    finding: str
    item: str
    items: tuple[str, ...]

    def truth(self, known: Known) -> Truth:
        value = known.get(self.finding)
        return not value.isdisjoint(self.items) if isinstance(value, frozenset) else None

    def names(self) -> Iterator[str]:
        yield self.finding


@dataclass(frozen=True, slots=True)
class Not(Rule):
    """The contrary; of unknown, unknown."""

    part: Rule

    def truth(self, known: Known) -> Truth:
        truth = self.part.truth(known)
        return None if truth is None else not truth

    def names(self) -> Iterator[str]:
        return self.part.names()


@dataclass(frozen=True, slots=True)
class And(Rule):
    """All parts."""

    parts: tuple[Rule, ...]

    def truth(self, known: Known) -> Truth:
        result: Truth = True
        for part in self.parts:
            truth = part.truth(known)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    def names(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.names()


@dataclass(frozen=True, slots=True)
class Or(Rule):
    """Any part."""

    parts: tuple[Rule, ...]

    def truth(self, known: Known) -> Truth:
        result: Truth = False
        for part in self.parts:
            truth = part.truth(known)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result

    def names(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.names()


@dataclass(frozen=True, slots=True)
class AtLeast(Rule):
    """So many of the parts, or more."""

    count: int
    parts: tuple[Rule, ...]

    def truth(self, known: Known) -> Truth:
        truths = [part.truth(known) for part in self.parts]
        certain = truths.count(True)
        if certain >= self.count:
            return True
        return None if certain + truths.count(None) >= self.count else False

    def names(self) -> Iterator[str]:
        for part in self.parts:
            yield from part.names()


def compare(value: float, operator: str, cut: float) -> bool:
    """Apply one of SQL's six comparisons to two known numbers."""
    match operator:
        case "=":
            return value == cut
        case "<>":
            return value != cut
        case "<":
            return value < cut
        case "<=":
            return value <= cut
        case ">":
            return value > cut
        case ">=":
            return value >= cut
        case _:
            raise ValueError(f"{operator} is no comparison")


def distinct_names(*rules: Rule) -> tuple[str, ...]:
    """The findings that the rules look at, each once, in the order of their text."""
    return tuple(dict.fromkeys(name for rule in rules for name in rule.names()))
