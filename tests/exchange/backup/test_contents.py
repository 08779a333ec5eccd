"""A row is written in one way, whatever engine it came from."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zusanli.exchange.backup.contents import (
    About,
    AboutTable,
    Ended,
    KeyFile,
    Rows,
    read_about,
    read_parts,
    row_line,
    write_about,
    write_end,
    write_key_file,
    write_table,
)

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(VALUES, max_size=5))
def test_a_row_that_was_read_back_is_written_the_same(row):
    line = row_line(row)

    assert row_line(json.loads(line)) == line
    assert b"\n" not in line


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(1e20, 10**20, id="PostgreSQL writes no exponents"),
        pytest.param(-0.0, 0.0, id="nor a nought below nought"),
        pytest.param([{"deep": -0.0}], [{"deep": 0.0}], id="nor within something"),
        pytest.param({"a": 1, "b": 2}, {"b": 2, "a": 1}, id="it has an order of its own"),
    ],
)
def test_what_engines_write_differently_is_the_same_here(one, other):
    assert row_line([one]) == row_line([other])


def test_words_that_look_like_such_numbers_stay_words():
    assert json.loads(row_line(["-0.0 and 1e+20", -0.0])) == ["-0.0 and 1e+20", 0.0]


@given(st.lists(st.lists(VALUES, min_size=2, max_size=2), max_size=5), st.binary(), st.integers(0))
def test_contents_are_read_as_they_were_written(rows, key, number):
    table = AboutTable("a_table", ("id", "what"), len(rows))
    about = About("2026-11-26T09:00:00+00:00", "0.1.0", "sqlite", ("a.0001",), (table,))
    stream = io.BytesIO()
    write_about(stream, about)
    write_key_file(stream, KeyFile("a-key", key))
    ended = write_table(stream, table, rows, last_number=lambda: number)
    write_end(stream, about)
    stream.seek(0)

    assert read_about(stream) == about
    first, *parts, last = read_parts(stream, about)
    assert first == KeyFile("a-key", key)
    assert last == ended == Ended("a_table", len(rows), ended.sha256, number)
    assert all(isinstance(part, Rows) for part in parts)
    read = [row for part in parts for row in part.rows]
    assert list(map(row_line, read)) == list(map(row_line, rows))
