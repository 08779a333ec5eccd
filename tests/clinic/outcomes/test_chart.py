"""The chart: what was not given is a gap, and nothing lies outside of the frame."""

from datetime import datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from zusanli.clinic.books import rule_book
from zusanli.clinic.outcomes.series import Point, Telling
from zusanli.web.outcomes.chart import BOTTOM, LEFT, RIGHT, TOP, chart

BEGUN = datetime.fromisoformat("2026-09-07T10:00:00+00:00")
PAIN = rule_book().measures["pain_0_10"]


def points(values):
    return [
        Point(at, value, Telling(at, {}, (), "patient", "patient", away=True))
        for at, value in ((BEGUN + n * timedelta(days=3), each) for n, each in enumerate(values))
    ]


@given(
    values=st.lists(st.none() | st.floats(0, 10), min_size=1, max_size=12),
    start=st.none() | st.floats(0, 10),
)
def test_every_value_has_one_place_inside_and_no_line_crosses_a_gap(values, start):
    drawn = chart(points(values), PAIN, start=start)
    known = [each for each in values if each is not None]

    assert len(drawn.dots) == len(known)
    assert len(drawn.missing) == len(values) - len(known)
    assert all(LEFT <= each.x <= RIGHT and TOP <= each.y <= BOTTOM for each in drawn.dots)
    joined = sum(len(line.split()) - 1 for line in drawn.lines)
    assert joined == sum(None not in pair for pair in pairwise(values))


@given(start=st.integers(0, 10))
def test_the_band_reaches_as_far_as_the_change_that_matters_and_no_further(start):
    top, height = chart(points([float(start)]), PAIN, start=float(start)).band
    each = (BOTTOM - TOP) / 10
    high, low = min(10, start + 2), max(0, start - 2)

    assert abs(top - (TOP + (10 - high) * each)) < 0.1
    assert abs(height - (high - low) * each) < 0.1


def test_where_no_amount_is_sourced_there_is_no_band():
    numbness = rule_book().measures["numbness_0_10"]

    assert chart(points([3.0]), numbness, start=3.0).band is None
    assert chart(points([3.0]), PAIN, start=None).band is None
