"""Small rule books, in the same words as kb/, and cases to decide by them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from zusanli.core.case.reading import read_case
from zusanli.core.course.course import Course
from zusanli.core.decide import Decision, decide
from zusanli.core.diagnosis import Diagnosis
from zusanli.core.findings import AskedOf, Finding, Kind, Stage
from zusanli.core.points.choosing import Choosing
from zusanli.core.protocol import TrialCount
from zusanli.core.rulebook import Complaint, Country, RuleBook
from zusanli.core.triage.examinations import ExaminationKind
from zusanli.core.triage.flags import RedFlag, Urgency
from zusanli.knowledge.grammar import Names, parse

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def hours_before(hours: float) -> str:
    return (NOON - timedelta(hours=hours)).isoformat()


def finding(name: str, **fields: object) -> Finding:
    words = name.replace("_", " ")
    given: dict[str, object] = {
        "kind": Kind.YES_NO,
        "asked_of": AskedOf.PATIENT,
        "text": f"Is there {words}?",
        "label": words,
        "screen": name,
        "stage": Stage.FIRST,
    }
    return Finding(name, **{**given, **fields})  # type: ignore[arg-type]


def flag(name: str, *, names: Names, gate: str, when: str, urgency: Urgency) -> RedFlag:
    return RedFlag(
        id=name,
        title=name,
        gate=parse(gate, names),
        when=parse(when, names),
        urgency=urgency,
        action="Call {emergency_number} or see {same_day_care}.",
        needling="Do not needle.",
        sources=(),
        release_roles=("doctor",) if urgency is Urgency.URGENT else (),
    )


SWOLLEN_LEG = [
    finding("alarms", kind=Kind.ANY_OF, items=("cold_foot", "swollen_leg")),
    finding("cold_foot", screen="alarms", stage=None),
    finding("swollen_leg", screen="alarms", stage=None),
    finding("sore_calf"),
    finding("past_clot", stage=Stage.FOLLOW_UP, lasting=True),
    finding("looks_well", protective=True, stage=Stage.FOLLOW_UP),
    finding("numb_feet_long", stage=Stage.SOON),
    finding("age", kind=Kind.NUMBER, unit="a", minimum=0, maximum=120, lasting=True),
    finding("temperature", kind=Kind.NUMBER, unit="Cel", minimum=25, maximum=45),
    finding("pulse_absent", asked_of=AskedOf.EXAMINATION, stage=None),
]
"""Findings enough for one flag of each urgency and one examination."""


SCIATICA = Diagnosis(
    id="sciatica",
    name="Sciatica",
    also=(),
    complaints=(),
    suggested_when=None,
    suggest_sources=(),
    left_because="to keep this rule book small",
    codes=(),
    pain_regions=(),
    points=(),
    trials=TrialCount(naming=0, silent=0),
)


def book(
    *,
    findings: list[Finding] = SWOLLEN_LEG,
    flags: Mapping[str, tuple[str, str, Urgency]] | None = None,
    required_if: str = "cold_foot",
) -> RuleBook:
    names = Names(
        findings={each.id: each for each in findings},
        scores={},
        sets={"complaints": ("leg_pain", "numb_feet"), "examined": ("pulses",)},
        phrases={},
    )
    rules = FLAGS if flags is None else flags
    pulses = ExaminationKind(
        id="pulses",
        title="Foot pulses",
        required_if=parse(required_if, names),
        required=("pulse_absent",),
        also=("cold_foot",),
        valid_for=None,
        sources=(),
    )
    return RuleBook(
        release="test",
        sha256="0" * 64,
        screening_holds=timedelta(hours=48),
        findings=names.findings,
        flags=tuple(
            flag(name, names=names, gate=gate, when=when, urgency=urgency)
            for name, (gate, when, urgency) in rules.items()
        ),
        examinations={"pulses": pulses},
        scores={},
        complaints={each: Complaint(each, each) for each in ("leg_pain", "numb_feet")},
        countries={"GB": Country("GB", "Britain", "999", "a doctor or NHS 111", "a midwife")},
        sources={},
        conditions={"sciatica": SCIATICA},
        precautions=(),
        points={},
        protocols=(),
        article_points=(),
        choosing=Choosing(least_trials=5, needles_max=12, first_visit_needles_max=8),
        patterns={},
        course=Course((), (), (), (), (), (), ()),
        measures={},
        advice=(),
        co_treatments=(),
        claims=(),
        contradictions=(),
        misprints=(),
        phrases=(),
        questions=(),
        guidelines=(),
        effects=(),
        work_ups=(),
        terms=(),
        resources=(),
        issuers=(),
        retentions={},
        licence_steps=(),
        directories=(),
        adverse_events={},
    )


FLAGS = {
    "cold_leg": ("cold_foot", "cold_foot", Urgency.EMERGENCY),
    "clot": (
        "swollen_leg OR sore_calf",
        "swollen_leg OR (sore_calf AND past_clot AND NOT looks_well)",
        Urgency.URGENT,
    ),
    "nerve": ("numb_feet_long", "numb_feet_long", Urgency.SOON),
    "hot": ("temperature > 37", "temperature >= 39", Urgency.URGENT),
}
ALL_CLEAR = {"alarms": [], "sore_calf": False, "numb_feet_long": False, "temperature": 36.6}


def decided(
    answers: Mapping[str, object], *, by: RuleBook | None = None, **case: object
) -> Decision:
    """Decide a case given as CASE.json holds it."""
    by = by or book()
    data = {"complaints": ["leg_pain"], "on": NOON.isoformat(), "answers": dict(answers), **case}
    return decide(case=read_case(data, book=by, now=NOON), book=by, engine="test")
