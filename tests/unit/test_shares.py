"""Counts as so many of a round number: never a promise that the counts do not make."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zusanli.core.words import Words
from zusanli.documents.shares import MOST_OFF, natural_frequency, shares_text

ENGLISH = Words("en", {})


@pytest.mark.parametrize(
    ("count", "of", "told"),
    [
        (19_726, 229_230, ("9", "100")),
        (1, 10, ("1", "10")),
        (0, 30, ("0", "30")),
        (995, 1000, ("995", "1,000")),
        (15, 100, ("15", "100")),
        (30, 30, ("10", "10")),
    ],
)
def test_a_share_is_told_by_the_smallest_round_number_that_tells_it_well(count, of, told):
    assert natural_frequency(count, of) == told


@given(st.integers(1, 10**6).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_what_is_told_is_near_what_was_counted(counted):
    count, of = counted
    told, people = (int(each.replace(",", "")) for each in natural_frequency(count, of))

    assert told * of <= count * people * (1 + 2 * MOST_OFF)
    assert told * of >= count * people * (1 - 2 * MOST_OFF)
    assert (told == 0) is (count == 0)
    assert (told == people) is (count == of)


@pytest.mark.parametrize(
    ("counts", "text"),
    [
        (((100, 100),), "100 of 100 is 100 %"),
        (((997, 1000),), "997 of 1,000 is 99.7 %"),
        (((16, 21),), "16 of 21 is 76 %"),
    ],
)
def test_a_share_is_never_written_with_an_exponent(counts, text):
    assert shares_text(counts, ENGLISH) == text
