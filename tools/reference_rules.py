"""The parts of a reference page that speak of a rule: what is asked, its text, its sources."""

import re
from collections.abc import Iterable, Iterator

from tools.reference_parts import basis, finding_line, label_line
from zusanli.core.findings import COMPLAINTS, EXAMINED, AskedOf, Finding, Kind, Stage
from zusanli.core.rules.tree import Rule, distinct_names
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.entries import Entry

WORD = re.compile(r"[a-z_][a-z0-9_]*")
ASKED = {
    Stage.FIRST: "asked of everybody",
    Stage.FOLLOW_UP: "asked behind its gate",
    Stage.SOON: "can wait until after booking",
    Stage.DETAIL: "asked where it is wanted",
}
OF_RECORD = {
    COMPLAINTS: "- What brings you? `complaints`, asked of everybody",
    EXAMINED: "- Which examinations are on record, and in time: `examined`",
}


def asked(rules: Iterable[Rule], compiled: Compiled) -> Iterator[str]:
    """List the questions that the rules hang on, those of one list under its question."""
    findings = compiled.names.findings
    names = distinct_names(*rules)
    wanted = [findings[name] for name in names if name in findings]
    for screen in dict.fromkeys(finding.screen for finding in wanted):
        yield from _screen(
            findings[screen], [finding for finding in wanted if finding.screen == screen]
        )
    yield from (said for name, said in OF_RECORD.items() if name in names)


def _screen(shown: Finding, items: Iterable[Finding]) -> Iterator[str]:
    if shown.asked_of is not AskedOf.PATIENT:
        yield f"- {finding_line(shown)}, found by examination"
        return
    when = ASKED[shown.stage or Stage.DETAIL]
    yield f"- {finding_line(shown)}, {when}"
    if shown.kind is Kind.ANY_OF:
        yield from (f"  - {label_line(item)}" for item in items)


def phrases(entry: Entry, compiled: Compiled) -> Iterator[Entry]:
    """Give the shared phrases that a rule names, and those that they name in turn."""
    definitions = compiled.entries.of("definition")
    seen: set[str] = set()
    to_read = [entry.text("gate"), entry.text("when")]
    while to_read:
        for word in WORD.findall(to_read.pop(0)):
            if word in definitions and word not in seen:
                seen.add(word)
                to_read.append(definitions[word].text("when"))
                yield definitions[word]


def written(entry: Entry, named: Iterable[Entry]) -> str:
    """Give the rule's own text, and that of the shared phrases in it."""
    texts = [
        ("gate", entry.text("gate", "TRUE")),
        ("when", entry.text("when")),
        *((f"{each.id}: {each.text('means')}", each.text("when")) for each in named),
    ]
    return "\n\n".join(f"-- {name}\n{text.strip()}" for name, text in texts)


def note(entry: Entry) -> str:
    """Give what an entry tells reviewers."""
    said = entry.text("note")
    return f"`{entry.id}`: {said}" if said and entry.table == "definition" else said


def rests_on(entries: Iterable[Entry], compiled: Compiled) -> Iterator[str]:
    """List what entries rest on, each source once, and what each tells reviewers."""
    listed = tuple(entries)
    yield "## Rests on"
    yield "\n".join(dict.fromkeys(line for each in listed for line in basis(each, compiled)))
    notes = [said for each in listed if (said := note(each))]
    if notes:
        yield "## Notes for reviewers"
    yield from notes
