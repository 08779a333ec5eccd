"""
From plain values, as CASE.json holds them, to a case.

Everything is checked against the rule book before anything is decided, and the first thing that is
wrong is named with its place and what was probably meant.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime

from zusanli.core.case.record import (
    LAY,
    Answer,
    Case,
    Examination,
    Lift,
    Override,
    Release,
    ReviewAsked,
)
from zusanli.core.case.values import read_value
from zusanli.core.findings import Kind
from zusanli.core.outcomes.measure import within
from zusanli.core.points.ashi import ASHI, CALLED
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.core.triage.releases import Result
from zusanli.errors import InputError, close_matches

LANGUAGES = ("en",)
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
    case = _object(data, "the case", FIELDS)
    on = _time(case["on"], "on") if "on" in case else now
    reader = _Reader(book, on)
    corrections, lifts = _two_kinds(case.get("overrides", []))
    return Case(
        on=on,
        complaints=reader.complaints(case["complaints"]) if "complaints" in case else None,
        country=reader.country(case.get("country")),
        language=_one_of(case.get("language", "en"), "language", LANGUAGES),
        answers=tuple(reader.answers(case.get("answers", {}))),
        examinations=tuple(reader.examinations(case.get("examinations", []))),
        releases=tuple(reader.releases(case.get("releases", []))),
        overrides=tuple(reader.overrides(corrections)),
        lifts=tuple(reader.lifts(lifts)),
        review=reader.review(case["review"]) if "review" in case else None,
        **_chosen(case.get("chosen", {}), book),
    )


class _Reader:
    def __init__(self, book: RuleBook, on: datetime) -> None:
        self.book = book
        self.on = on

    def complaints(self, data: object) -> frozenset[str]:
        return frozenset(
            _one_of(complaint, f"complaints[{index}]", self.book.complaints)
            for index, complaint in enumerate(_list(data, "complaints"))
        )

    def country(self, data: object) -> str | None:
        return None if data is None else _one_of(data, "country", self.book.countries)

    def answers(self, data: object) -> Iterator[Answer]:
        for name, given in _object(data, "answers", self.book.findings).items():
            field = f"answers.{name}"
            value, by, at = given, "patient", self.on
            if isinstance(given, dict):
                parts = _object(given, field, ("value", "by", "at"))
                if "value" not in parts:
                    raise InputError(field, "has no value; write null for not known")
                value = parts["value"]
                by = _text(parts.get("by", "patient"), f"{field}.by")
                at = self.past(parts["at"], f"{field}.at") if "at" in parts else self.on
            yield Answer(name, self.value(name, value, field), by, at)

    def examinations(self, data: object) -> Iterator[Examination]:
        for field, parts in _objects(data, "examinations", ("id", "by", "at", "findings")):
            kind = self.book.examinations[
                _one_of(parts["id"], f"{field}.id", self.book.examinations)
            ]
            by = _professional(parts["by"], f"{field}.by")
            given = _object(parts["findings"], f"{field}.findings", kind.findings)
            findings = tuple(self.findings(given, f"{field}.findings"))
            yield Examination(kind.id, by, self.past(parts["at"], f"{field}.at"), findings)

    def releases(self, data: object) -> Iterator[Release]:
        flags = {flag.id: flag for flag in self.book.flags}
        fields = ("flag", "assessed_by", "role", "at", "result", "findings")
        for field, parts in _objects(data, "releases", fields):
            given = _object(parts["findings"], f"{field}.findings", self.book.findings)
            yield Release(
                flag=_one_of(parts["flag"], f"{field}.flag", flags),
                assessed_by=_professional(parts["assessed_by"], f"{field}.assessed_by"),
                role=_text(parts["role"], f"{field}.role"),
                at=self.past(parts["at"], f"{field}.at"),
                result=_one_of(parts["result"], f"{field}.result", tuple(Result)),
                findings=tuple(self.findings(given, f"{field}.findings")),
            )

    def overrides(self, data: dict[str, object]) -> Iterator[Override]:
        fields = ("finding", "value", "by", "at", "reason")
        for field, parts in _complete(data, fields):
            name = _one_of(parts["finding"], f"{field}.finding", self.book.findings)
            if self.book.findings[name].kind is Kind.ANY_OF:
                raise InputError(f"{field}.finding", f"{name} is a list; correct its items singly")
            yield Override(
                finding=name,
                value=self.value(name, parts["value"], f"{field}.value"),
                by=_professional(parts["by"], f"{field}.by"),
                at=self.past(parts["at"], f"{field}.at"),
                reason=_text(parts["reason"], f"{field}.reason"),
            )

    def lifts(self, data: dict[str, object]) -> Iterator[Lift]:
        precautions = {each.id: each for each in self.book.precautions}
        for field, given in data.items():
            of = "point" if isinstance(given, dict) and "point" in given else "precaution"
            for _, parts in _complete({field: given}, (of, "by", "at", "reason")):
                named = _text(parts[of], f"{field}.{of}")
                yield Lift(
                    precaution=_one_of(named, f"{field}.{of}", precautions)
                    if of == "precaution"
                    else None,
                    point=self.point(named, f"{field}.{of}") if of == "point" else None,
                    by=_professional(parts["by"], f"{field}.by"),
                    at=self.past(parts["at"], f"{field}.at"),
                    reason=_text(parts["reason"], f"{field}.reason"),
                )

    def point(self, named: str, field: str) -> str:
        sore_spot = named.strip().casefold() in CALLED
        return ASHI if sore_spot else self.book.point_names.resolve(named, field=field)

    def review(self, data: object) -> ReviewAsked:
        (parts,) = (
            each for _, each in _complete({"review": data}, ("visit", "target", "start", "now"))
        )
        visit = parts["visit"]
        if not isinstance(visit, int) or isinstance(visit, bool) or visit < 1:
            raise InputError("review.visit", f"is {_kind_of(visit)} where a count from 1 belongs")
        return ReviewAsked(
            visit=visit,
            target=_one_of(parts["target"], "review.target", self.book.measures),
            start=tuple(self.measured(parts["start"], "review.start")),
            now=tuple(self.measured(parts["now"], "review.now")),
        )

    def measured(self, data: object, field: str) -> Iterator[tuple[str, tuple[float | None, ...]]]:
        for name, given in _object(data, field, self.book.measures).items():
            listed = given if isinstance(given, list) else [given]
            yield name, tuple(self.answer(name, each, f"{field}.{name}") for each in listed)

    def answer(self, name: str, given: object, field: str) -> float | None:
        if given is None:
            return None
        number = isinstance(given, int | float) and not isinstance(given, bool)
        if isinstance(given, int | float) and number and within(self.book.measures[name], given):
            return given
        raise InputError(field, f"{given!r:.40} is no answer to it")

    def findings(
        self, given: Mapping[str, object], field: str
    ) -> Iterator[tuple[str, Value | None]]:
        for name, value in given.items():
            yield name, self.value(name, value, f"{field}.{name}")

    def value(self, name: str, given: object, field: str) -> Value | None:
        return read_value(self.book.findings[name], given, field)

    def past(self, data: object, field: str) -> datetime:
        at = _time(data, field)
        if at > self.on:
            raise InputError(field, f"{at.isoformat()} lies after on, {self.on.isoformat()}")
        return at


def _two_kinds(data: object) -> tuple[dict[str, object], dict[str, object]]:
    """Part the overrides: those that correct an answer, and those that lift a hold."""
    listed = {f"overrides[{index}]": each for index, each in enumerate(_list(data, "overrides"))}
    lifts: dict[str, object] = {
        place: each
        for place, each in listed.items()
        if isinstance(each, dict) and ("precaution" in each or "point" in each)
    }
    return {place: each for place, each in listed.items() if place not in lifts}, lifts


def _chosen(data: object, book: RuleBook) -> dict[str, tuple[str, ...]]:
    chosen = _object(data, "chosen", ("conditions", "patterns"))
    return {
        f"chosen_{name}": tuple(
            _one_of(each, f"chosen.{name}[{index}]", known)
            for index, each in enumerate(_list(chosen.get(name, []), f"chosen.{name}"))
        )
        for name, known in (("conditions", book.conditions), ("patterns", book.patterns))
    }


def _object(
    data: object, field: str, known: Mapping[str, object] | tuple[str, ...]
) -> dict[str, object]:
    if not isinstance(data, dict):
        raise InputError(field, f"is {_kind_of(data)} where an object {{...}} belongs")
    for name in data:
        if name not in known:
            raise InputError(
                f"{field}.{name}" if field != "the case" else str(name),
                f"is not known{close_matches(str(name), list(known))}",
            )
    return data


def _objects(
    data: object, field: str, wanted: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, object]]]:
    listed = enumerate(_list(data, field))
    yield from _complete({f"{field}[{index}]": each for index, each in listed}, wanted)


def _complete(
    data: Mapping[str, object], wanted: tuple[str, ...]
) -> Iterator[tuple[str, dict[str, object]]]:
    for place, each in data.items():
        parts = _object(each, place, wanted)
        for name in wanted:
            if name not in parts:
                raise InputError(f"{place}.{name}", "is missing")
        yield place, parts


def _list(data: object, field: str) -> list[object]:
    if not isinstance(data, list):
        raise InputError(field, f"is {_kind_of(data)} where a list [...] belongs")
    return data


def _text(data: object, field: str) -> str:
    if not isinstance(data, str) or not data.strip():
        raise InputError(field, f"is {_kind_of(data)} where words belong")
    return data


def _one_of(data: object, field: str, known: Mapping[str, object] | tuple[str, ...]) -> str:
    word = _text(data, field)
    if word not in known:
        raise InputError(field, f"{word!r:.80} is not known{close_matches(word, list(known))}")
    return word


def _professional(data: object, field: str) -> str:
    name = _text(data, field)
    if name in LAY:
        raise InputError(field, f"a {name} cannot do this; name the practitioner who did")
    return name


def _time(data: object, field: str) -> datetime:
    text = _text(data, field)
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(
            field, f"{text!r:.60} is no time like 2026-11-22T10:00:00+09:00"
        ) from error
    if at.tzinfo is None:
        raise InputError(field, f"{text!r:.60} has no offset; write it like +09:00 or Z")
    return at


def _kind_of(data: object) -> str:
    match data:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text" if data.strip() else "empty text"
        case list():
            return "a list"
        case _:
            return "an object"
