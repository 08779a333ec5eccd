"""
The catalogues of kb/languages: gettext's .po files, a folder for each language.

The field's own format, so that a translator may use the field's own tools. A text is found by its
English: where that changes, the old translation is no longer found, and English is said until
somebody has looked at it. An entry marked "fuzzy" counts as not translated.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel.messages.pofile import PoFileError, read_po

from zusanli.core.words import ENGLISH, LANGUAGES
from zusanli.knowledge.catalogue import Catalogue

FOLDER = "languages"
PLACE = re.compile(r"\{\w+\}")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")

LONG, SHORTEST = 60, 0.12
"""A text of so many letters, and how much shorter Chinese and Japanese may say it."""
TO_CALL = frozenset(
    (
        "110", "111", "112", "113", "115", "117", "118", "119", "122", "144", "190", "192", "193",
        "911", "995", "997", "998", "999",
    )
)  # fmt: skip
"""Numbers that help is called by somewhere: a text with a place for one names none itself."""


def read_catalogues(kb: Path, problems: list[str]) -> dict[str, Catalogue]:
    """Read what is translated into each language that a patient may choose, English aside."""
    others = [each for each in LANGUAGES if each != ENGLISH]
    known = {folder.name for folder in (kb / FOLDER).glob("*") if folder.is_dir()}
    problems.extend(f"{FOLDER}/{each}: no such language is spoken" for each in known - {*others})
    return {language: _read(kb / FOLDER / language, problems) for language in others}


def untranslated(texts: Iterable[str], catalogue: Catalogue) -> Iterator[str]:
    """Give the texts that are said in English because nobody has translated them."""
    return (text for text in texts if text not in catalogue)


def _read(folder: Path, problems: list[str]) -> Catalogue:
    found: dict[str, str] = {}
    for file in sorted(folder.glob("*.po")):
        name = f"{FOLDER}/{folder.name}/{file.name}"
        for english, text in _entries(file, name, problems):
            if found.get(english, text) != text:
                problems.append(f"{name}: {english:.60} is translated otherwise elsewhere")
            problems.extend(f"{name}: {english:.60}: {each}" for each in _wrong(english, text))
            found[english] = text
    return found


def _entries(file: Path, name: str, problems: list[str]) -> Iterator[tuple[str, str]]:
    try:
        with file.open("rb") as lines:
            messages = list(read_po(lines, abort_invalid=True))
    except (OSError, UnicodeDecodeError, PoFileError, ValueError) as error:
        problems.append(f"{name} cannot be read: {error}")
        return
    for message in messages:
        english, text = message.id, message.string
        if message.fuzzy or not (isinstance(english, str) and isinstance(text, str)):
            continue
        if english and text:
            yield english, text


def _wrong(english: str, text: str) -> Iterator[str]:
    """Say what a translation lost or added: a place to be filled, a figure, a number to call."""
    if not text.strip() and english.strip():
        yield "it says nothing"
    if len(english) > LONG and len(text) < SHORTEST * len(english):
        yield "it is too short to say as much"
    if _places(english) != _places(text):
        yield "its places in braces are not the same"
    lost = Counter(NUMBER.findall(english)) - Counter(NUMBER.findall(text))
    if lost:
        yield f"it lost {', '.join(sorted(lost))}"
    added = set(NUMBER.findall(text)) - set(NUMBER.findall(english))
    if PLACE.search(english) and (called := added & TO_CALL):
        yield f"it names {', '.join(sorted(called))}, which is one country's number"


def _places(text: str) -> Counter[str] | None:
    """Count the places in braces; None where a brace is none of a plain place."""
    found = PLACE.findall(text)
    return Counter(found) if text.count("{") == text.count("}") == len(found) else None
