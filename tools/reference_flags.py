"""The reference pages of the red flags: the index, and one page for each."""

import re
from collections.abc import Iterable, Iterator

from tools.plain_rules import plain_rule
from tools.reference_parts import HEAD, basis, example_rows, finding_line, label_line
from zusanli.core.findings import COMPLAINTS, EXAMINED, AskedOf, Finding, Kind, Stage
from zusanli.core.rules.tree import distinct_names
from zusanli.core.triage.flags import RedFlag, Urgency
from zusanli.documents.decision_data import REVIEW
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.entries import Entry
from zusanli.knowledge.verify import Report

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
RELEASES = {
    Urgency.EMERGENCY: "An emergency is never released.",
    Urgency.URGENT: "May be released by: {roles}.",
    Urgency.SOON: "It does not hold back needling, so nobody releases it.",
}


def index(compiled: Compiled, report: Report) -> str:
    """List the red flags by urgency, what covers each row, and the other pages."""
    lines = [
        "# Reference",
        "",
        HEAD,
        "",
        (
            "[Questions](questions.md) · [Examinations](examinations.md) · [Scores](scores.md) · "
            "[Conditions](conditions.md) · [Patterns](patterns.md) · "
            "[Countries](countries.md) · [Sources](sources.md) · [Commands](commands.md)"
        ),
        "",
        "`P` marks what is wholly or partly our own proposal; its page says in what.",
    ]
    for urgency in reversed(Urgency):
        found = [flag for flag in compiled.flags if flag.urgency is urgency]
        if found:
            lines += ["", f"## Red flags: {urgency.id} ({len(found)})", ""]
            lines += [f"- {_link(flag)}{' `P`' if flag.proposed else ''}" for flag in found]
    return "\n".join([*lines, "", *_rows(compiled, report)])


def flag_page(flag: RedFlag, compiled: Compiled) -> str:
    """Say one red flag: what is asked, what raises it, what is said, and what it rests on."""
    entry = compiled.entries.of("red_flag")[flag.id]
    phrases = tuple(_phrases(entry, compiled))
    rests = (entry, *phrases)
    roles = ", ".join(flag.release_roles).replace("_", " ")
    parts = [
        f"# {flag.title}",
        (
            f"{flag.urgency.id.capitalize()}. `{flag.id}`, covers {', '.join(flag.covers)}. "
            f"Content {REVIEW}. [All red flags](../README.md)"
        ),
        "## Raised by",
        plain_rule(flag.when, compiled.names),
        "## Worth asking about only with",
        plain_rule(flag.gate, compiled.names),
        "Once that is no, an undecided flag is closed; a flag that is true is raised all the same.",
        "## What is asked",
        "\n".join(_asked(flag, compiled)),
        "## The patient is told",
        "\n\n".join(_actions(flag)),
        "## The practitioner is told",
        f"> {flag.needling}",
        RELEASES[flag.urgency].format(roles=roles),
        "## As it is written",
        f"```sql\n{_written(entry, phrases)}\n```",
        "## Examples",
        "What an example does not name is unknown.",
        "\n".join(example_rows(entry, "state")),
        "## Rests on",
        "\n".join(dict.fromkeys(line for each in rests for line in basis(each, compiled))),
        "## Notes for reviewers" if any(each.text("note") for each in rests) else "",
        *(_note(each) for each in rests),
    ]
    return "\n\n".join(part for part in parts if part)


def _link(flag: RedFlag) -> str:
    return f"[{flag.title}](red_flags/{flag.id}.md)"


def _rows(compiled: Compiled, report: Report) -> Iterator[str]:
    titles = {flag.id: _link(flag) for flag in compiled.flags}
    yield "## Rows of the reference list"
    yield ""
    yield "What the knowledge base answers for, row by row; one row may need several flags."
    yield ""
    for row, by in report.covers.items():
        said = report.declined.get(row)
        yield f"- {row}: {f'declined. {said}' if said else '; '.join(titles[id] for id in by)}"


def _asked(flag: RedFlag, compiled: Compiled) -> Iterator[str]:
    """List the questions that the rule hangs on, those of one list under its question."""
    findings = compiled.names.findings
    names = distinct_names(flag.gate, flag.when)
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


def _actions(flag: RedFlag) -> Iterator[str]:
    yield f"> {flag.action}"
    for country, action in flag.action_for:
        yield f"In {country}:"
        yield f"> {action}"
    if "{" in flag.action:
        yield "What stands in braces is filled in for the patient's [country](../countries.md)."


def _phrases(entry: Entry, compiled: Compiled) -> Iterator[Entry]:
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


def _written(entry: Entry, phrases: Iterable[Entry]) -> str:
    """Give the rule's own text, and that of the shared phrases in it."""
    texts = [
        ("gate", entry.text("gate")),
        ("when", entry.text("when")),
        *((f"{each.id}: {each.text('means')}", each.text("when")) for each in phrases),
    ]
    return "\n\n".join(f"-- {name}\n{text.strip()}" for name, text in texts)


def _note(entry: Entry) -> str:
    note = entry.text("note")
    return f"`{entry.id}`: {note}" if note and entry.table == "definition" else note
