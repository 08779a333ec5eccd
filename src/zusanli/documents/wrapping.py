"""
Lines of a fixed width, for Latin letters and for the wide characters of Chinese and Japanese.

A line of wide characters breaks anywhere but before a mark that closes and after one that opens.
"""

import textwrap
import unicodedata
from collections.abc import Iterator

NEVER_FIRST = frozenset(
    "\u3001\u3002\uff0c\uff1a\uff1b\uff01\uff1f\uff09\u300d\u300f\u3015\u30fc)]%,.;:!?"
)
NEVER_LAST = frozenset("\uff08\u300c\u300e\u3014([")
WIDE = frozenset("WF")


def wrap(text: str, width: int, *, first: str = "", rest: str = "") -> list[str]:
    """Break a text into lines that begin with `first`, then `rest`; nothing for no text."""
    if not any(map(_is_wide, text)):
        return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest)
    lines: list[str] = []
    line = first
    for piece in _pieces(text):
        if width_of(line + piece.rstrip()) > width and line.strip() not in ("", first.strip()):
            lines.append(line.rstrip())
            line = rest + piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def width_of(text: str) -> int:
    """Give how many columns a text takes: a wide character takes two."""
    return sum(1 + _is_wide(each) for each in text)


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in WIDE


def _pieces(text: str) -> Iterator[str]:
    """Cut a text where a line may break: after a space, and between characters."""
    piece = ""
    for letter in text:
        if piece and _may_break(piece[-1], letter):
            yield piece
            piece = ""
        piece += letter
    yield piece


def _may_break(before: str, after: str) -> bool:
    if after in NEVER_FIRST or before in NEVER_LAST:
        return False
    return before == " " or _is_wide(before) or _is_wide(after)
