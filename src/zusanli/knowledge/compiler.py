"""From the entries of kb/ to a document; whatever is wrong is collected, nothing is guessed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from zusanli.core.advice.advice import Advice, CoTreatment
from zusanli.core.claims.claim import Claim
from zusanli.core.claims.phrases import Phrase
from zusanli.core.course.course import Course
from zusanli.core.diagnosis import Diagnosis
from zusanli.core.points.point import Point
from zusanli.core.precautions.precaution import Precaution
from zusanli.core.rulebook import Complaint, Country, Source
from zusanli.core.rules.tree import Rule
from zusanli.core.triage.examinations import ExaminationKind
from zusanli.core.triage.flags import RedFlag, Urgency
from zusanli.errors import KnowledgeError
from zusanli.knowledge.advice import make_advice, make_co_treatments
from zusanli.knowledge.catalogue import Catalogue, hashed
from zusanli.knowledge.claims import (
    make_claims,
    make_contradictions,
    make_misprints,
    make_questions,
)
from zusanli.knowledge.courses import make_course, make_measures
from zusanli.knowledge.diagnoses import make_diagnoses
from zusanli.knowledge.document import Document, make_document
from zusanli.knowledge.effects import make_effects
from zusanli.knowledge.entries import Entries, Entry, make_all, read_entries, read_rows, read_toml
from zusanli.knowledge.evidence import (
    make_adverse_events,
    make_directories,
    make_guidelines,
    make_issuers,
    make_licence_steps,
    make_resources,
    make_retentions,
    make_terms,
    make_work_ups,
)
from zusanli.knowledge.fingerprint import fingerprint
from zusanli.knowledge.grammar import Names
from zusanli.knowledge.languages import read_catalogues
from zusanli.knowledge.phrases import make_phrases
from zusanli.knowledge.points import make_article_points, make_choosing, make_points
from zusanli.knowledge.precautions import make_precautions
from zusanli.knowledge.protocols import make_protocols
from zusanli.knowledge.vocabulary import parse_or_note, read_vocabulary

DURATION = re.compile(r"(\d+)(h|d)")


@dataclass(frozen=True)
class Compiled:
    """What compiling made: the document, and the parts that checks and mutants look at."""

    document: Document
    catalogues: Mapping[str, Catalogue]
    entries: Entries
    names: Names
    flags: tuple[RedFlag, ...]
    examinations: tuple[ExaminationKind, ...]
    precautions: tuple[Precaution, ...]
    points: tuple[Point, ...]
    course: Course
    advice: tuple[Advice, ...]
    co_treatments: tuple[CoTreatment, ...]
    claims: tuple[Claim, ...]
    phrases: tuple[Phrase, ...]
    conditions: tuple[Diagnosis, ...]
    patterns: tuple[Diagnosis, ...]

    @property
    def problems(self) -> list[str]:
        """What is wrong; a release is made only of a knowledge base where nothing is."""
        return self.entries.problems


def compile_kb(kb: Path) -> Compiled:
    """
    Compile the knowledge base in `kb`, wrong entries left out and named.

    Raises:
        KnowledgeError: there is none, or a file cannot be read at all.
    """
    entries = read_entries(kb)
    release = read_toml(kb / "release.toml")
    names = read_vocabulary(entries)
    problems = entries.problems
    protocols = make_protocols(entries)
    flags = make_all(entries, "red_flag", lambda each: make_flag(each, names, problems))
    examinations = make_all(
        entries, "examination", lambda each: make_examination(each, names, problems)
    )
    conditions = make_diagnoses(entries, "condition", names, protocols)
    patterns = make_diagnoses(entries, "pattern", names, protocols)
    precautions = make_precautions(entries, names)
    points = make_points(kb, entries)
    course = make_course(entries, names)
    advice = make_advice(entries, names)
    co_treatments = make_co_treatments(entries, names)
    claims = make_claims(entries)
    contradictions = make_contradictions(entries)
    phrases = make_phrases(entries)
    catalogues = read_catalogues(kb, problems)
    document = make_document(
        release=str(release.get("name", "")),
        built_from=fingerprint(kb),
        screening_holds=_screening_holds(release.get("screening")),
        languages={language: hashed(said) for language, said in catalogues.items()},
        tables={
            **_plain_tables(kb, entries, names),
            "flags": flags,
            "examinations": examinations,
            "conditions": conditions,
            "patterns": patterns,
            "precautions": precautions,
            "points": points,
            "protocols": protocols,
            "course": (course,),
            "advice": advice,
            "co_treatments": co_treatments,
            "claims": claims,
            "contradictions": contradictions,
            "questions": make_questions(entries, claims, contradictions, advice),
            "phrases": phrases,
        },
    )
    return Compiled(
        document=document,
        catalogues=catalogues,
        entries=entries,
        names=names,
        flags=flags,
        examinations=examinations,
        precautions=precautions,
        points=points,
        course=course,
        advice=advice,
        co_treatments=co_treatments,
        claims=claims,
        phrases=phrases,
        conditions=conditions,
        patterns=patterns,
    )


def _plain_tables(kb: Path, entries: Entries, names: Names) -> dict[str, Iterable[object]]:
    """Give the tables of the release that nothing looks at once they are made."""
    return {
        "scores": names.scores.values(),
        "findings": names.findings.values(),
        "complaints": map(_complaint, entries.of("complaint").values()),
        "countries": _countries(kb / "countries.csv"),
        "sources": map(_source, entries.of("source").values()),
        "article_points": make_article_points(entries),
        "choosing": make_choosing(entries),
        "measures": make_measures(entries),
        "misprints": make_misprints(entries),
        "guidelines": make_guidelines(entries),
        "effects": make_effects(entries),
        "work_ups": make_work_ups(entries),
        "terms": make_terms(entries),
        "resources": make_resources(entries),
        "issuers": make_issuers(entries),
        "retentions": make_retentions(entries),
        "licence_steps": make_licence_steps(entries),
        "directories": make_directories(entries),
        "adverse_events": make_adverse_events(entries),
    }


def make_flag(entry: Entry, names: Names, problems: list[str]) -> RedFlag | None:
    """Make a red flag of its entry; None, and a problem more, where a rule is wrong."""
    gate = parse_or_note(entry.text("gate"), names, f"{entry.place}, gate", problems)
    when = parse_or_note(entry.text("when"), names, f"{entry.place}, when", problems)
    urgencies = [urgency.id for urgency in Urgency if urgency is not Urgency.ROUTINE]
    if entry.text("urgency") not in urgencies:
        problems.append(f"{entry.place}: urgency is none of {', '.join(urgencies)}")
        return None
    if gate is None or when is None:
        return None
    return RedFlag(
        id=entry.id,
        title=entry.text("title"),
        gate=gate,
        when=when,
        urgency=Urgency[entry.text("urgency").upper()],
        action=entry.text("action"),
        action_for=tuple(
            (country, str(text)) for country, text in entry.table_of("action_for").items()
        ),
        needling=entry.text("needling"),
        release_roles=entry.words("release_roles"),
        sources=entry.words("sources"),
        covers=entry.words("covers"),
        proposed=entry.proposed,
    )


def make_examination(entry: Entry, names: Names, problems: list[str]) -> ExaminationKind | None:
    """Make a kind of examination of its entry; None, and a problem more, where it is wrong."""
    required_if: Rule | None = parse_or_note(
        entry.text("required_if"), names, f"{entry.place}, required_if", problems
    )
    text = entry.text("valid_for")
    duration = DURATION.fullmatch(text)
    if duration is None and text != "same_day":
        problems.append(f"{entry.place}: valid_for {text!r} is neither same_day nor like 48h, 30d")
    if required_if is None:
        return None
    return ExaminationKind(
        id=entry.id,
        title=entry.text("title"),
        required_if=required_if,
        required=entry.words("required"),
        also=entry.words("also"),
        valid_for=_duration(duration),
        sources=entry.words("sources"),
        covers=entry.words("covers"),
        proposed=entry.proposed,
    )


def _screening_holds(screening: object) -> timedelta:
    duration = DURATION.fullmatch(
        str(screening.get("reassures_for")) if isinstance(screening, dict) else ""
    )
    holds = _duration(duration)
    if holds is None:
        raise KnowledgeError("release.toml must say how long screening reassures_for, like 48h")
    return holds


def _duration(match: re.Match[str] | None) -> timedelta | None:
    if match is None:
        return None
    count = int(match[1])
    return timedelta(hours=count) if match[2] == "h" else timedelta(days=count)


def _countries(file: Path) -> list[Country]:
    try:
        return [
            Country(
                id=row["country"],
                name=row["name"],
                emergency_number=row["emergency_number"],
                same_day_care=row["same_day_care"],
                maternity_care=row["maternity_care"],
            )
            for row in read_rows(file)
        ]
    except KeyError as error:
        raise KnowledgeError(f"{file.name} cannot be read: {error}") from error


def _complaint(entry: Entry) -> Complaint:
    return Complaint(id=entry.id, label=entry.text("label"))


def _source(entry: Entry) -> Source:
    return Source(
        id=entry.id,
        title=entry.text("title"),
        publisher=entry.text("publisher"),
        url=entry.text("url"),
        read=entry.text("read"),
    )
