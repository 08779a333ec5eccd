"""Takes the lines of a table into the books: all of them or none, and nothing twice."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Generic, TypeAlias, TypeVar

from django.db import transaction

from zusanli.exchange.spreadsheet.kinds import How, Kind, Line, Wrong

T = TypeVar("T")
AT_ONCE = 500
"""Lines between two words of progress."""
Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Checked(Generic[T]):
    """What a table holds: what would be taken in, and every line that is wrong."""

    items: tuple[T, ...]
    wrong: tuple[Wrong, ...]
    known: tuple[Wrong, ...]


def check(
    lines: Iterable[Line[T]], *, kind: Kind[T], how: How, total: int, progress: Progress
) -> Checked[T]:
    """
    Look at every line before anything is taken in.

    `known` is what stands in the books, or further up in the table: whether to leave it out is for
    whoever imports to say.
    """
    good: list[Line[T]] = []
    wrong: list[Wrong] = []
    known: list[Wrong] = []
    seen: dict[Hashable, int] = {}
    rest, done = iter(lines), 0
    while some := list(islice(rest, AT_ONCE)):
        there = kind.known([each.item for each in some if each.item is not None])
        for line in some:
            wrong += line.wrong
            if line.item is None:
                continue
            marks = kind.marks(line.item)
            if marks & there:
                known.append(Wrong(line.number, "line", kind.known_says))
            elif earlier := [seen[each] for each in marks if each in seen]:
                known.append(Wrong(line.number, "line", f"is the same as line {min(earlier)}"))
            else:
                good.append(line)
            seen.update(dict.fromkeys(marks - seen.keys(), line.number))
        done += len(some)
        progress(done, total)
    wrong += kind.clashes(good, how)
    items = tuple(each.item for each in good if each.item is not None)
    return Checked(items, tuple(wrong), tuple(known))


def take_in(
    items: Sequence[T], *, kind: Kind[T], by: str, now: datetime, progress: Progress
) -> int:
    """Take all of it into the books, or nothing: what is stopped on the way leaves nothing."""
    with transaction.atomic():
        for first in range(0, len(items), AT_ONCE):
            some = items[first : first + AT_ONCE]
            kind.take_in(some, by, now)
            progress(first + len(some), len(items))
    return len(items)
