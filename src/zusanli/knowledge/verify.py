"""
Whether a knowledge base may be trusted: every id resolves, every example holds, every row is met.

What is found is said in full, as a list of sentences; an empty list is the only permission to
make a release.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from zusanli.core.findings import EXAMINED, AskedOf, Finding, Kind
from zusanli.core.rules.polarity import polarities
from zusanli.core.triage.flags import RedFlag, State, Urgency
from zusanli.knowledge.advice import wrong_advice, wrong_co_treatments
from zusanli.knowledge.claims import wrong_claims
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.course_examples import wrong_course_examples
from zusanli.knowledge.courses import wrong_courses
from zusanli.knowledge.diagnoses import wrong_diagnoses
from zusanli.knowledge.document import read_document
from zusanli.knowledge.entries import Entry, read_toml
from zusanli.knowledge.examples import wrong_examples
from zusanli.knowledge.languages import untranslated
from zusanli.knowledge.phrases import wrong_words
from zusanli.knowledge.placeholders import PLACEHOLDERS, wrong_placeholders
from zusanli.knowledge.points import wrong_points
from zusanli.knowledge.precautions import wrong_precautions
from zusanli.knowledge.protocols import wrong_protocols
from zusanli.knowledge.references import wrong_references
from zusanli.knowledge.scores import wrong_scores
from zusanli.knowledge.spoken import texts

MOST_DECLINED = 12


@dataclass(frozen=True)
class Report:
    """What `zusanli verify` says."""

    counts: dict[str, int]
    covers: dict[str, list[str]]
    declined: dict[str, str]
    proposed: int
    untranslated: dict[str, int]
    problems: list[str]


def verify(compiled: Compiled, kb: Path) -> Report:
    """Check everything that compiling alone does not, and count what there is."""
    entries = compiled.entries
    release = read_toml(kb / "release.toml")
    rows, declined = _rows(release)
    covers: dict[str, list[str]] = {row: [] for row in rows}
    for entry in entries.all():
        for row in entry.words("covers"):
            if row in covers:
                covers[row].append(entry.id)
    problems = [
        *compiled.problems,
        *_findings(compiled),
        *_flags(compiled),
        *_examinations(compiled),
        *wrong_scores(entries, compiled.names),
        *wrong_diagnoses(compiled.conditions, "condition", entries, compiled.names),
        *wrong_diagnoses(compiled.patterns, "pattern", entries, compiled.names),
        *wrong_precautions(compiled.precautions, entries, compiled.names),
        *wrong_points(compiled.points, entries),
        *wrong_courses(compiled.course, entries, compiled.names),
        *wrong_course_examples(compiled.course, entries, compiled.names),
        *wrong_advice(compiled.advice, entries, compiled.names),
        *wrong_co_treatments(compiled.co_treatments, entries, compiled.names),
        *wrong_claims(compiled.claims, entries),
        *wrong_words(compiled.phrases, entries, compiled.catalogues),
        *wrong_references(entries),
        *wrong_protocols(entries),
        *_sources(compiled),
        *_coverage(covers, declined),
    ]
    counts = {table: len(found) for table, found in entries.by_table.items()}
    counts["example"] = sum(len(entry.tables("example")) for entry in entries.all())
    counts["point"] = len(compiled.points)
    counts["country"] = len(compiled.document["tables"]["countries"])
    return Report(
        counts=counts,
        covers=covers,
        declined=declined,
        proposed=sum(entry.proposed for entry in entries.all()) + _proposed_elsewhere(release, kb),
        untranslated=_untranslated(compiled),
        problems=problems,
    )


def _untranslated(compiled: Compiled) -> dict[str, int]:
    """Count the texts that each language shows in English behind a mark."""
    asked = [each.english for each in texts(read_document(compiled.document, sha256=""))]
    return {
        language: sum(1 for _ in untranslated(asked, said))
        for language, said in compiled.catalogues.items()
    }


def _rows(release: Mapping[str, object]) -> tuple[list[str], dict[str, str]]:
    rows = release.get("rows", {})
    declined = release.get("declined", [])
    return (
        [
            f"{letters}{number:02d}"
            for letters, count in (rows.items() if isinstance(rows, dict) else ())
            for number in range(1, int(str(count)) + 1)
        ],
        {
            str(each.get("row")): str(each.get("reason"))
            for each in (declined if isinstance(declined, list) else ())
            if isinstance(each, dict)
        },
    )


def _proposed_elsewhere(release: Mapping[str, object], kb: Path) -> int:
    """Count what is proposed outside the entries: in the release, and in each country's care."""
    screening = release.get("screening")
    with (kb / "countries.csv").open(encoding="utf-8", newline="") as lines:
        countries = sum("proposed" in row["source"] for row in csv.DictReader(lines))
    return countries + (isinstance(screening, dict) and screening.get("basis") == "proposed")


def _findings(compiled: Compiled) -> Iterator[str]:
    findings = compiled.names.findings
    on_lists = Counter(item for finding in findings.values() for item in finding.items)
    for name, finding in findings.items():
        place = compiled.entries.of("finding")[name].place
        if on_lists[name] > 1:
            yield f"{place}: stands on {on_lists[name]} tick lists, which must be one at most"
        wrong = (*_shape(finding, compiled), *_wrong_shown_by(finding, compiled))
        yield from (f"{place}: {each}" for each in wrong)
    taken = [*findings, *compiled.names.phrases, *compiled.names.scores, *compiled.names.sets]
    for name, count in Counter(taken).items():
        if count > 1:
            yield f"{name}: the same id names two things that rules may speak of"


def _shape(finding: Finding, compiled: Compiled) -> Iterator[str]:
    match finding.kind:
        case Kind.NUMBER if None in {finding.unit, finding.minimum, finding.maximum}:
            yield "a number needs unit, minimum and maximum"
        case Kind.CHOICE if len(finding.choices) < 2:  # noqa: PLR2004 - one choice is no choice
            yield "a choice needs at least two choices"
        case Kind.PLACES if not finding.places:
            yield "places needs places"
        case Kind.ANY_OF:
            for item in finding.items:
                listed = compiled.names.findings.get(item)
                if listed is None or listed.kind is not Kind.YES_NO:
                    yield f"{item} on the list is no yes/no finding"
        case _:
            pass
    if finding.protective and finding.kind is not Kind.YES_NO:
        yield "only a yes/no finding can be protective"
    own_screen = finding.asked_of is AskedOf.PATIENT and finding.screen == finding.id
    if own_screen and finding.stage is None:
        yield "a question to the patient that is on no list needs a stage"


def _wrong_shown_by(finding: Finding, compiled: Compiled) -> Iterator[str]:
    if finding.shown_by is not None:
        measured = compiled.names.findings.get(finding.shown_by.finding)
        if finding.kind is not Kind.YES_NO or measured is None or measured.kind is not Kind.NUMBER:
            yield "shown_by needs a yes/no finding and a number that shows it"


def _flags(compiled: Compiled) -> Iterator[str]:
    for flag in compiled.flags:
        entry = compiled.entries.of("red_flag")[flag.id]
        wrong = (
            *_one_way(flag, compiled),
            *_actions(flag),
            *_roles(flag),
            *_flag_examples(flag, entry, compiled),
        )
        yield from (f"{entry.place}: {each}" for each in wrong)


def _one_way(flag: RedFlag, compiled: Compiled) -> Iterator[str]:
    """Bad news must never lower a flag: yes counts upward, a protective yes downward."""
    if EXAMINED in flag.when.names():
        yield "examined belongs in the gate: what an old examination found must still raise"
    for rule in (flag.gate, flag.when):
        for name, upward in polarities(rule):
            finding = compiled.names.findings.get(name)
            if finding is None or finding.kind is not Kind.YES_NO:
                continue
            if upward == finding.protective:
                yield f"a yes to {name} counts the wrong way"


def _actions(flag: RedFlag) -> Iterator[str]:
    for text in (flag.action, *(text for _, text in flag.action_for)):
        if wrong_placeholders(text):
            yield f"an action holds a placeholder that is none of {', '.join(PLACEHOLDERS)}"
    if flag.urgency is Urgency.EMERGENCY and "{emergency_number}" not in flag.action:
        yield "the action of an emergency names {emergency_number}"


def _roles(flag: RedFlag) -> Iterator[str]:
    if flag.urgency is Urgency.URGENT and not flag.release_roles:
        yield "an urgent flag lists who may release it"
    if flag.urgency is not Urgency.URGENT and flag.release_roles:
        yield f"a flag that is {flag.urgency.id} is not released by anybody"


def _flag_examples(flag: RedFlag, entry: Entry, compiled: Compiled) -> Iterator[str]:
    return wrong_examples(
        entry,
        compiled.names,
        lambda known: flag.state(known).id,
        shown=[state.id for state in State],
    )


def _examinations(compiled: Compiled) -> Iterator[str]:
    for kind in compiled.examinations:
        place = compiled.entries.of("examination")[kind.id].place
        for name in kind.findings:
            if name not in compiled.names.findings:
                yield f"{place}: {name} is no finding"
        if not kind.required:
            yield f"{place}: an examination that requires no finding would be done by its title"
    recorded = {name for kind in compiled.examinations for name in kind.findings}
    for name, finding in compiled.names.findings.items():
        if finding.asked_of is AskedOf.EXAMINATION and name not in recorded:
            yield f"{compiled.entries.of('finding')[name].place}: no examination records it"


def _sources(compiled: Compiled) -> Iterator[str]:
    known = compiled.entries.of("source")
    for entry in compiled.entries.all():
        for source in (*entry.words("sources"), *entry.words("suggest_sources")):
            if source not in known:
                yield f"{entry.place}: the source {source} is not entered"
        if entry.words("sources") == ("general_knowledge",) and not entry.proposed:
            yield f'{entry.place}: without a source it must say basis = "proposed"'
        if "sources" in entry.data and not entry.words("sources"):
            yield f"{entry.place}: sources is empty"


def _coverage(covers: dict[str, list[str]], declined: dict[str, str]) -> Iterator[str]:
    for row, by in covers.items():
        if not by and row not in declined:
            yield f"{row}: no entry covers it, and it is not declined"
    if len(declined) > MOST_DECLINED:
        yield f"{len(declined)} rows are declined, which must be {MOST_DECLINED} at most"
