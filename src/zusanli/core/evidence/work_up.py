"""Tests that a doctor may consider where a complaint has no known cause."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkUp:
    """
    Usual tests for a complaint.

    They are named for `complaints`, unless a practitioner chose a condition that explains it, or
    the patient also comes for something `beside` which they are the wrong tests, or the findings
    suggest a condition that is `local`: of one leg or one root.
    """

    id: str
    complaints: tuple[str, ...]
    explained_by: tuple[str, ...]
    beside: tuple[str, ...]
    local: tuple[str, ...]
    title: str
    tests: tuple[str, ...]
    says: str
    sources: tuple[str, ...]


def work_ups_for(
    *,
    complaints: frozenset[str],
    chosen: Iterable[str],
    suggested: Iterable[str],
    work_ups: Iterable[WorkUp],
) -> Iterator[WorkUp]:
    """Give those that a doctor may consider for a patient whose complaint nobody has explained."""
    explained, likely = frozenset(chosen), frozenset(suggested)
    for each in work_ups:
        if (
            complaints.intersection(each.complaints)
            and complaints.isdisjoint(each.beside)
            and explained.isdisjoint(each.explained_by)
            and likely.isdisjoint(each.local)
        ):
            yield each
