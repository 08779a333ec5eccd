"""`zusanli pool`: the keys that others rely on, every way to write a study, and what is refused."""

import json
from pathlib import Path

import pytest

from tests.journeys.commands import zusanli
from zusanli.cli.main import MEASURES as NAMED_MEASURES
from zusanli.cli.main import METHODS, main
from zusanli.core.evidence.pooling.between import Method
from zusanli.core.evidence.pooling.counted import CountMethod
from zusanli.core.evidence.pooling.studies import Measure

TABLES = Path(__file__).parents[1] / "golden" / "tables"
KEYS = (
    *("k", "estimate", "se", "ci_low", "ci_high", "tau2", "tau2_low", "tau2_high", "i2", "q", "p"),
    *("pi_low", "pi_high", "pi_hts_low", "pi_hts_high"),
)
GENERIC = "study,yi,vi\na,0.4,0.04\nb,0.1,0.09\nc,0.7,0.16\n"


@pytest.fixture
def pool(tmp_path, capsys):
    def run(text, *options):
        file = tmp_path / "table.csv"
        file.write_text(text, encoding="utf-8")
        code = main(["pool", str(file), *options, "--format", "json"])
        said = capsys.readouterr()
        return json.loads(said.out) if code == 0 else (code, said.err)

    return run


def test_a_table_is_pooled_with_all_its_keys_and_read_from_standard_input():
    table = (TABLES / "bcg.csv").read_bytes()
    options = ("--measure", "rr", "--also", "egger,trim-and-fill,leave-one-out,cumulative")

    done = zusanli("pool", "-", *options, "--by", "ablat", "--format", "json", given=table)
    text = zusanli("pool", "-", *options, "--by", "ablat", given=table).stdout.decode()

    found = json.loads(done.stdout)
    assert set(KEYS) <= set(found)
    assert round(found["estimate"], 4) == -0.7145
    assert round(found["as_ratio"]["estimate"], 3) == 0.489
    assert len(found["leave_one_out"]) == len(found["cumulative"]) == found["k"] == 13
    assert {"egger", "trim_and_fill", "meta_regression"} <= set(found)
    assert found["studies"][0]["study"] == "Aronson 1948"
    assert "0.4894 (0.3441 to 0.6962), p < 0.0001, of 13 studies" in text
    assert "Along ablat" in text


def test_a_study_may_be_written_with_variance_error_interval_or_p(pool):
    wanted = pool(GENERIC)
    z = 1.959963984540054
    rows = (("a", 0.4, 0.2), ("b", 0.1, 0.3), ("c", 0.7, 0.4))
    error = "study,yi,sei\n" + "".join(f"{s},{y},{e}\n" for s, y, e in rows)
    interval = "study,yi,ci_low,ci_high\n" + "".join(
        f"{s},{y},{y - z * e},{y + z * e}\n" for s, y, e in rows
    )
    p = (
        "study,yi,p\na,0.4,0.04550026389635842\nb,0.1,0.7388826803635273\n"
        "c,0.7,0.08011831372763409\n"
    )
    mixed = "study,yi,vi,sei\na,0.4,0.04,\nb,0.1,,0.3\nc,0.7,NA,0.4\n"

    for text in (error, interval, p, mixed):
        found = pool(text)
        assert [found[key] for key in KEYS] == pytest.approx([wanted[key] for key in KEYS])


def test_means_may_come_with_standard_errors_and_counts_with_the_others(pool):
    arms = pool("m1,sd1,n1,m2,sd2,n2\n5,2,25,4,3,36\n", "--measure", "md")
    errors = pool("m1,se1,n1,m2,se2,n2\n5,0.4,25,4,0.5,36\n", "--measure", "md")
    counts = pool("a,n1,c,n2\n4,20,9,21\n", "--measure", "or")
    others = pool("ai,bi,ci,di\n4,16,9,12\n", "--measure", "or")
    named = pool(
        "ill,n1,sick,n2\n4,20,9,21\n", "--measure", "or", "--column", "ill=a", "--column=sick=c"
    )

    assert (errors["estimate"], errors["se"]) == (arms["estimate"], pytest.approx(arms["se"]))
    assert counts["estimate"] == others["estimate"] == named["estimate"]


def test_what_cannot_be_told_from_one_or_two_studies_is_null_and_said(pool):
    one = pool("study,yi,vi\na,0.4,0.04\n", "--also", "egger,leave-one-out,trim-and-fill")
    two = pool("study,yi,vi\na,0.4,0.04\nb,0.1,0.09\n", "--test", "hksj")

    assert one["estimate"] == 0.4
    assert [one[key] for key in ("tau2", "tau2_low", "i2", "pi_low", "egger")] == [None] * 5
    assert one["leave_one_out"] == []
    assert "nothing was pooled" in " ".join(one["notes"])
    assert two["pi_low"] is not None
    assert two["pi_hts_low"] is None


def test_a_lower_limit_and_studies_that_all_agree_are_named(pool):
    found = pool("study,yi,vi\na,0.4,0.04\nb,0.4,0.09\nc,0.4,0.1\n", "--test", "hksj")

    assert (found["tau2"], found["p"], found["statistic"]) == (0, None, None)
    assert len(found["notes"]) == 3


def test_studies_without_events_are_left_out_of_ratios_and_named(pool):
    table = "study,a,n1,c,n2\nplain,3,20,9,21\nnobody,0,20,0,20\nempty,,,,\n"

    left = pool(table, "--measure", "or")
    kept = pool(table, "--measure", "or", "--keep-without-events")
    difference = pool(table, "--measure", "rd")

    assert [each["study"] for each in left["left_out"]] == ["nobody", "empty"]
    assert (left["k"], kept["k"], difference["k"]) == (1, 2, 2)


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        ("study,yi,vi\n", (), "line 2: is missing"),
        ("", (), "line 1: is empty"),
        ("study,effect\na,1\n", (), "generic needs the columns study, yi, vi"),
        ("study,yi,vi\nHu,0.4,0\n", (), "line 2 (Hu), vi: 0 is not above 0"),
        ("study,yi,vi\nHu,0.4,\n", (), "line 2 (Hu), vi: is missing, and so are sei"),
        ('study,yi,vi\nHu,"0,4",1\n', (), "write a point, not a comma"),
        ("study,yi,vi\nHu,inf,1\n", (), "is no finite number"),
        ("study,yi,vi\nHu,1,1,7\n", (), "line 2: has 4 cells for 3 columns"),
        ("yi,yi,vi\n1,1,1\n", (), "several columns are yi"),
        ("yi,ci_low,ci_high\n0.5,-0.2,-0.9\n", (), "is not below ci_high"),
        ("yi,ci_low,ci_high\n0.5,-0.9,-0.2\n", (), "lies outside its interval"),
        ("yi,p\n0.5,1\n", (), "does not lie between 0 and 1"),
        ("yi,p\n0,0.5\n", (), "where the effect is 0"),
        ("a,n1,c,n2\n12.5,20,9,21\n", ("--measure", "rr"), "line 2, a: 12.5 is no count"),
        ("a,n1,c,n2\n22,20,9,21\n", ("--measure", "rr"), "22 had the event among n1 = 20"),
        ("m1,sd1,n1,m2,sd2,n2\n1,-2,9,1,2,9\n", ("--measure", "smd"), "line 2, sd1: -2"),
        ("m1,sd1,n1,m2,sd2,n2\n1,2,1,1,2,9\n", ("--measure", "smd"), "line 2, n1: 1 is too few"),
        ("yi,vi\n1,1\n", ("--test", "hksj"), "--test: hksj needs two studies"),
        (GENERIC, ("--method", "mh"), "--method: mh needs a, n1, c and n2"),
        (GENERIC, ("--also", "eggers"), "did you mean egger?"),
        (GENERIC, ("--by", "dose"), "--by: 'dose' is no column"),
        (GENERIC, ("--column", "x=yi"), "--column: 'x' is none of study, yi, vi"),
        ("a,n1,c,n2\n1,9,2,9\n", ("--measure", "rd", "--method", "peto"), "peto pools odds"),
        ("a,n1,c,n2\n0,9,2,9\n", ("--measure", "rr", "--method", "mh"), "column of the tables"),
    ],
)
def test_what_is_wrong_is_named_with_its_line_and_column(pool, text, options, says):
    code, said = pool(text, *options)

    assert code == 2
    assert says in said


def test_the_help_names_what_there_is():
    assert set(NAMED_MEASURES) == set(Measure)
    assert set(METHODS) == {*Method, *CountMethod}
