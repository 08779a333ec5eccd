"""
Values as a compiled release stores them, and back.

A value is stored as the list of its fields, in their order; what a field holds follows from its
annotation, looked up once for each class. Names would only be the class written out again: a
release that another version wrote is refused as a whole, by the marks in `document`.
"""

import types
from collections.abc import Callable, Hashable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from enum import Enum
from functools import cache
from typing import Protocol, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from zusanli.core.rules.score import Score
from zusanli.core.rules.stored import from_stored, to_stored
from zusanli.core.rules.tree import Rule

T = TypeVar("T")
Scores = Mapping[str, Score]
Reader = Callable[[object, Scores], object]


class _Make(Protocol):
    def __call__(self, *values: object) -> object: ...


def store(value: object) -> object:  # noqa: PLR0911 - one case for each kind of value
    """Give a value as JSON's own values."""
    match value:
        case None | bool() | str():
            return value
        case Rule():
            return to_stored(value)
        case Enum():
            return value.value
        case int() | float():
            return value
        case date():
            return value.isoformat()
        case timedelta():
            return value / timedelta(hours=1)
        case tuple():
            return [store(each) for each in value]
        case frozenset():
            return sorted(value)
        case _:
            if not is_dataclass(value):
                raise TypeError(f"{type(value).__name__} has no stored form")
            return [store(getattr(value, each.name)) for each in fields(value)]


def read(cls: type[T], stored: object, scores: Scores) -> T:
    """
    Make a value of what `store` gave; its rules may speak of `scores`.

    Raises:
        TypeError, ValueError, RuleError: it is not what `store` gives for this class.
    """
    return cast("T", _reader(cast("Hashable", cls))(stored, scores))


@cache
def _reader(kind: Hashable) -> Reader:  # noqa: PLR0911 - one case for each form of annotation
    if kind in (str, int, float, bool, type(None)):
        return _plain
    if get_origin(kind) in (Union, types.UnionType):
        return _optional(kind)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if get_origin(kind) is frozenset:
        return _set
    if kind is timedelta:
        return lambda stored, _: timedelta(hours=cast("float", stored))
    if kind is date:
        return lambda stored, _: date.fromisoformat(cast("str", stored))
    if kind is Rule:
        return from_stored
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda stored, _: kind(stored)
    if isinstance(kind, type) and is_dataclass(kind):
        return _record(kind)
    raise TypeError(f"{kind} has no stored form")


def _plain(stored: object, _: Scores) -> object:
    return stored


def _set(stored: object, _: Scores) -> object:
    return frozenset(cast("list[str]", stored))


def _optional(kind: object) -> Reader:
    some = [each for each in get_args(kind) if each is not type(None)]
    if all(_reader(each) is _plain for each in some):
        return _plain
    inner = _reader(*some)
    return lambda stored, scores: None if stored is None else inner(stored, scores)


def _tuple(kinds: tuple[object, ...]) -> Reader:
    if kinds[-1] is not Ellipsis:
        readers = [_reader(each) for each in kinds]
        return lambda stored, scores: tuple(
            read_one(each, scores)
            for read_one, each in zip(readers, cast("list[object]", stored), strict=True)
        )
    inner = _reader(kinds[0])
    if inner is _plain:
        return lambda stored, _: tuple(cast("list[object]", stored))
    return lambda stored, scores: tuple(
        inner(each, scores) for each in cast("list[object]", stored)
    )


def _record(cls: type) -> Reader:
    hints = get_type_hints(cls)
    readers = [_reader(hints[each.name]) for each in fields(cls)]
    make = cast("_Make", cls)
    # What is stored as it is needs no call: most fields of most values are plain.
    other = [(index, each) for index, each in enumerate(readers) if each is not _plain]

    def read_record(stored: object, scores: Scores) -> object:
        values = list(cast("list[object]", stored))
        if len(values) != len(readers):
            raise ValueError(f"{cls.__name__} has {len(readers)} fields, not {len(values)}")
        for index, read_one in other:
            values[index] = read_one(values[index], scores)
        return make(*values)

    return read_record
