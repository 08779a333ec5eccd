"""The urgency of a case is that of its worst flag, however the flags are divided or ordered."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bench.patients import made_up_answers
from tests.rulebooks import NOON
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.document import read_document
from zusanli.knowledge.store import KB

BOOK = read_document(compile_kb(KB).document, sha256="0" * 64)
PATIENTS = made_up_answers(BOOK, count=200, seed=7)


def triage(answers, flags):
    by = replace(BOOK, flags=tuple(flags))
    data = {"complaints": ["leg_pain"], "on": NOON.isoformat(), "answers": answers}
    return decide(case=read_case(data, book=by, now=NOON), book=by, engine="test").triage


@given(
    answers=st.sampled_from(PATIENTS),
    order=st.permutations(BOOK.flags),
    cut=st.integers(1, len(BOOK.flags) - 1),
)
def test_of_two_halves_the_worse_is_that_of_the_whole(answers, order, cut):
    whole = triage(answers, BOOK.flags)
    halves = [triage(answers, order[:cut]), triage(answers, order[cut:])]

    assert whole.urgency == max(half.urgency for half in halves)
    assert whole.possible_urgency == max(half.possible_urgency for half in halves)
    assert whole.may_needle == all(half.may_needle for half in halves)
    assert whole.may_book_assessment == all(half.may_book_assessment for half in halves)


@given(answers=st.sampled_from(PATIENTS), data=st.data())
def test_taking_an_answer_back_never_clears(answers, data):
    asked = data.draw(st.sampled_from(sorted(answers)))
    without = {name: value for name, value in answers.items() if name != asked}
    unsure = triage({**answers, asked: None}, BOOK.flags)
    before = triage(answers, BOOK.flags)

    assert unsure.possible_urgency >= before.possible_urgency
    assert triage(without, BOOK.flags).may_needle <= unsure.may_needle
