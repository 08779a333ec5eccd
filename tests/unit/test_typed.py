"""What somebody types for a needle: a point and its side, or a sore spot and where it lies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zusanli.core.findings import SIDES
from zusanli.core.points.candidates import PAIN_PLACES
from zusanli.core.visit.typed import CHARACTERS, WORDS, Typed, read_typed
from zusanli.errors import InputError


@pytest.mark.parametrize(
    ("text", "point"),
    [
        pytest.param("st36 b", Typed("ST36", "both"), id="a letter for the side"),
        pytest.param("ST36b", Typed("ST36", "both"), id="no space"),
        pytest.param("gb34 r", Typed("GB34", "right"), id="right"),
        pytest.param("GB-34 Left", Typed("GB34", "left"), id="the word"),
        pytest.param("left GB34", Typed("GB34", "left"), id="the side first"),
        pytest.param("zu san li l", Typed("ST36", "left"), id="a name of several words"),
        pytest.param("liver 3 b", Typed("LR3", "both"), id="the organ"),
        pytest.param("足三里左", Typed("ST36", "left"), id="characters, the side last"),
        pytest.param("両足三里", Typed("ST36", "both"), id="characters, the side first"),
        pytest.param("足三里 雙", Typed("ST36", "both"), id="both, in Chinese"),
        pytest.param("cv4", Typed("CV4", "middle"), id="the midline has no side"),
        pytest.param("ashi left calf", Typed("ashi", "left", "left.calf"), id="a sore spot"),
        pytest.param(
            "阿是穴 右 top of foot", Typed("ashi", "right", "right.top_of_foot"), id="阿是"
        ),
    ],
)
def test_a_point_is_read_with_its_side(book, text, point):
    assert read_typed(text, book=book) == (point,)


def test_several_are_read_between_commas_of_any_writing(book):
    read = read_typed("st36 b, gb34 r、足三里左，", book=book)

    assert [each.code for each in read] == ["ST36", "GB34", "ST36"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("", "st36 b", id="nothing"),
        pytest.param("st36", "say which side", id="no side is guessed"),
        pytest.param("st99 l", "no point is called", id="no such point"),
        pytest.param("zusanly l", "did you mean", id="no point, with what is near"),
        pytest.param("cv4 l", "has no side", id="a side for the midline"),
        pytest.param("ashi calf", "say where", id="a sore spot on no side"),
        pytest.param("ashi left", "say where", id="a sore spot nowhere"),
    ],
)
def test_what_is_not_clear_is_told_and_not_guessed(book, text, says):
    with pytest.raises(InputError, match=says):
        read_typed(text, book=book)


def test_a_name_of_two_points_lists_both(book):
    shared = next(name for name, codes in book.point_names.exact.items() if len(codes) > 1)
    codes = book.point_names.exact[shared]

    with pytest.raises(InputError) as told:
        read_typed(f"{shared} l", book=book)

    assert all(code in str(told.value) for code in codes)


@given(data=st.data())
def test_every_point_is_read_with_every_word_for_a_side(book, data):
    point = data.draw(st.sampled_from([each for each in book.points.values() if each.sided]))
    word, side = data.draw(st.sampled_from([*WORDS.items(), *CHARACTERS.items()]))

    assert read_typed(f"{point.code} {word}", book=book) == (Typed(point.code, side),)


@given(data=st.data())
def test_every_region_of_a_sore_spot_is_read(book, data):
    region = data.draw(st.sampled_from(book.findings[PAIN_PLACES].places))
    side = data.draw(st.sampled_from(SIDES))

    read = read_typed(f"ashi {side} {region.replace('_', ' ')}", book=book)

    assert read == (Typed("ashi", side, f"{side}.{region}"),)
