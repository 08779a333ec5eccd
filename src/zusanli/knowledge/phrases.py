"""The phrases that are never said, made of their entries, and the texts of kb/ that hold one."""

import re
from collections.abc import Iterator, Mapping, Sequence

from zusanli.core.claims.phrases import Kind, Phrase, compiled, faults, of_kind
from zusanli.core.words import ENGLISH
from zusanli.knowledge.catalogue import Catalogue
from zusanli.knowledge.entries import Entries, Entry, make_all
from zusanli.knowledge.languages import FOLDER

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


DISCUSSED = (
    ("claim", "because"),
    ("result", "says"),
    ("conflict", "because"),
    ("misprint", "because"),
)
"""Fields that speak of what others said, and so may hold their words."""


def make_phrases(entries: Entries) -> tuple[Phrase, ...]:
    """Make the phrases; one that is no pattern is left out and named."""

    def make(entry: Entry) -> Phrase | None:
        try:
            re.compile(entry.text("pattern"))
            re.compile(entry.text("unless"))
            kind = Kind(entry.text("kind"))
        except (re.error, ValueError) as error:
            entries.problems.append(f"{entry.place}: {error}")
            return None
        return Phrase(
            id=entry.id,
            kind=kind,
            language=entry.text("language"),
            pattern=entry.text("pattern"),
            unless=entry.text("unless"),
            because=entry.text("because"),
        )

    return make_all(entries, "phrase", make)


def wrong_words(
    phrases: Sequence[Phrase], entries: Entries, catalogues: Mapping[str, Catalogue]
) -> Iterator[str]:
    """
    Say which texts to patients hold a phrase that is never said, in any language.

    A translation is searched wherever it stands, but in the reasons of the ledger, which speak of
    what others said. What must be said is looked for in every translation of it.
    """
    discussed = {
        entry.text(field) for table, field in DISCUSSED for entry in entries.of(table).values()
    }
    for language, catalogue in catalogues.items():
        for english, text in catalogue.items():
            if english not in discussed:
                yield from _wrong_translation(english, text, phrases, language)
    for table, fields in TO_PATIENTS:
        for entry in entries.of(table).values():
            for field in fields:
                english = entry.text(field)
                for fault in faults(english, phrases, language=ENGLISH):
                    yield f"{entry.place}, {field}: {fault.words!r}. {fault.phrase.because}"


def _wrong_translation(
    english: str, text: str, phrases: Sequence[Phrase], language: str
) -> Iterator[str]:
    where = f"{FOLDER}/{language}: {english:.60}"
    if not any(faults(english, phrases, language=ENGLISH)):
        for fault in faults(text, phrases, language=language):
            yield f"{where}: {fault.words!r}. {fault.phrase.because}"
    for must in of_kind(Kind.MUST_SAY, phrases, language=ENGLISH):
        if compiled(must.pattern).search(english):
            here = [
                each
                for each in of_kind(Kind.MUST_SAY, phrases, language=language)
                if each.id.partition("_")[0] == must.id.partition("_")[0]
            ]
            if not any(compiled(each.pattern).search(text) for each in here):
                yield f"{where}: it no longer says it. {must.because}"
