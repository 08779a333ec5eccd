"""One rule, four readings: interpreter, partial evaluation, SQL on SQLite, SQL on DuckDB."""

import json
from itertools import product

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines import CONNECT, Connection, ask
from tests.strategies import Situation, cases, rules, situations, vocabularies
from zusanli.core.rules.partial import restrict
from zusanli.core.rules.score import Band, Item, Score, ScoreCompare
from zusanli.core.rules.stored import from_stored, to_stored
from zusanli.core.rules.tree import (
    And,
    AtLeast,
    Compare,
    Is,
    Known,
    Not,
    OneOf,
    Rule,
    Truth,
    Value,
)
from zusanli.core.triage.flags import RedFlag, Urgency
from zusanli.knowledge.grammar import MIRRORED, parse
from zusanli.knowledge.sql import DIALECTS, state_sql, to_sql


@st.composite
def flags_and_patients(draw: st.DrawFn) -> tuple[RedFlag, list[Known]]:
    names = draw(vocabularies())
    gate, when = draw(rules(names, depth=1)).tree, draw(rules(names)).tree
    flag = RedFlag("black_toe", "", gate, when, Urgency.EMERGENCY, "", "", ())
    return flag, draw(st.lists(cases(names), min_size=1, max_size=8))


@pytest.fixture(scope="module", params=list(CONNECT))
def engine(request) -> tuple[str, Connection]:
    return request.param, CONNECT[request.param]()


@pytest.fixture(scope="module")
def duckdb_connection() -> Connection:
    return CONNECT["duckdb"]()


def as_truth(value: object) -> Truth:
    return None if value is None else bool(value)


def truths(rule: Rule, patients: list[Known]) -> list[Truth]:
    return [rule.truth(known) for known in patients]


@settings(max_examples=400, deadline=None)
@given(situation=situations())
def test_putting_in_a_part_of_the_values_and_then_the_rest_changes_nothing(situation: Situation):
    tree, known, part = situation.rule.tree, situation.known, situation.part
    left = restrict(tree, part)
    rest = {name: value for name, value in known.items() if name not in part}

    assert left.truth(rest) is tree.truth(known)
    assert left.truth({}) is tree.truth(part)
    assert part.keys().isdisjoint(left.names())
    assert set(left.names()) <= set(tree.names())


@settings(max_examples=150, deadline=None)
@given(case=flags_and_patients())
def test_sql_says_what_the_interpreter_says(engine, case):
    dialect, connection = engine
    flag, patients = case

    found = ask(
        connection,
        select=[
            to_sql(flag.gate, dialect),
            to_sql(flag.when, dialect),
            state_sql(gate=flag.gate, when=flag.when, dialect=dialect),
        ],
        of=patients,
        rules=[flag.gate, flag.when],
        dialect=dialect,
    )

    assert [as_truth(gate) for gate, _, _ in found] == truths(flag.gate, patients)
    assert [as_truth(when) for _, when, _ in found] == truths(flag.when, patients)
    assert [state for _, _, state in found] == [flag.state(known).id for known in patients]


PRESSURE = tuple(
    Band(points, And((Compare("age", ">", low), Compare("age", "<=", high))))
    for points, low, high in ((3, 0, 90), (1, 90, 100), (-1, 220, 300))
)
GAIT = (Band(-2, OneOf("gait", ("limping",))), Band(2, OneOf("gait", ("steady",))))
TOTAL = Score(
    "wells",
    (
        Item("fever", (Band(1, Is("fever")),)),
        Item("pressure", PRESSURE),
        Item("gait", GAIT, otherwise=1),
        Item("always", (), otherwise=-1),
    ),
)


def every_patient(values: dict[str, tuple[Value | None, ...]]) -> list[Known]:
    return [
        {name: value for name, value in zip(values, each, strict=True) if value is not None}
        for each in product(*values.values())
    ]


@pytest.mark.parametrize("operator", list(MIRRORED))
def test_sql_compares_every_interval_of_a_score_with_every_cut_point(engine, operator):
    dialect, connection = engine
    compared = [ScoreCompare(TOTAL, operator, cut) for cut in range(-6, 8)]
    patients = every_patient(
        {
            "fever": (None, False, True),
            "age": (None, 90, 91, 100, 101, 220, 221),
            "gait": (None, "limping", "steady", "cannot_walk"),
        }
    )

    found = ask(
        connection,
        select=[to_sql(rule, dialect) for rule in compared],
        of=patients,
        rules=compared,
        dialect=dialect,
    )

    for known, values in zip(patients, found, strict=True):
        assert list(map(as_truth, values)) == [rule.truth(known) for rule in compared], known


def test_sql_counts_what_holds_and_what_may_hold(engine):
    dialect, connection = engine
    parts = (Is("fever"), Not(Is("sore")), Is("numb"), AtLeast(2, (Is("sore"), Is("cold"))))
    counts = [AtLeast(count, parts) for count in (1, 2, 3, 4)]
    patients = every_patient(dict.fromkeys(("fever", "sore", "numb", "cold"), (None, False, True)))

    found = ask(
        connection,
        select=[to_sql(rule, dialect) for rule in counts],
        of=patients,
        rules=counts,
        dialect=dialect,
    )

    for known, values in zip(patients, found, strict=True):
        assert list(map(as_truth, values)) == [rule.truth(known) for rule in counts], known


@settings(max_examples=100, deadline=None)
@given(situation=situations())
def test_sql_of_what_is_left_says_what_the_whole_rule_says(engine, situation: Situation):
    dialect, connection = engine
    tree, known = situation.rule.tree, situation.known
    left = restrict(tree, situation.part)

    found = ask(
        connection, select=[to_sql(left, dialect)], of=[known], rules=[left], dialect=dialect
    )

    assert [as_truth(value) for (value,) in found] == truths(tree, [known])


@pytest.mark.parametrize("dialect", sorted(DIALECTS.keys() - CONNECT.keys()))
@settings(max_examples=100, deadline=None)
@given(situation=situations())
def test_sql_for_an_engine_that_is_not_here_reads_back_as_the_same(
    duckdb_connection, dialect, situation: Situation
):
    tree, known = situation.rule.tree, situation.known
    text = to_sql(tree, dialect)

    read = sqlglot.parse_one(text, dialect=dialect)
    found = ask(
        duckdb_connection,
        select=[read.sql(dialect="duckdb")],
        of=[known],
        rules=[tree],
        dialect="duckdb",
    )

    assert read.sql(dialect=dialect) == text
    assert [as_truth(value) for (value,) in found] == truths(tree, [known])


@settings(max_examples=400, deadline=None)
@given(situation=situations())
def test_a_text_means_its_tree_and_a_release_keeps_it(situation: Situation):
    names, rule = situation.names, situation.rule

    tree = parse(rule.text, names)
    stored = json.loads(json.dumps(to_stored(tree)))

    assert tree == rule.tree
    assert from_stored(stored, names.scores) == tree
