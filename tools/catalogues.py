"""
Bring the catalogues of kb/languages up to date with what is said in English.

    .venv/bin/python -m tools.catalogues            adds what is missing, drops what is not said
    .venv/bin/python -m tools.catalogues --check    writes nothing; the exit code is 1 if it would

A text that nobody has translated stands there with an empty translation, and is said in English
until somebody fills it in. Each file is a part of the rule book; `documents.po` holds what the code
itself says, found by its marks: `say("...")`, `noop("...")`, and `{% say "..." %}` in templates.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from zusanli.core.words import ENGLISH, LANGUAGES
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.document import read_document
from zusanli.knowledge.languages import FOLDER, read_catalogues
from zusanli.knowledge.spoken import Text, texts
from zusanli.knowledge.store import KB, MARK, PACKAGE

SAID_IN_CODE = ("documents", "cli", "clinic", "exchange", "web")
MARKS = {"say": None, "noop": None, "self.say": None, "book.say": None}
IN_A_TEMPLATE = re.compile(r"""\{% say (?:"([^"]+)"|'([^']+)')""")
ANY_DAY = datetime(2026, 11, 1, tzinfo=UTC)  # equal catalogues have equal bytes
NOTE = "Not reviewed by a native speaker, and not by a clinician."


def main() -> int:
    """Write the catalogues, and say how much of each is translated."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[1])
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    rooms = wanted()
    stale = []
    for language in (each for each in LANGUAGES if each != ENGLISH):
        said = read_catalogues(KB, [])[language]
        for room, asked in rooms.items():
            file = KB / FOLDER / language / f"{room}.po"
            data = as_po(language, asked, said)
            if not file.exists() or file.read_bytes() != data:
                stale.append(str(file.relative_to(KB)))
                if not options.check:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    file.write_bytes(data)
        everything = [text.english for asked in rooms.values() for text in asked]
        done = sum(text in said for text in everything)
        print(f"{language}: {done} of {len(everything)} texts are translated")
    print(*(f"{'stale' if options.check else 'written'}: {each}" for each in stale), sep="\n")
    return 1 if options.check and stale else 0


def wanted() -> Mapping[str, Sequence[Text]]:
    """Give every text that is said, by the part of the rule book it stands in, each once."""
    rooms: dict[str, list[Text]] = defaultdict(list)
    seen: set[str] = set()
    book = read_document(compile_kb(KB).document, sha256="")
    for text in (*said_in_code(), *texts(book)):
        if text.english not in seen:
            seen.add(text.english)
            rooms[text.room].append(text)
    return rooms


def said_in_code() -> Iterator[Text]:
    """Give what the code itself says to people."""
    yield Text("documents", "knowledge/store", MARK)
    for words in (", ", "; "):
        yield Text("documents", "core/words", words)
    for room in SAID_IN_CODE:
        found = extract_from_dir(PACKAGE / room, [("**.py", "python")], keywords=MARKS)
        for name, _, message, _, _ in sorted(found, key=lambda each: (each[0], each[1])):
            if isinstance(message, str):
                yield Text("documents", f"{room}/{name.removesuffix('.py')}", message)
    yield from _said_in_templates()


def _said_in_templates() -> Iterator[Text]:
    for file in sorted(PACKAGE.rglob("templates/**/*.*")):
        name = file.relative_to(PACKAGE).with_suffix("").as_posix().replace("templates/", "", 1)
        for said in IN_A_TEMPLATE.finditer(file.read_text(encoding="utf-8")):
            yield Text("documents", name, said[1] or said[2])


def as_po(language: str, asked: Sequence[Text], said: Mapping[str, str]) -> bytes:
    """Write one catalogue, each text with where it is said."""
    catalogue = Catalog(
        locale=language.replace("-", "_"),
        project="Zusanli",
        version="2026.11",
        msgid_bugs_address="none",
        header_comment=f"# {NOTE}",
        creation_date=ANY_DAY,
        revision_date=ANY_DAY,
        last_translator="the Zusanli authors",
        language_team=language,
        fuzzy=False,
    )
    for text in asked:
        message = catalogue.add(
            text.english, said.get(text.english, ""), auto_comments=[text.entry]
        )
        # A "%" in our texts is a per cent sign, and braces are filled by our own hand.
        message.flags.clear()
    written = BytesIO()
    write_po(written, catalogue, width=100, omit_header=False)
    return written.getvalue()


if __name__ == "__main__":
    sys.exit(main())
