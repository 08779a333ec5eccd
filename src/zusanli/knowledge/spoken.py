"""A rule book in another language: every text that is said to people, and nothing that decides."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, is_dataclass, replace
from typing import TypeVar

from zusanli.core.advice.advice import Advice, CoTreatment
from zusanli.core.claims.claim import Claim, Result
from zusanli.core.claims.contradiction import Contradiction, Misprint
from zusanli.core.claims.question import Question
from zusanli.core.course.course import Monitored, StopRule
from zusanli.core.diagnosis import Diagnosis
from zusanli.core.directories import Directory
from zusanli.core.evidence.effect import Effect
from zusanli.core.evidence.guideline import Guideline
from zusanli.core.evidence.work_up import WorkUp
from zusanli.core.findings import Choice, Finding
from zusanli.core.glossary import Resource, Term
from zusanli.core.outcomes.adverse_event import AdverseEvent
from zusanli.core.outcomes.measure import Measure
from zusanli.core.precautions.precaution import Precaution
from zusanli.core.rulebook import Complaint, Country, RuleBook
from zusanli.core.triage.examinations import ExaminationKind
from zusanli.core.triage.flags import RedFlag
from zusanli.core.words import Words

T = TypeVar("T")

SPOKEN: Mapping[type, tuple[str, ...]] = {
    Complaint: ("label",),
    Finding: ("text", "label", "choices"),
    Choice: ("label",),
    RedFlag: ("title", "action", "action_for"),
    ExaminationKind: ("title",),
    Diagnosis: ("name",),
    Precaution: ("title", "tells", "patient"),
    Advice: ("text", "suppressed_because", "instead", "seek_help"),
    CoTreatment: ("name", "what", "caution", "ask"),
    Measure: ("name", "asked"),
    Country: ("name", "same_day_care", "maternity_care"),
    Claim: ("because", "instead", "results"),
    Result: ("says",),
    Contradiction: ("because",),
    Misprint: ("because",),
    Question: ("plainly", "answer", "claims", "contradictions", "advice"),
    Guideline: ("body", "says"),
    Effect: ("outcome", "unit"),
    WorkUp: ("title", "tests", "says"),
    Term: ("name", "sound", "says"),
    Resource: ("says",),
    Directory: ("scope",),
    StopRule: ("says",),
    Monitored: ("says",),
    AdverseEvent: ("name", "what_to_do", "escalate_when"),
}
"""
Which fields of which values are said to people.

What to do when somebody faints, and what a precaution asks, speak to the practitioner alone: they
too are read in the language of the page.
"""

PAIRS = frozenset(("action_for",))
"""Fields of pairs: a country, which is no word, and the text for it."""

ROOMS = (
    "complaints",
    "findings",
    "flags",
    "examinations",
    "conditions",
    "patterns",
    "precautions",
    "advice",
    "co_treatments",
    "measures",
    "countries",
    "claims",
    "contradictions",
    "misprints",
    "questions",
    "guidelines",
    "effects",
    "work_ups",
    "terms",
    "resources",
    "directories",
    "adverse_events",
)
"""The parts of a rule book that hold such values, in the order of the questionnaire."""


@dataclass(frozen=True)
class Text:
    """One text to be translated: in which part of the rule book, of which entry."""

    room: str
    entry: str
    english: str


def in_language(book: RuleBook, say: Words) -> RuleBook:
    """Give the same rule book with its texts in another language. No rule of it is touched."""
    said = {name: _room(getattr(book, name), say) for name in ROOMS}
    rules = tuple(_spoken(each, say) for each in book.course.stop_rules)
    monitored = tuple(_spoken(each, say) for each in book.course.monitored)
    course = replace(book.course, stop_rules=rules, monitored=monitored)
    return replace(book, say=say, course=course, **said)  # type: ignore[arg-type] # types stay


def texts(book: RuleBook) -> Iterator[Text]:
    """Give every text that is said to people, each once, where it first stands."""
    seen: set[str] = set()
    rooms = {room: getattr(book, room) for room in ROOMS}
    rooms["course"] = (*book.course.stop_rules, *book.course.monitored)
    for room, rows in rooms.items():
        for row in rows.values() if isinstance(rows, Mapping) else rows:
            asked = _Asked()
            _spoken(row, asked)
            for english in asked.texts:
                if english not in seen:
                    seen.add(english)
                    yield Text(room, row.id, english)


@dataclass(frozen=True)
class _Asked(Words):
    """A language that translates nothing and remembers what it was asked for."""

    language: str = "en"
    said: Mapping[str, str] = field(default_factory=dict)
    texts: dict[str, None] = field(default_factory=dict)

    def __call__(self, english: str, /, **values: object) -> str:
        if english:
            self.texts[english] = None
        return super().__call__(english, **values)


def _room(rows: object, say: Words) -> object:
    if isinstance(rows, Mapping):
        return {name: _spoken(row, say) for name, row in rows.items()}
    return tuple(_spoken(row, say) for row in rows) if isinstance(rows, tuple) else rows


def _spoken(value: T, say: Words) -> T:
    """Give a value of the rule book with its spoken fields in the language of `say`."""
    if not is_dataclass(value):
        return value
    fields = {
        name: _pairs(getattr(value, name), say)
        if name in PAIRS
        else _field(getattr(value, name), say)
        for name in SPOKEN[type(value)]
    }
    return replace(value, **fields)  # type: ignore[type-var] # it is a dataclass, see above


def _pairs(value: tuple[tuple[str, str], ...], say: Words) -> tuple[tuple[str, str], ...]:
    return tuple((country, say(text)) for country, text in value)


def _field(value: object, say: Words) -> object:
    """Translate a field: a text, or a tuple of texts or of values that hold some."""
    match value:
        case str():
            return say(value)
        case tuple():
            return tuple(_field(each, say) for each in value)
        case _:
            return _spoken(value, say)
