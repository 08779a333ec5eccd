"""
From plain values, as CASE.json holds them, to a case.

Everything is checked against the rule book before anything is decided, and the first thing that is
wrong is named with its place and what was probably meant.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TypedDict

from zusanli.core.case.people import is_lay
from zusanli.core.case.plain import (
    a_list,
    a_number,
    a_time,
    a_whole_object,
    an_object,
    each_of,
    kind_of,
    one_of,
    words,
)
from zusanli.core.case.record import (
    Answer,
    Case,
    Examination,
    Lift,
    Override,
    Release,
    ReviewAsked,
)
from zusanli.core.case.values import read_value
from zusanli.core.findings import Kind, sided
from zusanli.core.outcomes.measure import Measure, within
from zusanli.core.points.ashi import ASHI, is_sore_spot
from zusanli.core.points.candidates import PAIN_PLACES
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.core.triage.releases import Result
from zusanli.core.words import ENGLISH, LANGUAGES
from zusanli.errors import InputError

FIELDS = (
    "complaints",
    "on",
    "country",
    "language",
    "answers",
    "examinations",
    "releases",
    "overrides",
    "chosen",
    "review",
)


def read_case(data: object, *, book: RuleBook, now: datetime) -> Case:
    """
    Read a case; `now` stands in where it does not say when it is to be decided.

    Raises:
        InputError: a field, finding, value or time is not one that the rule book knows.
    """
    case = an_object(data, "the case", FIELDS)
    on = a_time(case["on"], "on") if "on" in case else now
    reader = _Reader(book, on)
    overrides = _by_what_they_change(case.get("overrides", []))
    return Case(
        on=on,
        complaints=reader.complaints(case["complaints"]) if "complaints" in case else None,
        country=reader.country(case.get("country")),
        language=one_of(case.get("language", ENGLISH), "language", LANGUAGES),
        answers=tuple(reader.answers(case.get("answers", {}))),
        examinations=tuple(reader.examinations(case.get("examinations", []))),
        releases=tuple(reader.releases(case.get("releases", []))),
        overrides=tuple(reader.corrections(overrides["finding"])),
        lifts=(
            *reader.lifts_of_precautions(overrides["precaution"]),
            *reader.lifts_of_points(overrides["point"]),
        ),
        review=reader.review(case["review"]) if "review" in case else None,
        **_chosen(case.get("chosen", {}), book),
    )


class _Signed(TypedDict):
    """Who changed something, when and why."""

    by: str
    at: datetime
    reason: str


class _Reader:
    def __init__(self, book: RuleBook, on: datetime) -> None:
        self.book = book
        self.on = on

    def complaints(self, data: object) -> frozenset[str]:
        return frozenset(
            one_of(complaint, f"complaints[{index}]", self.book.complaints)
            for index, complaint in enumerate(a_list(data, "complaints"))
        )

    def country(self, data: object) -> str | None:
        return None if data is None else one_of(data, "country", self.book.countries)

    def answers(self, data: object) -> Iterator[Answer]:
        for name, given in an_object(data, "answers", self.book.findings).items():
            field = f"answers.{name}"
            value, by, at, timed = given, "patient", self.on, False
            if isinstance(given, dict):
                parts = an_object(given, field, ("value", "by", "at"))
                if "value" not in parts:
                    raise InputError(field, "has no value; write null for not known")
                value = parts["value"]
                by = words(parts.get("by", "patient"), f"{field}.by")
                timed = "at" in parts
                at = self.past(parts["at"], f"{field}.at") if timed else self.on
            yield Answer(name, self.value(name, value, field), by, at, timed)

    def examinations(self, data: object) -> Iterator[Examination]:
        for field, given in each_of(data, "examinations"):
            parts = a_whole_object(given, field, ("id", "by", "at", "findings"))
            kind = self.book.examinations[
                one_of(parts["id"], f"{field}.id", self.book.examinations)
            ]
            by = _professional(parts["by"], f"{field}.by")
            found = an_object(parts["findings"], f"{field}.findings", kind.findings)
            findings = tuple(self.findings(found, f"{field}.findings"))
            yield Examination(kind.id, by, self.past(parts["at"], f"{field}.at"), findings)

    def releases(self, data: object) -> Iterator[Release]:
        flags = {flag.id: flag for flag in self.book.flags}
        fields = ("flag", "assessed_by", "role", "at", "result", "findings")
        for field, given in each_of(data, "releases"):
            parts = a_whole_object(given, field, fields)
            judged = an_object(parts["findings"], f"{field}.findings", self.book.findings)
            yield Release(
                flag=one_of(parts["flag"], f"{field}.flag", flags),
                assessed_by=_professional(parts["assessed_by"], f"{field}.assessed_by"),
                role=words(parts["role"], f"{field}.role"),
                at=self.past(parts["at"], f"{field}.at"),
                result=one_of(parts["result"], f"{field}.result", tuple(Result)),
                findings=tuple(self.findings(judged, f"{field}.findings")),
            )

    def corrections(self, data: Mapping[str, object]) -> Iterator[Override]:
        for field, given in data.items():
            parts = a_whole_object(given, field, ("finding", "value", "by", "at", "reason"))
            name = one_of(parts["finding"], f"{field}.finding", self.book.findings)
            if self.book.findings[name].kind is Kind.ANY_OF:
                raise InputError(f"{field}.finding", f"{name} is a list; correct its items singly")
            yield Override(
                finding=name,
                value=self.value(name, parts["value"], f"{field}.value"),
                **self.signed(parts, field),
            )

    def lifts_of_precautions(self, data: Mapping[str, object]) -> Iterator[Lift]:
        known = {each.id: each for each in self.book.precautions}
        for field, given in data.items():
            parts = a_whole_object(given, field, ("precaution", "by", "at", "reason"))
            yield Lift(
                precaution=one_of(parts["precaution"], f"{field}.precaution", known),
                point=None,
                place=None,
                **self.signed(parts, field),
            )

    def lifts_of_points(self, data: Mapping[str, object]) -> Iterator[Lift]:
        for field, given in data.items():
            parts = an_object(given, field, ("point", "place", "by", "at", "reason"))
            point = self.point(parts["point"], f"{field}.point")
            wanted = ("point", "by", "at", "reason")
            # A sore spot has no place of its own: one of them is meant, and not whichever there is.
            a_whole_object(given, field, (*wanted, "place") if point == ASHI else wanted)
            yield Lift(
                precaution=None,
                point=point,
                place=self.place(parts["place"], f"{field}.place") if point == ASHI else None,
                **self.signed(parts, field),
            )

    def signed(self, parts: Mapping[str, object], field: str) -> _Signed:
        return {
            "by": _professional(parts["by"], f"{field}.by"),
            "at": self.past(parts["at"], f"{field}.at"),
            "reason": words(parts["reason"], f"{field}.reason"),
        }

    def point(self, data: object, field: str) -> str:
        named = words(data, field)
        return ASHI if is_sore_spot(named) else self.book.point_names.resolve(named, field=field)

    def place(self, data: object, field: str) -> str:
        return one_of(data, field, sided(self.book.findings[PAIN_PLACES].places))

    def review(self, data: object) -> ReviewAsked:
        parts = a_whole_object(data, "review", ("visit", "target", "start", "now"))
        visit = parts["visit"]
        if not isinstance(visit, int) or isinstance(visit, bool) or visit < 1:
            raise InputError("review.visit", f"is {kind_of(visit)} where a count from 1 belongs")
        start = dict(self.measured(parts["start"], "review.start"))
        now = dict(self.measured(parts["now"], "review.now"))
        for name in start.keys() & now.keys():
            if len(start[name]) != len(now[name]):
                raise InputError(
                    f"review.now.{name}",
                    f"holds {len(now[name])} answers, and review.start.{name} {len(start[name])}; "
                    "keep their order, and write null for one that was not answered",
                )
        return ReviewAsked(
            visit=visit,
            target=one_of(parts["target"], "review.target", self.book.measures),
            start=tuple(start.items()),
            now=tuple(now.items()),
        )

    def measured(self, data: object, field: str) -> Iterator[tuple[str, tuple[float | None, ...]]]:
        for name, given in an_object(data, field, self.book.measures).items():
            measure, place = self.book.measures[name], f"{field}.{name}"
            listed = a_list(given, place) if measure.is_list else [given]
            yield name, tuple(self.answer(measure, each, place) for each in listed)

    def answer(self, measure: Measure, given: object, field: str) -> float | None:
        if given is None:
            return None
        number = a_number(given, field)
        if not within(measure, number):
            raise InputError(field, f"{given!r:.40} is no answer to it")
        return number

    def findings(
        self, given: Mapping[str, object], field: str
    ) -> Iterator[tuple[str, Value | None]]:
        for name, value in given.items():
            yield name, self.value(name, value, f"{field}.{name}")

    def value(self, name: str, given: object, field: str) -> Value | None:
        return read_value(self.book.findings[name], given, field)

    def past(self, data: object, field: str) -> datetime:
        at = a_time(data, field)
        if at > self.on:
            raise InputError(field, f"{at.isoformat()} lies after on, {self.on.isoformat()}")
        return at


def _by_what_they_change(data: object) -> dict[str, dict[str, object]]:
    """Part the overrides: one corrects a finding, or lifts the hold of a precaution or a point."""
    parted: dict[str, dict[str, object]] = {"finding": {}, "precaution": {}, "point": {}}
    for place, given in each_of(data, "overrides"):
        changed = [each for each in parted if isinstance(given, dict) and each in given]
        if len(changed) != 1:
            raise InputError(
                place,
                f"names one of {', '.join(parted)}; this {kind_of(given)} "
                f"names {' and '.join(changed) or 'none'}",
            )
        parted[changed[0]][place] = given
    return parted


def _chosen(data: object, book: RuleBook) -> dict[str, tuple[str, ...]]:
    chosen = an_object(data, "chosen", ("conditions", "patterns"))
    return {
        f"chosen_{name}": tuple(
            one_of(each, f"chosen.{name}[{index}]", known)
            for index, each in enumerate(a_list(chosen.get(name, []), f"chosen.{name}"))
        )
        for name, known in (("conditions", book.conditions), ("patterns", book.patterns))
    }


def _professional(data: object, field: str) -> str:
    name = words(data, field)
    if is_lay(name):
        raise InputError(field, f"{name!r:.40} is no practitioner; name the one who did it")
    return name
