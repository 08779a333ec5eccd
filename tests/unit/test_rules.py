"""Rules over what is known of a patient; the missing answer comes first."""

from itertools import product

import pytest

from zusanli.core.rules.explain import Reason, because, items, unknowns
from zusanli.core.rules.partial import FALSE, TRUE, restrict
from zusanli.core.rules.score import Band, Item, Reading, Score, ScoreCompare
from zusanli.core.rules.stored import from_stored, to_stored
from zusanli.core.rules.tree import (
    And,
    AtLeast,
    Compare,
    Constant,
    Is,
    Member,
    Not,
    OneOf,
    Or,
    Rule,
    compare,
    distinct_names,
)
from zusanli.errors import RuleError

FEVER, SORE, NUMB = Is("fever"), Is("sore"), Is("numb")
WELLS = Score(
    id="wells",
    items=(
        Item("cancer", (Band(1, Is("cancer")),)),
        Item("swollen", (Band(1, Is("swollen")),)),
        Item("other_cause", (Band(-2, Is("other_cause")),)),
    ),
    readings=(Reading("unlikely", -2), Reading("likely", 2)),
)
PRESSURE = Score(
    id="pressure",
    items=(
        Item(
            "systolic",
            (
                Band(3, Compare("systolic", "<=", 90)),
                Band(2, And((Compare("systolic", ">", 90), Compare("systolic", "<=", 100)))),
            ),
        ),
    ),
)


# ------------------------------------------------------------ the missing answer


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(FEVER, id="yes or no"),
        pytest.param(Not(FEVER), id="not"),
        pytest.param(Compare("age", "<", 16), id="number"),
        pytest.param(Not(Compare("age", "<", 16)), id="not a number under"),
        pytest.param(OneOf("gait", ("limping",)), id="choice"),
        pytest.param(Not(OneOf("gait", ("limping",))), id="not a choice"),
        pytest.param(Member("complaints", "numb_feet", ("numb_feet",)), id="set"),
        pytest.param(Not(Member("complaints", "numb_feet", ("numb_feet",))), id="not in a set"),
        pytest.param(ScoreCompare(WELLS, ">=", 2), id="score"),
        pytest.param(ScoreCompare(WELLS, "<", 2), id="low score"),
        pytest.param(AtLeast(1, (FEVER, SORE)), id="at least"),
        pytest.param(Or((FEVER, Not(FEVER))), id="either way"),
    ],
)
def test_of_a_patient_of_whom_nothing_is_known_a_rule_says_nothing(rule: Rule):
    assert rule.truth({}) is None
    assert because(rule, {}) == ()
    assert set(unknowns(rule, {})) == set(rule.names())


def test_a_value_of_another_kind_is_not_a_no():
    assert FEVER.truth({"fever": "yes"}) is None
    assert Compare("age", "<", 16).truth({"age": "68"}) is None
    assert Member("places", "sole", ("left.sole",)).truth({"places": "left.sole"}) is None


def test_an_empty_set_is_known_and_holds_nothing():
    numb_feet = Member("complaints", "numb_feet", ("numb_feet",))

    assert numb_feet.truth({"complaints": frozenset()}) is False


# ------------------------------------------------------------------ true or false


@pytest.mark.parametrize(
    ("operator", "below", "at", "above"),
    [
        ("=", False, True, False),
        ("<>", True, False, True),
        ("<", True, False, False),
        ("<=", True, True, False),
        (">", False, False, True),
        (">=", False, True, True),
    ],
)
def test_a_number_is_compared_at_its_cut_point(operator, below, at, above):
    rule = Compare("temperature", operator, 38.1)

    assert rule.truth({"temperature": 38.0}) is below
    assert rule.truth({"temperature": 38.1}) is at
    assert rule.truth({"temperature": 38.2}) is above


def test_what_is_no_comparison_is_refused():
    with pytest.raises(ValueError, match="LIKE is no comparison"):
        compare(1, "LIKE", 1)


@pytest.mark.parametrize(("gait", "truth"), [("limping", True), ("steady", False)])
def test_a_choice_is_one_of_those_listed_or_is_not(gait, truth):
    assert OneOf("gait", ("limping", "cannot_walk")).truth({"gait": gait}) is truth


@pytest.mark.parametrize(
    ("marked", "either_side", "left"),
    [
        ({"left.sole"}, True, True),
        ({"right.sole", "left.shin"}, True, False),
        ({"left.shin"}, False, False),
    ],
)
def test_a_place_without_a_side_stands_for_both(marked, either_side, left):
    known = {"places": frozenset(marked)}

    assert Member("places", "sole", ("left.sole", "right.sole")).truth(known) is either_side
    assert Member("places", "left.sole", ("left.sole",)).truth(known) is left


RANK = {False: 0, None: 1, True: 2}


@pytest.mark.parametrize("values", list(product((False, None, True), repeat=3)), ids=str)
def test_and_takes_the_least_or_the_most_and_at_least_counts(values):
    known = {
        name: value
        for name, value in zip(("fever", "sore", "numb"), values, strict=True)
        if value is not None
    }
    parts = (FEVER, SORE, NUMB)
    low_to_high = sorted(values, key=RANK.__getitem__)

    assert And(parts).truth(known) is low_to_high[0]
    assert Or(parts).truth(known) is low_to_high[-1]
    for count in (1, 2, 3):
        assert AtLeast(count, parts).truth(known) is low_to_high[-count]


def test_a_constant_holds_whatever_is_known():
    assert Constant(value=True).truth({}) is True
    assert Constant(value=False).truth({"fever": True}) is False


def test_each_finding_is_named_once_in_the_order_of_the_text():
    rule = And((SORE, Or((FEVER, Not(SORE))), AtLeast(1, (NUMB,))))

    assert list(rule.names()) == ["sore", "fever", "sore", "numb"]
    assert distinct_names(rule, FEVER) == ("sore", "fever", "numb")


# ------------------------------------------------------------------------ scores


@pytest.mark.parametrize(
    ("known", "interval"),
    [
        pytest.param({}, (-2, 2), id="nothing known"),
        pytest.param({"cancer": True}, (-1, 2), id="one item"),
        pytest.param({"cancer": True, "swollen": True}, (0, 2), id="two items"),
        pytest.param({"other_cause": True}, (-2, 0), id="an item that takes points away"),
        pytest.param({"other_cause": False}, (0, 2), id="and does not"),
        pytest.param(
            {"cancer": False, "swollen": True, "other_cause": False}, (1, 1), id="complete"
        ),
    ],
)
def test_a_missing_item_leaves_a_score_between_the_least_and_the_most(known, interval):
    assert WELLS.interval(known) == interval


@pytest.mark.parametrize(
    ("known", "interval"),
    [
        ({}, (0, 3)),
        ({"systolic": 90}, (3, 3)),
        ({"systolic": 91}, (2, 2)),
        ({"systolic": 101}, (0, 0)),
    ],
)
def test_the_band_that_holds_gives_the_points_of_an_item(known, interval):
    assert PRESSURE.interval(known) == interval


def test_an_item_whose_every_band_is_worth_the_same_is_complete_without_an_answer():
    item = Item("shock", (Band(2, FEVER), Band(2, SORE)), otherwise=2)

    assert item.interval({}) == (2, 2)


NO_CANCER = {"cancer": False}
FROM_0_TO_2 = {"other_cause": False}
JUST_1 = {"cancer": False, "swollen": True, "other_cause": False}


@pytest.mark.parametrize(
    ("operator", "cut", "truth"),
    [
        (">=", 0, True),
        (">=", 1, None),
        (">=", 2, None),
        (">=", 3, False),
        (">", -1, True),
        (">", 0, None),
        (">", 2, False),
        ("<", 3, True),
        ("<", 2, None),
        ("<", 0, False),
        ("<=", 2, True),
        ("<=", 0, None),
        ("<=", -1, False),
        ("=", 1, None),
        ("=", 3, False),
        ("=", -1, False),
        ("<>", 0, None),
        ("<>", 3, True),
        ("<>", -1, True),
    ],
)
def test_a_score_between_0_and_2_is_compared_as_far_as_it_is_certain(operator, cut, truth):
    assert ScoreCompare(WELLS, operator, cut).truth(FROM_0_TO_2) is truth


@pytest.mark.parametrize(("operator", "truth"), [("=", True), ("<>", False), (">=", True)])
def test_a_complete_score_is_compared_like_a_number(operator, truth):
    assert ScoreCompare(WELLS, operator, 1).truth(JUST_1) is truth


@pytest.mark.parametrize(
    ("known", "reading"),
    [
        pytest.param({}, None, id="cannot score yet"),
        pytest.param(NO_CANCER, "unlikely", id="cannot reach 2 any more"),
        pytest.param(FROM_0_TO_2 | {"cancer": True}, None, id="1 or 2"),
        pytest.param(FROM_0_TO_2 | {"cancer": True, "swollen": True}, "likely", id="2"),
    ],
)
def test_a_score_reads_only_as_what_both_its_ends_read_as(known, reading):
    assert WELLS.reading(known) == reading


def test_a_total_below_every_reading_has_none():
    assert Score("wells", WELLS.items, (Reading("likely", 2),)).reading(JUST_1) is None


# --------------------------------------------------------------- what is left over


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        pytest.param(FEVER, TRUE, id="known"),
        pytest.param(SORE, SORE, id="unknown"),
        pytest.param(Not(FEVER), FALSE, id="not"),
        pytest.param(Not(SORE), Not(SORE), id="not of unknown"),
        pytest.param(And((FEVER, SORE)), SORE, id="and goes on without what holds"),
        pytest.param(And((Not(FEVER), SORE)), FALSE, id="and is over"),
        pytest.param(Or((FEVER, SORE)), TRUE, id="or is over"),
        pytest.param(Or((Not(FEVER), SORE, NUMB)), Or((SORE, NUMB)), id="or goes on"),
        pytest.param(
            AtLeast(3, (FEVER, SORE, NUMB, Not(FEVER))), AtLeast(2, (SORE, NUMB)), id="two more"
        ),
        pytest.param(AtLeast(1, (FEVER, SORE)), TRUE, id="enough"),
        pytest.param(AtLeast(2, (Not(FEVER), SORE)), FALSE, id="too few left"),
        pytest.param(AtLeast(2, (FEVER, SORE)), SORE, id="the last one decides"),
    ],
)
def test_what_is_known_is_put_in(rule, left):
    assert restrict(rule, {"fever": True}) == left


def test_a_question_that_cannot_change_a_score_is_not_asked():
    likely = ScoreCompare(WELLS, ">=", 1)

    assert unknowns(likely, {"cancer": True}) == ("swollen", "other_cause")
    assert unknowns(likely, {"cancer": True, "other_cause": True}) == ()
    assert unknowns(likely, {"other_cause": False, "swollen": True}) == ()


def test_a_band_that_was_ruled_out_is_asked_about_no_more():
    pain = Score("pain", (Item("worst", (Band(1, FEVER), Band(2, SORE))),))
    left = restrict(ScoreCompare(pain, ">=", 1), {"fever": False})

    assert distinct_names(left) == ("sore",)
    assert left.truth({"sore": True}) is True


# ------------------------------------------------------------------------ reasons


@pytest.mark.parametrize(
    ("rule", "names"),
    [
        pytest.param(Or((FEVER, SORE)), ["fever"], id="of an OR what holds"),
        pytest.param(And((FEVER, Not(SORE))), ["fever", "sore"], id="of an AND all"),
        pytest.param(And((FEVER, SORE)), ["sore"], id="of a failed AND what failed"),
        pytest.param(Not(And((FEVER, SORE))), ["sore"], id="of a NOT what made it so"),
        pytest.param(AtLeast(1, (FEVER, SORE)), ["fever"], id="of a count what was counted"),
        pytest.param(AtLeast(2, (FEVER, SORE)), ["sore"], id="of too few what is missing"),
        pytest.param(Or((FEVER, And((FEVER, FEVER)))), ["fever"], id="each once"),
    ],
)
def test_only_what_decided_is_a_reason(rule, names):
    known = {"fever": True, "sore": False}

    assert [reason.name for reason in because(rule, known)] == names


def test_a_reason_shows_the_value_and_a_score_its_interval():
    rule = And((Compare("age", ">=", 60), ScoreCompare(WELLS, ">=", 0)))

    assert because(rule, {"age": 68, "other_cause": False}) == (
        Reason("age", 68),
        Reason("wells", (0, 2)),
    )


# ----------------------------------------------------------------- as they are kept


@pytest.mark.parametrize(
    ("rule", "stored"),
    [
        (Constant(value=True), ["constant", True]),
        (FEVER, ["is", "fever"]),
        (Compare("age", "<", 16), ["compare", "age", "<", 16]),
        (OneOf("gait", ("limping", "steady")), ["one_of", "gait", "limping", "steady"]),
        (
            Member("places", "sole", ("left.sole", "right.sole")),
            ["member", "places", "sole", "left.sole", "right.sole"],
        ),
        (ScoreCompare(WELLS, ">=", 2), ["score", "wells", ">=", 2]),
        (Not(FEVER), ["not", ["is", "fever"]]),
        (And((FEVER, SORE)), ["and", ["is", "fever"], ["is", "sore"]]),
        (Or((FEVER, SORE)), ["or", ["is", "fever"], ["is", "sore"]]),
        (AtLeast(1, (FEVER, SORE)), ["at_least", 1, ["is", "fever"], ["is", "sore"]]),
    ],
)
def test_a_rule_is_kept_as_plain_lists(rule, stored):
    assert to_stored(rule) == stored
    assert from_stored(stored, {"wells": WELLS}) == rule


@pytest.mark.parametrize(
    "stored",
    [
        pytest.param(None, id="nothing"),
        pytest.param([], id="empty"),
        pytest.param(["is"], id="no name"),
        pytest.param(["is", 5], id="a number for a name"),
        pytest.param(["xor", ["is", "fever"]], id="unknown word"),
        pytest.param(["not", "fever"], id="a bare name"),
        pytest.param(["and"], id="all of nothing, which would be always true"),
        pytest.param(["or"], id="any of nothing, which would be always false"),
        pytest.param(["score", "wells", ">=", 2], id="a score that is not there"),
        pytest.param(["constant", None], id="a constant that is unknown"),
        pytest.param(["and", ["is", "fever"], None], id="damaged inside"),
    ],
)
def test_what_no_rule_writes_is_not_read_as_one(stored):
    with pytest.raises(RuleError, match="not a stored rule"):
        from_stored(stored, {})


def test_a_kind_of_rule_that_cannot_be_kept_is_refused():
    class Whim(Rule):
        def truth(self, known):
            return None

        def names(self):
            return iter(())

    with pytest.raises(RuleError, match="Whim has no stored form"):
        to_stored(Whim())


def test_the_items_that_a_rule_asks_for_are_named_wherever_they_stand():
    seen, felt = Member("examined", "skin", ("skin",)), Member("examined", "feeling", ("feeling",))
    elsewhere = Member("complaints", "numb_feet", ("numb_feet",))
    rule = Or((And((Not(seen), NUMB)), AtLeast(1, (felt, elsewhere)), FEVER))

    assert list(items(rule, "examined")) == ["skin", "feeling"]
