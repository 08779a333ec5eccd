"""The grammar of rules: all that is in it, and all that would turn unknown into no refused."""

import pytest

from tests.strategies import FINDINGS, SETS, finding
from zusanli.core.findings import Kind
from zusanli.core.rules.score import Band, Item, Score, ScoreCompare
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
)
from zusanli.errors import RuleError
from zusanli.knowledge.grammar import Names, parse

FEVER, SORE, NUMB, COLD = Is("fever"), Is("sore"), Is("numb"), Is("cold")
WELLS = Score("wells", (Item("swollen", (Band(1, Is("swollen")),)),))
UNWELL = Or((FEVER, COLD))
NAMES = Names(
    findings={
        **FINDINGS,
        "born": finding("born", Kind.DATE),
        "sudden_illness": finding("sudden_illness", Kind.ANY_OF),
    },
    scores={"wells": WELLS},
    sets=SETS,
    phrases={"unwell": UNWELL},
)
ADULT = Compare("age", ">=", 18)
LIMPING = OneOf("gait", ("limping",))
NUMB_FEET = Member("complaints", "numb_feet", ("numb_feet",))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        pytest.param("fever", FEVER, id="a name"),
        pytest.param('"fever"', FEVER, id="a quoted name"),
        pytest.param("TRUE", Constant(value=True), id="true"),
        pytest.param("false", Constant(value=False), id="false"),
        pytest.param("NOT fever", Not(FEVER), id="not"),
        pytest.param("not (not fever)", Not(Not(FEVER)), id="not twice"),
        pytest.param("fever AND sore AND numb", And((FEVER, SORE, NUMB)), id="and"),
        pytest.param("fever OR sore OR numb", Or((FEVER, SORE, NUMB)), id="or"),
        pytest.param("fever OR sore AND numb", Or((FEVER, And((SORE, NUMB)))), id="and goes first"),
        pytest.param("(fever OR sore) AND numb", And((Or((FEVER, SORE)), NUMB)), id="parentheses"),
        pytest.param("fever AND (sore AND numb)", And((FEVER, And((SORE, NUMB)))), id="and kept"),
        pytest.param("NOT fever AND sore", And((Not(FEVER), SORE)), id="not goes before and"),
        pytest.param("fever\n  OR\n  sore", Or((FEVER, SORE)), id="several lines"),
        pytest.param("unwell AND sore", And((UNWELL, SORE)), id="a shared phrase"),
        pytest.param("age >= 18", ADULT, id="number"),
        pytest.param("18 <= age", ADULT, id="number the other way round"),
        pytest.param("NOT age < 18", Not(Compare("age", "<", 18)), id="not a number below"),
        pytest.param("age = 18", Compare("age", "=", 18), id="equal"),
        pytest.param("age <> 18", Compare("age", "<>", 18), id="not equal"),
        pytest.param("age != 18", Compare("age", "<>", 18), id="not equal, the other spelling"),
        pytest.param("18 > age", Compare("age", "<", 18), id="smaller, mirrored"),
        pytest.param("18 >= age", Compare("age", "<=", 18), id="at most, mirrored"),
        pytest.param("18 < age", Compare("age", ">", 18), id="greater, mirrored"),
        pytest.param("temperature > 38.1", Compare("temperature", ">", 38.1), id="decimal"),
        pytest.param("temperature > -0.5", Compare("temperature", ">", -0.5), id="below nought"),
        pytest.param(
            "age BETWEEN 1 AND 5",
            And((Compare("age", ">=", 1), Compare("age", "<=", 5))),
            id="between, both ends included",
        ),
        pytest.param(
            "age NOT BETWEEN 1 AND 5",
            Not(And((Compare("age", ">=", 1), Compare("age", "<=", 5)))),
            id="not between",
        ),
        pytest.param("gait = 'limping'", LIMPING, id="choice"),
        pytest.param("gait <> 'limping'", Not(LIMPING), id="any other choice"),
        pytest.param(
            "gait IN ('limping', 'cannot_walk')",
            OneOf("gait", ("limping", "cannot_walk")),
            id="some choices",
        ),
        pytest.param("gait NOT IN ('limping')", Not(LIMPING), id="none of some choices"),
        pytest.param("'numb_feet' IN complaints", NUMB_FEET, id="complaint"),
        pytest.param("'numb_feet' NOT IN complaints", Not(NUMB_FEET), id="another complaint"),
        pytest.param(
            "'pulses' IN examined", Member("examined", "pulses", ("pulses",)), id="examination"
        ),
        pytest.param(
            "'left.sole' IN pain_places",
            Member("pain_places", "left.sole", ("left.sole",)),
            id="place on one side",
        ),
        pytest.param(
            "'sole' IN pain_places",
            Member("pain_places", "sole", ("left.sole", "right.sole")),
            id="place on either side",
        ),
        pytest.param("AT_LEAST(1, fever)", AtLeast(1, (FEVER,)), id="at least one of one"),
        pytest.param(
            "at_least(2, fever, NOT sore, unwell)",
            AtLeast(2, (FEVER, Not(SORE), UNWELL)),
            id="at least two of three",
        ),
        pytest.param("wells >= 2", ScoreCompare(WELLS, ">=", 2), id="score"),
        pytest.param("-2 < wells", ScoreCompare(WELLS, ">", -2), id="score, mirrored"),
        pytest.param(
            "wells BETWEEN 0 AND 1",
            And((ScoreCompare(WELLS, ">=", 0), ScoreCompare(WELLS, "<=", 1))),
            id="score between",
        ),
    ],
)
def test_what_is_in_the_grammar_becomes_a_tree(text, tree):
    assert parse(text, NAMES) == tree


@pytest.mark.parametrize(
    "text",
    [
        "fever IS NULL",
        "fever IS NOT NULL",
        "fever ISNULL",
        "fever IS TRUE",
        "fever IS NOT FALSE",
        "fever IS DISTINCT FROM sore",
        "fever IS NOT DISTINCT FROM TRUE",
        "COALESCE(fever, FALSE)",
        "IFNULL(fever, FALSE)",
        "NULLIF(fever, sore)",
        "IF(fever, sore, numb)",
        "CASE WHEN fever THEN sore ELSE FALSE END",
        "(SELECT TRUE)",
        "SELECT fever",
        "FROM patients",
        "WITH a AS (SELECT 1) SELECT fever",
        "VALUES (TRUE)",
        "EXISTS (SELECT 1)",
        "gait IN (SELECT 'limping')",
        "gait IN UNNEST(['limping'])",
        "gait IN ('limping', NULL)",
        "gait = ANY(['limping'])",
        "gait LIKE 'limp%'",
        "gait || 'x' = 'limping'",
        "gait = 'limp' 'ing'",
        "gait = LOWER('LIMPING')",
        "gait < 'limping'",
        "gait = limping",
        "gait IN (limping)",
        "gait IN ()",
        "age IN (16, 17)",
        "age + 1 > 16",
        "age > 8 * 2",
        "age > - -16",
        "age > ABS(16)",
        "age::INT > 16",
        "age > '16'",
        "age > NULL",
        "age > 1e999",
        "age = temperature",
        "age BETWEEN sore AND 5",
        "age BETWEEN 5 AND 1",
        "age BETWEEN SYMMETRIC 5 AND 1",
        "gait BETWEEN 1 AND 5",
        "wells > 1.5",
        "1 < age < 5",
        "5 < 6",
        "ABS(age) > 5",
        "fever = TRUE",
        "TRUE = fever",
        "fever <> FALSE",
        "fever = sore",
        "fever > 0",
        "fever IN (TRUE)",
        "NULL",
        "1",
        "'fever'",
        "?",
        "$1",
        "*",
        "[fever]",
        "{'fever': fever}",
        "(fever, sore)",
        "fever, sore",
        "fever; sore",
        "fever;",
        "fever sore",
        "fever AS sore",
        "sore: fever",
        "fever XOR sore",
        "fever & sore",
        "~fever",
        "-fever",
        "patients.fever",
        "patients.AT_LEAST(1, fever)",
        "AT_LEAST(1, fever) OVER ()",
        "AT_LEAST(1, fever) FILTER (WHERE sore)",
        "AT_LEAST(1, x := fever)",
        "AT_LEAST(DISTINCT 1, fever)",
        "AT_LEAST(1, fever ORDER BY sore)",
        "AT_LEAST(1, *)",
        "AT_LEAST(fever, sore)",
        "AT_LEAST(1.5, fever, sore)",
        "AT_MOST(1, fever, sore)",
        "CURRENT_DATE",
        "fever OR",
        "(fever",
        "",
        "  ",
    ],
)
def test_what_is_outside_the_grammar_is_refused(text):
    with pytest.raises(RuleError):
        parse(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("fever -- newly", id="to the end of the line"),
        pytest.param("fever -- newly OR sore", id="swallows the rest of a joined line"),
        pytest.param("-- newly\nfever", id="in front"),
        pytest.param("fever /* OR sore */ OR numb", id="within"),
        pytest.param("fever;", id="semicolon"),
        pytest.param(";fever", id="semicolon in front"),
    ],
)
def test_nothing_in_a_rule_is_passed_over(text):
    with pytest.raises(RuleError, match=r"no comment and no semicolon|not a SQL expression"):
        parse(text, NAMES)


def test_what_looks_like_a_comment_within_quotes_is_a_word():
    with pytest.raises(RuleError, match="'--;' is no choice of gait"):
        parse("gait = '--;'", NAMES)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("fevr OR sore", r"fevr is not known \(did you mean fever\?\)"),
        ("FEVER", "FEVER is not known"),
        ("ages > 5", r"ages is not known \(did you mean age\?\)"),
        ("welles >= 2", r"welles is not known \(did you mean wells or"),
        ("unwel", r"unwel is not known \(did you mean unwell or"),
        ("'numb_feet' IN complaint", r"complaint is not known \(did you mean complaints\?\)"),
        ("'numb_foot' IN complaints", r"not in complaints \(did you mean numb_feet\?\)"),
        ("'soles' IN pain_places", r"not in pain_places \(did you mean .*sole"),
        ("'left.numb_feet' IN complaints", "'left.numb_feet' is not in complaints"),
        ("gait = 'limpin'", r"no choice of gait \(did you mean limping\?\)"),
        ("gait IN ('steady', 'limpin')", r"no choice of gait \(did you mean limping\?\)"),
        ("zzzzzz", "zzzzzz is not known, in"),
        ("AT_LEAST(1, fevr)", r"fevr is not known \(did you mean fever\?\)"),
        ("NOT (sore AND fevr)", r"fevr is not known \(did you mean fever\?\)"),
        ("1 < fevr", r"fevr is not known \(did you mean fever\?\)"),
        ("fevr BETWEEN 1 AND 2", r"fevr is not known \(did you mean fever\?\)"),
    ],
)
def test_an_unknown_name_is_refused_with_what_was_probably_meant(text, problem):
    with pytest.raises(RuleError, match=problem):
        parse(text, NAMES)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("age", "age is not a yes/no finding"),
        ("gait", "gait is not a yes/no finding"),
        ("born", "born is not a yes/no finding"),
        ("sudden_illness", "sudden_illness is not a yes/no finding"),
        ("pain_places", "pain_places is not a yes/no finding"),
        ("wells", "wells is a score"),
        ("complaints", "complaints is a set"),
        ("unwell > 1", "unwell is a phrase"),
        ("unwell BETWEEN 1 AND 2", "unwell is a phrase"),
        ("complaints = 'numb_feet'", "complaints is a set"),
        ("born > 1", "born is date and cannot be compared with >"),
        ("fever = TRUE", "fever is yes_no and cannot be compared with ="),
        ("wells IN ('likely')", "wells is a score"),
        ("age IN ('old')", "age is not a choice"),
        ("'limping' IN gait", "gait is not a set"),
        ("gait = 5", "'5' is not a quoted word"),
        ("'fever' IN sudden_illness", "sudden_illness is not a set"),
    ],
)
def test_a_name_of_the_wrong_kind_is_refused(text, problem):
    with pytest.raises(RuleError, match=problem):
        parse(text, NAMES)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("AT_LEAST()", "counts nothing"),
        ("AT_LEAST(1)", r"AT_LEAST\(1, ...\) of 0 parts is always the same"),
        ("AT_LEAST(0, fever, sore)", "always the same"),
        ("AT_LEAST(-1, fever, sore)", "always the same"),
        ("AT_LEAST(3, fever, sore)", r"AT_LEAST\(3, ...\) of 2 parts is always the same"),
        ("AT_LEAST(2, fever, fever)", "counts a part twice"),
        ("AT_LEAST(2, unwell, (fever OR cold))", "counts a part twice"),
    ],
)
def test_a_count_that_cannot_be_meant_is_refused(text, problem):
    with pytest.raises(RuleError, match=problem):
        parse(text, NAMES)


def test_an_error_shows_the_whole_rule_that_it_is_in():
    with pytest.raises(RuleError, match="in 'sore OR fevr'"):
        parse("sore OR fevr", NAMES)
