"""Every red flag stands where SQL says it stands, on every engine that runs here."""

import math
import random

import pytest

from tests.engines import CONNECT, ask
from tools.assignments import assignments, domains
from zusanli.core.rules.tree import Known, Rule, Value, distinct_names
from zusanli.core.triage.flags import RedFlag
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.sql import state_sql
from zusanli.knowledge.store import KB

MOST = 2000
"""Assignments tried for each flag: all of them, or as many drawn from more."""
COMPILED = compile_kb(KB)


@pytest.fixture(scope="module", params=list(CONNECT))
def engine(request):
    return request.param, CONNECT[request.param]()


def with_items_of_scores(flag: RedFlag) -> list[Rule]:
    """Give the rules of a flag, and those of its scores' items: their cut points count too."""
    looked_at = set(distinct_names(flag.gate, flag.when))
    scores = [score for score in COMPILED.names.scores.values() if looked_at >= set(score.names())]
    bands = [band.when for score in scores for item in score.items for band in item.bands]
    return [flag.gate, flag.when, *bands]


def patients(flag: RedFlag) -> list[Known]:
    found = domains(with_items_of_scores(flag), COMPILED.names)
    if math.prod(map(len, found.values())) <= MOST:
        return list(assignments(found))
    draw = random.Random(flag.id)  # noqa: S311 - a repeatable sample, not a secret
    return [drawn(found, draw) for _ in range(MOST)]


def drawn(found: dict[str, list[Value | None]], draw: random.Random) -> Known:
    chosen = {name: draw.choice(values) for name, values in found.items()}
    return {name: value for name, value in chosen.items() if value is not None}


@pytest.mark.parametrize("flag", COMPILED.flags, ids=lambda flag: flag.id)
def test_sql_gives_a_flag_the_state_that_the_interpreter_gives(engine, flag: RedFlag):
    dialect, connection = engine
    asked = patients(flag)

    found = ask(
        connection,
        select=[state_sql(gate=flag.gate, when=flag.when, dialect=dialect)],
        of=asked,
        rules=[flag.gate, flag.when],
        dialect=dialect,
    )

    assert [state for (state,) in found] == [flag.state(known).id for known in asked]
    assert {state for (state,) in found} == {"raised", "open", "closed"}
