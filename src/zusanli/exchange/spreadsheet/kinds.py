"""What each kind of table says for itself; reading, mapping, checking and taking in are shared."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from zusanli.core.words import Words

T = TypeVar("T")
Marks: TypeAlias = frozenset[Hashable]
"""By what something is taken to be the same as what was there before."""
Guesses: TypeAlias = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class How:
    """How a table is to be read: in which language, on which day, and how dates are written."""

    say: Words
    now: datetime
    zone: ZoneInfo
    days: str = "YMD"

    @property
    def today(self) -> date:
        """Give the day on the clinic's wall."""
        return self.now.astimezone(self.zone).date()


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong in one line: its number in the file, the field, and the words that say it."""

    line: int
    field: str
    says: str


@dataclass(frozen=True, slots=True)
class Line(Generic[T]):
    """One line: what it holds, or nothing and what is wrong."""

    number: int
    item: T | None
    wrong: tuple[Wrong, ...] = ()


class UnreadableError(Exception):
    """
    A line cannot be read.

    Attributes:
        problems: what is wrong, by field.
    """

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def no_clash(_lines: Sequence[Line[T]], _how: How) -> Iterator[Wrong]:
    """Nothing of this kind gets into the way of anything."""
    yield from ()


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """
    One kind of table.

    `guesses` are the fields with what other programs call them, in small letters, and `needed`
    those without which nothing can be done, each a choice. `read` makes what a line holds of what
    is typed in it, or raises `UnreadableError`. `marks` and `known` say what is the same as what is
    there, and `known_says` tells it. `clashes` tries all of them out together. `take_in` takes
    some in.
    """

    name: str
    guesses: Guesses
    needed: tuple[tuple[str, ...], ...]
    read: Callable[[Mapping[str, str], How], T]
    marks: Callable[[T], Marks]
    known: Callable[[Sequence[T]], Marks]
    known_says: str
    take_in: Callable[[Sequence[T], str, datetime], None]
    clashes: Callable[[Sequence[Line[T]], How], Iterator[Wrong]] = no_clash
