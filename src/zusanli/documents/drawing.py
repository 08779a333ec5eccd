"""
Drawings as SVG: effects with their intervals, and a hundred people.

They carry no style and no script, so the strictest page may show them; colours are attributes of
the shapes. Words stand above their line, since a phone has no room for them beside it.
"""

from collections.abc import Callable, Iterator
from html import escape
from math import log

from zusanli.documents.blocks import Forest, Icons, Mark

WIDTH, MARGIN = 360, 14
ROW, HEAD = 40, 14
ACROSS, DOT = 20, 16
INK, PALE, LINE = "#1a4f7a", "#ffffff", "#595959"


def forest(block: Forest) -> str:
    """Draw the effects, the line of no difference, and the pooled one as a diamond."""
    place = _scale(block)
    foot = HEAD + ROW * len(block.marks)
    body = "".join(
        piece
        for number, mark in enumerate(block.marks)
        for piece in _mark(mark, place, HEAD + ROW * number)
    )
    zero = place(1 if block.as_ratio else 0)
    axis = (
        f'<line x1="{zero}" y1="4" x2="{zero}" y2="{foot}" stroke="{LINE}" stroke-dasharray="3 3"/>'
        f'<text x="{zero}" y="{foot + 14}" text-anchor="middle">{escape(block.nothing)}</text>'
    )
    return _figure(axis + body, height=foot + 22, says=block.says)


def icons(block: Icons) -> str:
    """Draw a hundred people in rows of twenty, the first of them filled in."""
    dots = "".join(
        f'<circle cx="{MARGIN + DOT * (number % ACROSS)}" cy="{10 + DOT * (number // ACROSS)}" '
        f'r="6" fill="{INK if number < block.filled else PALE}" stroke="{INK}"/>'
        for number in range(100)
    )
    return _figure(dots, height=DOT * 5 + 4, says=block.says)


def _mark(mark: Mark, place: Callable[[float], float], top: int) -> Iterator[str]:
    at, low, high = place(mark.value), place(mark.low), place(mark.high)
    middle = top + 22
    yield f'<text x="{MARGIN}" y="{top + 8}">{escape(f"{mark.name}: {mark.text}")}</text>'
    if mark.pooled:
        corners = f"{low},{middle} {at},{middle - 7} {high},{middle} {at},{middle + 7}"
        yield f'<polygon points="{corners}" fill="{INK}"/>'
        return
    yield f'<line x1="{low}" y1="{middle}" x2="{high}" y2="{middle}" stroke="{INK}"/>'
    yield f'<rect x="{at - 4:.1f}" y="{middle - 4}" width="8" height="8" fill="{INK}"/>'


def _scale(block: Forest) -> Callable[[float], float]:
    """Give where a value lies across the drawing; the line of no difference always has a place."""
    on = log if block.as_ratio else float
    ends = [on(end) for mark in block.marks for end in (mark.low, mark.high)]
    first, last = min(0.0, *ends), max(0.0, *ends)
    step = (WIDTH - 2 * MARGIN) / ((last - first) or 1)
    return lambda value: round(MARGIN + (on(value) - first) * step, 1)


def _figure(body: str, *, height: int, says: str) -> str:
    return (
        f'<figure><svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'font-size="11" font-family="sans-serif" aria-label="{escape(says)}">{body}</svg>'
        f"<figcaption>{escape(says)}</figcaption></figure>"
    )
