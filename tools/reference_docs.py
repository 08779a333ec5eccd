"""
Write docs/reference from the knowledge base and the command line.

    python -m tools.reference_docs [--check]

With --check nothing is written; a page that is stale, missing or left over is named, and the exit
code is 1.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from tools.plain_rules import plain_rule
from zusanli.cli.main import DONE, FAILED, help_texts
from zusanli.core.findings import AskedOf, Finding, Stage
from zusanli.core.triage.flags import RedFlag, Urgency
from zusanli.documents.decision_data import REVIEW
from zusanli.knowledge.compiler import Compiled, compile_kb
from zusanli.knowledge.entries import Entry
from zusanli.knowledge.store import KB

PAGES = Path(__file__).parent.parent / "docs" / "reference"
MADE = "Made from the knowledge base by `make docs`; edit kb/ and not this page."
STAGES = {
    Stage.FIRST: "Asked of everybody before booking",
    Stage.FOLLOW_UP: "Asked behind a gate, before booking",
    Stage.SOON: "Asked after booking; never holds back the visit",
    Stage.DETAIL: "Asked when a practitioner wants to know",
}


def pages(compiled: Compiled) -> dict[str, str]:
    """Give every page by its path under docs/reference."""
    made = {
        "README.md": index(compiled),
        "questions.md": questions(compiled),
        "examinations.md": examinations(compiled),
        "scores.md": scores(compiled),
        "countries.md": countries(compiled),
        "sources.md": sources(compiled),
        "commands.md": commands(),
    }
    for flag in compiled.flags:
        made[f"red_flags/{flag.id}.md"] = flag_page(flag, compiled)
    return {name: text.rstrip() + "\n" for name, text in made.items()}


def index(compiled: Compiled) -> str:
    """List the red flags by urgency, and the other pages."""
    lines = [
        "# Reference",
        "",
        f"{MADE} Content {REVIEW}.",
        "",
        (
            "[Questions](questions.md) · [Examinations](examinations.md) · [Scores](scores.md) · "
            "[Countries](countries.md) · [Sources](sources.md) · [Commands](commands.md)"
        ),
    ]
    for urgency in reversed(Urgency):
        found = [flag for flag in compiled.flags if flag.urgency is urgency]
        if found:
            lines += ["", f"## Red flags: {urgency.id} ({len(found)})", ""]
            lines += [f"- [{flag.title}](red_flags/{flag.id}.md)" for flag in found]
    return "\n".join(lines)


def flag_page(flag: RedFlag, compiled: Compiled) -> str:
    """Say one red flag: what raises it, what is said, and what it rests on."""
    entry = compiled.entries.of("red_flag")[flag.id]
    released = ", ".join(flag.release_roles).replace("_", " ") or "nobody"
    parts = [
        f"# {flag.title}",
        (
            f"{flag.urgency.id.capitalize()}. `{flag.id}`, covers {', '.join(flag.covers)}. "
            f"Content {REVIEW}."
        ),
        "## Raised by",
        plain_rule(flag.when, compiled.names),
        "## Worth asking about only with",
        plain_rule(flag.gate, compiled.names),
        "Once that is no, an undecided flag is closed; a flag that is true is raised all the same.",
        "## The patient is told",
        f"> {flag.action}",
        "## The practitioner is told",
        f"> {flag.needling}",
        f"May be released by: {released}.",
        "## As it is written",
        f"```sql\ngate: {entry.text('gate')}\nwhen: {entry.text('when')}\n```",
        "## Examples",
        "\n".join(_example_rows(entry)),
        "## Rests on",
        "\n".join(_sources_of(entry, compiled)),
        entry.text("note"),
    ]
    return "\n\n".join(part for part in parts if part)


def questions(compiled: Compiled) -> str:
    """List what patients are asked, screen by screen."""
    findings = compiled.names.findings
    lines = ["# Questions to the patient", "", f"{MADE} Content {REVIEW}."]
    for stage, title in STAGES.items():
        lines += ["", f"## {title}", ""]
        for finding in findings.values():
            if finding.stage is stage and finding.asked_of is AskedOf.PATIENT:
                lines += [f"- {finding.text} `{finding.id}`"]
                lines += [f"  - {_item(findings[item])}" for item in finding.items]
                lines += [f"  - {choice.label}" for choice in finding.choices]
    return "\n".join(lines)


def examinations(compiled: Compiled) -> str:
    """List the examinations: who needs them, what they record, how long they hold."""
    lines = ["# Examinations", "", f"{MADE} Content {REVIEW}."]
    for kind in compiled.examinations:
        entry = compiled.entries.of("examination")[kind.id]
        lines += [
            "",
            f"## {kind.title}",
            "",
            f"`{kind.id}`, covers {', '.join(kind.covers)}. Holds for: {entry.text('valid_for')}.",
            "",
            "Due unless this is known to be false:",
            "",
            plain_rule(kind.required_if, compiled.names),
            "",
            "Records at least:",
            "",
            *(f"- {compiled.names.findings[name].text} `{name}`" for name in kind.required),
            "",
            *_sources_of(entry, compiled),
            "",
            entry.text("note"),
        ]
    return "\n".join(lines)


def scores(compiled: Compiled) -> str:
    """List the scores: their items, readings and sources."""
    lines = [
        "# Scores",
        "",
        f"{MADE} Content {REVIEW}. A score with items missing is an interval, and no score clears.",
    ]
    for score in compiled.names.scores.values():
        entry = compiled.entries.of("score")[score.id]
        lines += ["", f"## {entry.text('title')}", "", f"`{score.id}`", ""]
        for item in score.items:
            for band in item.bands:
                lines += [f"- {band.points:+d} for {item.id.replace('_', ' ')}:"]
                lines += [f"  {line}" for line in plain_rule(band.when, compiled.names).split("\n")]
        readings = "; ".join(f"{each.id} from {each.at_least}" for each in score.readings)
        lines += ["", f"Reads: {readings.replace('_', ' ')}." if readings else ""]
        lines += [*_sources_of(entry, compiled), "", entry.text("note")]
    return "\n".join(lines)


def countries(compiled: Compiled) -> str:
    """List where help is reached by which number."""
    lines = [
        "# Countries",
        "",
        f"{MADE} Elsewhere people are told to call their local emergency number.",
        "",
        "| country | emergency | the same day |",
        "|---|---|---|",
    ]
    lines += [
        f"| {name} ({code}) | {number} | {care} |"
        for code, name, number, care, _ in compiled.document["countries"]
    ]
    return "\n".join(lines)


def sources(compiled: Compiled) -> str:
    """List what was read, and how far."""
    lines = [
        "# Sources",
        "",
        (
            f"{MADE} `seen`: the passage was read; `partial`: part of it; `secondary`: as another "
            "work reports it; `proposed`: nothing was."
        ),
        "",
        "| source | read | when |",
        "|---|---|---|",
    ]
    for entry in compiled.entries.of("source").values():
        lines += [f"| {_source(entry)} | {entry.text('read')} | {entry.text('read_on')} |"]
    return "\n".join(lines)


def commands() -> str:
    """Give the help of every command as it prints it."""
    lines = [
        "# Commands",
        "",
        (
            "Made by `make docs` from the command itself. "
            "Exit codes: 0 done, 2 bad usage or input, 1 anything else."
        ),
    ]
    os.environ["COLUMNS"] = "80"  # what argparse wraps to
    for name, text in help_texts().items():
        lines += ["", f"## zusanli {name}", "", "```text", text.rstrip(), "```"]
    return "\n".join(lines)


def _item(finding: Finding) -> str:
    return f"{finding.label} `{finding.id}`"


def _example_rows(entry: Entry) -> Iterator[str]:
    yield "| example | known | state |"
    yield "|---|---|---|"
    for example in entry.tables("example"):
        given = example.get("given")
        known = "; ".join(
            f"{name} {_value(value)}"
            for name, value in (given.items() if isinstance(given, dict) else ())
        )
        yield f"| {example.get('name', '')} | {known or 'nothing'} | {example.get('expect')} |"


def _value(value: object) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case list():
            return ", ".join(map(str, value)) or "none"
        case _:
            return str(value)


def _sources_of(entry: Entry, compiled: Compiled) -> Iterator[str]:
    for source in entry.words("sources"):
        yield f"- {_source(compiled.entries.of('source')[source])}"
    if entry.proposed:
        yield "- Proposed: the rule, its level or a number in it is ours, as the note says."


def _source(entry: Entry) -> str:
    title = f"{entry.text('publisher')}: {entry.text('title')}"
    url = entry.text("url")
    return f"[{title}]({url})" if url.startswith("http") else f"{title} {url}".strip()


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are not as they should be."""
    options = argparse.ArgumentParser(prog="reference_docs")
    options.add_argument("--check", action="store_true")
    check = options.parse_args(arguments).check
    wanted = pages(compile_kb(KB))
    there = {
        str(file.relative_to(PAGES)): file.read_text(encoding="utf-8")
        for file in PAGES.rglob("*.md")
    }
    stale = sorted(name for name in {*wanted, *there} if wanted.get(name) != there.get(name))
    if check:
        for name in stale:
            print(f"docs/reference/{name} is not what kb/ says; run: make docs")
        return FAILED if stale else DONE
    for name in stale:
        file = PAGES / name
        if name in wanted:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(wanted[name], encoding="utf-8")
        else:
            file.unlink()
    print(f"{len(wanted)} pages, {len(stale)} of them new, changed or gone")
    return DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
