"""
Texts as they are compared when somebody looks for a page.

Latin words lose their endings; writing without spaces is cut into pairs of characters. Simplified
and Japanese forms of a character fold to the traditional one, so that each finds the others.
"""

import unicodedata
from collections.abc import Iterator

from zusanli.clinic.records.folding import APOSTROPHES, fold
from zusanli.clinic.records.kana import KANA

SIMPLER = (
    "经経阴冲沖脚肿针鍼关関节静张损伤髋挛变変东医险険费疗気气坏湿热脏胫头环涌"
    "仑昆风泽沢绝钟阳丰豊肤颈脉当织维繊纤线间盘発发疮红体脱扩断应応转転战乱叶"
    "万与"
)
TRADITIONAL = (
    "經經陰衝衝腳腫針針關關節靜張損傷髖攣變變東醫險險費療氣氣壞濕熱臟脛頭環湧"
    "崙崑風澤澤絕鐘陽豐豐膚頸脈當織維纖纖線間盤發發瘡紅體脫擴斷應應轉轉戰亂葉"
    "萬與"
)
ONE_WAY = str.maketrans(SIMPLER, TRADITIONAL)
"""Simplified and Japanese forms of the characters that names and texts here are written with."""
SHORTEST = 4
"""Letters of a Latin word below which no ending is taken off."""
ENDINGS = (("ies", "y"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))


def tokens(text: str) -> tuple[str, ...]:
    """Give the tokens of a text, in its order."""
    plain = APOSTROPHES.sub("", fold(text)).translate(ONE_WAY)
    return tuple(token for word in plain.split() for run in _runs(word) for token in _of_run(run))


def is_latin(token: str) -> bool:
    """Whether a token is of letters or figures, and no pair of characters."""
    return token.isascii()


def is_kana(token: str) -> bool:
    """Whether a token is of kana alone, which say little by themselves."""
    return set(token) <= KANA


def _runs(word: str) -> Iterator[str]:
    run = ""
    for each in word:
        if run and _is_wide(each) != _is_wide(run[-1]):
            yield run
            run = ""
        run += each
    if run:
        yield run


def _of_run(run: str) -> Iterator[str]:
    if not _is_wide(run[0]):
        yield _stem(run)
    elif len(run) == 1:
        yield run
    else:
        yield from (run[at : at + 2] for at in range(len(run) - 1))


def _is_wide(letter: str) -> bool:
    return unicodedata.east_asian_width(letter) in "WF"


def _stem(word: str) -> str:
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST - 1:
            return word.removesuffix(ending) + instead
    return word
