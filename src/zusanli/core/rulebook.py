"""The rule book: everything a decision needs of a knowledge release, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

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
from zusanli.core.points.names import Names
from zusanli.core.points.point import Point
from zusanli.core.precautions.precaution import Precaution
from zusanli.core.protocol import Protocol
from zusanli.core.retention import Retention
from zusanli.core.rules.score import Score
from zusanli.core.triage.examinations import ExaminationKind
from zusanli.core.triage.flags import RedFlag
from zusanli.core.words import IN_ENGLISH, Words


@dataclass(frozen=True, slots=True)
class Country:
    """Where a patient is, and how help is reached there."""

    id: str
    name: str
    emergency_number: str
    same_day_care: str
    maternity_care: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a patient comes for, in the patient's words."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read."""

    id: str
    title: str
    publisher: str
    url: str
    read: str


@dataclass(frozen=True)
class RuleBook:
    """
    One knowledge release. `release` is its name and `sha256` that of its bytes.

    `screening_holds` is how long a screening answer reassures. `languages` names the catalogue of
    each language beside English by its hash; `say` is the language that its texts are in.
    """

    release: str
    sha256: str
    screening_holds: timedelta
    findings: Mapping[str, Finding]
    flags: tuple[RedFlag, ...]
    examinations: Mapping[str, ExaminationKind]
    scores: Mapping[str, Score]
    complaints: Mapping[str, Complaint]
    countries: Mapping[str, Country]
    sources: Mapping[str, Source]
    conditions: Mapping[str, Diagnosis]
    patterns: Mapping[str, Diagnosis]
    precautions: tuple[Precaution, ...]
    points: Mapping[str, Point]
    protocols: tuple[Protocol, ...]
    article_points: tuple[ArticlePoint, ...]
    choosing: Choosing
    course: Course
    measures: Mapping[str, Measure]
    advice: tuple[Advice, ...]
    co_treatments: tuple[CoTreatment, ...]
    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...]
    misprints: tuple[Misprint, ...]
    questions: tuple[Question, ...]
    guidelines: tuple[Guideline, ...]
    effects: tuple[Effect, ...]
    work_ups: tuple[WorkUp, ...]
    terms: tuple[Term, ...]
    resources: tuple[Resource, ...]
    issuers: tuple[Issuer, ...]
    retentions: Mapping[str, Retention]
    licence_steps: tuple[LicenceStep, ...]
    directories: tuple[Directory, ...]
    adverse_events: Mapping[str, AdverseEvent]
    phrases: tuple[Phrase, ...]
    languages: Mapping[str, str] = field(default_factory=dict)
    say: Words = IN_ENGLISH

    @cached_property
    def point_names(self) -> Names:
        """Every name of every point."""
        return Names.of(self.points.values())

    @cached_property
    def position(self) -> Mapping[str, int]:
        """Where each finding stands in kb/, which is the order of equally urgent questions."""
        return {name: index for index, name in enumerate(self.findings)}

    @cached_property
    def names_of_scores(self) -> Mapping[str, frozenset[str]]:
        """The findings that each score sums."""
        return {name: frozenset(score.names()) for name, score in self.scores.items()}

    @cached_property
    def shown_by_measuring(self) -> tuple[Finding, ...]:
        """The findings that a measurement can show."""
        return tuple(each for each in self.findings.values() if each.shown_by is not None)

    @cached_property
    def lists_of(self) -> Mapping[str, str]:
        """The tick list that each finding stands on."""
        return {item: finding.id for finding in self.findings.values() for item in finding.items}
