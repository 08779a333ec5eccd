"""One rule, four readings: interpreter, partial evaluation, SQL on SQLite, SQL on DuckDB."""

import json

import pytest
import sqlglot
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engines import CONNECT, ask, every_engine
from tests.strategies import Situation, cases, rules, situations, vocabularies
from zusanli.core.rules.partial import restrict
from zusanli.core.rules.stored import from_stored, to_stored
from zusanli.core.rules.tree import Known, Rule, Truth, distinct_names
from zusanli.core.triage.flags import RedFlag, Urgency
from zusanli.knowledge.grammar import parse
from zusanli.knowledge.sql import DIALECTS, state_sql, to_sql


@st.composite
def tables(draw: st.DrawFn, *, of: int = 1) -> tuple[list[Rule], list[Known]]:
    """Some rules, and patients to ask them of."""
    names = draw(vocabularies())
    trees = [draw(rules(names)).tree for _ in range(of)]
    return trees, draw(st.lists(cases(names), min_size=1, max_size=8))


@pytest.fixture(scope="module")
def connections():
    return {dialect: connect() for dialect, connect in CONNECT.items()}


def as_truth(value: object) -> Truth:
    return None if value is None else bool(value)


@settings(max_examples=500)
@given(situation=situations())
def test_putting_in_a_part_of_the_values_and_then_the_rest_changes_nothing(situation: Situation):
    tree, known, part = situation.rule.tree, situation.known, situation.part
    left = restrict(tree, part)
    rest = {name: value for name, value in known.items() if name not in part}

    assert left.truth(rest) is tree.truth(known)
    assert left.truth({}) is tree.truth(part)
    assert part.keys().isdisjoint(left.names())
    assert set(left.names()) <= set(tree.names())


@every_engine
@settings(max_examples=400)
@given(table=tables())
def test_sql_says_what_the_interpreter_says(connections, dialect, table):
    (tree,), patients = table

    found = ask(
        connections[dialect],
        select=[to_sql(tree, dialect)],
        of=patients,
        rules=[tree],
        dialect=dialect,
    )

    assert [as_truth(value) for (value,) in found] == [tree.truth(known) for known in patients]


@every_engine
@settings(max_examples=150)
@given(situation=situations())
def test_sql_of_what_is_left_says_what_the_whole_rule_says(connections, dialect, situation):
    left = restrict(situation.rule.tree, situation.part)

    found = ask(
        connections[dialect],
        select=[to_sql(left, dialect)],
        of=[situation.known],
        rules=[left],
        dialect=dialect,
    )

    assert as_truth(found[0][0]) is situation.rule.tree.truth(situation.known)


@every_engine
@settings(max_examples=150)
@given(table=tables(of=2))
def test_sql_gives_the_state_of_a_flag(connections, dialect, table):
    (gate, when), patients = table
    flag = RedFlag("black_toe", "", gate, when, Urgency.EMERGENCY, "", "", ())

    found = ask(
        connections[dialect],
        select=[state_sql(gate=gate, when=when, dialect=dialect)],
        of=patients,
        rules=[gate, when],
        dialect=dialect,
    )

    assert [value for (value,) in found] == [flag.state(known).id for known in patients]


@pytest.mark.parametrize("dialect", sorted(DIALECTS.keys() - CONNECT.keys()))
@settings(max_examples=150)
@given(table=tables())
def test_sql_for_an_engine_that_is_not_here_means_the_same(connections, dialect, table):
    (tree,), patients = table
    text = to_sql(tree, dialect)

    read = sqlglot.parse_one(text, dialect=dialect)
    found = ask(
        connections["duckdb"],
        select=[read.sql(dialect="duckdb")],
        of=patients,
        rules=[tree],
        dialect="duckdb",
    )

    assert read.sql(dialect=dialect) == text
    assert [as_truth(value) for (value,) in found] == [tree.truth(known) for known in patients]


@settings(max_examples=500)
@given(situation=situations())
def test_a_text_means_its_tree_and_a_release_keeps_it(situation: Situation):
    names, rule = situation.names, situation.rule

    tree = parse(rule.text, names)
    stored = json.loads(json.dumps(to_stored(tree)))

    assert tree == rule.tree
    assert from_stored(stored, names.scores) == tree
    assert distinct_names(tree) == tuple(dict.fromkeys(rule.tree.names()))
