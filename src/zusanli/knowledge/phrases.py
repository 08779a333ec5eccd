"""The phrases that are never said, made of their entries, and the texts of kb/ that hold one."""

import re
from collections.abc import Iterator, Mapping, Sequence

from zusanli.core.claims.phrases import Kind, Phrase, faults
from zusanli.core.words import ENGLISH
from zusanli.knowledge.entries import Entries, Entry, make_all
from zusanli.knowledge.languages import Catalogue

TO_PATIENTS = (
    ("claim", ("instead",)),
    ("advice", ("text", "instead", "seek_help", "suppressed_because")),
    ("precaution", ("patient",)),
    ("red_flag", ("action",)),
    ("finding", ("text", "label")),
    ("measure", ("asked",)),
    ("co_treatment", ("what", "caution", "ask")),
    ("question", ("plainly", "answer")),
    ("work_up", ("title", "says")),
    ("term", ("says",)),
    ("resource", ("says",)),
)
"""Which fields of which tables are said to patients. Quotes are not: they are what others say."""


def make_phrases(entries: Entries) -> tuple[Phrase, ...]:
    """Make the phrases; one that is no pattern is left out and named."""

    def make(entry: Entry) -> Phrase | None:
        try:
            re.compile(entry.text("pattern"))
            kind = Kind(entry.text("kind"))
        except (re.error, ValueError) as error:
            entries.problems.append(f"{entry.place}: {error}")
            return None
        return Phrase(
            id=entry.id,
            kind=kind,
            language=entry.text("language"),
            pattern=entry.text("pattern"),
            because=entry.text("because"),
        )

    return make_all(entries, "phrase", make)


def wrong_words(
    phrases: Sequence[Phrase], entries: Entries, catalogues: Mapping[str, Catalogue]
) -> Iterator[str]:
    """Say which texts to patients hold a phrase that is never said, in any language."""
    for table, fields in TO_PATIENTS:
        for entry in entries.of(table).values():
            for field in fields:
                english = entry.text(field)
                said = {ENGLISH: english}
                said |= {language: each.get(english, "") for language, each in catalogues.items()}
                for language, text in said.items():
                    for fault in faults(text, phrases, language=language):
                        place = f"{entry.place}, {field}, {language}"
                        yield f"{place}: {fault.words!r}. {fault.phrase.because}"
