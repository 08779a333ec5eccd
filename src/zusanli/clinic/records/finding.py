"""Patients found by what somebody typed: exact first, then as a beginning, then misspelt."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from zusanli.clinic.records.models import NameKey, PersonalDetails
from zusanli.clinic.records.name_keys import Wanted, wanted
from zusanli.clinic.records.patients import known
from zusanli.clinic.records.same_person import kept_of

AFTER_ALL = b"\xff"
"""Stands behind every letter of UTF-8."""
KEYS_OF_ONE = 6
"""So many keys of one patient may begin alike: family and whole name, and both as they are read."""
FEW = 5
"""With fewer found than this, what was typed may be misspelt."""

How = Callable[[Wanted], Q]


def found_by_name(typed: str, *, most: int) -> list[PersonalDetails]:
    """
    Find people by name, reading, number or mail address, the likeliest first.

    Each is found once, by the details that hold, whichever of their records what was typed is in.
    """
    words = wanted(typed)
    if not words:
        return []
    ranks: dict[UUID, int] = {}
    for rank, how in enumerate((_exactly, _as_beginning, _misspelt)):
        if len(ranks) >= most or (how is _misspelt and len(ranks) >= FEW):
            break
        ranks = dict.fromkeys(_people(_matching(words, how, most)), rank) | ranks
    likeliest = sorted(ranks, key=lambda each: ranks[each])[:most]
    return _in_order(likeliest, ranks)


def _matching(words: Sequence[Wanted], how: How, most: int) -> Iterator[UUID]:
    """Look for the longest word, and among who has it for the others."""
    first, *others = words
    for part in _parts(first, how):
        rows = NameKey.objects.filter(part)
        for other in others:
            rows = rows.filter(Exists(_also(other, how)))
        ordered = rows.order_by("key", "patient").values_list("patient", flat=True)
        yield from ordered[: most * KEYS_OF_ONE]


def _also(word: Wanted, how: How) -> QuerySet[NameKey]:
    return NameKey.objects.filter(how(word), patient=OuterRef("patient"))


def _parts(word: Wanted, how: How) -> Iterator[Q]:
    """Give each range by itself, in which an index is read in order and no further than wanted."""
    if how is not _exactly:
        yield from (_begins(key) for key in word.keys)
    if how is not _as_beginning:
        yield Q(key__in=word.keys if how is _exactly else word.near)


def _exactly(word: Wanted) -> Q:
    return Q(key__in=word.keys)


def _as_beginning(word: Wanted) -> Q:
    found = Q()
    for key in word.keys:
        found |= _begins(key)
    return found


def _misspelt(word: Wanted) -> Q:
    return _as_beginning(word) | Q(key__in=word.near)


def _begins(key: bytes) -> Q:
    return Q(key__gte=key, key__lt=key + AFTER_ALL)


def _people(patients: Iterator[UUID]) -> list[UUID]:
    """Give each person once, by the record that is kept."""
    found = list(dict.fromkeys(patients))
    kept = kept_of(found)
    return list(dict.fromkeys(kept[each] for each in found))


def _in_order(patients: Iterable[UUID], ranks: Mapping[UUID, int]) -> list[PersonalDetails]:
    """Give the details that hold; who is as likely as another stands in the order of names."""

    def place(each: PersonalDetails) -> tuple[int, str, str, int]:
        name = each.family_reading or each.family_name, each.given_reading or each.given_name
        return ranks[each.patient_id], *name, each.pk

    return sorted(known(patients).values(), key=place)
