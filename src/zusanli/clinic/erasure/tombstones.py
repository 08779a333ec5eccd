"""
The list of tombstones, to be kept beside backups.

A backup that was made before somebody was erased holds them still. After it is brought back, the
list is read: the tombstones are laid again as they were, and those people are erased again. A line
of it is JSON and holds numbers, a day, who did it and why; nothing by which anybody is known.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zusanli.clinic.erasure.erasing import erase_again, lay
from zusanli.clinic.erasure.models import Erasure, Ground, Tombstone
from zusanli.clinic.records.models import Patient
from zusanli.errors import InputError

FORMAT = "zusanli.erased/1"
KEPT = ("by", "ground", "why", "rows", "counted", "receipts", "last_receipt")


@dataclass(frozen=True, slots=True)
class Stone:
    """A tombstone as a line tells it."""

    id: UUID
    at: datetime
    patients: tuple[UUID, ...]
    kept: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Applied:
    """What reading a list did: tombstones laid, people erased again, rows removed."""

    laid: int
    people: int
    rows: int


def lines() -> Iterator[str]:
    """Write every tombstone, a line each."""
    for each in Erasure.objects.prefetch_related("tombstones"):
        said = {
            "format": FORMAT,
            "id": str(each.pk),
            "at": each.at.astimezone(UTC).isoformat(),
            "patients": sorted(str(stone.patient) for stone in each.tombstones.all()),
            **{name: getattr(each, name) for name in KEPT},
        }
        yield json.dumps(said, ensure_ascii=False, sort_keys=True) + "\n"


def read(written: Iterable[str], *, name: str) -> list[Stone]:
    """
    Read a list.

    Raises:
        InputError: a line is none of ours; its number is named.
    """
    stones = []
    for number, line in enumerate(written, start=1):
        try:
            stones.append(_stone(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(name, f"line {number} is no line of {FORMAT}") from error
    return stones


def apply(stones: Iterable[Stone], *, try_only: bool = False) -> Applied:
    """
    Lay tombstones that are not there, and erase again whom they are of; all of it or nothing.

    Raises:
        InputError: a line is of somebody who was taken into the books after they were erased.
    """
    laid = people = rows = 0
    with transaction.atomic():
        for each in stones:
            there = Patient.objects.filter(pk__in=each.patients)
            if there.filter(added_at__gt=each.at).exists():
                raise InputError("FILE", f"{each.id} is of somebody who was taken in later")
            people += bool(there.exists())
            laid += _laid(each)
            rows += erase_again(each.patients)
        if try_only:
            transaction.set_rollback(True)
    return Applied(laid, people, rows)


def _laid(stone: Stone) -> bool:
    made = not Erasure.objects.filter(pk=stone.id).exists()
    if made:
        Erasure.objects.create(pk=stone.id, at=stone.at, **stone.kept)
    erasure = Erasure.objects.get(pk=stone.id)
    known = set(Tombstone.objects.filter(patient__in=stone.patients).values_list("pk", flat=True))
    lay(erasure, [each for each in stone.patients if each not in known])
    return made


def _stone(said: Mapping[str, Any]) -> Stone:
    """
    Read a line.

    Raises:
        ValueError, KeyError, TypeError: it is none of ours.
    """
    if said["format"] != FORMAT:
        raise ValueError(said["format"])
    return Stone(
        id=UUID(said["id"]),
        at=datetime.fromisoformat(said["at"]),
        patients=tuple(map(UUID, said["patients"])),
        kept={each: said[each] for each in KEPT} | {"ground": Ground(said["ground"])},
    )
