"""
Everything that the knowledge base decides, made wrong in a small way, is noticed by its own
examples or proved equivalent: red flags, precautions, scores and courses.
"""

from dataclasses import replace

import pytest

from tools.mutants_of_courses import course_subjects, mutants_of_entry
from tools.mutants_of_rules import difference, gated_subjects
from tools.mutants_of_scores import items_apart, readings_apart, score_subjects
from tools.mutate import SURVIVES, subjects, tried
from zusanli.core.rules.score import Item
from zusanli.core.rules.tree import Constant
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB

COMPILED = compile_kb(KB)
RULES = {each.id: each for each in (*COMPILED.flags, *COMPILED.precautions)}
SCORES = COMPILED.names.scores
SUBJECTS = {f"{each.kind} {each.id}": each for each in subjects(COMPILED)}


@pytest.mark.parametrize("subject", SUBJECTS.values(), ids=SUBJECTS)
def test_each_mutant_is_noticed_by_an_example_or_differs_nowhere(subject):
    became = list(tried(subject))

    assert len(became) >= 2
    assert [change for what, change in became if what == SURVIVES] == []


def test_nothing_that_decides_is_left_unbroken():
    assert {each.id for each in gated_subjects(COMPILED)} == set(RULES)
    assert {each.id for each in score_subjects(COMPILED)} == set(SCORES)
    broken = {each.id for each in course_subjects(COMPILED)}
    spared = {each.id for each in COMPILED.course.rules} - broken
    assert spared == {"review_needs_answers"}, "a rule of words only has nothing to break"
    for table in ("phase", "stop_rule", "cut_off", "monitored", "contradiction"):
        assert broken >= set(COMPILED.entries.of(table))


@pytest.mark.parametrize("name", ["suspected_deep_vein_clot", "warfarin_needs_an_inr"])
def test_a_rule_deleted_is_told_apart_by_an_assignment(name):
    right, never = RULES[name], Constant(value=False)

    assert difference(right, replace(right, gate=never, when=never), COMPILED.names)


def test_a_score_made_wrong_is_told_apart_by_an_assignment_or_a_total():
    score = SCORES["news2"]

    assert items_apart(score.items[0], Item("breathing", ()), COMPILED.names)
    assert readings_apart(score, replace(score, readings=score.readings[1:]))
    assert items_apart(score.items[0], score.items[0], COMPILED.names) is None
    assert readings_apart(score, score) is None


def test_an_entry_of_a_course_without_examples_has_survivors():
    right = COMPILED.entries.of("stop_rule")["pain_worse"]
    bare = replace(right, data={**right.data, "example": []})

    mutants = list(mutants_of_entry(bare, COMPILED))
    assert mutants
    assert not any(mutant.noticed() for mutant in mutants)
    assert all(mutant.apart() for mutant in mutants)
