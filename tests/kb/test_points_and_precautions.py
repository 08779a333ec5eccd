"""
What a patient's flags, examinations and precautions leave of the points, decision by decision.

Patients are asked as the questionnaire asks them and decided by the whole knowledge base.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import NamedTuple

import pytest

from tests.people import NOON, Patient, examined, interview
from zusanli.core.case.reading import read_case
from zusanli.core.case.record import Lift
from zusanli.core.decide import Decision, decide
from zusanli.core.facts import Facts, gather
from zusanli.core.findings import EXAMINED, AskedOf
from zusanli.core.plan import patient as patient_of
from zusanli.core.plan import points_for
from zusanli.core.points.candidates import BELOW_THE_KNEE, Use
from zusanli.core.points.judged import Judging, PointChoice, judge
from zusanli.core.points.judged import Patient as Lying
from zusanli.core.points.standing import Status
from zusanli.core.precautions.in_force import care_for
from zusanli.core.precautions.precaution import Effect
from zusanli.core.rules.tree import Rule, distinct_names
from zusanli.documents.plan_data import point_data, precautions_data
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.document import read_document
from zusanli.knowledge.examples import Example, examples_of
from zusanli.knowledge.store import KB

COMPILED = compile_kb(KB)
BOOK = read_document(COMPILED.document, sha256="0" * 64)
CHECK_IN = {
    "not_eaten": False,
    "alcohol_today": False,
    "first_acupuncture": False,
    "cannot_keep_still": False,
    "drives_home": False,
    "frail": False,
}
PULSES = {"foot_pulse_absent": False, "one_foot_colder": False, "refill_slow": False}
FREE = (Status.OFFERED, Status.LIMITED)
ALL_SIDES = ("left", "right")
NOBODY = Use(0, 0)


ASKED: dict[str, Mapping[str, object]] = {}


def asked(complaints: tuple[str, ...], true: Mapping[str, object]) -> Mapping[str, object]:
    key = repr((complaints, true))
    if key not in ASKED:
        ASKED[key] = interview(Patient(list(complaints), true), BOOK).answers
    return ASKED[key]


class Visit(NamedTuple):
    """Somebody of whom all is good news but what is said otherwise, on the day of a visit."""

    complaints: tuple[str, ...] | None = ("leg_pain",)
    age: int = 45
    true: Mapping[str, object] = {}
    answers: Mapping[str, object] = {}
    found: Mapping[str, Mapping[str, object]] = {}
    overrides: tuple[Mapping[str, object], ...] = ()
    chosen: Mapping[str, list[str]] = {}
    on: object = NOON

    def decided(self) -> Decision:
        true = {"age": self.age, **self.true}
        brings = {} if self.complaints is None else {"complaints": list(self.complaints)}
        data = {
            **brings,
            "on": self.on.isoformat(),
            "answers": {**asked(self.complaints or ("leg_pain",), true), **self.answers},
            "examinations": [
                examined(kind, **found)
                for kind, found in {"check_in": CHECK_IN, **self.found}.items()
            ],
            "overrides": list(self.overrides),
            "chosen": dict(self.chosen),
        }
        return decide(case=read_case(data, book=BOOK, now=self.on), book=BOOK, engine="test")


def lying(decision: Decision) -> Lying:
    return patient_of(
        facts=gather(decision.case, BOOK),
        triage=decision.triage,
        care=decision.care,
        lifts=tuple(each.lift for each in decision.lifts if each.void_because is None),
    )


def standing_at(decision: Decision, code: str, side: str = "left") -> PointChoice:
    """What may be done at a point, whether or not it came into question."""
    point = BOOK.points[code]
    return judge(point, side if point.sided else "middle", lying(decision), use=NOBODY)


def status_of(decision: Decision, code: str, side: str = "left") -> Status:
    return standing_at(decision, code, side).status


def free(decision: Decision) -> list[str]:
    """The points offered or limited."""
    points = decision.choice.points if decision.choice is not None else ()
    return [each.point.code for each in points if each.status in FREE]


def placed() -> list[str]:
    return [point.code for point in BOOK.points.values() if point.placing is not None]


def everywhere(decision: Decision) -> set[Status]:
    """What any placed point on any side may stand at, by the needle."""
    patient = lying(decision)
    return {
        judge(BOOK.points[code], side, patient, use=NOBODY).status
        for code in placed()
        for side in (ALL_SIDES if BOOK.points[code].sided else ("middle",))
    }


# ------------------------------------------------------------------- red flags


FLAGS = {flag.id: flag for flag in COMPILED.flags}


def examples(flag: str, expect: str) -> list[Example]:
    entry = COMPILED.entries.of("red_flag")[flag]
    found = [each for each in examples_of(entry, COMPILED.names) if isinstance(each, Example)]
    return [each for each in found if each.expect == expect]


def as_in(flag: str, example: Example) -> Decision:
    """The fine patient, but of what the flag looks at only what the example gives."""
    looked_at = distinct_names(FLAGS[flag].gate, FLAGS[flag].when)
    answers: dict[str, object] = {}
    found: dict[str, dict[str, object]] = {kind: {} for kind in example.known[EXAMINED]}
    for name in [each for each in looked_at if each in BOOK.findings]:
        value = example.known.get(name)
        value = sorted(value) if isinstance(value, frozenset) else value
        kinds = [kind for kind in found if name in BOOK.examinations[kind].findings]
        if kinds and BOOK.findings[name].asked_of is AskedOf.EXAMINATION:
            found[kinds[0]][name] = value
        elif name in example.known or BOOK.findings[name].asked_of is not AskedOf.EXAMINATION:
            answers[name] = {"value": value, "by": "Bob Lee"}
    known = example.known.get("complaints", () if "complaints" in looked_at else {"leg_pain"})
    return Visit(complaints=tuple(sorted(known)) or None, answers=answers, found=found).decided()


@pytest.mark.parametrize("flag", FLAGS)
def test_no_point_may_be_chosen_while_a_serious_flag_is_raised(flag):
    decision = as_in(flag, examples(flag, "raised")[0])
    serious = [each.flag.id for each in decision.triage.raised if each.flag.serious]

    assert flag in {each.flag.id for each in decision.triage.raised}
    assert (flag in serious) is FLAGS[flag].serious
    assert (decision.choice is None) is (serious != [] or decision.care.withheld)
    assert not (serious and decision.triage.may_needle)


@pytest.mark.parametrize("flag", [name for name, flag in FLAGS.items() if flag.serious])
def test_nothing_stands_above_held_while_a_serious_flag_is_open(flag):
    for example in examples(flag, "open"):
        decision = as_in(flag, example)

        assert flag in {each.flag.id for each in decision.triage.open}, example.name
        assert not decision.triage.may_needle
        assert everywhere(decision) <= {Status.HELD, Status.BARRED}
        assert free(decision) == []
        assert "serious flags are still open" in standing_at(decision, "GB34").held_because[0]


def test_nothing_stands_above_held_while_an_examination_is_due():
    decision = Visit(("numb_feet",), 68, true={"diabetes": True}).decided()

    assert decision.triage.examinations_due
    assert everywhere(decision) <= {Status.HELD, Status.BARRED}
    assert "foot_pulses" in standing_at(decision, "GB34").held_because[0]


# ------------------------------------------------------- the points of the articles


POOR = ("poor_circulation",)
PULSES_FELT = {"foot_pulses": PULSES}
PREGNANT = {"pregnant": True, "birth_in_last_6_weeks": False, "pregnant_20_weeks_or_more": False}
WARFARIN = {"blood_thinner": True, "blood_thinner_kind": "warfarin"}
HEPARIN = {"blood_thinner": True, "blood_thinner_kind": "heparin", "clot_recent": False}
GROIN = {"pain_places": ["left.groin"], "pain_sides_of_leg": ["pain_inner_side"]}
DANGERS_OF_SP12 = {
    "bleeding_not_into_joints_or_by_great_arteries": WARFARIN,
    "sp12_barred": {"leg_arteries_blocked": True},
}


def ids(decision: Decision, code: str, side: str = "left") -> set[str]:
    return {each.precaution.id for each in standing_at(decision, code, side).by}


def why(decision: Decision, code: str) -> str:
    """Every reason that brings a point up; empty where it does not come into question."""
    both = (*decision.choice.points, *decision.choice.barred)
    return "; ".join(reason for each in both if each.point.code == code for reason in each.reasons)


def lift(*, hours: float = 1, **of: str) -> dict[str, str]:
    at = (NOON - timedelta(hours=hours)).isoformat()
    return {**of, "by": "Bob Lee", "at": at, "reason": "Agreed with her team."}


@pytest.mark.element("000-L019-5")
class TestSP12:
    @pytest.mark.parametrize("found", [{}, PULSES_FELT], ids=["examination due", "examined"])
    @pytest.mark.parametrize("answers", [{}, GROIN], ids=["anywhere", "in the groin"])
    @pytest.mark.parametrize("patterns", [[], ["blood_stasis"]])
    def test_is_offered_to_nobody_and_never_first(self, found, answers, patterns):
        visit = Visit(POOR, answers=answers, found=found, chosen={"patterns": patterns})
        points = visit.decided().choice.points
        (sp12,) = (each for each in points if each.point.code == "SP12")

        assert "article 000" in why(visit.decided(), "SP12")
        assert "sp12_in_the_groin" in {each.precaution.id for each in sp12.by}
        assert sp12.status is Status.HELD
        assert not sp12.in_set
        assert points[0].point.code != "SP12"

    def test_is_first_for_no_condition(self):
        firsts = [points_for(each, book=BOOK).points[:1] for each in BOOK.conditions.values()]

        assert "SP12" not in {each.point.code for first in firsts for each in first}

    @pytest.mark.parametrize("by", DANGERS_OF_SP12)
    def test_is_barred_with_what_makes_it_dangerous(self, by):
        decision = Visit(POOR, answers=DANGERS_OF_SP12[by]).decided()

        assert status_of(decision, "SP12") is Status.BARRED
        assert by in ids(decision, "SP12")

    def test_is_barred_with_metal_in_hip_or_groin_and_not_in_the_knee(self):
        def with_metal(place: str) -> Decision:
            answers = {"joint_replaced_or_metal": True, "metal_places": [f"right.{place}"]}
            return Visit(POOR, answers=answers, found=PULSES_FELT).decided()

        assert status_of(with_metal("hip"), "SP12") is Status.BARRED
        assert status_of(with_metal("groin"), "SP12") is Status.BARRED
        assert status_of(with_metal("knee"), "SP12") is Status.HELD


@pytest.mark.element("000-L019-7")
def test_bl17_is_held_oblique_and_says_that_the_lung_lies_below():
    decision = Visit(POOR, found=PULSES_FELT).decided()
    (data,) = (point_data(each) for each in decision.choice.points if each.point.code == "BL17")

    assert "article 000" in why(decision, "BL17")
    assert (data["status"], data["depth"]["angle"]) == ("held", "oblique")
    assert data["limit"]["perpendicular"] is False
    assert "points_over_the_lung" in data["precautions"]
    assert any("lung" in each for each in data["cautions"])


@pytest.mark.parametrize("code", ["LR3", "KI3"])
def test_a_point_beside_a_pulse_says_to_feel_it_first(code):
    decision = Visit(("leg_pain",)).decided()
    (data,) = (point_data(each) for each in decision.choice.points if each.point.code == code)

    assert "Feel the pulse first." in data["cautions"]
    assert "points_over_an_artery" in data["precautions"]


@pytest.mark.element("000-L019-4")
def test_liver_3_of_one_article_is_lv3_of_the_other():
    typed = ("liver 3", "LV3", "Liv3", "LR-3", "F3")
    decision = Visit(POOR, found=PULSES_FELT).decided()

    assert {BOOK.point_names.resolve(each) for each in typed} == {"LR3"}
    assert "article 000" in why(decision, "LR3")
    assert "article 002" in why(Visit().decided(), "LR3")


@pytest.mark.element("000-L019-8")
def test_sp10_is_beside_the_vein_in_a_thigh_with_varicose_veins():
    veins = {"varicose_veins": True, "varicose_places": ["left.thigh"]}
    decision = Visit(POOR, answers=veins, found=PULSES_FELT).decided()

    assert "article 000" in why(decision, "SP10")
    assert standing_at(decision, "SP10", "left").limit.over_vein is False
    assert standing_at(decision, "SP10", "right").limit.over_vein is None


@pytest.mark.element("002-L015-1")
@pytest.mark.element("002-L016-4")
def test_varicose_veins_are_neither_pierced_nor_cupped():
    veins = {"varicose_veins": True, "varicose_places": ["left.calf"]}
    decision = Visit(answers=veins).decided()
    left, right = (standing_at(decision, "BL57", side) for side in ALL_SIDES)

    assert (left.limit.over_vein, right.limit.over_vein) == (False, None)
    assert "varicose_no_cups_or_pressure" in {each.precaution.id for each in decision.care.in_force}
    assert dict(left.not_here)["cupping"] is Status.BARRED
    assert "cupping" not in dict(right.not_here)


@pytest.mark.element("000-L019-10")
def test_a_point_that_the_article_does_not_name_is_judged_all_the_same():
    swelling = {"lymphoedema_leg": True, "lymphoedema_places": ["left.calf"]}
    decision = Visit(POOR, answers=swelling, found=PULSES_FELT).decided()

    assert "article 000" not in why(decision, "ST36")
    assert status_of(decision, "ST36", "left") is Status.BARRED
    assert status_of(decision, "ST36", "right") in FREE


NAMED = {
    "ST36": ("002-L038-1", "leg_pain", ("ST36", "Stomach 36", "Zusanli", "足三里", "st-36")),
    "GB34": ("002-L040-1", "leg_pain", ("GB34", "Gallbladder 34", "Yanglingquan", "陽陵泉")),
    "BL40": ("002-L042-1", "knee_pain", ("BL40", "Bladder 40", "Weizhong", "UB40", "委中")),
    "SP6": ("002-L045-1", "cramps", ("SP6", "Spleen 6", "Sanyinjiao", "三陰交", "三阴交")),
    "LR3": ("002-L047-1", "leg_pain", ("LV3", "Liver 3", "Taichong", "太衝", "tài chōng")),
    "KI3": ("002-L049-1", "leg_pain", ("KI3", "Kidney 3", "Taixi", "K3", "太溪")),
}


@pytest.mark.parametrize(
    ("code", "complaint", "typed"),
    [
        pytest.param(code, complaint, typed, id=code, marks=pytest.mark.element(element))
        for code, (element, complaint, typed) in NAMED.items()
    ],
)
def test_a_point_of_the_second_article_comes_up_by_any_of_its_names(code, complaint, typed):
    assert {BOOK.point_names.resolve(each) for each in typed} == {code}
    assert "article 002" in why(Visit((complaint,)).decided(), code)


@pytest.mark.parametrize(
    ("code", "says", "differs"),
    [
        pytest.param(code, says, differs, id=code, marks=pytest.mark.element(element))
        for code, element, says, differs in [
            ("ST36", "002-L039-1", "four finger widths below the knee", "ST35"),
            ("GB34", "002-L041-1", "on the outer side of the lower leg, just below the knee", ""),
            ("BL40", "002-L043-1", "at the back of the knee", ""),
            ("SP6", "002-L046-1", "about four finger widths above the ankle", ""),
            ("LR3", "002-L048-1", "between the first and second toes", "metatarsals"),
            ("KI3", "002-L050-1", "on the inside of the ankle", "Achilles"),
        ]
    ],
)
def test_the_place_that_the_article_gives_is_kept_beside_the_standard_one(code, says, differs):
    placing = BOOK.points[code].placing

    assert says in placing.article_says
    assert placing.place
    assert placing.place != placing.article_says
    assert differs in placing.place
    assert "article 002" in why(Visit((NAMED[code][1],)).decided(), code)


@pytest.mark.element("003-L021-3")
def test_liver_or_gallbladder_brings_lr3_and_gb34_once_the_practitioner_chooses_it():
    chosen = Visit(("numb_feet",), chosen={"patterns": ["liver_gallbladder"]}).decided()
    others = Visit(("numb_feet",)).decided()
    by_pattern = {code for code in placed() if "pattern chosen" in why(chosen, code)}

    assert by_pattern == {"LR3", "GB34"}
    assert not any("pattern chosen" in why(others, code) for code in placed())


# ------------------------------------------------------------ the patient's own dangers


IN_PREGNANCY = ("LI4", "SP6", "BL60", "BL67")
RASH = {"skin_trouble_places": ["left.shin"]}


def by_precautions(decision: Decision, code: str, side: str) -> PointChoice:
    """What the precautions alone leave, also where an open flag holds everything."""
    point = BOOK.points[code]
    return judge(point, side, replace(lying(decision), hold_all=""), use=NOBODY)


def methods(choice: PointChoice) -> dict[str, Status]:
    return {method.value: status for method, status in choice.not_here}


@pytest.mark.element("001-L071-1")
@pytest.mark.parametrize("bleeds", [False, None, True])
@pytest.mark.parametrize("skin", [False, None, True])
def test_the_four_contraindications_in_every_combination(bleeds, skin):
    for device, pregnant in product((False, None, True), repeat=2):
        given = {"bleeding_disorder": bleeds, "leg_skin_trouble": skin, "heart_device": device}
        decision = Visit(age=30, answers={**given, "pregnant": pregnant, **RASH}).decided()
        left, right, sp6 = (
            by_precautions(decision, *spot)
            for spot in (("ST36", "left"), ("ST36", "right"), ("SP6", "right"))
        )
        standing = {each.precaution.id for each in decision.care.in_force}
        held = bleeds is not False

        assert (left.status is Status.BARRED) is (skin is True)
        assert ("rash_wound_or_scar" in standing) is (skin is not False)
        assert (left.status is Status.HELD) is (skin is None or (held and skin is False))
        assert (right.status is Status.HELD) is held
        assert (sp6.status is Status.HELD) is (held or pregnant is not False)
        current = methods(right).get("electro", Status.OFFERED)
        assert (current is Status.BARRED) is (device is not False)
        assert (current in FREE) is (device is False and not held and pregnant is False)


@pytest.mark.element("001-L073-1")
@pytest.mark.parametrize(
    ("answers", "held"),
    [
        pytest.param({"bleeding_disorder": True}, True, id="bleeding illness"),
        pytest.param({"bleeding_disorder": None}, True, id="not sure"),
        pytest.param(HEPARIN, False, id="heparin"),
    ],
)
def test_who_bleeds_more_needs_an_agreement_and_shallow_needles(answers, held):
    decision = Visit(answers=answers).decided()
    choice = by_precautions(decision, "ST36", "left")

    assert ("bleeding_disorder_asks_its_team" in ids(decision, "ST36")) is held
    assert choice.status is (Status.HELD if held else Status.LIMITED)
    assert (choice.max_cun, choice.limit.max_mm) == (0.5, 10)


@pytest.mark.element("001-L064-1")
@pytest.mark.parametrize("answers", [WARFARIN, {"skin_fragile": True}, {"blood_thinner": None}])
def test_no_cups_on_thin_skin_or_with_a_blood_thinner(answers):
    decision = Visit(answers=answers).decided()

    assert methods(standing_at(decision, "BL57"))["cupping"] is Status.BARRED
    assert "cupping" not in methods(standing_at(Visit().decided(), "BL57"))


@pytest.mark.element("001-L074-1")
@pytest.mark.parametrize("trouble", ["skin_newly_hot_or_red", "leg_skin_trouble"])
def test_infected_skin_on_the_left_shin_takes_its_points_and_leaves_the_right(trouble):
    decision = Visit(answers={trouble: True, **RASH}).decided()

    assert {status_of(decision, code, "left") for code in ("ST36", "SP6")} == {Status.BARRED}
    assert Status.BARRED not in {status_of(decision, each, "right") for each in ("ST36", "SP6")}
    assert status_of(decision, "SP10", "left") is not Status.BARRED


@pytest.mark.element("001-L075-1")
@pytest.mark.element("001-L022-1")
@pytest.mark.parametrize("device", [("heart_device", "barred"), ("other_implant", "held")])
def test_an_implant_leaves_needles_by_hand_and_takes_the_current(device):
    name, status = device
    for known in (True, None):
        choice = standing_at(Visit(answers={name: known}).decided(), "ST36")

        assert choice.status is Status.OFFERED
        assert methods(choice)["electro"] == status
    assert "electro" not in methods(standing_at(Visit().decided(), "ST36"))


@pytest.mark.element("001-L076-1")
@pytest.mark.element("000-L019-3")
class TestPregnancy:
    @pytest.mark.parametrize("code", IN_PREGNANCY)
    @pytest.mark.parametrize(
        ("age", "pregnant", "held"),
        [
            (30, True, True),
            (30, None, True),
            (30, False, False),
            (70, None, False),
            (70, True, True),
        ],
    )
    def test_the_points_of_old_books_are_held_where_it_is_possible(self, code, age, pregnant, held):
        answers = {"pregnant": pregnant}
        # LI4 has no sourced depth: that hold is lifted, so that only pregnancy is left.
        decision = Visit(age=age, answers=answers, overrides=(lift(point="LI4"),)).decided()

        assert (by_precautions(decision, code, "left").status is Status.HELD) is held
        assert ("pregnancy_points" in ids(decision, code)) is held

    def test_both_views_are_shown(self):
        decision = Visit(POOR, 30, true=PREGNANT).decided()
        (said,) = (e for e in precautions_data(decision) if e["id"] == "pregnancy_points")

        assert set(said["both_views"]) == {"tradition", "evidence"}
        assert "article 000" in why(decision, "LI4")
        assert [BOOK.point_names.resolve(e) for e in ("large intestine 4", "LI-4", "Co4")] == [
            "LI4"
        ] * 3

    def test_far_along_she_lies_neither_on_her_back_nor_on_her_belly(self):
        true = {**PREGNANT, "pregnant_20_weeks_or_more": True, "pain_places": ["left.calf"]}
        for aspect in ("pain_behind", "pain_in_front", "pain_outer_side", "pain_inner_side"):
            visit = Visit(("leg_pain",), 31, true={**true, "pain_sides_of_leg": [aspect]})

            assert visit.decided().choice.position not in ("supine", "prone"), aspect


@pytest.mark.element("001-L103-1")
@pytest.mark.parametrize(
    ("check_in", "answers", "precaution"),
    [
        ({"not_eaten": True}, {}, "faint_lie_down"),
        ({"not_eaten": True}, {"diabetes": True, "low_sugar_risk": True}, "low_sugar"),
        ({"alcohol_today": True}, {}, "alcohol_today"),
    ],
)
def test_nothing_eaten_lies_down_and_alcohol_puts_the_visit_off(check_in, answers, precaution):
    decision = Visit(answers=answers, found={"check_in": {**CHECK_IN, **check_in}}).decided()
    stands = {each.precaution.id: each.effect for each in decision.care.in_force if each.because}

    assert precaution in stands
    assert decision.care.withheld is (stands[precaution] is Effect.WITHHOLD)
    assert (decision.choice is None) is decision.care.withheld
    assert not (decision.care.withheld and decision.triage.may_needle)


@pytest.mark.element("003-L035-3")
@pytest.mark.parametrize("code", ["ST36", "GB34", "KI2"])
def test_a_point_beside_a_nerve_says_to_draw_back_at_a_shock(code):
    choice = standing_at(Visit().decided(), code)
    told = [each.precaution for each in choice.by if each.precaution.id.startswith("nerve_points")]

    assert [each.for_everybody for each in told] == [True]
    assert "draw back" in told[0].tells


HEAT = {"heat", "moxa", "cupping"}
FELT = {"feeling_of_feet": {"monofilament_lost": False, "light_touch_lost": False}}
LOST = {"feeling_of_feet": {"monofilament_lost": True, "light_touch_lost": False}}
SURE = {"feet_feel_less": False, "mnsi_tells_hot_from_cold": True}


@pytest.mark.element("001-L022-1")
@pytest.mark.element("003-L007-3")
@pytest.mark.element("004-L003-2")
@pytest.mark.parametrize(
    ("complaint", "answers", "found", "barred"),
    [
        pytest.param("leg_pain", {}, {}, False, id="an ordinary leg"),
        pytest.param("leg_pain", {"feet_feel_less": True}, {}, True, id="feels less"),
        pytest.param("leg_pain", {"feet_feel_less": None}, {}, True, id="not sure"),
        pytest.param("leg_pain", {"diabetes": True}, {}, True, id="diabetes, not tested"),
        pytest.param("leg_pain", {"diabetes": None}, {}, True, id="diabetes not sure"),
        pytest.param("leg_pain", {"diabetes": True, "feet_feel_less": None}, FELT, True, id="told"),
        pytest.param("leg_pain", {"diabetes": True}, FELT, True, id="hot and cold not asked"),
        pytest.param("leg_pain", {"diabetes": True, **SURE}, FELT, False, id="all felt"),
        pytest.param("leg_pain", SURE, LOST, True, id="monofilament lost"),
        pytest.param("tingling", {}, {}, True, id="tingling, not tested"),
        pytest.param("numb_feet", SURE, FELT, True, id="numb feet though all is felt"),
        pytest.param("leg_pain", {"mnsi_tells_hot_from_cold": False}, {}, True, id="not hot"),
    ],
)
def test_feeling_lost_or_not_known_bars_heat_below_the_knee(complaint, answers, found, barred):
    decision = Visit((complaint,), answers=answers, found={**found, **PULSES_FELT}).decided()
    below = [code for code in placed() if BELOW_THE_KNEE.intersection(BOOK.points[code].regions)]
    bars = [
        {method for method, status in methods(standing_at(decision, code)).items()
         if status is Status.BARRED} for code in below
    ]  # fmt: skip

    assert all(bar >= HEAT for bar in bars) is barred


@pytest.mark.element("004-L003-2")
def test_feet_that_feel_less_wait_for_the_monofilament():
    decision = Visit(answers={"feet_feel_less": True}).decided()

    assert "feeling_of_feet" in {each.id for each in decision.triage.examinations_due}
    assert by_precautions(decision, "KI1", "left").status is Status.HELD
    assert "feet_wait_for_examination" in ids(decision, "KI1")
    assert by_precautions(decision, "ST36", "left").status in FREE


@pytest.mark.element("000-L019-12")
def test_what_a_precaution_names_decides_it_and_what_it_does_not_name_does_not():
    given = {"lymphoedema_leg": True, "lymphoedema_places": ["left.calf"], "diabetes": True,
             "epilepsy": True, "fit_in_last_12_months": False, "skin_fragile": True}  # fmt: skip
    stands = {e.precaution.id: e for e in Visit(answers=given).decided().care.in_force if e.because}
    yes_no = [name for name, value in given.items() if isinstance(value, bool)]
    for name in yes_no:
        flipped = Visit(answers={**given, name: not given[name]}).decided().care.in_force
        left = {each.precaution.id for each in flipped if each.because}
        named = {each for each, one in stands.items() if name in [r.name for r in one.because]}

        assert set(stands) - left == named
    assert {"lymphoedema_limb", "epilepsy_gentle", "bleeding_no_cups_or_force"} <= set(stands)


# -------------------------------------------------------------------- lifting a hold


@pytest.mark.parametrize(("hours", "lifted"), [(1, True), (48, True), (48.5, False)])
def test_a_dated_reason_lifts_a_hold_for_two_days(hours, lifted):
    reasoned = Visit(overrides=(lift(precaution="sp12_in_the_groin", hours=hours),)).decided()

    assert status_of(Visit().decided(), "SP12") is Status.HELD
    assert (status_of(reasoned, "SP12") in FREE) is lifted
    assert (reasoned.lifts[0].void_because is None) is lifted


@pytest.mark.parametrize(("measured", "withheld"), [(37.9, False), (38.0, True), (40.5, True)])
def test_a_measured_fever_counts_whatever_was_answered(measured, withheld):
    vital = {"pulse_rate": 70, "breathing_rate": 14, "systolic_pressure": 120}
    steady = {"oxygen_saturation": 98, "on_oxygen": False, "alertness": "alert"}
    found = {"vital_signs": {"temperature": measured, **vital, **steady}}
    decision = Visit(answers={"fever": False}, found=found).decided()

    assert decision.triage.may_needle is not withheld
    assert [each.finding for each in decision.shown] == (["fever"] if withheld else [])


def test_one_sore_spot_is_lifted_and_another_is_not():
    two = {"pain_places": ["left.calf", "left.knee"]}
    reason = lift(point="阿是", place="left.calf", hours=0)
    decision = Visit(answers=two, overrides=(reason,)).decided()
    spots = [each for each in decision.choice.points if each.point.code == "ashi"]

    assert {each.point.region: each.free for each in spots} == {"calf": True, "knee": False}
    assert {each.point.region: bool(each.lifted) for each in spots} == {"calf": True, "knee": False}
    assert not any(each.in_set for each in spots)


@pytest.mark.parametrize(("hours", "lifted"), [(0, True), (0.1, False)])
def test_a_reason_does_not_lift_what_was_said_after_it(hours, lifted):
    swollen = {"legs_swollen_long": {"value": True, "at": NOON.isoformat()}}
    visit = Visit(answers=swollen)
    reasoned = visit._replace(overrides=(lift(precaution="swelling_old", hours=hours),)).decided()

    assert status_of(visit.decided(), "ST36") is Status.HELD
    assert (status_of(reasoned, "ST36") in FREE) is lifted
    assert ("after it" in str(reasoned.lifts[0].void_because)) is not lifted


@pytest.mark.parametrize(
    "name", [each.id for each in BOOK.precautions if each.effect is not Effect.HOLD]
)
def test_no_reason_lifts_a_bar_that_is_held_because_nobody_knows(name):
    nothing = Visit(overrides=(lift(precaution=name, hours=0),), answers={"age": None})
    known = gather(nothing.decided().case, BOOK).known
    looked_at = dict.fromkeys(distinct_names(*rules_of(name)))
    facts = Facts({each: value for each, value in known.items() if each not in looked_at})
    care = care_for(BOOK.precautions, facts, BOOK.findings)
    held = Lying(care=care, sides=(), cun_mm=20, first_visit=False, hold_all="")
    reasoned = replace(held, lifts=tuple(each.lift for each in nothing.decided().lifts))

    assert "only a hold is lifted" in str(nothing.decided().lifts[0].void_because)
    for code in placed():
        assert judge(BOOK.points[code], "left", reasoned, use=NOBODY) == judge(
            BOOK.points[code], "left", held, use=NOBODY
        )


def rules_of(name: str) -> tuple[Rule, Rule]:
    (precaution,) = (each for each in BOOK.precautions if each.id == name)
    return precaution.gate, precaution.when


@pytest.mark.parametrize("name", [each.id for each in COMPILED.precautions])
def test_no_reason_lifts_anything_but_a_hold_of_that_precaution(name):
    entry = COMPILED.entries.of("precaution")[name]
    example = next(e for e in examples_of(entry, COMPILED.names) if e.expect == "applies")
    facts = Facts(example.known)
    care = care_for(BOOK.precautions, facts, BOOK.findings)
    held = Lying(care=care, sides=(), cun_mm=20, first_visit=False, hold_all="")
    reason = Lift(name, None, None, "Bob Lee", NOON, "Agreed with her team.")
    reasoned = replace(held, lifts=(reason,))
    without = replace(care, in_force=tuple(e for e in care.in_force if e.precaution.id != name))
    wanted = replace(held, care=without) if entry.text("effect") == "hold" else held
    for code in placed():
        point = BOOK.points[code]

        judged = judge(point, "left", reasoned, use=NOBODY)
        assert replace(judged, lifted=()) == judge(point, "left", wanted, use=NOBODY)
        assert judged.lifted in ((), (reason,))


@pytest.mark.parametrize("hold_all", ["", "no needle today"])
@pytest.mark.parametrize("known", [{}, {"skin_fragile": True, "frail": True}])
def test_what_is_weighed_once_for_many_points_is_what_stands_at_each(hold_all, known):
    care = care_for(BOOK.precautions, Facts(known), BOOK.findings)
    holds = [each.id for each in BOOK.precautions if each.effect is Effect.HOLD]
    reasons = tuple(Lift(name, None, None, "Bob Lee", NOON, "Seen.") for name in holds[:2])
    patient = Lying(care, ALL_SIDES, 20, first_visit=False, hold_all=hold_all, lifts=reasons)
    judging = Judging(patient)
    for code, side in product(placed(), ALL_SIDES):
        point = BOOK.points[code]

        assert judging.at(point, side, use=NOBODY) == judge(point, side, patient, use=NOBODY)


def test_a_reason_for_a_point_lifts_the_missing_depth_only():
    reason = (lift(point="BL17"),)
    due = Visit(POOR, overrides=reason).decided()
    pregnant = Visit(age=30, answers={"pregnant": True}, overrides=(lift(point="LI4"),)).decided()
    choice = standing_at(Visit(overrides=reason).decided(), "BL17")

    assert status_of(Visit().decided(), "BL17") is Status.HELD
    assert (choice.status, choice.limit.angle, choice.max_cun) == (Status.LIMITED, "oblique", None)
    assert status_of(Visit(overrides=(lift(point="BL17", hours=49),)).decided(), "BL17") is (
        Status.HELD
    )
    assert status_of(due, "BL17") is Status.HELD
    assert by_precautions(pregnant, "LI4", "left").status is Status.HELD
    assert status_of(Visit(overrides=reason).decided(), "BL18") is Status.HELD
