"""Points: their names, their depths, the order they come in, and the set that is proposed."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from tests.rulebooks import SCIATICA
from zusanli.core.findings import SIDES
from zusanli.core.points.candidates import (
    ArticlePoint,
    Candidate,
    Ground,
    Trials,
    Use,
    Wanted,
    in_order,
)
from zusanli.core.points.choice import Choice, choose
from zusanli.core.points.choosing import Choosing
from zusanli.core.points.judged import BOTH, Patient
from zusanli.core.points.names import Names
from zusanli.core.points.point import Depth, Placing, Point, Position, whole_mm
from zusanli.core.points.standing import Status, strictest
from zusanli.core.precautions.in_force import Care, InForce
from zusanli.core.precautions.precaution import (
    Effect,
    Limit,
    Modality,
    Precaution,
    Scope,
    WhenUnknown,
)
from zusanli.core.protocol import Protocol
from zusanli.core.rules.tree import Constant
from zusanli.errors import InputError
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB

TABLE = Path(__file__).parents[3] / "shared" / "reference" / "points" / "points.csv"
POINTS = compile_kb(KB).points
NAMES = Names.of(POINTS)
CODES = {point.code: point for point in POINTS}


def meant(typed: str) -> list[str]:
    """The point that is meant, or the candidates among which nobody guesses; empty if none."""
    try:
        return [NAMES.resolve(typed)]
    except InputError as error:
        _, several, candidates = str(error).rpartition(" points: ")
        return candidates.split(", ") if several else []


def is_typed(alias: str) -> bool:
    """Whether an alias of the reference is a name, and not a remark on where it was read."""
    return not {":", "("}.intersection(alias)


class TestNames:
    @pytest.mark.parametrize(
        ("typed", "code"),
        [
            ("ST36", "ST36"),
            ("st-36", "ST36"),
            (" S 36 ", "ST36"),
            ("E36", "ST36"),
            ("stomach 36", "ST36"),
            ("Zúsānlǐ", "ST36"),
            ("zu san li", "ST36"),
            ("Zu-San-Li", "ST36"),
            ("足三里", "ST36"),
            ("K3", "KI3"),
            ("UB40", "BL40"),
            ("urinary bladder 40", "BL40"),
            ("SJ5", "TE5"),
            ("san jiao 5", "TE5"),
            ("DU20", "GV20"),
            ("REN4", "CV4"),
            ("F3", "LR3"),
            ("Liv. 3", "LR3"),
            ("large intestine 4", "LI4"),
            ("Co4", "LI4"),
            ("太冲", "LR3"),
            ("太衝", "LR3"),
            ("\uff33\uff34\uff13\uff16", "ST36"),
            ("Fútù", "ST32"),
            ("Fu\u0301tu\u0300", "ST32"),
        ],
    )
    def test_whatever_is_typed_gives_one_point(self, typed, code):
        assert NAMES.resolve(typed) == code

    @pytest.mark.parametrize(
        ("typed", "candidates"),
        [
            ("Futu", "LI18, ST32"),
            ("zigong", "CV19, EX-CA1"),
            ("Sanli", "LI10, ST36"),
            ("三里", "LI10, ST36"),
            ("S1", "BL31, SP1, ST1"),
        ],
    )
    def test_a_name_of_several_points_lists_them_and_guesses_none(self, typed, candidates):
        with pytest.raises(InputError) as raised:
            NAMES.resolve(typed, field="NAME")

        assert str(raised.value).endswith(candidates)
        assert "NAME" in str(raised.value)

    @pytest.mark.parametrize("typed", ["ST99", "Zusanly", "", "-", "36", "三"])
    def test_what_is_no_name_is_wrong_input(self, typed):
        with pytest.raises(InputError, match="no point is called"):
            NAMES.resolve(typed)

    def test_a_slip_of_the_finger_is_told_what_was_probably_meant(self):
        with pytest.raises(InputError, match="zusanli"):
            NAMES.resolve("Zusanly")

    def test_all_points_are_here_once(self):
        assert len(POINTS) == len(CODES) == 417

    @pytest.mark.parametrize("point", POINTS, ids=[point.code for point in POINTS])
    def test_a_point_is_found_again_by_each_of_its_names(self, point):
        assert NAMES.resolve(point.code) == point.code
        assert NAMES.resolve(point.code.lower().replace("-", " ")) == point.code
        assert point.code in meant(point.pinyin)
        assert point.code in meant(point.hanzi)
        assert point.code in meant(point.hanzi_simplified)
        for name in point.names:
            assert point.code in meant(name), name
            assert point.code in meant(f" {name.upper()} "), name

    @pytest.mark.skipif(not TABLE.exists(), reason="the reference tables are not here")
    def test_every_alias_of_the_reference_gives_its_point(self):
        with TABLE.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        for row in rows:
            typed = [row["code"], row["pinyin_tone"], row["hanzi_trad"], row["hanzi_simp"]]
            if row["point_set"].startswith("WHO-"):
                typed.append(f"{row['meridian_name']} {row['number']}")
            aliases = filter(None, map(str.strip, row["aliases"].split(";")))
            for each in (*typed, *filter(is_typed, aliases)):
                assert row["code"] in meant(each), each


@pytest.mark.parametrize(
    ("cun", "cun_mm", "mm"),
    [
        pytest.param(0.5, 20, 10, id="whole"),
        pytest.param(0.3, 21, 6, id="down, never up"),
        pytest.param(0.5, 19.9, 9, id="just below"),
        pytest.param(0.1 + 0.2, 10, 3, id="what floats lose is not lost"),
        pytest.param(0.7, 30, 21, id="a product that floats print as 20.999"),
        pytest.param(1.0, 0.9, 0, id="nothing is left of a small thumb"),
    ],
)
def test_a_limit_is_rounded_down_to_whole_millimetres(cun, cun_mm, mm):
    assert whole_mm(cun, cun_mm=cun_mm) == mm


class TestStrictest:
    @pytest.mark.parametrize(
        ("name", "values", "stricter"),
        [
            ("max_cun", (0.5, 1.0), 0.5),
            ("max_mm", (10, 7), 7),
            ("gauge_mm", (0.25, 0.2), 0.2),
            ("needles_max", (8, 4, 6), 4),
            ("retention_max_min", (20, 15), 15),
            ("press_min", (1, 2), 2),
            ("retained", (True, False), False),
            ("over_vein", (None, False), False),
            ("position", ("lying", "side"), "side"),
            ("position", ("side", "lying"), "side"),
            ("stimulation", (None, "light"), "light"),
        ],
    )
    def test_the_stricter_value_stands_in_whatever_order(self, name, values, stricter):
        limits = [Limit(**{name: value}) for value in values]

        assert strictest(limits) == Limit(**{name: stricter})
        assert strictest(limits[::-1]) == Limit(**{name: stricter})

    def test_limits_of_different_kinds_all_stand(self):
        assert strictest([Limit(max_cun=0.5), Limit(max_mm=10)]) == Limit(max_cun=0.5, max_mm=10)

    def test_no_limits_are_no_limit(self):
        assert strictest([]) == Limit()


# ---------------------------------------------------------------- small made-up points


def placing(region: str, *positions: Position, max_cun: float | None = 0.5) -> Placing:
    depth = Depth(max_cun, None, None, "perpendicular", "", ("text",), "" if max_cun else "none")
    return Placing(
        place="somewhere",
        also_placed=(),
        landmarks=(),
        regions=(region,),
        positions=positions or (Position.SUPINE,),
        depth=depth,
        joint="",
        feel_pulse=False,
        thorax=False,
        vessels=(),
        nerves=(),
        caution="",
        article_says="",
        article_note="",
        sources=(),
    )


def point(code: str, where: Placing | None, *, sided: bool = True) -> Point:
    return Point(
        code=code,
        pinyin=code,
        hanzi=code,
        hanzi_simplified=code,
        english=code,
        channel=code.rstrip("0123456789"),
        categories=(),
        sided=sided,
        region="shin",
        placing=where,
        disagreements=(),
        names=(code,),
    )


def in_force(effect: Effect, *marked: str, limit: Limit = Limit()) -> InForce:  # noqa: B008 - frozen
    scope = Scope(
        everywhere=not marked,
        points=(),
        channels=(),
        regions=(),
        regions_of="sore_places" if marked else None,
        limb_of=None,
        joints=False,
        thorax=False,
        modalities=(Modality.NEEDLE,),
    )
    precaution = Precaution(
        id="care",
        title="care",
        gate=Constant(value=True),
        when=Constant(value=True),
        effect=effect,
        scope=scope,
        limit=limit,
        when_unknown=WhenUnknown.APPLY,
        unknown_because="",
        tells="",
        patient="",
        both_views=(),
        sources=(),
        covers=(),
        proposed=False,
    )
    return InForce(precaution, effect, (), (), frozenset(marked))


def chosen(
    points: list[Point],
    *care: InForce,
    sides: tuple[str, ...] = (),
    first_visit: bool = False,
    articles: tuple[str, ...] = (),
) -> Choice:
    """The points of the made-up body for pain everywhere in it."""
    lying = Patient(
        care=Care(in_force=care, to_ask=()),
        sides=sides,
        cun_mm=20,
        first_visit=first_visit,
        hold_all="",
    )
    regions = frozenset(region for each in points for region in each.regions)
    return choose(
        Wanted(complaints=frozenset(("leg_pain",)), places=regions),
        lying,
        points={each.code: each for each in points},
        protocols=(),
        articles=[ArticlePoint(code, "000", ("leg_pain",), (), ("moves",)) for code in articles],
        choosing=Choosing(least_trials=5, needles_max=4, first_visit_needles_max=2),
    )


def lines(choice: Choice) -> list[tuple[str, str, str]]:
    return [(each.point.code, each.side, each.status.value) for each in choice.points]


SHIN = point("ST1", placing("shin"))
CALF = point("BL1", placing("calf", Position.PRONE))
ANKLE = point("SP1", placing("ankle", Position.SUPINE, Position.SIDE))


REGIONS = ("hip", "thigh", "knee", "shin", "ankle", "toes")
ROW = [point(f"ST{index}", placing(region)) for index, region in enumerate(REGIONS)]
BODY: Mapping[str, Point] = {each.code: each for each in (SHIN, CALF, ANKLE)}


def arm(trial: str, *points: str) -> Protocol:
    return Protocol(
        f"{trial}_{points}", trial, ("sciatica",), counts=True, proposes=True, points=points
    )


class TestOrder:
    def order(self, naming: int) -> list[str]:
        trials = Trials([arm(f"t{index}", "ST1") for index in range(naming)], [SCIATICA])
        found = [
            Candidate(BODY[code], Use(used, naming), {ground: "because"})
            for code, used, ground in (
                ("SP1", 0, Ground.CHANNEL),
                ("BL1", 3, Ground.PATTERN),
                ("ST1", 4, Ground.PROTOCOL),
            )
        ]
        return [each.point.code for each in in_order(found, trials, least_trials=5)]

    def test_five_trials_that_name_points_rank_by_how_many_used_each(self):
        assert self.order(5) == ["ST1", "BL1", "SP1"]

    def test_four_rank_nothing_and_the_channel_of_the_pain_goes_first(self):
        assert self.order(4) == ["SP1", "BL1", "ST1"]

    def test_silent_trials_do_not_help_to_reach_the_five(self):
        arms = [*(arm(f"t{index}", "ST1") for index in range(4)), arm("silent")]
        trials = Trials(arms, [SCIATICA])

        assert (len(trials.naming), trials.silent) == (4, 1)

    def test_the_arms_of_a_trial_count_once_together(self):
        trials = Trials([arm("one", "ST1"), arm("one", "BL1"), arm("two")], [SCIATICA])

        assert (len(trials.naming), trials.silent) == (1, 1)
        assert trials.use_of("BL1") == Use(1, 1)
        assert trials.codes() == {"ST1", "BL1"}

    def test_what_an_article_names_goes_before_its_equals(self):
        neighbour = replace(SHIN, code="ST2")

        assert lines(chosen([SHIN, neighbour], articles=("ST2",)))[0][0] == "ST2"

    def test_what_needs_a_reason_goes_last_and_what_is_barred_is_kept_apart(self):
        deep = point("ST3", placing("knee", max_cun=None))
        choice = chosen([deep, SHIN, ANKLE], in_force(Effect.BAR, "left.ankle", "right.ankle"))

        assert lines(choice) == [("ST1", "both", "offered"), ("ST3", "both", "held")]
        assert [each.point.code for each in choice.barred] == ["SP1"]

    def test_a_point_without_a_placing_is_never_a_candidate(self):
        assert lines(chosen([SHIN, point("ST4", None)], articles=("ST4",))) == [
            ("ST1", "both", "offered")
        ]


class TestSides:
    def test_both_sides_stand_in_one_line_where_nothing_tells_them_apart(self):
        assert lines(chosen([SHIN])) == [("ST1", BOTH, "offered")]

    def test_they_part_where_one_is_barred(self):
        choice = chosen([SHIN], in_force(Effect.BAR, "left.shin"))

        assert lines(choice) == [("ST1", "right", "offered")]
        assert [each.side for each in choice.barred] == ["left"]

    def test_pain_on_one_side_brings_up_that_side_only(self):
        assert lines(chosen([SHIN], sides=("left",))) == [("ST1", "left", "offered")]

    def test_the_sound_side_stands_in_where_the_painful_one_is_barred(self):
        choice = chosen([SHIN], in_force(Effect.BAR, "left.shin"), sides=("left",))

        assert lines(choice) == [("ST1", "right", "offered")]
        assert choice.points[0].reasons[0] == "the other side, since this one may not be"

    def test_and_where_it_is_held_by_what_lies_there(self):
        choice = chosen([SHIN], in_force(Effect.HOLD, "left.shin"), sides=("left",))

        assert lines(choice) == [("ST1", "right", "offered"), ("ST1", "left", "held")]

    def test_but_no_needle_goes_into_a_sound_joint_for_that(self):
        at_the_joint = point("ST5", replace(placing("knee"), joint="knee"))
        choice = chosen([at_the_joint], in_force(Effect.BAR, "left.knee"), sides=("left",))

        assert lines(choice) == []

    def test_a_point_of_the_midline_has_no_side_and_minds_a_mark_on_either(self):
        middle = point("CV1", placing("belly"), sided=False)

        assert lines(chosen([middle], sides=("left",))) == [("CV1", "middle", "offered")]
        for side in SIDES:
            assert lines(chosen([middle], in_force(Effect.BAR, f"{side}.belly"))) == []


class TestSet:
    def in_set(self, choice: Choice) -> list[tuple[str, str]]:
        return [(each.point.code, each.side) for each in choice.points if each.in_set]

    def needles(self, choice: Choice) -> int:
        return sum(2 if side == BOTH else 1 for _, side in self.in_set(choice))

    @pytest.mark.parametrize(
        ("first_visit", "care", "budget"),
        [
            pytest.param(False, (), 4, id="later visits"),
            pytest.param(True, (), 2, id="the first visit"),
            pytest.param(False, (Limit(needles_max=3),), 3, id="a limit lowers it"),
            pytest.param(True, (Limit(needles_max=3),), 2, id="a limit never raises it"),
            pytest.param(
                False, (Limit(needles_max=3), Limit(needles_max=1)), 1, id="the least limit stands"
            ),
        ],
    )
    def test_it_holds_no_more_needles_than_the_budget(self, first_visit, care, budget):
        limits = [in_force(Effect.LIMIT, limit=each) for each in care]
        for sides in ((), ("left",)):
            choice = chosen(ROW, *limits, sides=sides, first_visit=first_visit)

            assert choice.needles_max == budget
            assert self.needles(choice) <= budget

    def test_it_is_filled_where_there_are_points_enough(self):
        assert self.needles(chosen(ROW)) == 4
        assert self.needles(chosen(ROW, sides=("left",))) == 4

    def test_it_lies_in_one_position_and_leaves_out_what_that_does_not_reach(self):
        choice = chosen([SHIN, ANKLE, CALF])

        assert choice.position is Position.SUPINE
        assert self.in_set(choice) == [("ST1", BOTH), ("SP1", BOTH)]

    def test_what_is_held_is_neither_in_it_nor_decides_how_the_patient_lies(self):
        held = in_force(Effect.HOLD, "left.shin", "right.shin", "left.ankle", "right.ankle")
        choice = chosen([SHIN, ANKLE, CALF], held)

        assert choice.position is Position.PRONE
        assert self.in_set(choice) == [("BL1", BOTH)]

    def test_with_nothing_to_take_there_is_no_position(self):
        choice = chosen([SHIN], in_force(Effect.HOLD))

        assert choice.position is None
        assert self.in_set(choice) == []

    def test_a_limit_to_the_side_is_how_the_patient_lies(self):
        on_the_side = in_force(Effect.LIMIT, limit=Limit(position="side"))
        choice = chosen([SHIN, ANKLE, CALF], on_the_side)

        assert choice.position is Position.SIDE
        assert self.in_set(choice) == [("SP1", "left")]

    def test_on_the_side_it_is_of_the_one_leg_that_is_up(self):
        on_the_side = in_force(Effect.LIMIT, limit=Limit(position="side"))
        for sides in ((), SIDES, ("right",)):
            chosen_sides = {side for _, side in self.in_set(chosen(ROW, on_the_side, sides=sides))}

            assert len(chosen_sides) <= 1

    def test_a_point_of_it_is_shown_in_the_position_of_the_set(self):
        choice = chosen([SHIN, ANKLE, CALF], in_force(Effect.LIMIT, limit=Limit(position="side")))

        assert {each.position for each in choice.points if each.in_set} == {Position.SIDE}


@pytest.mark.parametrize(
    ("limit", "cun", "mm"),
    [
        pytest.param(Limit(), 0.5, 10, id="none"),
        pytest.param(Limit(max_cun=0.3), 0.3, 6, id="in cun"),
        pytest.param(Limit(max_mm=7), 0.5, 7, id="in mm"),
        pytest.param(Limit(max_cun=2, max_mm=99), 0.5, 10, id="none is deeper than the source"),
    ],
)
def test_the_depth_is_the_smaller_of_the_source_and_the_limit(limit, cun, mm):
    (choice,) = chosen([SHIN], in_force(Effect.LIMIT, limit=limit)).points

    assert (choice.max_cun, choice.max_mm) == (cun, mm)
    assert choice.status is Status.LIMITED
