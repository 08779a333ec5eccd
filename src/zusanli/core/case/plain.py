"""Plain values, as JSON holds them, checked one by one; what is wrong is named with its place."""

import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from zusanli.errors import InputError, close_matches

MOST = 10**12
"""What is larger is no measurement, and overflows what adds it up."""
TURNS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the direction of what follows: they can make a line say something else."""
YEARS = (1900, 2200)
"""A time outside these is a slip of the keys: no record of a living patient has it."""


def an_object(
    data: object, field: str, known: Mapping[str, object] | tuple[str, ...]
) -> dict[str, object]:
    """Give an object that holds nothing but known names."""
    if not isinstance(data, dict):
        raise InputError(field, f"is {kind_of(data)} where an object {{...}} belongs")
    for name in data:
        if name not in known:
            raise InputError(
                f"{field}.{name}" if field != "the case" else str(name),
                f"is not known{close_matches(str(name), list(known))}",
            )
    return data


def a_whole_object(data: object, field: str, wanted: tuple[str, ...]) -> dict[str, object]:
    """Give an object that holds all of the names and no other."""
    parts = an_object(data, field, wanted)
    for name in wanted:
        if name not in parts:
            raise InputError(f"{field}.{name}", "is missing")
    return parts


def each_of(data: object, field: str) -> Iterator[tuple[str, object]]:
    """Give the members of a list, each with its place."""
    for index, each in enumerate(a_list(data, field)):
        yield f"{field}[{index}]", each


def a_list(data: object, field: str) -> list[object]:
    """Give a list."""
    if not isinstance(data, list):
        raise InputError(field, f"is {kind_of(data)} where a list [...] belongs")
    return data


def words(data: object, field: str) -> str:
    """
    Give a text that says something, in one line.

    Line breaks count as spaces: a document keeps to its own paragraphs, whatever was typed. What
    nobody sees, and what turns a line round, is refused.
    """
    if not isinstance(data, str) or not data.strip():
        raise InputError(field, f"is {kind_of(data)} where words belong")
    text = " ".join(data.split())
    for letter in text:
        if unicodedata.category(letter) in ("Cc", "Cs") or letter in TURNS:
            raise InputError(field, f"holds a character that is not seen: U+{ord(letter):04X}")
    return text


def one_of(data: object, field: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    """Give a word that is known, or say which was probably meant."""
    word = words(data, field)
    if word not in known:
        raise InputError(field, f"{word!r:.80} is not known{close_matches(word, list(known))}")
    return word


def a_time(data: object, field: str) -> datetime:
    """Give a moment with its offset."""
    text = words(data, field)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            field, f"{text!r:.60} is no time like 2026-11-22T10:00:00+09:00"
        ) from error
    if at.tzinfo is None:
        raise InputError(field, f"{text!r:.60} has no offset; write it like +09:00 or Z")
    if not YEARS[0] <= at.year <= YEARS[1]:
        raise InputError(field, f"{text!r:.60} lies outside the years {YEARS[0]} to {YEARS[1]}")
    return at


def a_number(data: object, field: str) -> int | float:
    """Give a number that can be counted with; true and false are none."""
    if isinstance(data, bool) or not isinstance(data, int | float) or not -MOST <= data <= MOST:
        raise InputError(field, f"{data!r:.60} is not a number")
    return data


def a_whole_number(data: object, field: str, *, least: int, most: int) -> int:
    """Give a whole number within its ends, such as a count."""
    number = a_number(data, field)
    if number != int(number) or not least <= number <= most:
        raise InputError(field, f"{number:g} is no whole number from {least} to {most}")
    return int(number)


def an_amount(data: object, field: str, *, most: float) -> float:
    """Give an amount from nothing to what is possible."""
    number = a_number(data, field)
    if not 0 <= number <= most:
        raise InputError(field, f"{number:g} lies outside 0 to {most:g}")
    return float(number)


def a_day(data: object, field: str) -> date:
    """Give a day as 2026-11-29."""
    text = words(data, field)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(field, f"{text!r:.40} is no day like 2026-11-29") from error


def kind_of(data: object) -> str:
    """Say what somebody wrote, in words."""
    match data:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text" if data.strip() else "empty text"
        case list():
            return "a list"
        case _:
            return "an object"
