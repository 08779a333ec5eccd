"""The phrases that are never said, made of their entries, and the texts of kb/ that hold one."""

import re
from collections.abc import Iterator, Sequence

from zusanli.core.claims.phrases import Phrase, faults
from zusanli.knowledge.entries import Entries, Entry, make_all

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
        except re.error as error:
            entries.problems.append(f"{entry.place}: {error}")
            return None
        return Phrase(
            id=entry.id,
            language=entry.text("language"),
            pattern=entry.text("pattern"),
            because=entry.text("because"),
        )

    return make_all(entries, "phrase", make)


def wrong_words(phrases: Sequence[Phrase], entries: Entries) -> Iterator[str]:
    """Say which texts to patients hold a phrase that is never said."""
    for table, fields in TO_PATIENTS:
        for entry in entries.of(table).values():
            for field in fields:
                for fault in faults(entry.text(field), phrases, language="en"):
                    yield f"{entry.place}, {field}: {fault.words!r}. {fault.phrase.because}"
