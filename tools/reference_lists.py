"""The reference pages that are lists: questions, examinations, scores, countries, sources."""

import csv
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from tools.plain_rules import plain_rule
from tools.reference_parts import (
    HEAD,
    basis,
    example_rows,
    finding_line,
    label_line,
    row,
    source_link,
)
from zusanli.core.case.record import Case
from zusanli.core.decide import decide
from zusanli.core.findings import AskedOf, Finding, Stage
from zusanli.core.rules.partial import FALSE
from zusanli.core.rules.score import Score
from zusanli.core.rules.tree import distinct_names
from zusanli.core.triage.examinations import ExaminationKind
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.document import read_document
from zusanli.knowledge.entries import Entry, read_toml
from zusanli.knowledge.store import KB

STAGES = {
    Stage.FIRST: (
        "Asked of everybody before booking",
        "In the order for a patient of whom nothing is known yet.",
    ),
    Stage.FOLLOW_UP: (
        "Asked behind a gate, before booking",
        "Asked only while it can still matter: to a red flag, or to whether an examination is due.",
    ),
    Stage.SOON: (
        "Asked after booking",
        "These can wait: they never hold back the visit.",
    ),
    Stage.DETAIL: (
        "Asked when a practitioner wants to know",
        "Most of these are items of scores, which only a practitioner has a use for.",
    ),
}


def questions(compiled: Compiled) -> str:
    """List what patients are asked, screen by screen."""
    lines = ["# Questions to the patient", "", HEAD, "", _how_long_answers_hold()]
    for stage, (title, order) in STAGES.items():
        lines += ["", f"## {title}", "", order, ""]
        for finding in _screens(stage, compiled):
            lines += [f"- {finding_line(finding)}"]
            lines += [f"  - {label_line(compiled.names.findings[item])}" for item in finding.items]
            if stage is not Stage.FIRST:
                lines += _serves(finding, compiled)
        if stage is Stage.FIRST:
            lines += ["", *_complaints(compiled)]
    return "\n".join(lines)


def examinations(compiled: Compiled) -> str:
    """List the examinations: who needs them, what they record, how long they hold."""
    lines = [
        "# Examinations",
        "",
        (
            f"{HEAD} What an examination finds raises red flags; its good news settles a patient's "
            '"not sure" and never undoes a patient\'s yes.'
        ),
    ]
    for kind in compiled.examinations:
        lines += ["", *_examination(kind, compiled)]
    return "\n".join(lines)


def scores(compiled: Compiled) -> str:
    """List the scores: their items, readings, examples and sources."""
    lines = [
        "# Scores",
        "",
        f"{HEAD} A score with items missing is an interval, and no score clears anybody.",
    ]
    for score in compiled.names.scores.values():
        lines += ["", *_score(score, compiled)]
    return "\n".join(lines)


def countries() -> str:
    """List where help is reached by which number, and where that was read."""
    lines = [
        "# Countries",
        "",
        f"{HEAD} Elsewhere people are told to call their local emergency number.",
        "",
        row("country", "emergency", "the same day", "in pregnancy", "read where, and when", "note"),
        "|---|---|---|---|---|---|",
    ]
    with (KB / "countries.csv").open(encoding="utf-8", newline="") as file:
        lines += [
            row(
                f"{each['name']} ({each['country']})",
                each["emergency_number"],
                each["same_day_care"],
                each["maternity_care"],
                f"{each['source']} ({each['read_on']})",
                each["note"],
            )
            for each in csv.DictReader(file)
        ]
    return "\n".join(lines)


def sources(compiled: Compiled) -> str:
    """List what was read, how far, and what rests on it."""
    lines = [
        "# Sources",
        "",
        (
            f"{HEAD} `seen`: the passage was read; `partial`: part of it; `secondary`: as another "
            "work reports it; `proposed`: nothing was."
        ),
        "",
        row("source", "read", "when", "rests on it", "note"),
        "|---|---|---|---|---|",
    ]
    for entry in compiled.entries.of("source").values():
        resting = ", ".join(_resting_on(entry, compiled)) or "nothing yet"
        lines += [
            row(
                f"{source_link(entry)} `{entry.id}`",
                entry.text("read"),
                entry.text("read_on"),
                resting,
                entry.text("note"),
            )
        ]
    return "\n".join(lines)


def _how_long_answers_hold() -> str:
    screening = read_toml(KB / "release.toml")["screening"]
    assert isinstance(screening, dict)  # noqa: S101 - compiling has checked it
    return (
        f"An answer reassures for {_duration(str(screening['reassures_for']))} "
        f"({screening['basis']}, {screening['date']}), and longer only where a question below says "
        "that it does not age. It alarms for ever."
    )


def _screens(stage: Stage, compiled: Compiled) -> Iterable[Finding]:
    of_patient = [
        finding
        for finding in compiled.names.findings.values()
        if finding.stage is stage and finding.asked_of is AskedOf.PATIENT
    ]
    if stage is not Stage.FIRST:
        return of_patient
    asked = _asked_of_a_stranger(compiled)
    return sorted(of_patient, key=lambda finding: asked.get(finding.id, len(asked)))


def _asked_of_a_stranger(compiled: Compiled) -> dict[str, int]:
    """Give each question's place in the questionnaire, for a patient who has said nothing."""
    book = read_document(compiled.document, sha256="")
    nobody = Case(on=datetime(2026, 1, 1, tzinfo=UTC), complaints=None, country=None, language="en")
    left = decide(case=nobody, book=book, engine="").triage.next_questions
    return {question.finding.id: place for place, question in enumerate(left)}


def _serves(finding: Finding, compiled: Compiled) -> Iterator[str]:
    """Say which flags hang on a question; where none does, which scores."""
    names = {finding.id, *finding.items}
    flags = [
        f"[{flag.title}](red_flags/{flag.id}.md)"
        for flag in compiled.flags
        if not names.isdisjoint(distinct_names(flag.gate, flag.when))
    ]
    of_scores = [
        compiled.entries.of("score")[score.id].text("title")
        for score in compiled.names.scores.values()
        if not names.isdisjoint(score.names())
    ]
    if flags:
        yield f"  - For: {'; '.join(flags)}"
    elif of_scores:
        yield f"  - For the [score](scores.md): {'; '.join(of_scores)}"


def _complaints(compiled: Compiled) -> Iterator[str]:
    yield "What brings the patient is asked once none of these can still be an emergency:"
    yield ""
    for entry in compiled.entries.of("complaint").values():
        yield f"- {entry.text('label')} `{entry.id}`"


def _examination(kind: ExaminationKind, compiled: Compiled) -> Iterator[str]:
    entry = compiled.entries.of("examination")[kind.id]
    findings = compiled.names.findings
    yield f"## {kind.title}"
    yield ""
    holds = _duration(entry.text("valid_for"))
    yield f"`{kind.id}`, covers {', '.join(kind.covers)}. Holds for {holds}."
    yield ""
    if kind.required_if == FALSE:
        yield "Never due by itself."
    else:
        yield "Due unless this is known to be false:"
        yield ""
        yield plain_rule(kind.required_if, compiled.names)
    yield ""
    yield "Records, and does not count without:"
    yield ""
    yield from (f"- {finding_line(findings[name])}" for name in kind.required)
    if kind.also:
        yield ""
        yield "May record too:"
        yield ""
        yield from (f"- {finding_line(findings[name])}" for name in kind.also)
    yield ""
    yield "Rests on:"
    yield ""
    yield from _rests_on(entry, compiled)


def _score(score: Score, compiled: Compiled) -> Iterator[str]:
    entry = compiled.entries.of("score")[score.id]
    yield f"## {entry.text('title')}"
    yield ""
    yield f"`{score.id}`. Licence: {entry.text('licence')}."
    yield ""
    for item in score.items:
        for band in item.bands:
            yield f"- {band.points:+d} for {item.id.replace('_', ' ')}:"
            yield from (f"  {line}" for line in plain_rule(band.when, compiled.names).split("\n"))
    readings = "; ".join(f"{each.id} from {each.at_least}" for each in score.readings)
    yield ""
    yield f"Reads: {readings.replace('_', ' ')}." if readings else "Has no readings of its own."
    yield ""
    yield from example_rows(entry, "comes to")
    yield ""
    yield "Rests on:"
    yield ""
    yield from _rests_on(entry, compiled)


def _rests_on(entry: Entry, compiled: Compiled) -> Iterator[str]:
    yield from basis(entry, compiled)
    if entry.text("note"):
        yield ""
        yield f"Note for reviewers: {entry.text('note')}"


def _duration(written: str) -> str:
    if written == "same_day":
        return "the same day"
    return f"{written[:-1]} {'hours' if written.endswith('h') else 'days'}"


def _resting_on(source: Entry, compiled: Compiled) -> Iterator[str]:
    for entry in compiled.entries.all():
        if source.id not in entry.words("sources"):
            continue
        match entry.table:
            case "red_flag":
                yield f"[{entry.id}](red_flags/{entry.id}.md)"
            case "examination" | "score":
                yield f"[{entry.id}]({entry.table}s.md)"
            case _:
                yield entry.id
