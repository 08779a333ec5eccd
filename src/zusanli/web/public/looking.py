"""
Which pages hold what somebody typed, the best first.

A line of a page counts by how much of what was typed it holds, and by how much of it was typed:
the rarer a word, the more it says. A name or code of a point, in any spelling, comes before all.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from zusanli.clinic.books import rule_book
from zusanli.core.points.names import with_tones, without_tones
from zusanli.web.public.kinds import Kind
from zusanli.web.public.texts import Page, pages
from zusanli.web.public.tokens import is_kana, is_latin, tokens

LONGEST = 80
MOST = 15
"""Pages that are shown: who is shown more reads less."""
BESIDE_THE_BEST = 0.45
"""What share of the best page's score another must have to be shown beside it."""
LEAST = 0.3
"""What share of the typed words a page must hold, weighed by how rare they are."""
WORDS_ALONE = 1.4
"""What words can come to at most."""
A_POINT = 10.0
"""What the very name of a point is worth: more than all words together."""
ELSEWHERE = 0.4
"""What words are worth that stand in other lines of a page than its best one."""
BEGUN, CLOSE = 0.7, 0.6
"""What a word is worth that only begins so, or is nearly spelt so."""
SHORTEST_BEGUN = 3
ALIKE = 0.8
KANA_SAYS = 0.3
"""How much a pair of kana says beside other tokens: endings of words are mostly kana."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found, and how well."""

    page: Page
    score: float


@dataclass(frozen=True)
class Index:
    """Every page's lines as tokens, and in how many pages each token stands."""

    pages: tuple[Page, ...]
    lines: tuple[tuple[tuple[frozenset[str], float], ...], ...]
    seen_in: Mapping[str, int]

    @classmethod
    def of(cls, found: tuple[Page, ...]) -> "Index":
        """Index pages."""
        lines = tuple(
            tuple((frozenset(tokens(line.text)), line.weight) for line in each.lines)
            for each in found
        )
        seen = Counter(token for each in lines for token in _all(each))
        return cls(found, lines, seen)

    def says(self, token: str) -> float:
        """Give how much a token tells one page from the others."""
        weight = math.log(1 + len(self.pages) / (1 + self.seen_in.get(token, 0)))
        return weight * KANA_SAYS if is_kana(token) else weight

    def meant(self, token: str) -> dict[str, float]:
        """Give the tokens of pages that a typed one means, with how well."""
        if token in self.seen_in or not is_latin(token) or len(token) < SHORTEST_BEGUN:
            return {token: 1.0}
        begun = [each for each in self.seen_in if is_latin(each) and each.startswith(token)]
        if begun:
            return dict.fromkeys(begun, BEGUN)
        alike = (each for each in self.seen_in if is_latin(each) and each[0] == token[0])
        close = get_close_matches(token, alike, n=3, cutoff=ALIKE)
        return dict.fromkeys(close, CLOSE) or {token: 1.0}


@cache
def index() -> Index:
    """Index the rule book in force, once in each process."""
    return Index.of(pages())


def look(typed: str) -> list[Hit]:
    """Give the pages that hold what was typed, the best first; none where nothing was typed."""
    found = index()
    wanted = {each: found.meant(each) for each in dict.fromkeys(tokens(typed))}
    if not wanted:
        return []
    called = points_called(typed)
    hits = []
    for page, lines in zip(found.pages, found.lines, strict=True):
        score = _score(wanted, lines, found)
        if page.kind is Kind.POINT and page.id in called:
            score += A_POINT
        if score >= LEAST:
            hits.append(Hit(page, score))
    # The name of a point goes first, and hides no page that holds the word as well.
    best = min(max((each.score for each in hits), default=0.0), WORDS_ALONE)
    near = [each for each in hits if each.score >= best * BESIDE_THE_BEST]
    return sorted(near, key=lambda each: -each.score)[:MOST]


def points_called(typed: str) -> tuple[str, ...]:
    """Give the codes of the points that are called so, with or without the tones."""
    names = rule_book().point_names
    return names.exact.get(with_tones(typed), ()) or names.folded.get(without_tones(typed), ())


def _score(
    wanted: Mapping[str, Mapping[str, float]],
    lines: Iterable[tuple[frozenset[str], float]],
    found: Index,
) -> float:
    """Add what the best line holds to what all lines hold together; 0 to some 1.4."""
    worth = {each: max(found.says(one) for one in meant) for each, meant in wanted.items()}
    whole = sum(worth.values())
    best, everywhere = 0.0, dict.fromkeys(wanted, 0.0)
    for line, weight in lines:
        held = 0.0
        matched: set[str] = set()
        for each, meant in wanted.items():
            fits = [(well, one) for one, well in meant.items() if one in line]
            if fits:
                well, one = max(fits)
                held += well * worth[each]
                matched.add(one)
                everywhere[each] = max(everywhere[each], well * weight)
        if matched:
            of_line = sum(map(found.says, matched)) / sum(map(found.says, line))
            best = max(best, weight * held / whole * (0.6 + 0.4 * of_line))
    together = sum(well * worth[each] for each, well in everywhere.items()) / whole
    return best + ELSEWHERE * together


def _all(lines: Iterable[tuple[frozenset[str], float]]) -> set[str]:
    return {token for line, _ in lines for token in line}
