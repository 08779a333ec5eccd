"""Every red flag made wrong in a small way is noticed by its own examples, or proved equivalent."""

from dataclasses import replace

import pytest

from tools.mutate import difference, mutants_of, noticed
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.examples import Example, examples_of
from zusanli.knowledge.store import KB

COMPILED = compile_kb(KB)
FLAGS = {flag.id: flag for flag in COMPILED.flags}


def examples(flag):
    entry = COMPILED.entries.of("red_flag")[flag.id]
    return [each for each in examples_of(entry, COMPILED.names) if isinstance(each, Example)]


@pytest.mark.parametrize("flag", FLAGS.values(), ids=FLAGS)
def test_each_mutant_is_noticed_by_an_example_or_differs_nowhere(flag):
    mutants = list(mutants_of(flag, COMPILED.names))
    unnoticed = [mutant for mutant in mutants if not noticed(mutant.flag, examples(flag))]

    assert len(mutants) >= 3
    for mutant in unnoticed:
        assert difference(flag, mutant.flag, COMPILED.names) is None, mutant.change


def test_a_mutant_that_no_example_notices_is_told_apart_by_an_assignment():
    flag = FLAGS["suspected_deep_vein_clot"]
    negated = replace(flag, when=next(iter(mutants_of(flag, COMPILED.names))).flag.when)

    assert not noticed(negated, [])
    assert difference(flag, negated, COMPILED.names)
