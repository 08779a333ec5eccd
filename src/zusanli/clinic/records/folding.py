"""
Names as they are compared: no capitals, no accents, one way of writing each letter.

What is typed and what is kept are folded alike, so that Müller is found by muller and by mueller,
渡邊 by 渡辺, and タナカ by たなか. Folding goes letter by letter: the beginning of a name
folds to the beginning of the folded name, so that it is found while it is still being typed.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from zusanli.clinic.records.kana import KANA, hiragana

LONGEST = 60
"""Letters of a key: nobody types more, and an index of PostgreSQL takes no more than some 2,700
bytes."""
APOSTROPHES = re.compile(
    "['`\N{RIGHT SINGLE QUOTATION MARK}\N{MODIFIER LETTER APOSTROPHE}\N{ACUTE ACCENT}]"
)
LETTERS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)
"""Letters that no rule of Unicode takes apart."""
SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
"""How German and Scandinavian names are written where the letter is not on the keyboard."""
SAME_CHARACTER = str.maketrans(
    dict(
        zip(
            "邊邉齋齊斉髙﨑澤濱濵廣國嶋嶌櫻惠眞龍瀧彌德榮藏實條假假冨富黃",
            "辺辺斎斎斎高崎沢浜浜広国島島桜恵真竜滝弥徳栄蔵実条仮仮富富黄",
            strict=True,
        )
    )
)
"""Characters of names that are written in an old and a new way, by whoever writes."""


def fold(text: str) -> str:
    """Fold a text; what is no letter, digit or mark becomes a space, and apostrophes stay."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(SAME_CHARACTER)
    return "".join(_letters(hiragana(unicodedata.normalize("NFC", plain)).translate(LETTERS)))


def words(text: str) -> tuple[str, ...]:
    """Give the words of a text as they are looked for; O'Brien is one."""
    return tuple(each[:LONGEST] for each in APOSTROPHES.sub("", fold(text)).split())


def written(text: str) -> frozenset[str]:
    """Give every word by which a name may be looked for: each alone, and all as one."""
    folded = fold(text)
    apart = APOSTROPHES.sub(" ", folded).split()
    found = {*apart, *APOSTROPHES.sub("", folded).split(), joined(apart)}
    return frozenset(each[:LONGEST] for each in found if each)


def spellings(text: str) -> tuple[str, ...]:
    """Give a text as it stands, and as it is spelt out where a letter was not to hand."""
    plain = unicodedata.normalize("NFC", text).casefold()
    spelt = plain.translate(SPELT_OUT)
    return (text,) if spelt == plain else (text, spelt)


def joined(apart: Sequence[str]) -> str:
    """Give words as one, as names in Chinese and Japanese are written."""
    return "".join(apart)[:LONGEST]


def digits(text: str) -> str:
    """Give the digits of a number, full-width ones as well."""
    return "".join(
        str(unicodedata.digit(each)) for each in text if unicodedata.category(each) == "Nd"
    )


def _letters(text: str) -> Iterator[str]:
    for each in text:
        if each in KANA or APOSTROPHES.match(each):
            yield each
            continue
        for part in unicodedata.normalize("NFKD", each):
            if unicodedata.combining(part):
                continue
            kept = part.isalnum() or unicodedata.category(part).startswith("M")
            yield part if kept else " "
