"""
Drawings as SVG: effects with their intervals, and a hundred people.

They carry no style and no script, so the strictest page may show them; colours are attributes of
the shapes. Words stand above their line, since a phone has no room for them beside it.
"""

from collections.abc import Callable, Iterator
from html import escape
from math import ceil, exp, floor, log, log10
from unicodedata import east_asian_width

from zusanli.documents.blocks import Forest, Icons, Mark

WIDTH, MARGIN = 320, 12
"""As wide as a phone has room for, so that letters come out as large as the page's own."""
LETTER = 15
LETTERS = "Zusanli Sans, Zusanli Sans JP, sans-serif"
"""Ours on paper; a screen has none of that name and takes its own."""
ROW, HEAD, LINES = 44, 6, 20
ACROSS, DOT = 20, 15.5
INK, PALE, LINE = "#1a4f7a", "#ffffff", "#595959"
BESIDE = 0.18
"""The share of the scale that either side of no difference has at least: each has a name."""
MOST_TICKS = 5
RATIOS = (
    (0.01, 0.1, 1, 10, 100),
    (0.1, 0.2, 0.5, 1, 2, 5, 10),
    (0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8),
    (0.8, 0.9, 1, 1.1, 1.2, 1.3),
)


def forest(block: Forest) -> str:
    """Draw effects, the pooled one as a diamond, over a scale that says which side is better."""
    first, last = _ends(block)
    step = (WIDTH - 2 * MARGIN) / (last - first)
    on = log if block.as_ratio else float

    def place(value: float) -> float:
        return round(MARGIN + (on(value) - first) * step, 1)

    foot, nothing = HEAD + ROW * len(block.marks), 1 if block.as_ratio else 0
    marks = "".join(
        piece
        for number, mark in enumerate(block.marks)
        for piece in _mark(mark, place, HEAD + ROW * number, nothing=nothing)
    )
    ticks = _ratios(first, last) if block.as_ratio else _ticks(first, last)
    scale = "".join(_scale(block, place, foot, ticks))
    return _figure(scale + marks, height=foot + 4 * LINES, says=block.says)


def icons(block: Icons) -> str:
    """Draw a hundred people in rows of twenty, the first of them filled in."""
    dots = "".join(
        f'<circle cx="{MARGIN + DOT * (number % ACROSS)}" cy="{10 + DOT * (number // ACROSS)}" '
        f'r="6" fill="{INK if number < block.filled else PALE}" stroke="{INK}"/>'
        for number in range(100)
    )
    return _figure(dots, height=round(DOT * 5 + 4), says=block.says)


def _mark(mark: Mark, place: Callable[[float], float], top: int, *, nothing: int) -> Iterator[str]:
    at, low, high = place(mark.value), place(mark.low), place(mark.high)
    middle, zero = top + 26, place(nothing)
    yield _text(MARGIN, top + 14, f"{mark.name}: {mark.text}")
    # Broken where words stand, so that no line runs through them.
    yield f'<line x1="{zero}" y1="{top + 19}" x2="{zero}" y2="{top + ROW}" stroke="{LINE}"/>'
    if mark.pooled:
        corners = f"{low},{middle} {at},{middle - 7} {high},{middle} {at},{middle + 7}"
        yield f'<polygon points="{corners}" fill="{INK}"/>'
        return
    yield f'<line x1="{low}" y1="{middle}" x2="{high}" y2="{middle}" stroke="{INK}"/>'
    yield f'<rect x="{at - 4:.1f}" y="{middle - 4}" width="8" height="8" fill="{INK}"/>'


def _scale(
    block: Forest, place: Callable[[float], float], foot: int, ticks: list[float]
) -> Iterator[str]:
    """Draw numbers under the line, what no difference is, and who does better on which side."""
    zero = place(1 if block.as_ratio else 0)
    yield f'<line x1="{MARGIN}" y1="{foot}" x2="{WIDTH - MARGIN}" y2="{foot}" stroke="{LINE}"/>'
    for tick in ticks:
        at = place(tick)
        yield f'<line x1="{at}" y1="{foot}" x2="{at}" y2="{foot + 4}" stroke="{LINE}"/>'
        yield _text(at, foot + 18, f"{tick:g}", anchor="middle")
    left, right = block.better
    yield _text(zero, foot + 18 + LINES, block.nothing, anchor="middle")
    yield from _side(left, MARGIN, foot + 18 + 2 * LINES, 1)
    yield from _side(right, WIDTH - MARGIN, foot + 18 + 3 * LINES, -1)


def _side(words: str, at: int, line: int, inwards: int) -> Iterator[str]:
    """Say what is better on a side, behind the tip that points to it."""
    base, middle = at + 8 * inwards, line - 5
    yield f'<polygon points="{at},{middle} {base},{middle - 5} {base},{middle + 5}" fill="{INK}"/>'
    yield _text(at + 14 * inwards, line, words, anchor="start" if inwards > 0 else "end")


def _ends(block: Forest) -> tuple[float, float]:
    """Give where the scale begins and ends, as logarithms where it is one of ratios."""
    on = log if block.as_ratio else float
    ends = [on(end) for mark in block.marks for end in (mark.low, mark.high)]
    first, last = min(0.0, *ends), max(0.0, *ends)
    beside = BESIDE * ((last - first) or 1)
    return min(first, -beside), max(last, beside)


def _ticks(first: float, last: float) -> list[float]:
    """Give a few round numbers from first to last."""
    least = (last - first) / MOST_TICKS
    ten = 10 ** floor(log10(least))
    step = next(ten * each for each in (1, 2, 5, 10) if ten * each >= least)
    return [round(n * step, 9) for n in range(ceil(first / step), floor(last / step) + 1)]


def _ratios(first: float, last: float) -> list[float]:
    """Give a few round ratios, the coarsest of which there are three."""
    low, high = exp(first), exp(last)
    inside = ([each for each in ratios if low <= each <= high] for ratios in RATIOS)
    return next((each for each in inside if len(each) >= 3), [1.0])  # noqa: PLR2004 - as said above


def _text(x: float, y: float, words: str, *, anchor: str = "start") -> str:
    """Write a line; one that has no room is pressed together, for nothing may be cut off."""
    wide = sum(LETTER if east_asian_width(each) in "WF" else LETTER * 0.55 for each in words)
    room = WIDTH - 2 * MARGIN
    pressed = f' textLength="{room}" lengthAdjust="spacingAndGlyphs"' if wide > room else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{pressed}>{escape(words)}</text>'


def _figure(body: str, *, height: int, says: str) -> str:
    return (
        f"<figure><figcaption>{escape(says)}</figcaption>"
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img" '
        f'font-size="{LETTER}" font-family="{LETTERS}" aria-label="{escape(says)}">{body}</svg>'
        "</figure>"
    )
