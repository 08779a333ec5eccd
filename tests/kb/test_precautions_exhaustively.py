"""
Every precaution at every placed point, on both sides, by every method, judged a second time.

The second judge knows the tables of kb/ as they are written and nothing of the program but the
truth of a rule over what is known. Where the two differ, a bar could be offered or a hold slip.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from typing import NamedTuple

import pytest

from tests.people import NOON, Patient, examined, interview
from tools.assignments import domains
from zusanli.core.case.reading import read_case
from zusanli.core.facts import Facts, gather
from zusanli.core.findings import EXAMINED, AskedOf, Kind
from zusanli.core.plan import patient as patient_of
from zusanli.core.points.candidates import Use
from zusanli.core.points.judged import Patient as Lying
from zusanli.core.points.judged import PointChoice, judge
from zusanli.core.points.standing import Status
from zusanli.core.precautions.in_force import Care, care_for
from zusanli.core.precautions.precaution import Limit, Modality
from zusanli.core.rules.tree import distinct_names
from zusanli.core.triage.triage import triage
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.document import read_document
from zusanli.knowledge.examples import Example, examples_of
from zusanli.knowledge.store import KB

COMPILED = compile_kb(KB)
BOOK = read_document(COMPILED.document, sha256="0" * 64)
PRECAUTIONS = {each.id: each for each in COMPILED.precautions}
WRITTEN = {name: entry.data for name, entry in COMPILED.entries.of("precaution").items()}
PLACINGS = {entry.text("code"): entry.data for entry in COMPILED.entries.of("placing").values()}
PLACED = [point for point in BOOK.points.values() if point.code in PLACINGS]
METHODS = tuple(each.value for each in Modality)
SIDES = ("left", "right")
SPOTS = [(point.code, side) for point in PLACED for side in (SIDES if point.sided else ("middle",))]
STRICTER = {"warn": 0, "limit": 1, "hold": 2, "bar": 3, "withhold": 3}
STATUS = (Status.OFFERED, Status.LIMITED, Status.HELD, Status.BARRED)
LEG = (
    "hip", "buttock", "groin", "thigh", "knee", "shin",
    "calf", "ankle", "heel", "sole", "top_of_foot", "toes",
)  # fmt: skip
NOBODY = Use(0, 0)


class Stands(NamedTuple):
    """A precaution as written, with the effect that it has now."""

    id: str
    effect: str
    places: frozenset[str]


def places_named(scope: Mapping[str, object]) -> str | None:
    name = scope.get("regions_of") or scope.get("limb_of")
    return None if name is None else str(name)


def stands(known) -> list[Stands]:
    """What the tables say stands; with an unknown or empty list of places, everywhere it can be."""
    found = []
    for name, data in WRITTEN.items():
        truth = PRECAUTIONS[name].truth(known)
        effect = data["effect"]
        if truth is None:
            effect = {"apply": effect, "hold": "hold", "ask": None}[data["when_unknown"]]
        if truth is not False and effect is not None:
            where = places_named(data["applies_to"])
            places = known.get(where) or frozenset() if where else frozenset()
            if where and not places:
                places = frozenset(f"{side}.{each}" for each in could_be(where) for side in SIDES)
            found.append(Stands(name, effect, places))
    return found


def could_be(where: str) -> tuple[str, ...]:
    return tuple(COMPILED.entries.of("finding")[where].words("places"))


@cache
def reached(name: str, places: frozenset[str]) -> frozenset[tuple[str, str]]:
    """The points and sides that `applies_to` reaches, read from the placings as written."""
    scope = WRITTEN[name]["applies_to"]
    return frozenset(spot for spot in SPOTS if _is_reached(scope, places, *spot))


def regions_of(code: str) -> set[str]:
    placing = PLACINGS[code]
    return {placing["region"], *placing.get("borders", [])}


def _is_reached(scope, places: frozenset[str], code: str, side: str) -> bool:
    here = regions_of(code)
    sides = SIDES if side == "middle" else (side,)
    channel = re.fullmatch(r"(.+?)\d*", code)[1]
    limb = "limb_of" in scope and not here.isdisjoint(LEG)
    return (
        scope.get("everywhere") is True
        or code in scope.get("points", ())
        or channel in scope.get("channels", ())
        or not here.isdisjoint(scope.get("regions", ()))
        or (scope.get("joints") is True and bool(PLACINGS[code].get("joint")))
        or (scope.get("thorax") is True and PLACINGS[code].get("thorax") is True)
        or any(
            place.split(".")[0] in sides and (limb or place.split(".")[1] in here)
            for place in places
        )
    )


def expected(standing_now: Collection[Stands]) -> dict[str, dict[tuple[str, str], int]]:
    """The strictest of what reaches each point on each side, by each method."""
    found = {method: dict.fromkeys(SPOTS, 0) for method in METHODS}
    for each in sorted(standing_now, key=lambda each: STRICTER[each.effect]):
        for method in WRITTEN[each.id]["applies_to"]["modalities"]:
            of_method = found[method]
            for spot in reached(each.id, each.places):
                of_method[spot] = STRICTER[each.effect]
    return found


def least_limits(standing_now: Collection[Stands], method: str) -> dict[tuple[str, str], dict]:
    """The smallest of each number where several limits meet; of pressing, the longest."""
    found: dict[tuple[str, str], dict] = {spot: {} for spot in SPOTS}
    for each in standing_now:
        data = WRITTEN[each.id]
        if "limit" in data and method in data["applies_to"]["modalities"]:
            for spot in reached(each.id, each.places):
                for name, value in data["limit"].items():
                    stricter = max if name == "press_min" else min
                    found[spot][name] = stricter(value, found[spot].get(name, value))
    return found


WORDS = {"position", "angle", "stimulation", "needle"}


GOOD = {"abpi": 1.0, "inr": 2.5, "platelets": 200, "neutrophils": 3}


def record(kind: str, found: Mapping[str, object]) -> dict[str, object]:
    """An examination made in full, in which nothing is wrong but what is `found`."""
    required = {name: GOOD.get(name, False) for name in BOOK.examinations[kind].required}
    return examined(kind, **{**required, **found})


class Person(NamedTuple):
    """Somebody whose answers and records are good news but for what is changed."""

    complaints: tuple[str, ...]
    answers: Mapping[str, object]
    records: Mapping[str, Mapping[str, object]]

    def but(self, name: str, value: object) -> "Person":
        """Change one finding, in the place where it is recorded."""
        finding = BOOK.findings[name]
        if finding.asked_of is AskedOf.EXAMINATION:
            kind = next(each.id for each in BOOK.examinations.values() if name in each.findings)
            found = {**self.records.get(kind, {}), name: value}
            return self._replace(records={**self.records, kind: found})
        by = "Bob Lee" if finding.asked_of is AskedOf.PRACTITIONER else "patient"
        return self._replace(answers={**self.answers, name: {"value": value, "by": by}})

    def case(self):
        data = {
            "complaints": list(self.complaints),
            "on": NOON.isoformat(),
            "answers": dict(self.answers),
            "examinations": [record(kind, found) for kind, found in self.records.items()],
        }
        return read_case(data, book=BOOK, now=NOON)


@cache
def fine() -> Person:
    """Leg pain at 45 and nothing else, checked in today."""
    answers = interview(Patient(["leg_pain"], {"age": 45}), BOOK).answers
    return Person(("leg_pain",), answers, {"check_in": {}})


@cache
def in_care() -> Person:
    """Diabetes and cold, numb feet at 68, every examination of the foot made."""
    true = {"age": 68, "diabetes": True}
    complaints = ("numb_feet", "poor_circulation")
    answers = interview(Patient(list(complaints), true), BOOK).answers
    made = ("check_in", "skin_of_legs_and_feet", "foot_pulses", "feeling_of_feet",
            "power_and_reflexes", "heat_of_joints_and_feet")  # fmt: skip
    return Person(complaints, answers, {kind: {} for kind in made})


def risks() -> dict[str, list[object]]:
    """Every finding that a precaution names, with the values worth telling apart."""
    rules = [rule for each in COMPILED.precautions for rule in (each.when, each.gate)]
    found = {
        name: [value for value in values if can_be(name, value)]
        for name, values in domains(rules, COMPILED.names).items()
        if name in BOOK.findings
    }
    for data in WRITTEN.values():
        where = places_named(data["applies_to"])
        if where is not None:
            found[where] = [None, frozenset(), *one_place_each(where)]
    return found


def can_be(name: str, value: object) -> bool:
    finding = BOOK.findings[name]
    return finding.kind is not Kind.NUMBER or value is None or finding.minimum <= value


def one_place_each(where: str) -> list[frozenset[str]]:
    """Every place once, on alternate sides, and the first on both."""
    places = could_be(where)
    sided = [f"{SIDES[index % 2]}.{place}" for index, place in enumerate(places)]
    return [frozenset({each}) for each in (*sided, f"right.{places[0]}")]


RISKS = risks()


def as_written(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else value


class Judged(NamedTuple):
    """What the program and the tables say of every point, side and method."""

    program: dict[str, dict[tuple[str, str], int]]
    tables: dict[str, dict[tuple[str, str], int]]
    differ: list[str]


ALREADY: dict[tuple[frozenset[Stands], str], Judged] = {}
"""One result serves everybody in whom the same stands."""


def judged(care: Care, known, hold_all: str = "") -> Judged:
    standing_now = frozenset(stands(known))
    assert in_force(care) == standing_now
    if (standing_now, hold_all) not in ALREADY:
        ALREADY[standing_now, hold_all] = judged_twice(care, standing_now, hold_all)
    return ALREADY[standing_now, hold_all]


def judged_twice(care: Care, standing_now: Collection[Stands], hold_all: str) -> Judged:
    lying = Lying(care=care, sides=(), cun_mm=20, first_visit=False, hold_all=hold_all)
    tables = expected(standing_now)
    limits = least_limits(standing_now, "needle")
    program: dict[str, dict[tuple[str, str], int]] = {method: {} for method in METHODS}
    differ: list[str] = []
    for spot in SPOTS:
        choice = judge(BOOK.points[spot[0]], spot[1], lying, use=NOBODY)
        depth = PLACINGS[spot[0]].get("max_cun")
        if depth is None or hold_all:
            tables["needle"][spot] = max(2, tables["needle"][spot])
        for method in METHODS[1:]:
            floor = 2 if hold_all else 0
            if method in ("press_needle", "electro") and tables["needle"][spot] >= 2:
                floor = tables["needle"][spot]
            if method == "press_needle" and limits[spot].get("retained") is False:
                floor = 3
            tables[method][spot] = max(floor, tables[method][spot])
        program["needle"][spot] = STATUS.index(choice.status)
        not_here = {method.value: STATUS.index(status) for method, status in choice.not_here}
        for method in METHODS[1:]:
            program[method][spot] = not_here.get(method, min(1, tables[method][spot]))
        differ += [f"{spot} {method}" for method in METHODS
                   if program[method][spot] != tables[method][spot]]  # fmt: skip
        differ += [f"{spot}: {wrong}" for wrong in wrong_limits(choice, limits[spot], depth)]
    return Judged(program, tables, differ)


def wrong_limits(choice: PointChoice, limits: Mapping[str, object], depth) -> Iterator[str]:
    for name, value in limits.items():
        if name not in WORDS and getattr(choice.limit, name) != value:
            yield name
    if (limits == {}) != (choice.limit == Limit()):
        yield "limited or not"
    cun = min(depth, limits.get("max_cun", depth)) if depth is not None else None
    mm = None if cun is None else min(int(cun * 20 + 1e-9), limits.get("max_mm", 99))
    if (choice.max_cun, choice.max_mm) != (cun, mm):
        yield "depth"


def in_force(care: Care) -> set[Stands]:
    return {Stands(each.precaution.id, each.effect.id, each.marked) for each in care.in_force}


def judged_in(person: Person, *, with_due: bool = True) -> Judged:
    """As a whole decision judges: examinations due and open flags hold too, unless left out."""
    case = person.case()
    facts = gather(case, BOOK)
    care = care_for(BOOK.precautions, facts, BOOK.findings)
    triaged = triage(case=case, facts=facts, book=BOOK, care=care)
    hold_all = patient_of(facts=facts, triage=triaged, care=care, lifts=()).hold_all
    assert triaged.may_needle is (hold_all == "")
    return judged(care, facts.known, "held" if hold_all and with_due else "")


def by_precautions(person: Person) -> Judged:
    return judged_in(person, with_due=False)


def judged_by(known) -> Judged:
    facts = Facts(known)
    care = care_for(BOOK.precautions, facts, BOOK.findings)
    return judged(care, known)


@cache
def fine_known() -> Mapping[str, object]:
    return gather(fine().case(), BOOK).known


@pytest.mark.parametrize("person", [fine, in_care])
@pytest.mark.parametrize("name", RISKS)
def test_every_value_of_a_risk_finding_is_judged_as_the_tables_say(person, name):
    for value in RISKS[name]:
        assert judged_in(person().but(name, as_written(value))).differ == [], value


def known_in(precaution, example: Example, **more):
    """The fine patient, but of what the precaution looks at only what the example gives."""
    asked = {*distinct_names(precaution.gate, precaution.when), EXAMINED}
    others = {name: value for name, value in fine_known().items() if name not in asked}
    return {**others, **example.known, **more}


def examples(name: str) -> list[Example]:
    entry = COMPILED.entries.of("precaution")[name]
    return [each for each in examples_of(entry, COMPILED.names) if isinstance(each, Example)]


@pytest.mark.parametrize("name", PRECAUTIONS)
def test_every_example_of_a_precaution_is_judged_as_the_tables_say(name):
    for example in examples(name):
        found = judged_by(known_in(PRECAUTIONS[name], example))

        assert found.differ == [], example.name


WITH_PLACES = [name for name, data in WRITTEN.items() if places_named(data["applies_to"])]


@pytest.mark.parametrize("name", WITH_PLACES)
def test_one_place_on_one_side_is_all_that_a_mark_reaches(name):
    where = places_named(WRITTEN[name]["applies_to"])
    example = next(each for each in examples(name) if each.expect == "applies")
    for marked in [frozenset(), *one_place_each(where)]:
        found = judged_by(known_in(PRECAUTIONS[name], example, **{where: marked}))

        assert found.differ == [], marked


YES_NO = [name for name in RISKS if BOOK.findings[name].kind is Kind.YES_NO]


def better(one: Judged, other: Judged) -> list[str]:
    """Where the first allows more than the second."""
    return [
        f"{spot} {method}"
        for method in METHODS
        for spot in SPOTS
        if one.program[method][spot] < other.program[method][spot]
    ]


@pytest.mark.parametrize("person", [fine, in_care])
@pytest.mark.parametrize("name", YES_NO)
def test_unknown_allows_no_more_than_good_news_and_bad_news_no_more_than_unknown(person, name):
    alarm = BOOK.findings[name].alarm
    good, unknown, bad = (person().but(name, each) for each in (not alarm, None, alarm))

    assert better(judged_in(unknown), judged_in(good)) == []
    # An examination that found bad news is no longer due, so what is due is left out here.
    assert better(by_precautions(bad), by_precautions(unknown)) == []


ASKED = [name for name, data in WRITTEN.items() if data["when_unknown"] != "ask"]


@pytest.mark.parametrize("name", ASKED)
def test_what_is_unknown_allows_no_more_than_a_hold_or_what_is_known_at_its_worst(name):
    """Of the precautions that do not wait for an answer: what they reach is held or as barred."""
    known = [known_in(PRECAUTIONS[name], each) for each in examples(name)]
    worst = STRICTER[WRITTEN[name]["effect"]]
    floor = worst if WRITTEN[name]["when_unknown"] == "apply" else 2
    for facts in [each for each in known if PRECAUTIONS[name].truth(each) is None]:
        found = judged_by(facts)
        (here,) = (each for each in stands(facts) if each.id == name)
        for method in WRITTEN[name]["applies_to"]["modalities"]:
            for spot in reached(name, here.places):
                assert found.program[method][spot] >= floor
