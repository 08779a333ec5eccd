"""Many patients at once: every machine says of each what the interpreter says of one."""

from collections.abc import Sequence
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.columns import MadeUp, person
from tests.engines import cell
from tests.strategies import cases, rules, vocabularies
from zusanli.core.rules.score import Band, Item, Score, ScoreCompare
from zusanli.core.rules.tree import (
    And,
    AtLeast,
    Compare,
    Constant,
    Is,
    Known,
    Not,
    OneOf,
    Or,
    Rule,
    Truth,
)
from zusanli.core.triage.flags import State
from zusanli.errors import RuleError
from zusanli.registry.bitsliced.columns import Coded, Column
from zusanli.registry.bitsliced.lowering import lower
from zusanli.registry.bitsliced.program import Program, schedule
from zusanli.registry.bitsliced.running import NUMPY, Machine, pack_for, run, with_llvm
from zusanli.registry.screening import screening, screening_of

LLVM = with_llvm()
MACHINES = (NUMPY, LLVM)


def columns(program: Program, patients: Sequence[Known]) -> dict[str, Column]:
    """Write patients as the table that a program reads."""
    return {next(test.names()): column(test, patients) for test in program.inputs}


def column(test: Rule, patients: Sequence[Known]) -> Column:
    values = [cell(next(test.names()), known) for known in patients]
    match test:
        case Compare():
            return np.array([np.nan if each is None else each for each in values], float)
        case OneOf():
            words = tuple({each for each in values if isinstance(each, str)})
            numbers = [words.index(each) if isinstance(each, str) else -1 for each in values]
            return Coded(np.array(numbers, np.int8), words)
        case _:
            return np.array([-1 if each is None else int(each) for each in values], np.int8)


def asked(machine: Machine, rules: Sequence[Rule], patients: Sequence[Known]) -> list[list[Truth]]:
    """Give what a machine says of each patient, rule by rule."""
    circuit, truths = lower(rules)
    program = schedule(circuit, [wire for each in truths for wire in (each.yes, each.no)])
    planes = pack_for(machine, program, columns(program, patients), patients=len(patients))
    answers = run(machine, program, planes, threads=2)
    told = []
    for number in range(len(rules)):
        yes, no = answers.bits(2 * number), answers.bits(2 * number + 1)
        assert not (yes & no).any()
        assert answers.count(2 * number) == yes.sum()
        told.append([True if y else False if n else None for y, n in zip(yes, no, strict=True)])
    return told


@st.composite
def tables(draw: st.DrawFn) -> tuple[list[Rule], list[Known]]:
    names = draw(vocabularies())
    drawn = draw(st.lists(rules(names), min_size=1, max_size=4))
    patients = draw(st.lists(cases(names), min_size=1, max_size=80))
    return [rule.tree for rule in drawn], patients


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
@settings(max_examples=120, deadline=None)
@given(table=tables())
def test_machines_say_what_the_interpreter_says(machine, table):
    drawn, patients = table

    told = asked(machine, drawn, patients)

    assert told == [[rule.truth(known) for known in patients] for rule in drawn]


AGE = tuple(Compare("age", operator, 16) for operator in ("<", "<=", ">", ">=", "=", "<>"))
OVERLAPPING = (Band(3, Is("fever")), Band(-1, Is("sore")), Band(1, Is("numb")), Band(0, Is("cold")))
TOTAL = Score(
    "wells",
    (
        Item("first", OVERLAPPING, otherwise=1),
        Item("gait", (Band(-2, OneOf("gait", ("limping",))),), otherwise=2),
        Item("always", (), otherwise=-1),
    ),
)
COMPARED = tuple(
    ScoreCompare(TOTAL, operator, cut)
    for operator in ("<", "<=", ">", ">=", "=", "<>")
    for cut in range(-6, 8)
)
FOUR = (Is("fever"), Not(Is("sore")), Is("numb"), AtLeast(2, (Is("sore"), Is("cold"))))
PLAIN = (
    Constant(value=True),
    Constant(value=False),
    Is("fever"),
    Is("fever"),
    Not(Is("fever")),
    And((Is("fever"), Constant(value=True))),
    Or((Is("fever"), Constant(value=True), Is("sore"))),
    *(AtLeast(count, FOUR) for count in (0, 1, 2, 3, 4, 5)),
)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
@pytest.mark.parametrize("drawn", [AGE, COMPARED, PLAIN], ids=["numbers", "scores", "plain"])
def test_machines_agree_on_every_patient_there_can_be(machine, drawn):
    values = dict.fromkeys(("fever", "sore", "numb", "cold"), (None, False, True))
    values |= {"gait": (None, "limping", "steady"), "age": (None, 15.9, 16, 17)}
    read = {name: values[name] for rule in drawn for name in rule.names()}
    patients = [
        {name: value for name, value in zip(read, each, strict=True) if value is not None}
        for each in product(*read.values())
    ]

    told = asked(machine, drawn, patients)

    assert told == [[rule.truth(known) for known in patients] for rule in drawn]


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_blocks_are_put_together_in_the_order_of_patients(machine):
    count = machine.width * 64 * 3 + 5
    fever = np.arange(count) % 7 % 3 - 1
    circuit, (truths,) = lower([Is("fever")])
    program = schedule(circuit, [truths.yes, truths.no])

    planes = pack_for(machine, program, {"fever": fever.astype(np.int8)}, patients=count)
    answers = run(machine, program, planes, threads=3)

    assert (answers.bits(0) == (fever == 1)).all()
    assert (answers.bits(1) == (fever == 0)).all()
    assert [answers.count(0), answers.count(1)] == [(fever == 1).sum(), (fever == 0).sum()]


def test_a_missing_column_is_unknown_for_everybody_and_a_wrong_one_is_named():
    circuit, (truths,) = lower([Or((Is("fever"), Compare("age", ">", 16)))])
    program = schedule(circuit, [truths.yes, truths.no])

    planes = pack_for(NUMPY, program, {"age": np.array([3.0, 70.0])}, patients=2)
    answers = run(NUMPY, program, planes)

    assert [list(answers.bits(number)) for number in (0, 1)] == [[False, True], [False, False]]
    with pytest.raises(RuleError, match="column age has 2 rows, not 3"):
        pack_for(NUMPY, program, {"age": np.array([3.0, 70.0])}, patients=3)
    with pytest.raises(RuleError, match="column age is not of the kind that Compare reads"):
        pack_for(NUMPY, program, {"age": Coded(np.zeros(2, np.int8), ("old",))}, patients=2)


def test_memory_that_is_not_as_the_program_reads_it_is_refused_and_not_touched():
    circuit, (truths,) = lower([Is("fever")])
    program = schedule(circuit, [truths.yes, truths.no])
    columns = {"fever": np.ones(70, np.int8)}
    for_numpy = pack_for(NUMPY, program, columns, patients=70)
    planes = pack_for(LLVM, program, columns, patients=70)
    with pytest.raises(RuleError, match="are not this program's"):
        run(LLVM, program, for_numpy)
    too_small = np.zeros(planes.words.shape, np.uint32)
    with_gaps = np.zeros((1, 2, 16), np.uint64)[..., ::2]
    for into in (too_small, with_gaps):
        with pytest.raises(RuleError, match="in words without gaps"):
            run(LLVM, program, planes, into=into)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda machine: machine.name)
def test_flags_and_precautions_of_the_release_stand_as_they_do_for_one_patient(machine, book):
    made = screening(book)
    table = dict(MadeUp(made.program, 300))
    given = [person(table, row) for row in range(300)]

    told = made.of(table, patients=300, machine=machine, threads=2)

    for flag in book.flags:
        states = [flag.state(known) for known in given]
        assert list(told.flags[flag.id].true) == [each is State.RAISED for each in states], flag.id
        assert list(told.flags[flag.id].unknown) == [each is State.OPEN for each in states], flag.id
    for precaution in book.precautions:
        truths = [precaution.when.truth(known) for known in given]
        counted = told.precautions[precaution.id].counts()
        assert counted == {truth: truths.count(truth) for truth in (True, False, None)}


def test_without_rules_nobody_is_screened():
    with pytest.raises(RuleError, match="silence clears nobody"):
        screening_of((), ())
