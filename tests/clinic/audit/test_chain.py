"""The chain as a calculation: whatever is changed in it is found, and where."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from zusanli.clinic.audit.chain import START, Anchor, Link, canonical, hash_of, walk

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
WORDS = st.text(st.characters(codec="utf-8"), max_size=12)
OTHERS = {
    "number": st.integers(0, 2**63 - 1),
    "at": st.datetimes(timezones=st.just(UTC)),
    "change": st.none() | st.integers(0, 2**63 - 1),
    "previous": st.text("0123456789abcdef", min_size=64, max_size=64),
}


def chain(length: int) -> list[tuple[Link, str]]:
    made, previous = [], START
    for number in range(1, length + 1):
        link = Link(
            number=number,
            at=NOW + timedelta(minutes=number),
            who="staff:3",
            verb="opened",
            kind="records.patient",
            record=str(number),
            patient="",
            details=canonical({"found": number}),
            change=None,
            previous=previous,
        )
        previous = hash_of(link)
        made.append((link, previous))
    return made


@given(data=st.data())
def test_any_field_of_any_entry_that_is_changed_is_found_with_its_number(data):
    made = chain(5)
    place = data.draw(st.integers(0, 4))
    field = data.draw(st.sampled_from([each.name for each in fields(Link)]))
    link, kept = made[place]
    other = data.draw(OTHERS.get(field, WORDS))
    assume(other != getattr(link, field))
    made[place] = (replace(link, **{field: other}), kept)

    assert walk(made).broken == place + 1


@given(place=st.integers(0, 4), other=st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_hash_that_is_changed_is_found(place, other):
    made = chain(5)
    made[place] = (made[place][0], other)

    assert walk(made).broken == place + 1


@pytest.mark.parametrize("place", range(4))
def test_an_entry_cut_out_is_named_as_missing(place):
    made = chain(5)
    del made[place]

    walked = walk(made)

    assert walked.broken == place + 1
    assert walked.because == "it is missing"


def test_entries_cut_off_the_end_are_found_by_the_anchor_and_by_nothing_else():
    made = chain(5)
    anchor = Anchor(5, made[-1][1])

    assert walk(made, anchor=anchor).broken is None
    assert walk(made[:3]).broken is None
    assert walk(made[:3], anchor=anchor).broken == 4


def test_a_chain_that_was_written_anew_is_found_by_the_anchor():
    made = chain(3)
    anchor = Anchor(2, made[1][1])
    link = replace(made[0][0], who="staff:4")
    anew = [(link, hash_of(link))]
    for old, _ in made[1:]:
        link = replace(old, previous=anew[-1][1])
        anew.append((link, hash_of(link)))

    assert walk(anew).broken is None
    assert walk(anew, anchor=anchor).broken == 2


def test_the_hash_is_the_same_in_every_time_zone():
    link = chain(1)[0][0]
    tokyo = replace(link, at=link.at.astimezone(timezone(timedelta(hours=9))))

    assert hash_of(tokyo) == hash_of(link)


def test_an_empty_log_is_whole():
    assert walk([]).broken is None
