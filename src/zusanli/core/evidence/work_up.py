"""Tests that a doctor may consider where a complaint has no known cause."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkUp:
    """
    Usual tests for a complaint.

    They are named for `complaints`, unless a practitioner chose a condition that explains it.
    """

    id: str
    complaints: tuple[str, ...]
    explained_by: tuple[str, ...]
    title: str
    tests: tuple[str, ...]
    says: str
    sources: tuple[str, ...]


def work_ups_for(
    *, complaints: frozenset[str], chosen: Iterable[str], work_ups: Iterable[WorkUp]
) -> Iterator[WorkUp]:
    """Give those that a doctor may consider for a patient whose complaint nobody has explained."""
    explained = frozenset(chosen)
    for each in work_ups:
        if complaints.intersection(each.complaints) and explained.isdisjoint(each.explained_by):
            yield each
