"""
Somebody is erased: in one transaction, all of it or nothing.

The tombstone is written first. It opens the guards of history for the rows of this person and for
no others, and is never taken away. The log keeps that rows were removed, by whom and when: it holds
numbers and names of columns alone, so it stays whole, and the number of the person in it leads to
nobody any more.

    NotErased
    ├── HinderedError        something stands in the way; `by`
    ├── NoReasonError        nobody said why
    ├── NamesThemError       the reason names the person
    └── GoneError            there is nobody by this number (any more)
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from zusanli.clinic.booking.visits import locked_intakes
from zusanli.clinic.erasure.belonging import Keys, belonging_to, counts_of, remove
from zusanli.clinic.erasure.hindrances import Hindrance, hindrances
from zusanli.clinic.erasure.models import Erasure, Ground, Tombstone
from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.today import charts_of
from zusanli.clinic.receipts.models import Receipt
from zusanli.clinic.records.folding import digits
from zusanli.clinic.records.models import Patient, PersonalDetails
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import Role, User

SHORTEST = 2
"""Letters of a name that is looked for in a reason; a single one stands in every word."""
FEWEST_DIGITS = 5


class NotErased(Exception):  # noqa: N818 - what came of it, and no error of the program
    """Nothing was changed."""


class HinderedError(NotErased):
    """Something stands in the way."""

    def __init__(self, by: tuple[Hindrance, ...]) -> None:
        super().__init__(", ".join(by))
        self.by = by


class NoReasonError(NotErased):
    """Whoever erases somebody says why."""


class NamesThemError(NotErased):
    """The reason stays for good, so it must not say who it was."""


class GoneError(NotErased):
    """There is nobody by this number."""


class NotAManagerError(Exception):
    """Only a manager erases anybody."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What would go: rows of each kind, and what stands in the way."""

    rows: Mapping[str, int]
    hindered_by: tuple[Hindrance, ...]


def preview(patient: UUID, ground: Ground, *, now: datetime) -> Preview:
    """Look at what erasing somebody would do; nothing is changed."""
    return Preview(counts_of(belonging_to(ids_of(patient))), hindrances(patient, ground, now=now))


def erase(patient: UUID, ground: Ground, *, why: str, by: User, now: datetime) -> Erasure:
    """
    Erase a person with every one of their records, and leave a tombstone.

    Raises:
        NotErased: something stands in the way; nothing was changed.
        NotAManagerError: somebody else tries.
        TiedToAnotherError: a row of somebody else hangs on theirs; nothing was changed.
    """
    if not by.has_role(Role.MANAGER):
        raise NotAManagerError
    reason = " ".join(why.split())
    if not reason:
        raise NoReasonError
    with transaction.atomic():
        own = _locked(patient)
        if _names_them(reason, own):
            raise NamesThemError
        if stands := hindrances(patient, ground, now=now):
            raise HinderedError(stands)
        found = belonging_to(own)
        stone = Erasure.objects.create(
            at=now, by=by.called, member=by, ground=ground, why=reason, **_left(found)
        )
        lay(stone, own)
        remove(found)
    return stone


def lay(stone: Erasure, own: Iterable[UUID]) -> None:
    """Lay a tombstone for each record of a person."""
    Tombstone.objects.bulk_create(Tombstone(patient=each, erasure=stone) for each in own)


def erase_again(own: Iterable[UUID]) -> int:
    """
    Remove what an older backup brought back of somebody whose tombstone stands; say how many rows.

    Raises:
        TiedToAnotherError: a row of somebody else hangs on theirs.
    """
    there = set(Patient.objects.filter(pk__in=list(own)).values_list("pk", flat=True))
    if not there:
        return 0
    found = belonging_to(there)
    remove(found)
    return sum(counts_of(found).values())


def _locked(patient: UUID) -> tuple[UUID, ...]:
    """Lock the records of a person, so that nothing is booked or answered meanwhile."""
    own = ids_of(patient)
    there = list(Patient.objects.select_for_update().filter(pk__in=own).order_by("pk"))
    if not there:
        raise GoneError
    for each in there:
        list(locked_intakes(each))
    return ids_of(patient)


def _left(found: Keys) -> dict[str, Any]:
    """Give what a tombstone keeps: counts, and the numbers and amounts of receipts."""
    receipts = Receipt.objects.filter(pk__in=found.get(Receipt, ())).order_by("number")
    rows = list(receipts.values("number", "total_minor", "currency"))
    return {
        "rows": dict(sorted(counts_of(found).items())),
        "counted": _counted(found),
        "receipts": rows,
        "last_receipt": max((each["number"] for each in rows), default=0),
    }


def _counted(found: Keys) -> dict[str, Any]:
    """Count what reports count of notes: visits with needles, needles, side effects beside them."""
    notes = Note.objects.filter(pk__in=found.get(Note, ())).select_related("visit")
    charts = [each for each in charts_of(notes).values() if each is not None]
    counted = [each for each in charts if each.inserted is not None]
    effects = Counter(effect.event for each in counted for effect in each.effects or ())
    return {
        "notes": len(charts),
        "visits_counted": len(counted),
        "needles": sum(each.inserted or 0 for each in counted),
        "side_effects": dict(sorted(effects.items())),
    }


def _names_them(reason: str, own: Iterable[UUID]) -> bool:
    """Whether a reason holds a name, number or address of the person, in whatever letters."""
    said = reason.casefold()
    numbers = digits(reason)
    for each in PersonalDetails.objects.filter(patient__in=list(own)):
        names = (each.family_name, each.given_name, each.family_reading, each.given_reading)
        words = (*names, each.email, str(each.born or ""))
        if any(_says(said, word.casefold()) for word in words if len(word) >= SHORTEST):
            return True
        phone = digits(each.phone).lstrip("0")
        if len(phone) >= FEWEST_DIGITS and phone in numbers:
            return True
    return False


def _says(said: str, word: str) -> bool:
    """Whether a word stands in a text; between spaces where its writing has them."""
    if word.isascii():
        return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) is not None
    return word in said
