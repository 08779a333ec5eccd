"""What a whole record of a visit tells of its needles."""

from dataclasses import replace

import pytest

from zusanli.core.visit.chart import Chart, Gap, Individual, Lot, Needle, Style
from zusanli.core.visit.entries import Setting
from zusanli.core.visit.entry_reading import read_entry
from zusanli.documents.visit_words import INDIVIDUAL, STYLES
from zusanli.errors import InputError

WHOLE = Needle("1", 1, "ST36", "left", gauge_mm=0.25, length_mm=40, depth_mm=20, felt="warmth")
CHART = Chart(needles=(WHOLE,), lots=(Lot("7", "", None),), individual=Individual.FULLY)
OF_NEEDLES = {Gap.NO_NEEDLE_SIZE, Gap.NO_DEPTH, Gap.NO_FELT, Gap.NO_LOT, Gap.NO_INDIVIDUAL}


@pytest.mark.element("001-L003-2")
def test_each_point_lies_on_a_channel_and_each_needle_is_of_a_point(book):
    assert all(each.channel for each in book.points.values())
    with pytest.raises(InputError):
        read_entry(
            {"do": "place", "needles": [{"row": "1", "batch": 1, "code": "XX99", "side": "left"}]},
            book=book,
        )


@pytest.mark.element("001-L003-2")
@pytest.mark.parametrize("left_out", ["gauge_mm", "length_mm"])
def test_a_needle_whose_size_nobody_charted_is_named(left_out):
    assert OF_NEEDLES.isdisjoint(CHART.gaps())
    unsized = replace(CHART, needles=(WHOLE, replace(WHOLE, row="2", **{left_out: None})))

    assert OF_NEEDLES.intersection(unsized.gaps()) == {Gap.NO_NEEDLE_SIZE}


@pytest.mark.element("002-L056-1")
def test_how_far_it_was_made_for_the_patient_is_named_while_nobody_said(book):
    assert OF_NEEDLES.intersection(replace(CHART, individual=None).gaps()) == {Gap.NO_INDIVIDUAL}
    assert Gap.NO_INDIVIDUAL not in set(Chart().gaps())
    said = {"do": "setting", "style": "chinese", "individual": "partly"}
    assert read_entry(said, book=book) == Setting(Style.CHINESE, "", Individual.PARTLY)
    assert set(INDIVIDUAL) == set(Individual)


@pytest.mark.element("002-L001-3")
def test_the_style_of_the_tradition_is_called_by_both_of_its_names(book):
    term = next(each for each in book.terms if each.id == "traditional_medicine")

    assert "Traditional Oriental Medicine (TOM)" in term.name
    assert "Traditional Chinese Medicine (TCM)" in term.name
    assert all(each in STYLES[Style.CHINESE] for each in ("TCM", "TOM"))
