"""
Kana as one script, and as Latin letters by Hepburn's table.

Whoever looks for somebody types what they heard: たなか, タナカ or tanaka. Long vowels are folded,
since the same name is written Satou, Satoh and Sato.
"""

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

TO_HIRAGANA = MappingProxyType({each: each - 0x60 for each in range(0x30A1, 0x30F7)})
LONG = "ー"
DOUBLES_NEXT = "っ"
ROWS = (
    ("あいうえお", "a i u e o"),
    ("かきくけこ", "ka ki ku ke ko"),
    ("さしすせそ", "sa shi su se so"),
    ("たちつてと", "ta chi tsu te to"),
    ("なにぬねの", "na ni nu ne no"),
    ("はひふへほ", "ha hi fu he ho"),
    ("まみむめも", "ma mi mu me mo"),
    ("やゆよ", "ya yu yo"),
    ("らりるれろ", "ra ri ru re ro"),
    ("わゐゑをん", "wa i e o n"),
    ("がぎぐげご", "ga gi gu ge go"),
    ("ざじずぜぞ", "za ji zu ze zo"),
    ("だぢづでど", "da ji zu de do"),
    ("ばびぶべぼ", "ba bi bu be bo"),
    ("ぱぴぷぺぽ", "pa pi pu pe po"),
    ("ぁぃぅぇぉゔ", "a i u e o vu"),
    ("ゃゅょゎゕゖ", "ya yu yo wa ka ke"),
)
BEFORE_SMALL_Y = MappingProxyType(
    dict(
        zip(
            "きしちにひみりぎじぢびぴ",
            ["ky", "sh", "ch", "ny", "hy", "my", "ry", "gy", "j", "j", "by", "py"],
            strict=True,
        )
    )
)
BEFORE_SMALL_VOWEL = MappingProxyType(
    dict(
        zip(
            "ふうゔてでしちじつとど",
            ["f", "w", "v", "t", "d", "sh", "ch", "j", "ts", "t", "d"],
            strict=True,
        )
    )
)
"""Sounds that came with words of other languages, such as ふぁ and てぃ."""


def _paired(small: str, vowels: str) -> Iterator[tuple[str, str]]:
    return zip(small, vowels, strict=True)


def _table() -> Iterator[tuple[str, str]]:
    for kana, latin in ROWS:
        yield from zip(kana, latin.split(), strict=True)
    for first, sound in BEFORE_SMALL_Y.items():
        yield from ((first + small, sound + vowel) for small, vowel in _paired("ゃゅょ", "auo"))
    for first, sound in BEFORE_SMALL_VOWEL.items():
        yield from (
            (first + small, sound + vowel) for small, vowel in _paired("ぁぃぅぇぉ", "aiueo")
        )


HEPBURN: Mapping[str, str] = MappingProxyType(dict(_table()))
KANA = frozenset("".join(HEPBURN) + LONG + DOUBLES_NEXT)
ALPHABET = "".join(sorted(KANA))
"""Hiragana, with the mark of a long vowel."""


def hiragana(text: str) -> str:
    """Write katakana as hiragana; all else stays."""
    return text.translate(TO_HIRAGANA)


def is_kana(word: str) -> bool:
    """Whether a word, written in hiragana, holds kana alone."""
    return bool(word) and set(word) <= KANA


def romaji(word: str) -> str:
    """Write a word of hiragana in Latin letters, each kana for itself: さとう is satou."""
    return "".join(_sounds(word))


def is_written_otherwise(latin: str) -> bool:
    """Whether somebody may write the same sounds in other letters, such as Satoh or Shimbun."""
    return re.search("[ou]|[mn][bp]", latin) is not None


def folded(latin: str) -> str:
    """
    Fold what is written in several ways: long vowels, and n before b and p.

    A word that is still being typed is folded alike: `satoh` and `satou` begin as `sato` does.
    """
    latin = re.sub(r"oh(?![aeiouy])", "o", latin)
    latin = re.sub(r"m(?=[bp])", "n", latin)
    return re.sub(r"uu+", "u", re.sub(r"o[ou]+", "o", latin))


def _sounds(word: str) -> Iterator[str]:
    doubled = False
    at = 0
    while at < len(word):
        pair = word[at : at + 2]
        kana = pair if pair in HEPBURN else word[at]
        at += len(kana)
        if kana == DOUBLES_NEXT:
            doubled = True
            continue
        sound = "" if kana == LONG else HEPBURN.get(kana, kana)
        if doubled and sound:
            yield "t" if sound.startswith("ch") else sound[0]
            doubled = False
        yield sound
