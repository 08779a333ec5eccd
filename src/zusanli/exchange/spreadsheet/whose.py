"""Whose a line is: somebody who is in the books, found by name and birthday or by mail address."""

from collections.abc import Mapping
from uuid import UUID

from zusanli.clinic.records.models import NameKey
from zusanli.clinic.records.name_keys import BORN, MAIL
from zusanli.clinic.records.same_person import kept_of
from zusanli.clinic.records.typed_details import read_details
from zusanli.exchange.spreadsheet.kinds import Guesses, How, UnreadableError
from zusanli.exchange.spreadsheet.patients import NAMES, marks_of
from zusanli.exchange.spreadsheet.reading import iso_day

NOT_ENOUGH = "give the birthday beside the name, or the mail address: a name alone may be of two"
NOBODY = "nobody in the books has this {by}: bring the patients along first, or mend it"
SEVERAL = (
    "{count} people in the books have this {by}: give the other as well, or join their records"
)
TWO = "the name and birthday are of one person in the books, and the mail address of another"
WHOSE: Guesses = {
    **NAMES,
    "family_name": (
        *NAMES["family_name"],
        "name",
        "full name",
        "patient",
        "client",
        "氏名",
        "患者",
        "姓名",
    ),
}
"""By which a line names somebody; their whole name may stand in one column."""
BY = {BORN: "name and birthday", MAIL: "mail address"}


def whose(typed: Mapping[str, str], how: How) -> UUID:
    """
    Give the record that is kept of the person whom a line names.

    Raises:
        UnreadableError: it names nobody, or perhaps somebody else.
    """
    sent = {name: typed.get(name, "") for name in NAMES}
    sent["born"] = iso_day(sent["born"], how.days)
    # By the address alone nobody need be named.
    sent["family_name"] = sent["family_name"].strip() or (sent["email"] and "-")
    read = read_details(sent, how.say, today=how.today, reachable=False)
    if read.details is None:
        raise UnreadableError(read.problems)
    found = {kind: _with(keys) for kind, keys in _by_kind(marks_of(read.details)).items()}
    if sent["family_name"] == "-":
        found.pop(BORN, None)
    if not found:
        raise UnreadableError({"born": NOT_ENOUGH})
    return _one(found)


def _by_kind(marks: frozenset[object]) -> Mapping[str, list[bytes]]:
    keys = [each for each in marks if isinstance(each, bytes)]
    kinds = {kind: [key for key in keys if key.startswith(kind.encode())] for kind in BY}
    return {kind: listed for kind, listed in kinds.items() if listed}


def _with(keys: list[bytes]) -> frozenset[UUID]:
    rows = NameKey.objects.filter(key__in=keys).values_list("patient", flat=True)
    return frozenset(kept_of(set(rows)).values())


def _one(found: Mapping[str, frozenset[UUID]]) -> UUID:
    for kind, people in found.items():
        if not people:
            raise UnreadableError({_field(kind): NOBODY.format(by=BY[kind])})
    both = frozenset.intersection(*found.values())
    if not both:
        raise UnreadableError({"line": TWO})
    if len(both) > 1:
        kind = next(iter(found))
        raise UnreadableError({_field(kind): SEVERAL.format(count=len(both), by=BY[kind])})
    return next(iter(both))


def _field(kind: str) -> str:
    return "family_name" if kind == BORN else "email"
