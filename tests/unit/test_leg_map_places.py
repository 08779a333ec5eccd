"""Where the points of the leg lie, on the flat views and on the leg that turns."""

import gzip
import json
import struct
from importlib.resources import files
from itertools import pairwise

import numpy as np
import pytest

from zusanli.errors import ZusanliError
from zusanli.web.body.drawing import views
from zusanli.web.leg_map.places import placed_points, read

ROUNDING = 0.11  # units: pages are rounded to tenths, places to a thousandth of a decimetre
ON_THE_SKIN = 0.05  # dm: the browser's mesh is coarser than the one the points were placed on
FAR = 30.0
ABOVE_THE_FOOT = {"top": -7.0}  # dm: where the leg is cut to look at the foot from above
STORED = json.loads((files("zusanli.web.leg_map") / "places.json").read_text(encoding="utf-8"))
POINTS = [pytest.param(point, id=code) for code, point in placed_points().items()]
DOWN_THE_CHANNEL = [
    each.split()
    for each in (
        "ST31 ST32 ST33 ST34 ST35 ST36 ST37 ST38 ST39 ST41 ST42 ST43 ST44",
        "SP13 SP12 SP11 SP10 SP9 SP8 SP7 SP6 SP5 SP4",
        "BL53 BL54 BL36 BL37 BL38 BL39 BL40 BL55 BL56 BL57 BL58 BL59 BL60 BL61",
        "KI11 KI10 KI9 KI8 KI3 KI6 KI2 KI1",
        "GB29 GB30 GB31 GB32 GB33 GB34 GB36 GB37 GB38 GB39 GB40 GB41 GB42 GB43 GB44",
        "LR12 LR11 LR10 LR9 LR8 LR7 LR6 LR5 LR4 LR3 LR2 LR1",
    )
]
TOWARDS_THE_TOES = (
    ("ST41", "ST42", "ST43", "ST44", "ST45"),
    ("SP5", "SP4", "SP3", "SP2", "SP1"),
    ("BL61", "BL63", "BL64", "BL65", "BL66", "BL67"),
    ("KI5", "KI2", "KI1"),
    ("GB40", "GB41", "GB42", "GB43", "GB44"),
    ("LR4", "LR3", "LR2", "LR1"),
)


def height(code):
    return placed_points()[code].left[0].at[1]


@pytest.fixture(scope="module")
def leg():
    """The triangles that a browser turns."""
    data = (files("zusanli.web") / "static" / "web" / "leg.bin").read_bytes()
    corners, faces = struct.unpack("<II", data[:8])
    end = 8 + corners * 6
    places = np.frombuffer(data[8:end], "<i2").reshape(-1, 3) / 3000
    return places[np.frombuffer(data[end:], "<u2").reshape(faces, 3)]


def first_met(triangles, start, way):
    """How far from a start, along a way, the first skin is met."""
    edge, other = triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0]
    across = np.cross(way, other)
    volume = (edge * across).sum(axis=1)
    volume[volume == 0] = np.nan
    from_corner = start - triangles[:, 0]
    b = (from_corner * across).sum(axis=1) / volume
    along = np.cross(from_corner, edge)
    c = (along @ way) / volume
    far = (along * other).sum(axis=1) / volume
    return far[(b >= -1e-6) & (c >= -1e-6) & (b + c <= 1 + 1e-6) & (far > 0)].min()


@pytest.mark.parametrize("point", POINTS)
def test_the_place_in_three_dimensions_projects_to_the_flat_places(point):
    for spot in point.left:
        at = dict(zip("xyz", spot.at, strict=True))
        for view in STORED["views"]:
            (x, y), scale = view["origin"], view["scale"]
            flat = (x + view["way"] * scale * at[view["across"]], y - scale * at[view["up"]])

            assert spot.pages[view["id"]] == pytest.approx(flat, abs=ROUNDING)


@pytest.mark.parametrize("point", POINTS)
def test_the_skin_at_a_point_looks_towards_the_views_that_show_it(point):
    towards = {view["id"]: view["towards"] for view in STORED["views"]}
    scale = {view["id"]: view["scale"] for view in STORED["views"]}
    for spot in point.left:
        squarely = [np.dot(spot.out, towards[view]) for view in spot.seen]
        large = [facing * scale[view] for facing, view in zip(squarely, spot.seen, strict=True)]

        assert np.linalg.norm(spot.out) == pytest.approx(1, abs=0.002)
        assert min(squarely) > 0.195
        assert max(large) <= large[0] + 0.2


@pytest.mark.parametrize("point", POINTS)
def test_every_view_that_shows_a_point_shows_it_on_the_leg_that_turns(point, leg):
    towards = {view["id"]: np.array(view["towards"]) for view in STORED["views"]}
    for spot in point.left:
        for view in spot.seen:
            shown = leg[leg[:, :, 1].min(axis=1) <= ABOVE_THE_FOOT.get(view, FAR)]
            way = -towards[view]

            assert first_met(shown, np.array(spot.at) - FAR * way, way) == pytest.approx(
                FAR, abs=ON_THE_SKIN
            )


@pytest.mark.parametrize("point", POINTS)
def test_the_right_leg_mirrors_the_left(point):
    for left, right in zip(point.spots("left"), point.spots("right"), strict=True):
        assert right.at == (-left.at[0], *left.at[1:])
        assert right.out == (-left.out[0], *left.out[1:])
        assert right.seen == left.seen
        for view in views():
            (x, y), (mirrored, level) = left.pages[view.id], right.pages[view.id]
            assert (view.width - x, y) == (pytest.approx(mirrored), level)


@pytest.mark.parametrize("channel", DOWN_THE_CHANNEL, ids=lambda codes: codes[0][:2])
def test_the_points_of_a_channel_follow_each_other_down_the_leg(channel):
    for upper, lower in pairwise(channel):
        assert height(upper) >= height(lower), f"{upper} above {lower}"


@pytest.mark.parametrize("channel", TOWARDS_THE_TOES, ids=lambda codes: codes[0])
def test_the_points_of_a_channel_follow_each_other_along_the_foot(channel):
    forward = [placed_points()[code].left[0].at[2] for code in channel]

    assert forward == sorted(forward)


def test_st36_lies_three_sixteenths_of_the_way_down_the_shin():
    share = (height("ST35") - height("ST36")) / (height("ST35") - height("ST41"))

    assert share == pytest.approx(3 / 16, abs=0.001)


@pytest.mark.parametrize(
    ("outside", "inside"),
    [("ST40", "ST38"), ("GB34", "ST36"), ("ST35", "EX-LE4"), ("BL39", "BL40"), ("BL40", "KI10")],
)
def test_what_lies_outside_is_further_from_the_midline(outside, inside):
    at = {code: placed_points()[code].left[0].at for code in (outside, inside)}

    assert at[outside][0] > at[inside][0]


@pytest.mark.parametrize(
    ("code", "count"), [("EX-LE1", 2), ("EX-LE5", 2), ("EX-LE10", 4), ("EX-LE12", 5), ("ST36", 1)]
)
def test_a_code_that_names_several_spots_of_a_leg_has_them_all(code, count):
    assert len(placed_points()[code].left) == count


def test_a_spot_of_two_names_is_one_place():
    toes = [spot.at for spot in placed_points()["EX-LE10"].left]

    assert [placed_points()[code].left[0].at for code in ("LR2", "ST44", "GB43")] == [
        toes[0], toes[1], toes[3],
    ]  # fmt: skip


def test_the_leg_to_turn_is_small_enough_to_send(leg):
    data = (files("zusanli.web") / "static" / "web" / "leg.bin").read_bytes()

    assert len(gzip.compress(data)) < 150_000
    assert len(leg) < 15_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"points": []}',
        '{"points": [{"code": "ST36", "placed": "guessed", "words": "", "spots": []}]}',
        pytest.param(
            '{"points": [{"code": "ST36", "placed": "cun", "words": "", "spots":'
            ' [{"at": [1, 2], "out": [0, 0, 1], "pages": {}, "seen": []}]}]}',
            id="a place in two dimensions",
        ),
        pytest.param(
            '{"points": [{"code": "ST36", "placed": "cun", "words": "", "spots":'
            ' [{"at": [1, 2, 3], "out": [0, 0, 1], "pages": {"front": [1]}, "seen": ["front"]}]}]}',
            id="half a place on a page",
        ),
        pytest.param(
            '{"points": [{"code": "ST36", "placed": "cun", "words": "", "spots":'
            ' [{"at": [1, 2, 3], "out": [0, 0, 1], "pages": {}, "seen": ["front"]}]}]}',
            id="seen where it has no place",
        ),
        pytest.param(json.dumps({"points": STORED["points"][:1] * 2}), id="one point twice"),
    ],
)
def test_damaged_places_are_refused(text):
    with pytest.raises(ZusanliError, match="places"):
        read(text)
