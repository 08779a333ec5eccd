"""
The compiled release as one JSON document, and back.

The order is that of kb/, so the same knowledge base gives the same bytes.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import TypedDict, TypeVar

from zusanli.core.advice.advice import Advice, CoTreatment
from zusanli.core.claims.claim import Claim
from zusanli.core.claims.contradiction import Contradiction, Misprint
from zusanli.core.claims.phrases import Phrase
from zusanli.core.claims.question import Question
from zusanli.core.course.course import Course
from zusanli.core.diagnosis import Diagnosis
from zusanli.core.directories import Directory
from zusanli.core.evidence.effect import Effect
from zusanli.core.evidence.guideline import Guideline
from zusanli.core.evidence.work_up import WorkUp
from zusanli.core.findings import Finding
from zusanli.core.glossary import Resource, Term
from zusanli.core.issuers import Issuer, LicenceStep
from zusanli.core.outcomes.adverse_event import AdverseEvent
from zusanli.core.outcomes.measure import Measure
from zusanli.core.points.candidates import ArticlePoint
from zusanli.core.points.choosing import Choosing
from zusanli.core.points.point import Point
from zusanli.core.precautions.precaution import Precaution
from zusanli.core.protocol import Protocol
from zusanli.core.retention import Retention
from zusanli.core.rulebook import Complaint, Country, RuleBook, Source
from zusanli.core.rules.score import Score
from zusanli.core.triage.examinations import ExaminationKind
from zusanli.core.triage.flags import RedFlag
from zusanli.knowledge.codec import read, store

T = TypeVar("T")

TABLES: Mapping[str, type] = {
    "scores": Score,
    "findings": Finding,
    "flags": RedFlag,
    "examinations": ExaminationKind,
    "complaints": Complaint,
    "countries": Country,
    "sources": Source,
    "conditions": Diagnosis,
    "patterns": Diagnosis,
    "precautions": Precaution,
    "points": Point,
    "protocols": Protocol,
    "article_points": ArticlePoint,
    "choosing": Choosing,
    "course": Course,
    "measures": Measure,
    "advice": Advice,
    "co_treatments": CoTreatment,
    "claims": Claim,
    "contradictions": Contradiction,
    "misprints": Misprint,
    "questions": Question,
    "guidelines": Guideline,
    "effects": Effect,
    "work_ups": WorkUp,
    "terms": Term,
    "resources": Resource,
    "issuers": Issuer,
    "retentions": Retention,
    "licence_steps": LicenceStep,
    "directories": Directory,
    "adverse_events": AdverseEvent,
    "phrases": Phrase,
}
"""What a release holds, table by table, and what each row of it is."""


class Document(TypedDict):
    """
    A whole release.

    `built_from` is the fingerprint of the kb/ that it was compiled from; `languages` names the
    catalogue of each language by its hash.
    """

    release: str
    built_from: str
    screening_holds_hours: float
    languages: Mapping[str, str]
    tables: Mapping[str, list[object]]


def make_document(
    *,
    release: str,
    built_from: str,
    screening_holds: timedelta,
    languages: Mapping[str, str],
    tables: Mapping[str, Iterable[object]],
) -> Document:
    """Write what a release holds."""
    return {
        "release": release,
        "built_from": built_from,
        "screening_holds_hours": screening_holds / timedelta(hours=1),
        "languages": dict(languages),
        "tables": {name: [store(each) for each in tables[name]] for name in TABLES},
    }


def read_document(document: Document, *, sha256: str) -> RuleBook:
    """
    Make the rule book of a release.

    Raises:
        KeyError, TypeError, ValueError, RuleError: the document is not one that we wrote.
    """
    scores: dict[str, Score] = {}

    def rows(name: str, cls: type[T]) -> tuple[T, ...]:
        return tuple(read(cls, each, scores) for each in document["tables"][name])

    scores.update((score.id, score) for score in rows("scores", Score))
    return RuleBook(
        release=document["release"],
        sha256=sha256,
        screening_holds=timedelta(hours=document["screening_holds_hours"]),
        findings={each.id: each for each in rows("findings", Finding)},
        flags=rows("flags", RedFlag),
        examinations={each.id: each for each in rows("examinations", ExaminationKind)},
        scores=scores,
        complaints={each.id: each for each in rows("complaints", Complaint)},
        countries={each.id: each for each in rows("countries", Country)},
        sources={each.id: each for each in rows("sources", Source)},
        conditions={each.id: each for each in rows("conditions", Diagnosis)},
        patterns={each.id: each for each in rows("patterns", Diagnosis)},
        precautions=rows("precautions", Precaution),
        points={each.code: each for each in rows("points", Point)},
        protocols=rows("protocols", Protocol),
        article_points=rows("article_points", ArticlePoint),
        choosing=rows("choosing", Choosing)[0],
        course=rows("course", Course)[0],
        measures={each.id: each for each in rows("measures", Measure)},
        advice=rows("advice", Advice),
        co_treatments=rows("co_treatments", CoTreatment),
        claims=rows("claims", Claim),
        contradictions=rows("contradictions", Contradiction),
        misprints=rows("misprints", Misprint),
        questions=rows("questions", Question),
        guidelines=rows("guidelines", Guideline),
        effects=rows("effects", Effect),
        work_ups=rows("work_ups", WorkUp),
        terms=rows("terms", Term),
        resources=rows("resources", Resource),
        issuers=rows("issuers", Issuer),
        retentions={each.country: each for each in rows("retentions", Retention)},
        licence_steps=rows("licence_steps", LicenceStep),
        directories=rows("directories", Directory),
        adverse_events={each.id: each for each in rows("adverse_events", AdverseEvent)},
        phrases=rows("phrases", Phrase),
        languages=document["languages"],
    )
