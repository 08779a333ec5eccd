"""The SQL of rules, where its words matter and not only what it comes to."""

import sqlite3

import duckdb
import pytest

from tests.engines import CONNECT
from zusanli.core.rules.score import Band, Item, Score, ScoreCompare
from zusanli.core.rules.tree import (
    And,
    AtLeast,
    Compare,
    Is,
    Member,
    Not,
    OneOf,
    Or,
    Rule,
)
from zusanli.errors import RuleError
from zusanli.knowledge.sql import DIALECTS, columns, state_sql, to_sql

FEVER, SORE = Is("fever"), Is("sore")
EITHER_SOLE = Member("places", "sole", ("left.sole", "right.sole"))
NO_COLUMN = (sqlite3.OperationalError, duckdb.BinderException)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        pytest.param(FEVER, '"fever"', id="yes or no"),
        pytest.param(Is("order"), '"order"', id="a name that is a word of SQL"),
        pytest.param(Not(Or((FEVER, SORE))), 'NOT ("fever" OR "sore")', id="joined"),
        pytest.param(Compare("temperature", ">=", 38.1), '"temperature" >= 38.1', id="number"),
        pytest.param(OneOf("gait", ("limping",)), "\"gait\" IN ('limping')", id="choice"),
        pytest.param(EITHER_SOLE, '"places.left.sole" OR "places.right.sole"', id="places"),
        pytest.param(
            AtLeast(1, (FEVER,)),
            'CASE WHEN CASE WHEN "fever" THEN 1 ELSE 0 END >= 1 THEN TRUE'
            ' WHEN CASE WHEN NOT "fever" THEN 0 ELSE 1 END < 1 THEN FALSE END',
            id="at least",
        ),
        pytest.param(
            ScoreCompare(Score("wells", (Item("swollen", (Band(1, FEVER),)),)), ">=", 1),
            'CASE WHEN CASE WHEN "fever" THEN 1 ELSE 0 END >= 1 THEN TRUE'
            ' WHEN NOT CASE WHEN "fever" THEN 1 WHEN ("fever") IS NULL THEN 1 ELSE 0 END >= 1'
            " THEN FALSE END",
            id="score",
        ),
    ],
)
def test_a_rule_reads_as_sql(rule, text):
    assert to_sql(rule, "postgres") == text


def test_a_flag_is_open_unless_something_settles_it():
    assert state_sql(gate=FEVER, when=SORE, dialect="duckdb") == (
        'CASE WHEN "sore" THEN \'raised\' WHEN NOT "sore" OR NOT "fever" THEN \'closed\''
        " ELSE 'open' END"
    )


@pytest.mark.parametrize("dialect", list(CONNECT))
def test_a_column_that_is_missing_is_an_error_and_not_a_no(dialect):
    connection = CONNECT[dialect]()
    connection.execute("CREATE TABLE patients (sore BOOLEAN)")
    connection.execute("INSERT INTO patients VALUES (TRUE)")

    with pytest.raises(NO_COLUMN, match="fever"):
        connection.execute(" ".join(("SELECT", to_sql(FEVER, dialect), "FROM patients")))


def test_the_columns_of_rules_come_with_their_types():
    rules = [And((FEVER, Compare("age", "<", 16))), Or((EITHER_SOLE, FEVER, OneOf("gait", ("x",))))]

    assert columns(rules, "postgres") == {
        "fever": "BOOLEAN",
        "age": "DOUBLE PRECISION",
        "places.left.sole": "BOOLEAN",
        "places.right.sole": "BOOLEAN",
        "gait": "TEXT",
    }
    assert columns([OneOf("gait", ("x",))], "spark") == {"gait": "STRING"}


def test_a_dialect_that_no_rule_is_written_in_is_refused_with_a_close_match():
    with pytest.raises(RuleError, match=r"'sqlit' is none of .*\(did you mean sqlite\?\)"):
        to_sql(FEVER, "sqlit")
    with pytest.raises(RuleError, match="none of the dialects"):
        state_sql(gate=FEVER, when=SORE, dialect="oracle")
    with pytest.raises(RuleError, match="none of the dialects"):
        columns([FEVER], "mysql")


@pytest.mark.parametrize("dialect", list(DIALECTS))
def test_a_kind_of_rule_without_a_form_in_sql_is_refused(dialect):
    class Whim(Rule):
        def truth(self, known):
            return None

        def names(self):
            return iter(())

    with pytest.raises(RuleError, match="Whim has no SQL form"):
        to_sql(Not(Whim()), dialect)
