"""
What somebody types for a needle: `st36 b`, `gb34 r`, a name in characters, `ashi left calf`.

Which side is never guessed: a point of the middle has none, and for any other it is said.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zusanli.core.findings import SIDES
from zusanli.core.points.ashi import ASHI, is_sore_spot
from zusanli.core.points.candidates import PAIN_PLACES
from zusanli.core.points.judged import BOTH, MIDDLE
from zusanli.core.rulebook import RuleBook
from zusanli.errors import InputError

LEFT, RIGHT = SIDES
WORDS: Mapping[str, str] = {
    "l": LEFT,
    "left": LEFT,
    "r": RIGHT,
    "right": RIGHT,
    "b": BOTH,
    "both": BOTH,
    "bilateral": BOTH,
}
"""What a side is called in letters, as a word of its own or straight after a number."""
CHARACTERS: Mapping[str, str] = {
    "\u5de6": LEFT,
    "\u53f3": RIGHT,
    "\u4e21": BOTH,
    "\u5169": BOTH,
    "\u96d9": BOTH,
    "\u53cc": BOTH,
}
"""What a side is called in characters, before a name or after it."""
BETWEEN = re.compile(r"[,;\n\u3001\uff0c\uff1b]+")
AFTER_A_NUMBER = re.compile(r"^(.*\d)\s*([lrb])$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Typed:
    """A point on its side, or a sore spot and where it lies, as `left.calf`."""

    code: str
    side: str
    place: str | None = None


def read_typed(text: str, *, book: RuleBook) -> tuple[Typed, ...]:
    """
    Read what was typed, one point after the other between commas.

    Raises:
        InputError: nothing is called so, more than one point is, or no side is said.
    """
    parts = [each.strip() for each in BETWEEN.split(text) if each.strip()]
    if not parts:
        raise InputError("points", "type a point and its side, such as: st36 b")
    return tuple(_one(each, book) for each in parts)


def _one(text: str, book: RuleBook) -> Typed:
    for name, side in _ways(text):
        if name and is_sore_spot(name.split()[0] if name.split() else name):
            return _sore_spot(text, book)
        try:
            code = book.point_names.resolve(name, field="points")
        except InputError:
            continue
        return Typed(code, _side(code, side, book))
    # None of the ways is a point: say what is close to the name without its side.
    name = min((each for each, _ in _ways(text) if each), key=len, default=text)
    code = book.point_names.resolve(name, field="points")
    raise InputError("points", f"{code}: say which side, l, r or b")


def _ways(text: str) -> Iterator[tuple[str, str | None]]:
    """Give the ways to part a text into a name and a side; the whole may be the name."""
    yield text, None
    for character, side in CHARACTERS.items():
        if text.startswith(character):
            yield text[1:].strip(), side
        if text.endswith(character):
            yield text[:-1].strip(), side
    words = text.split()
    if len(words) > 1 and (side_ := WORDS.get(words[-1].casefold())):
        yield " ".join(words[:-1]), side_
    if len(words) > 1 and len(words[0]) > 1 and (side_ := WORDS.get(words[0].casefold())):
        yield " ".join(words[1:]), side_
    if found := AFTER_A_NUMBER.match(text):
        yield found[1], WORDS[found[2].casefold()]


def _side(code: str, side: str | None, book: RuleBook) -> str:
    if not book.points[code].sided:
        if side is not None:
            raise InputError("points", f"{code} lies in the middle and has no side")
        return MIDDLE
    if side is None:
        raise InputError("points", f"{code}: say which side, l, r or b, such as: {code} b")
    return side


def _sore_spot(text: str, book: RuleBook) -> Typed:
    """Read where a sore spot lies: a side and a region, in either order."""
    regions = book.findings[PAIN_PLACES].places
    folded = text.casefold().replace("_", " ")
    side = next((each for each in SIDES if each in folded.split()), None) or next(
        (CHARACTERS[each] for each in text if CHARACTERS.get(each) in SIDES), None
    )
    named = [each for each in regions if each.replace("_", " ") in folded]
    if side is None or not named:
        known = ", ".join(each.replace("_", " ") for each in regions)
        raise InputError("points", f"say where: ashi, left or right, and one of {known}")
    region = max(named, key=len)
    return Typed(ASHI, side, f"{side}.{region}")
