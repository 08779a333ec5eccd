"""Lines of a fixed width, for wide characters too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zusanli.documents.blocks import labelled
from zusanli.documents.wrapping import NEVER_FIRST, NEVER_LAST, width_of, wrap

LETTERS = "abc XYZ,.足のしびれ、。「」（）針灸，：12"


def test_wide_characters_take_two_columns():
    assert wrap("足の裏が冷たい", 6) == ["足の裏", "が冷た", "い"]


def test_a_closing_mark_never_begins_a_line():
    assert wrap("冷たい足、熱い足。", 8) == ["冷たい", "足、熱い", "足。"]


def test_an_opening_mark_never_ends_a_line():
    assert wrap("足の「ツボ」", 6) == ["足の", "「ツ", "ボ」"]


def test_latin_is_wrapped_at_spaces_with_its_marks():
    assert wrap("one two three", 9, first="- ", rest="  ") == ["- one two", "  three"]


def test_no_text_gives_no_line():
    assert wrap("", 10) == []


@given(text=st.text(LETTERS, max_size=80), width=st.integers(8, 30))
def test_nothing_is_lost_and_no_line_is_too_wide(text, width):
    lines = wrap(text, width, first="- ", rest="  ")

    assert "".join("".join(lines).removeprefix("- ").split()) == "".join(text.split())
    for line in lines:
        over = width_of(line) - width
        # Marks that may not stand apart can make a line wider; letters cannot.
        assert (
            over <= 0 or any(each in NEVER_FIRST | NEVER_LAST for each in line) or " " not in text
        )


@pytest.mark.parametrize(
    ("label", "line"),
    [("Get help", "Get help: now"), ("助けを求めるとき", "助けを求めるとき：now"), ("", ": now")],
)
def test_a_label_takes_the_colon_of_its_writing(label, line):
    assert labelled(label, "now") == line
