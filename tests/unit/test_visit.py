"""A visit as it was charted, and what the patient takes home: needles counted, nothing made up."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.commands import zusanli
from tests.people import NOON
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.core.visit.reading import read_visit
from zusanli.core.words import LANGUAGES
from zusanli.documents.blocks import Heading, Notice
from zusanli.documents.plain_text import plain_text
from zusanli.documents.visit_summary import visit_summary
from zusanli.errors import InputError
from zusanli.knowledge.store import load, spoken

BOOK = load()
EXAMPLE = Path(__file__).parents[2] / "examples" / "visits" / "numb_feet_third_visit.json"
VISIT = {
    "on": NOON.isoformat(),
    "number": 3,
    "practitioner": "Mei Tan",
    "needled": [{"code": "GB34", "side": "left"}],
    "insertions": {"in": 1, "out": 1},
}


def read(**changed: object):
    return read_visit({**VISIT, **changed}, book=BOOK, now=NOON)


def written(visit) -> str:
    case = read_case({"on": NOON.isoformat(), "answers": {"age": 68}}, book=BOOK, now=NOON)
    decision = decide(case=case, book=BOOK, engine="test")
    return " ".join(plain_text(visit_summary(visit, decision)).split())


@pytest.mark.parametrize(
    ("counted", "agree"),
    [
        ({"in": 8, "out": 8}, True),
        ({"in": 8, "out": 7}, False),
        ({"in": 7, "out": 8}, False),
        ({"in": 8, "out": None}, False),
        ({"in": None, "out": None}, False),
        ({"in": 0, "out": 0}, False),
    ],
)
def test_needles_agree_only_when_both_were_counted_and_are_equal(counted, agree):
    visit = read(insertions=counted)

    assert visit.counts_agree is agree
    assert ("NEEDLES IN AND OUT DO NOT AGREE" in written(visit)) is not agree


def test_a_count_that_does_not_come_out_even_is_said_first_with_what_to_do():
    visit = read(insertions={"in": 8, "out": 7})
    case = read_case({"on": NOON.isoformat()}, book=BOOK, now=NOON)
    first = visit_summary(visit, decide(case=case, book=BOOK, engine="test")).blocks[0]

    assert isinstance(first, Notice)
    assert first.alarm
    assert "Went in: 8. Came out: 7." in first.lines
    assert "The chart tells of at least 1." in first.lines
    assert "Stay at the clinic" in first.lines[-1]


def test_what_was_not_counted_is_said_to_be_not_counted():
    assert "Came out: not counted." in written(read(insertions={"in": 8, "out": None}))


def test_what_was_not_charted_stays_empty():
    visit = read()

    assert (visit.needled[0].depth_mm, visit.needled[0].minutes, visit.needled[0].felt) == (
        None,
        None,
        None,
    )
    assert (visit.setting, visit.next_visit, visit.side_effects) == ("", None, ())
    assert "Minutes" not in written(visit).partition("Point: GB34")[2].partition("WHAT")[0]


def test_what_was_charted_is_told():
    data = json.loads(EXAMPLE.read_text(encoding="utf-8"))["visit"]
    text = written(read_visit(data, book=BOOK, now=NOON + timedelta(days=9)))

    for said in (
        "23 November 2026, visit 3",
        "Treated by: Mei Tan",
        "Where: Room 2, lying on the back",
        "Needles: 2 went in, 2 came out",
        "Next visit: 30 November 2026",
        "Point: GB34; Name: Yánglíngquán; Side: left; Depth, mm: 15; Minutes: 20",
        "Felt: a dull ache",
        "A bruise: noticed, needed nothing",
        "Look at both feet tonight.",
        "If you pass out: call",
    ):
        assert said in text


def test_fewer_needles_than_the_chart_tells_of_do_not_agree():
    both = [{"code": "GB34", "side": "both"}, {"code": "ST36", "side": "both"}]

    assert not read(needled=both, insertions={"in": 1, "out": 1}).counts_agree
    assert not read(needled=both, insertions={"in": 0, "out": 0}).counts_agree
    assert not read(needled=[], insertions={"in": 5, "out": 5}).counts_agree
    assert read(needled=both, insertions={"in": 4, "out": 4}).counts_agree
    assert read(needled=both, insertions={"in": 6, "out": 6}).counts_agree, "a point may have two"


@pytest.mark.parametrize(
    "twice",
    [
        [{"code": "GB34", "side": "left"}, {"code": "GB34", "side": "left"}],
        [{"code": "GB34", "side": "both"}, {"code": "GB34", "side": "right"}],
    ],
)
def test_a_point_that_is_charted_twice_is_refused(twice):
    with pytest.raises(InputError, match="charted twice"):
        read(needled=twice)


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_emergency_comes_first_and_what_to_watch_for_stays(language):
    book = spoken(BOOK, language)
    case = {"on": NOON.isoformat(), "country": "JP", "answers": {"age": 68, "skin_black": True}}
    decision = decide(case=read_case(case, book=book, now=NOON), book=book, engine="test")
    first, *rest = visit_summary(read(), decision).blocks

    assert isinstance(first, Notice)
    assert first.alarm
    assert "119" in " ".join(first.lines)
    assert Heading(book.say("What to watch for")) in rest


@pytest.mark.parametrize(
    ("severity", "says"), [("severe", "Be seen today"), ("serious", "Call 999 now")]
)
def test_a_side_effect_that_needs_a_doctor_comes_first_with_what_to_do(severity, says):
    visit = read(side_effects=[{"id": "collapsed_lung", "severity": severity}])
    case = {"on": NOON.isoformat(), "country": "GB", "answers": {"age": 68}}
    decision = decide(case=read_case(case, book=BOOK, now=NOON), book=BOOK, engine="test")
    first = visit_summary(visit, decision).blocks[0]

    assert isinstance(first, Notice)
    assert first.alarm
    assert first.lines[0] == BOOK.adverse_events["collapsed_lung"].name
    assert first.lines[1].startswith(says)


@pytest.mark.parametrize("event", [e.id for e in BOOK.adverse_events.values() if e.serious])
@pytest.mark.parametrize("severity", ["mild", "moderate"])
def test_what_is_always_serious_is_never_charted_as_less(event, severity):
    with pytest.raises(InputError, match="never"):
        read(side_effects=[{"id": event, "severity": severity}])


def test_no_needles_is_said():
    assert "No needles were used." in written(read(needled=[], insertions={"in": 0, "out": 0}))


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"on": (NOON + timedelta(hours=1)).isoformat()}, "visit.on"),
        ({"number": 0}, "visit.number"),
        ({"number": 1.5}, "visit.number"),
        ({"practitioner": "the patient"}, "visit.practitioner"),
        ({"practitioner": ""}, "visit.practitioner"),
        ({"needled": [{"code": "ST99", "side": "left"}]}, "visit.needled[0].code"),
        ({"needled": [{"code": "ST36", "side": "up"}]}, "visit.needled[0].side"),
        ({"needled": [{"code": "ST36"}]}, "visit.needled[0].side"),
        (
            {"needled": [{"code": "ST36", "side": "left", "depth_mm": -1}]},
            "visit.needled[0].depth_mm",
        ),
        ({"needled": [{"code": "ST36", "side": "left", "felt": "fine"}]}, "visit.needled[0].felt"),
        ({"insertions": {"in": 3}}, "visit.insertions.out"),
        ({"insertions": {"in": 3, "out": -1}}, "visit.insertions.out"),
        ({"insertions": {"in": True, "out": 1}}, "visit.insertions.in"),
        ({"side_effects": [{"id": "joy", "severity": "mild"}]}, "visit.side_effects[0].id"),
        (
            {"side_effects": [{"id": "bruising", "severity": "huge"}]},
            "visit.side_effects[0].severity",
        ),
        ({"told": [""]}, "visit.told[0]"),
        ({"told": ["x\x1b[2J"]}, "visit.told[0]"),
        ({"setting": "Room \u202e2"}, "visit.setting"),
        ({"practitioner": "患者さん"}, "visit.practitioner"),
        ({"next_visit": "2020-01-01"}, "visit.next_visit"),
        ({"number": 10**12}, "visit.number"),
        ({"next_visit": "soon"}, "visit.next_visit"),
        ({"mood": "good"}, "visit.mood"),
    ],
)  # fmt: skip
def test_what_cannot_be_so_is_named_with_its_place(changed, field):
    with pytest.raises(InputError) as refused:
        read(**changed)

    assert refused.value.field == field


@pytest.mark.parametrize("missing", ["on", "number", "practitioner", "needled", "insertions"])
def test_what_is_missing_is_named(missing):
    data = {name: value for name, value in VISIT.items() if name != missing}

    with pytest.raises(InputError, match=f"visit.{missing}: is missing"):
        read_visit(data, book=BOOK, now=NOON)


def test_what_is_typed_in_several_lines_makes_no_paragraph_of_the_clinics():
    forged = "Drink enough.\n\nYOUR MEDICINES\n\n- No needle is left."
    text = read(told=[forged]).told[0]

    assert text == "Drink enough. YOUR MEDICINES - No needle is left."


def test_the_case_is_of_the_day_of_the_visit(tmp_path):
    data = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    data["case"]["on"] = "2016-01-01T12:00:00Z"
    file = tmp_path / "visit.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    done = zusanli("summary", str(file))

    assert done.returncode == 2
    assert done.stderr.decode().startswith("case.on: 2016-01-01 is not the day of the visit")


@pytest.mark.parametrize("part", ["visit", "case"])
def test_the_command_names_the_part_that_is_missing(tmp_path, part):
    data = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    del data[part]
    file = tmp_path / "visit.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    done = zusanli("summary", str(file))

    assert done.returncode == 2
    assert f".{part}: is missing" in done.stderr.decode()
