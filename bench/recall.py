"""
Do the first points offered hold those of a published prescription that was hidden?

    python -m bench.recall

One trial is hidden with all its arms, the candidates for the condition are put in order by what is
left, and the share of the hidden trial's points among the first 15 is taken. Beside it stands what
the 15 points most used in all other trials would have found. It tells how near the order comes to
what others chose, and nothing of what works: no trial gives an effect for a single point. It knows
one figure for all conditions and is tuned for none.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import fmean

from zusanli.core.diagnosis import Diagnosis
from zusanli.core.points.candidates import Trials, Wanted, candidates, in_order
from zusanli.core.protocol import Protocol
from zusanli.core.rulebook import RuleBook
from zusanli.knowledge.store import load

FIRST = 15
"""How many points are looked at: about what a practitioner reads of a list."""
LEAST = 2
"""With one trial alone, nothing is left once it is hidden."""


@dataclass(frozen=True, slots=True)
class Found:
    """
    One hidden trial for one condition, and the shares of its points that were found.

    `whole_list` is the share that stands anywhere among ours; `unplaced` counts points without a
    described place, which no list can hold; `ranked` is whether enough trials were left to rank by.
    """

    condition: str
    points: int
    unplaced: int
    ranked: bool
    ours: float
    most_used: float
    whole_list: float


def main() -> None:
    """Print the table alone."""
    print_recall(load())


def print_recall(book: RuleBook) -> None:
    """Print the recall for each condition, its means, and for how many trials ours is better."""
    found = list(every_hidden_trial(book))
    by_condition = [
        [each for each in found if each.condition == condition]
        for condition in dict.fromkeys(each.condition for each in found)
    ]
    print(f"recall of a hidden trial's points among the first {FIRST}")
    print(f"  {'condition':28}{'trials':>6}{'ours':>7}{'most used':>11}", end="")
    print(f"{'our whole list':>16}{'not placed':>12}")
    for some in by_condition:
        print(_line(some[0].condition, some))
    print(_line("mean of the trials", found))
    print(_line("  where trials give the order", [each for each in found if each.ranked]))
    print(_line("  where too few do", [each for each in found if not each.ranked]))
    ours, most_used = (
        fmean(fmean(getattr(each, name) for each in some) for some in by_condition)
        for name in ("ours", "most_used")
    )
    print(f"  {'mean of the conditions':28}{len(by_condition):>6}{ours:>7.2f}{most_used:>11.2f}")
    more = sum(each.ours > each.most_used for each in found)
    fewer = sum(each.ours < each.most_used for each in found)
    alike = len(found) - more - fewer
    print(f"  ours finds more in {more} trials, fewer in {fewer}, as many in {alike}")


def _line(title: str, some: Sequence[Found]) -> str:
    if not some:
        return f"  {title:28}{0:>6}"
    ours, most_used, whole_list = (
        fmean(getattr(each, name) for each in some) for name in ("ours", "most_used", "whole_list")
    )
    unplaced = f"{sum(each.unplaced for each in some)} of {sum(each.points for each in some)}"
    return (
        f"  {title:28}{len(some):>6}{ours:>7.2f}{most_used:>11.2f}{whole_list:>16.2f}{unplaced:>12}"
    )


def every_hidden_trial(book: RuleBook) -> Iterator[Found]:
    """Hide each trial that names points, for each condition that has at least two of them."""
    for condition in book.conditions.values():
        trials = _points_by_trial(book.protocols, condition.id)
        if len(trials) < LEAST:
            continue
        for trial, hidden in trials.items():
            left = [each for each in book.protocols if each.trial != trial]
            offered = _ours(condition, left, book)
            yield Found(
                condition=condition.id,
                points=len(hidden),
                unplaced=sum(book.points[code].placing is None for code in hidden),
                ranked=len(trials) - 1 >= book.choosing.least_trials,
                ours=_share(hidden, offered[:FIRST]),
                most_used=_share(hidden, _most_used(left, book)[:FIRST]),
                whole_list=_share(hidden, offered),
            )


def _points_by_trial(protocols: Sequence[Protocol], condition: str) -> dict[str, set[str]]:
    """Give the points of each trial for a condition; arms of one trial are taken together."""
    found: dict[str, set[str]] = {}
    for each in protocols:
        if each.counts and each.points and condition in each.conditions:
            found.setdefault(each.trial, set()).update(each.points)
    return found


def _ours(condition: Diagnosis, left: Sequence[Protocol], book: RuleBook) -> list[str]:
    """Give the points in the order in which they are offered to somebody with this condition."""
    trials = Trials(left, (condition,))
    wanted = Wanted(conditions=(condition,), places=frozenset(condition.pain_regions))
    found = candidates(wanted, trials, book.points, book.article_points)
    ordered = in_order(found, trials, least_trials=book.choosing.least_trials)
    return [each.point.code for each in ordered]


def _most_used(left: Sequence[Protocol], book: RuleBook) -> list[str]:
    """Give the points by how many trials of any condition used them, and then by code."""
    used = Counter(
        code for named in Trials(left, tuple(book.conditions.values())).naming for code in named
    )
    return sorted(used, key=lambda code: (-used[code], code))


def _share(hidden: set[str], offered: Sequence[str]) -> float:
    return len(hidden.intersection(offered)) / len(hidden)


if __name__ == "__main__":
    main()
