"""
The compiled release as one JSON document, and back.

Rules are stored as nested lists (`core.rules.stored`), everything else under the names of its own
fields. The order is that of kb/, so the same knowledge base gives the same bytes.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import TypedDict

from zusanli.core.diagnosis import Code, Diagnosis
from zusanli.core.findings import AskedOf, Choice, Finding, Kind, Stage
from zusanli.core.protocol import TrialCount
from zusanli.core.rulebook import Complaint, Country, RuleBook, Source
from zusanli.core.rules.score import Band, Item, Reading, Score
from zusanli.core.rules.stored import from_stored, to_stored
from zusanli.core.triage.examinations import ExaminationKind
from zusanli.core.triage.flags import RedFlag, Urgency


class StoredBand(TypedDict):
    """Points and the rule that earns them."""

    points: int
    when: list[object]


class StoredItem(TypedDict):
    """One item of a score."""

    id: str
    otherwise: int
    bands: list[StoredBand]


class StoredScore(TypedDict):
    """One score."""

    id: str
    items: list[StoredItem]
    readings: list[tuple[str, int]]


class StoredFinding(TypedDict):
    """One finding."""

    id: str
    kind: str
    asked_of: str
    text: str
    label: str
    screen: str
    stage: str | None
    lasting: bool
    protective: bool
    unit: str | None
    minimum: float | None
    maximum: float | None
    choices: list[tuple[str, str]]
    places: list[str]
    items: list[str]


class StoredFlag(TypedDict):
    """One red flag."""

    id: str
    title: str
    gate: list[object]
    when: list[object]
    urgency: str
    action: str
    action_for: list[tuple[str, str]]
    needling: str
    release_roles: list[str]
    sources: list[str]
    covers: list[str]
    proposed: bool


class StoredExamination(TypedDict):
    """One kind of examination; `valid_for` in hours, None for the same day."""

    id: str
    title: str
    required_if: list[object]
    required: list[str]
    also: list[str]
    valid_for_hours: float | None
    sources: list[str]
    covers: list[str]
    proposed: bool


class StoredDiagnosis(TypedDict):
    """One condition or pattern; codes as system, code, title, match, verified."""

    id: str
    name: str
    also: list[str]
    complaints: list[str]
    suggested_when: list[object] | None
    suggest_sources: list[str]
    left_because: str
    codes: list[tuple[str, str, str, str, str]]
    trials: tuple[int, int]


class Document(TypedDict):
    """A whole release. `built_from` is the fingerprint of the kb/ that it was compiled from."""

    release: str
    built_from: str
    screening_holds_hours: float
    findings: list[StoredFinding]
    scores: list[StoredScore]
    flags: list[StoredFlag]
    examinations: list[StoredExamination]
    complaints: list[tuple[str, str]]
    countries: list[tuple[str, str, str, str, str]]
    sources: list[tuple[str, str, str, str, str]]
    conditions: list[StoredDiagnosis]
    patterns: list[StoredDiagnosis]


def store_finding(finding: Finding) -> StoredFinding:
    """Write a finding."""
    return {
        "id": finding.id,
        "kind": finding.kind.value,
        "asked_of": finding.asked_of.value,
        "text": finding.text,
        "label": finding.label,
        "screen": finding.screen,
        "stage": finding.stage.value if finding.stage else None,
        "lasting": finding.lasting,
        "protective": finding.protective,
        "unit": finding.unit,
        "minimum": finding.minimum,
        "maximum": finding.maximum,
        "choices": [(choice.id, choice.label) for choice in finding.choices],
        "places": list(finding.places),
        "items": list(finding.items),
    }


def store_score(score: Score) -> StoredScore:
    """Write a score."""
    return {
        "id": score.id,
        "items": [
            {
                "id": item.id,
                "otherwise": item.otherwise,
                "bands": [
                    {"points": band.points, "when": to_stored(band.when)} for band in item.bands
                ],
            }
            for item in score.items
        ],
        "readings": [(reading.id, reading.at_least) for reading in score.readings],
    }


def store_flag(flag: RedFlag) -> StoredFlag:
    """Write a red flag."""
    return {
        "id": flag.id,
        "title": flag.title,
        "gate": to_stored(flag.gate),
        "when": to_stored(flag.when),
        "urgency": flag.urgency.id,
        "action": flag.action,
        "action_for": list(flag.action_for),
        "needling": flag.needling,
        "release_roles": list(flag.release_roles),
        "sources": list(flag.sources),
        "covers": list(flag.covers),
        "proposed": flag.proposed,
    }


def store_examination(kind: ExaminationKind) -> StoredExamination:
    """Write a kind of examination."""
    hours = None if kind.valid_for is None else kind.valid_for / timedelta(hours=1)
    return {
        "id": kind.id,
        "title": kind.title,
        "required_if": to_stored(kind.required_if),
        "required": list(kind.required),
        "also": list(kind.also),
        "valid_for_hours": hours,
        "sources": list(kind.sources),
        "covers": list(kind.covers),
        "proposed": kind.proposed,
    }


def store_diagnosis(diagnosis: Diagnosis) -> StoredDiagnosis:
    """Write a condition or pattern."""
    rule = diagnosis.suggested_when
    return {
        "id": diagnosis.id,
        "name": diagnosis.name,
        "also": list(diagnosis.also),
        "complaints": list(diagnosis.complaints),
        "suggested_when": None if rule is None else to_stored(rule),
        "suggest_sources": list(diagnosis.suggest_sources),
        "left_because": diagnosis.left_because,
        "codes": [
            (code.system, code.code, code.title, code.match, code.verified)
            for code in diagnosis.codes
        ],
        "trials": (diagnosis.trials.naming, diagnosis.trials.silent),
    }


def read_document(document: Document, *, sha256: str) -> RuleBook:
    """
    Make the rule book of a release.

    Raises:
        KeyError, TypeError, ValueError, RuleError: the document is not one that we wrote.
    """
    scores = {score["id"]: _score(score) for score in document["scores"]}
    return RuleBook(
        release=document["release"],
        sha256=sha256,
        screening_holds=timedelta(hours=document["screening_holds_hours"]),
        findings={each["id"]: _finding(each) for each in document["findings"]},
        flags=tuple(_flag(each, scores) for each in document["flags"]),
        examinations={each["id"]: _examination(each, scores) for each in document["examinations"]},
        scores=scores,
        complaints={row[0]: Complaint(*row) for row in document["complaints"]},
        countries={row[0]: Country(*row) for row in document["countries"]},
        sources={row[0]: Source(*row) for row in document["sources"]},
        conditions={each["id"]: _diagnosis(each, scores) for each in document["conditions"]},
        patterns={each["id"]: _diagnosis(each, scores) for each in document["patterns"]},
    )


def _finding(stored: StoredFinding) -> Finding:
    stage = stored["stage"]
    return Finding(
        id=stored["id"],
        kind=Kind(stored["kind"]),
        asked_of=AskedOf(stored["asked_of"]),
        text=stored["text"],
        label=stored["label"],
        screen=stored["screen"],
        stage=Stage(stage) if stage else None,
        lasting=stored["lasting"],
        protective=stored["protective"],
        unit=stored["unit"],
        minimum=stored["minimum"],
        maximum=stored["maximum"],
        choices=tuple(Choice(*choice) for choice in stored["choices"]),
        places=tuple(stored["places"]),
        items=tuple(stored["items"]),
    )


def _score(stored: StoredScore) -> Score:
    return Score(
        id=stored["id"],
        items=tuple(
            Item(
                id=item["id"],
                bands=tuple(
                    Band(band["points"], from_stored(band["when"], {})) for band in item["bands"]
                ),
                otherwise=item["otherwise"],
            )
            for item in stored["items"]
        ),
        readings=tuple(Reading(*reading) for reading in stored["readings"]),
    )


def _flag(stored: StoredFlag, scores: Mapping[str, Score]) -> RedFlag:
    return RedFlag(
        id=stored["id"],
        title=stored["title"],
        gate=from_stored(stored["gate"], scores),
        when=from_stored(stored["when"], scores),
        urgency=Urgency[stored["urgency"].upper()],
        action=stored["action"],
        action_for=tuple((country, text) for country, text in stored["action_for"]),
        needling=stored["needling"],
        release_roles=tuple(stored["release_roles"]),
        sources=tuple(stored["sources"]),
        covers=tuple(stored["covers"]),
        proposed=stored["proposed"],
    )


def _examination(stored: StoredExamination, scores: Mapping[str, Score]) -> ExaminationKind:
    hours = stored["valid_for_hours"]
    return ExaminationKind(
        id=stored["id"],
        title=stored["title"],
        required_if=from_stored(stored["required_if"], scores),
        required=tuple(stored["required"]),
        also=tuple(stored["also"]),
        valid_for=None if hours is None else timedelta(hours=hours),
        sources=tuple(stored["sources"]),
        covers=tuple(stored["covers"]),
        proposed=stored["proposed"],
    )


def _diagnosis(stored: StoredDiagnosis, scores: Mapping[str, Score]) -> Diagnosis:
    rule = stored["suggested_when"]
    return Diagnosis(
        id=stored["id"],
        name=stored["name"],
        also=tuple(stored["also"]),
        complaints=tuple(stored["complaints"]),
        suggested_when=None if rule is None else from_stored(rule, scores),
        suggest_sources=tuple(stored["suggest_sources"]),
        left_because=stored["left_because"],
        codes=tuple(Code(*code) for code in stored["codes"]),
        trials=TrialCount(*stored["trials"]),
    )
