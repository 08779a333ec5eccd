"""
By what a patient is found, as short keys that every database keeps in order.

No engine's own search of texts is used: it would find other people on SQLite than on PostgreSQL.
Keys are bytes, since two databases sort texts in two ways and bytes in one; so the beginning of a
name is a range of an index. For misspellings no table is kept: every word that is one slip away is
made of what was typed and looked for by itself, some hundreds of them in a millisecond or two.

What a key is, is told by how it begins:

    tanaka   a word as it is written, folded (`folding`); or one of kana in Latin letters
    tanaka h any two words of a name, in either order
    ^th      the first letters of any two
    ~sato    the same with long vowels folded, where it may be written in several ways
    >2079    a telephone number from its beginning, without noughts; <9702 the same from its end
    @a@b.c   a mail address
    =1958    a birthday with a name, in any order of its words; nobody types it, but two who have
             the same may be one person
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product
from typing import Protocol

from zusanli.clinic.records.folding import digits, joined, spellings, words, written
from zusanli.clinic.records.kana import ALPHABET, folded, is_kana, is_written_otherwise, romaji

READ, FORWARD, BACKWARD, MAIL, BORN, INITIALS = "~", ">", "<", "@", "=", "^"
BOTH = 2
COUNTRY = 3
"""Digits of a country's code, at most; a number is written with it or without."""
FEWEST_DIGITS = 3
LETTERS = ("abcdefghijklmnopqrstuvwxyz", ALPHABET, "абвгдежзийклмнопрстуфхцчшщъыьэюя")
"""Scripts in which a slip of the finger is one letter; a character is mistaken as a whole."""
SHORTEST = 4
"""Letters of a word that may be misspelt: one slip in three letters is another name."""
SHORTEST_KANA = 3
MOST_WORDS = 4
"""Words of a name of which any two are kept together; with more than these, each is kept alone."""


class Named(Protocol):
    """Who somebody is: details, as typed or as kept."""

    family_name: str
    given_name: str
    family_reading: str
    given_reading: str
    born: date | None
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    One word that was typed: keys that it may begin, and keys that it may have been meant as.

    `typed` is the word itself, folded; of a number it is empty. `slips` are words in which a slip
    may be, and `near` the keys without it, once it is known which of them there are.
    """

    typed: str
    keys: tuple[bytes, ...]
    slips: tuple[str, ...] = ()
    near: tuple[bytes, ...] = ()


def one_slip_away(word: Wanted) -> tuple[bytes, ...]:
    """Give every key that a word may have been meant as, were one slip taken out of it."""
    return _all_bytes(each for slip in word.slips for each in _one_slip_away(slip))


def are_initials(typed: Sequence[Wanted]) -> bool:
    """Whether two letters were typed, each for a word; half the clinic has one of them."""
    return len(typed) == BOTH and all(len(each.typed) == 1 for each in typed)


def together(first: Wanted, second: Wanted) -> tuple[bytes, ...]:
    """
    Give by what those are found who have two words, the second perhaps not typed to its end.

    A word of kana may have been meant in Latin letters, and then the other as well.
    """
    if are_initials((first, second)):
        return (_bytes(INITIALS + first.typed + second.typed),)
    both = list(product(first.keys, second.keys))
    alike = [each for each in both if each[0].isascii() == each[1].isascii()]
    return tuple(map(b" ".join, alike or both))


def keys_of(named: Named) -> frozenset[bytes]:
    """Give every key of somebody."""
    found = {
        *_of_names(named.family_name, named.given_name),
        *_of_names(named.family_reading, named.given_reading),
        *_of_number(named.phone),
        *_of_birthday(named),
    }
    if named.email:
        found.add(MAIL + named.email.casefold())
    return frozenset(map(_bytes, found))


def wanted(typed: str) -> tuple[Wanted, ...]:
    """Read what was typed, word by word; digits that follow each other are one number."""
    if "@" in typed:
        return (Wanted("", (_bytes(MAIL + typed.strip().casefold()),)),)
    found, number = [], ""
    for each in [*typed.split(), ""]:
        if each and not any(letter.isalpha() for letter in each) and digits(each):
            number += each
            continue
        if number:
            found.append(_number(number))
            number = ""
        found += [_word(*_also(spelt)) for spelt in zip(*map(words, spellings(each)), strict=False)]
    return tuple(dict.fromkeys(found))


def telephone(number: str) -> str:
    """Give a number as it is compared with another: its digits without noughts at the front."""
    return digits(number).lstrip("0")


def _of_names(family: str, given: str) -> Iterator[str]:
    for each in (*spellings(family), *spellings(given)):
        yield from _of_words(written(each))
    both = [joined(words(family)), joined(words(given))]
    if not "".join(both).isascii():
        yield from (joined(both), joined(both[::-1]))
    for spelt in zip(_spelt(family), _spelt(given), strict=True):
        yield from _pairs([word for each in spelt for word in words(each)])


def _spelt(name: str) -> tuple[str, str]:
    """Give a name as it stands and as it is spelt out, which mostly is the same."""
    plain, *otherwise = spellings(name)
    return plain, (*otherwise, plain)[0]


def _pairs(apart: Sequence[str]) -> Iterator[str]:
    """Give any two words of a name in any order: family name first, given name first."""
    for both in permutations(apart[:MOST_WORDS], 2):
        yield from _pair(*both)
        if all(map(is_kana, both)):
            first, second = map(romaji, both)
            for read in product(_as_read(first), _as_read(second)):
                yield from _pair(*read)


def _pair(first: str, second: str) -> Iterator[str]:
    yield f"{first} {second}"
    if READ not in {first[0], second[0]}:
        yield INITIALS + first[0] + second[0]


def _of_words(found: Iterable[str]) -> Iterator[str]:
    for word in found:
        yield word
        if is_kana(word):
            yield from _as_read(romaji(word))


def _as_read(latin: str) -> Iterator[str]:
    yield latin
    if is_written_otherwise(latin):
        yield READ + folded(latin)


def _of_number(number: str) -> Iterator[str]:
    plain = telephone(number)
    if not plain:
        return
    yield BACKWARD + plain[::-1]
    yield from (FORWARD + each for each in _without_country(number))


def _of_birthday(named: Named) -> Iterator[str]:
    if named.born is None:
        return
    for family, given in (
        (named.family_name, named.given_name),
        (named.family_reading, named.given_reading),
    ):
        name = sorted(_heard(each) for each in (*words(family), *words(given)))
        if name:
            yield f"{BORN}{named.born.isoformat()} {joined(name)}"


def _heard(word: str) -> str:
    """Give a word as it sounds: さとう and Sato are one name."""
    return folded(romaji(word) if is_kana(word) else word)


def _without_country(number: str) -> tuple[str, ...]:
    """Give a number as it stands, and if it names a country, without each code that it may have."""
    plain = telephone(number)
    abroad = number.strip().startswith(("+", "00", "\N{FULLWIDTH PLUS SIGN}"))
    most = COUNTRY if abroad else 0
    return tuple(plain[cut:].lstrip("0") for cut in range(most + 1) if plain[cut:].lstrip("0"))


def _number(typed: str) -> Wanted:
    given = digits(typed)
    ends = [BACKWARD + given.lstrip("0")[::-1]] if len(given) >= FEWEST_DIGITS else []
    begins = [FORWARD + each for each in _without_country(typed)] or [FORWARD + given]
    whole = [BACKWARD + each[::-1] for each in _without_country(typed)[1:]]
    return Wanted("", _all_bytes((*begins, *ends, *whole)))


def _also(spelt: Sequence[str]) -> Iterator[str]:
    """Give a word as it was typed, and how else it may be kept."""
    yield from spelt
    word = spelt[0]
    if is_kana(word):
        yield from _as_read(romaji(word))
    elif len(word) > 1 and word.isascii() and is_written_otherwise(word):
        yield READ + folded(word)


def _word(*keys: str) -> Wanted:
    meant = keys[:1] if is_kana(keys[0]) else keys
    return Wanted(keys[0], _all_bytes(keys), meant)


def _one_slip_away(key: str) -> Iterator[str]:
    """Give each word that a slip makes: a letter left out, added, changed, or two swapped."""
    mark, word = (READ, key[1:]) if key.startswith(READ) else ("", key)
    alphabet = next((each for each in LETTERS if set(word) <= set(each)), "")
    if len(word) < (SHORTEST_KANA if alphabet is ALPHABET else SHORTEST) or not alphabet:
        return
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        yield from (mark + before + letter + after for letter in alphabet)
        if after:
            yield mark + before + after[1:]
            yield from (mark + before + letter + after[1:] for letter in alphabet)
        if len(after) > 1:
            yield mark + before + after[1] + after[0] + after[2:]


def _all_bytes(keys: Iterable[str]) -> tuple[bytes, ...]:
    return tuple(map(_bytes, dict.fromkeys(keys)))


def _bytes(key: str) -> bytes:
    return key.encode("utf-8", "replace")
