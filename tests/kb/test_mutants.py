"""
Every red flag and every precaution made wrong in a small way is noticed by its own examples, or
proved equivalent.
"""

from dataclasses import replace

import pytest

from tools.mutate import difference, examples_for, mutants_of, noticed
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB

COMPILED = compile_kb(KB)
RULES = {each.id: each for each in (*COMPILED.flags, *COMPILED.precautions)}


@pytest.mark.parametrize("right", RULES.values(), ids=RULES)
def test_each_mutant_is_noticed_by_an_example_or_differs_nowhere(right):
    mutants = list(mutants_of(right, COMPILED.names))
    examples = examples_for(right, COMPILED)
    unnoticed = [mutant for mutant in mutants if not noticed(mutant.made, examples)]

    assert len(mutants) >= 3
    for mutant in unnoticed:
        assert difference(right, mutant.made, COMPILED.names) is None, mutant.change


@pytest.mark.parametrize("name", ["suspected_deep_vein_clot", "warfarin_needs_an_inr"])
def test_a_mutant_that_no_example_notices_is_told_apart_by_an_assignment(name):
    right = RULES[name]
    negated = replace(right, when=next(iter(mutants_of(right, COMPILED.names))).made.when)

    assert not noticed(negated, [])
    assert difference(right, negated, COMPILED.names)
