"""Patients found by what somebody typed: exact first, then as a beginning, then misspelt."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from zusanli.clinic.records.models import NameKey, PersonalDetails
from zusanli.clinic.records.name_keys import Wanted, are_initials, one_slip_away, together, wanted
from zusanli.clinic.records.same_person import kept_of

AFTER_ALL = b"\xff"
"""Stands behind every letter of UTF-8."""
KEYS_OF_ONE = 6
"""So many keys of one patient may begin alike: family and whole name, and both as they are read."""
COUNTED = 1_000
"""More than this is a common name, whatever the number."""
FEW = 5
"""With fewer found than this, what was typed may be misspelt."""
EXACT, BEGINS, MISSPELT = range(3)
TWO = 2

How = Callable[[Wanted], Q]


def found_by_name(typed: str, *, most: int) -> list[PersonalDetails]:
    """
    Find people by name, reading, number or mail address, the likeliest first.

    Each is found once, by the details that hold, whichever of their records what was typed is in.
    """
    words = wanted(typed)
    if not words:
        return []
    both = list(_with_both(words, most))
    ranks = dict.fromkeys(both, BEGINS)
    if len(ranks) < FEW and not (ranks and are_initials(words)):
        ranks |= dict.fromkeys(_matching(words, _as_beginning, most), BEGINS)
    # Who typed two names of somebody has found them; one name alone may be that of another.
    if len(ranks) < FEW and not both:
        meant = _as_there(words)
        if any(each.near for each in meant):
            found = _with_both_meant(meant, most) or _matching(meant, _misspelt, most)
            ranks = dict.fromkeys(found, MISSPELT) | ranks
    people = _people(ranks)
    likeliest = sorted(people, key=lambda each: people[each])[:most]
    return _in_order(words, {each: people[each] for each in likeliest})


def _with_both(words: Sequence[Wanted], most: int) -> Iterator[UUID]:
    """Give who has two words, of which the first was typed to its end: that is one range."""
    if len(words) == TWO:
        for key in together(*words):
            yield from _first_of(NameKey.objects.filter(_begins(key)), most)


def _with_both_meant(words: Sequence[Wanted], most: int) -> list[UUID]:
    """Give who has two words as they may have been meant, both typed to their ends."""
    if len(words) != TWO:
        return []
    first, second = (replace(each, keys=(*each.keys, *each.near)) for each in words)
    return list(_first_of(NameKey.objects.filter(key__in=together(first, second)), most))


def _matching(words: Sequence[Wanted], how: How, most: int) -> Iterator[UUID]:
    """
    Look for the word that the fewest have, and among those who have it for the others.

    Each range is read by itself, in the order of its index and no further than wanted: who is
    called exactly so comes before those whose name only begins so.
    """
    first, *others = _rarest_first(words, how)
    for part in _parts(first, how):
        rows = NameKey.objects.filter(part)
        for other in others:
            rows = rows.filter(Exists(_also(other, how)))
        yield from _first_of(rows, most)


def _first_of(rows: QuerySet[NameKey], most: int) -> Iterable[UUID]:
    ordered = rows.order_by("key", "patient").values_list("patient", flat=True)
    return ordered[: most * KEYS_OF_ONE]


def _rarest_first(words: Sequence[Wanted], how: How) -> Sequence[Wanted]:
    if len(words) == 1:
        return words
    return sorted(words, key=lambda each: NameKey.objects.filter(how(each))[:COUNTED].count())


def _as_there(words: Sequence[Wanted]) -> list[Wanted]:
    """Find of the words that each may have been meant as those that somebody is called."""
    near = [one_slip_away(word) for word in words]
    keys = NameKey.objects.filter(key__in=dict.fromkeys(chain(*near)))
    there = {bytes(each) for each in keys.values_list("key", flat=True).distinct()}
    return [
        replace(word, near=tuple(each for each in meant if each in there))
        for word, meant in zip(words, near, strict=True)
    ]


def _also(word: Wanted, how: How) -> QuerySet[NameKey]:
    return NameKey.objects.filter(how(word), patient=OuterRef("patient"))


def _parts(word: Wanted, how: How) -> Iterator[Q]:
    if how is _misspelt:
        yield Q(key__in=(*word.keys, *word.near))
    else:
        yield from (_begins(key) for key in word.keys)


def _as_beginning(word: Wanted) -> Q:
    found = Q()
    for key in word.keys:
        found |= _begins(key)
    return found


def _misspelt(word: Wanted) -> Q:
    return _as_beginning(word) | Q(key__in=word.near)


def _begins(key: bytes) -> Q:
    return Q(key__gte=key, key__lt=key + AFTER_ALL)


def _people(ranks: Mapping[UUID, int]) -> dict[UUID, int]:
    """Give each person once, by the record that is kept, as likely as their likeliest record."""
    found: dict[UUID, int] = {}
    for own, kept in kept_of(ranks).items():
        found[kept] = min(ranks[own], found.get(kept, ranks[own]))
    return found


def _in_order(words: Iterable[Wanted], people: Mapping[UUID, int]) -> list[PersonalDetails]:
    """Give the details that hold; who is as likely as another stands in the order of names."""
    rows = NameKey.objects.filter(patient__in=people)
    exact = [
        set(rows.filter(key__in=word.keys).values_list("patient", flat=True)) for word in words
    ]
    called_so = set.intersection(*exact)

    def place(each: PersonalDetails) -> tuple[int, str, str, int]:
        rank = EXACT if each.patient_id in called_so else people[each.patient_id]
        name = each.family_reading or each.family_name, each.given_reading or each.given_name
        return rank, *name, each.pk

    kept = PersonalDetails.objects.filter(patient__in=people).order_by("pk")
    holds = {each.patient_id: each for each in kept}
    return sorted(holds.values(), key=place)
