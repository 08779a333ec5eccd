"""Prescriptions as they were published, and how many trials stand behind a condition."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Protocol:
    """
    One published prescription.

    Arms of one trial share `trial`. `counts` is False for what is no trial of this condition: lists
    of reviews, textbooks and registrations repeat each other, and some entries are excluded.
    `proposes` is False for the excluded ones alone: the others still say what is used.
    """

    id: str
    trial: str
    conditions: tuple[str, ...]
    counts: bool
    proposes: bool
    points: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrialCount:
    """The trials for a condition that name points, and those that name none."""

    naming: int
    silent: int


def count_trials(protocols: Iterable[Protocol], condition: str) -> TrialCount:
    """
    Count the trials for a condition, the arms of one trial once.

    A trial names points if any of its arms does: "k of N trials that name points; M do not".
    """
    named: dict[str, bool] = {}
    for each in protocols:
        if each.counts and condition in each.conditions:
            named[each.trial] = named.get(each.trial, False) or bool(each.points)
    return TrialCount(naming=sum(named.values()), silent=len(named) - sum(named.values()))
