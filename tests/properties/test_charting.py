"""However a visit is charted, it does not close while a needle is unaccounted for."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zusanli.core.points.point import Position
from zusanli.core.visit.chart import LEFT_BEHIND, Chart, Charted, LeftIn, Missing, Needle
from zusanli.core.visit.charting import charted, with_entry
from zusanli.core.visit.entries import (
    Closed,
    CountedIn,
    CountedOut,
    Entry,
    Kept,
    NotFound,
    Placed,
    Positioned,
    Struck,
    TakenBack,
)
from zusanli.core.visit.entry_reading import read_entry
from zusanli.core.visit.entry_writing import placed, positioned
from zusanli.core.visit.fitting import Wanted, fit
from zusanli.core.visit.summing import About, summed
from zusanli.errors import InputError

NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
CODES = ("ST36", "GB34", "SP6", "BL57")
SIDES = st.sampled_from(("left", "right", "both"))
batches = st.integers(1, 2)
counts = st.integers(0, 6)
needles = st.builds(
    Needle,
    row=st.sampled_from(("a", "b", "c")),
    batch=batches,
    code=st.sampled_from(CODES),
    side=SIDES,
    depth_mm=st.none() | st.integers(1, 30).map(float),
    press=st.booleans(),
)
entries: st.SearchStrategy[Entry] = st.one_of(
    st.builds(Positioned, batches, st.sampled_from(Position), st.none() | st.just(20.0)),
    st.builds(lambda each: Placed((each,)), needles),
    st.builds(Struck, st.sampled_from(("a", "b", "c"))),
    st.builds(CountedIn, batches, counts),
    st.builds(CountedOut, batches, counts),
    st.builds(Kept, batches, st.builds(LeftIn, counts, st.just("ear"), st.just(date(2026, 12, 1)))),
    st.builds(NotFound, batches, st.builds(Missing, counts, st.just("couch"))),
    st.just(Charted(LEFT_BEHIND, "severe", "")),
    st.just(TakenBack(LEFT_BEHIND)),
    st.just(Closed()),
)


def tell(sequence: list[Entry]) -> Chart:
    """Chart what fits; what does not is refused and leaves no trace."""
    chart = Chart()
    for minute, entry in enumerate(sequence):
        try:
            chart = with_entry(chart, entry, at=NOON + timedelta(minutes=minute))
        except InputError:
            continue
        if chart.closed_at is not None:
            break
    return chart


@given(st.lists(entries, max_size=24))
def test_no_visit_closes_while_a_needle_is_unaccounted_for(sequence):
    chart = tell([*sequence, Closed()])

    if chart.closed_at is not None:
        for batch in chart.batches:
            assert batch.unaccounted in (0, None)
            assert not batch.has_needles_in
            if batch.inserted is None:
                assert chart.of_batch(batch.number) == ()
        missing = any(each.missing for each in chart.batches)
        assert not missing or any(each.event == LEFT_BEHIND for each in chart.effects)


@given(st.lists(entries, max_size=24))
def test_the_counts_of_a_closed_visit_agree_unless_a_needle_was_not_found(sequence):
    chart = tell([*sequence, Closed()])
    visit = summed(chart, About(NOON, 1, "Bob Lee", (), None))

    if chart.closed_at is not None:
        lost = sum(each.count for batch in chart.batches for each in batch.missing)
        assert visit.counts_agree == (lost == 0)


@given(st.lists(needles, min_size=1, max_size=4, unique_by=lambda each: each.row))
def test_needles_are_read_back_as_they_were_written(book, wanted):
    assert read_entry(placed(wanted), book=book) == Placed(tuple(wanted))


@given(batches, st.sampled_from(Position), st.none() | st.just(20.0))
def test_a_position_is_read_back_as_it_was_written(book, batch, position, minutes):
    entry = Positioned(batch, position, minutes)

    assert read_entry(positioned(entry), book=book) == entry


@given(
    st.lists(
        st.tuples(
            st.sampled_from(CODES), st.lists(st.sampled_from(Position), min_size=1, unique=True)
        ),
        min_size=1,
        max_size=8,
    )
)
def test_each_needle_goes_in_where_the_patient_lies_for_it(wanted):
    asked = [
        Wanted(Needle(str(row), 1, code, "left"), tuple(positions))
        for row, (code, positions) in enumerate(wanted)
    ]
    fitted = fit(asked, Chart())
    lies = {each.batch: each.position for each in fitted.positions}

    assert [each.row for each in fitted.needles] == [each.needle.row for each in asked]
    for each, needle in zip(asked, fitted.needles, strict=True):
        assert lies[needle.batch] in each.positions


def test_a_batch_that_is_out_takes_no_needle_more():
    chart = charted(
        (entry, NOON)
        for entry in (Positioned(1, Position.SUPINE, None), CountedIn(1, 0), CountedOut(1, 0))
    )

    fitted = fit([Wanted(Needle("a", 1, "ST36", "left"), (Position.SUPINE,))], chart)

    assert fitted.needles[0].batch == 2


@pytest.mark.parametrize("what", ["a left knee", "nowhere", ""])
def test_heat_at_a_place_that_no_precaution_could_reach_is_not_read(book, what):
    with pytest.raises(InputError, match="where"):
        read_entry({"do": "warm", "method": "lamp", "where": what, "side": "left"}, book=book)
