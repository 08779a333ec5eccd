"""Records that are likely of one person: the same name and birthday, number or mail address."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import reduce
from itertools import combinations
from operator import or_
from uuid import UUID

from django.db.models import Count, Q

from zusanli.clinic.records.models import NameKey, PersonalDetails
from zusanli.clinic.records.name_keys import BORN, FORWARD, MAIL
from zusanli.clinic.records.patients import known
from zusanli.clinic.records.same_person import kept_of

MOST_OF_ONE = 6
"""A number that more have than this is that of a home or a firm, and tells nothing of a person."""


class Same(StrEnum):
    """What two records have in common."""

    BORN = "born"
    PHONE = "phone"
    MAIL = "mail"


MARKS: Mapping[str, Same] = {BORN: Same.BORN, FORWARD: Same.PHONE, MAIL: Same.MAIL}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, the earlier one first, and what they have in common."""

    first: PersonalDetails
    second: PersonalDetails
    same: tuple[Same, ...]


def likely(*, most: int) -> list[Pair]:
    """
    Give pairs of records that are likely of one person, the likeliest first.

    Two whose birthdays are known and differ are left out: they are a family that shares a number.
    """
    found: dict[tuple[UUID, UUID], set[Same]] = {}
    for same, patients in _shared():
        people = sorted(set(kept_of(patients).values()))
        for both in combinations(people, 2):
            found.setdefault(both, set()).add(same)
    details = known({each for both in found for each in both})
    pairs = [
        _pair(details[one], details[other], same)
        for (one, other), same in found.items()
        if one in details and other in details
    ]
    return sorted(filter(_may_be_one, pairs), key=_place)[:most]


def _shared() -> Iterator[tuple[Same, list[UUID]]]:
    marked = reduce(or_, map(_begins, MARKS))
    several = (
        NameKey.objects.filter(marked)
        .order_by()
        .values("key")
        .annotate(records=Count("patient"))
        .filter(records__gt=1, records__lte=MOST_OF_ONE)
    )
    keys = [bytes(each) for each in several.values_list("key", flat=True)]
    rows = NameKey.objects.filter(key__in=keys).order_by("key", "patient")
    by_key: dict[bytes, list[UUID]] = {}
    for key, patient in rows.values_list("key", "patient"):
        by_key.setdefault(bytes(key), []).append(patient)
    for key, patients in by_key.items():
        yield MARKS[chr(key[0])], patients


def _begins(mark: str) -> Q:
    return Q(key__gte=mark.encode(), key__lt=mark.encode() + b"\xff")


def _pair(one: PersonalDetails, other: PersonalDetails, same: Iterable[Same]) -> Pair:
    first, second = sorted((one, other), key=lambda each: each.pk)
    return Pair(first, second, tuple(each for each in Same if each in same))


def _may_be_one(pair: Pair) -> bool:
    born = {each.born for each in (pair.first, pair.second) if each.born}
    return len(born) <= 1


def _place(pair: Pair) -> tuple[bool, int, int, int]:
    return Same.BORN not in pair.same, -len(pair.same), pair.first.pk, pair.second.pk
