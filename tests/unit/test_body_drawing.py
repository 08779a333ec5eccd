"""The legs and feet that a patient taps on."""

from itertools import pairwise

import pytest

from tests.outlines import numbers, rings, spans
from zusanli.core.findings import SIDES, Kind, sided
from zusanli.errors import ZusanliError
from zusanli.web.body.drawing import mirrored, read, views

PAGE = 390
MARGIN = 16
COMFORTABLE = 44
"""CSS pixels, a square; WCAG 2.2, success criterion 2.5.5 (level AAA; 2.5.8, level AA, asks 24)."""
VIEWS = [pytest.param(view, id=view.id) for view in views()]
ROUNDING = 0.5  # units: lines rounded to tenths part further where they run almost level
FOOT_OR_BACK = {"heel", "sole", "top_of_foot", "toes", "low_back"}


def levels(view, step):
    """Level lines that run through no rounded corner."""
    return (step * row + 0.037 for row in range(int(view.height / step)))


def span_pairs(path, y):
    crossings = spans(path, y)
    return list(zip(crossings[::2], crossings[1::2], strict=True))


def largest_square(path):
    """Side of the largest upright square inside a shape, in units, found on a grid of units."""
    corners = [corner for ring in rings(path) for corner in ring]
    left, right = (int(end(x for x, _ in corners)) for end in (min, max))
    top, bottom = (int(end(y for _, y in corners)) for end in (min, max))
    above, best = [0] * (right - left + 2), 0
    for row in range(top, bottom + 1):
        inside = [0] * (right - left + 2)
        for start, end in span_pairs(path, row + 0.537):
            for column in range(int(start) + 1, int(end)):
                inside[column - left] = 1
        for column, there in enumerate(inside):
            if there:
                around = (above[column - 1], above[column], inside[column - 1]) if column else (0,)
                inside[column] = 1 + min(around)
        best, above = max(best, *inside), inside
    return best


@pytest.fixture(scope="module")
def findings(book):
    return book.findings


def test_there_are_six_views_of_one_width():
    assert [view.id for view in views()] == ["front", "back", "outer", "inner", "top", "sole"]
    assert {view.width for view in views()} == {360}
    assert views()[0].view_box == "0 0 360 680"


@pytest.mark.element("002-L007-4")
def test_every_place_that_an_answer_can_name_can_be_tapped(findings):
    asked = {
        place
        for finding in findings.values()
        if finding.kind is Kind.PLACES
        for place in sided(finding.places)
    }

    assert {region.place for view in views() for region in view.regions} == asked


@pytest.mark.parametrize("view", VIEWS)
def test_a_tap_means_one_place_and_a_known_side_of_the_leg(view, findings):
    places = [region.place for region in view.regions]
    sides_of_leg = findings["pain_sides_of_leg"].items

    assert len(set(places)) == len(places)
    for region in view.regions:
        _, place = region.place.split(".")
        if place in FOOT_OR_BACK or view.id in ("top", "sole"):
            assert region.surface is None
        else:
            assert region.surface in sides_of_leg


@pytest.mark.parametrize(
    ("view", "surface"),
    [
        ("front", "pain_in_front"),
        ("back", "pain_behind"),
        ("outer", "pain_outer_side"),
        ("inner", "pain_inner_side"),
    ],
)
def test_the_thigh_is_hurt_on_the_side_one_looks_at(view, surface):
    (seen,) = (each for each in views() if each.id == view)

    assert {each.surface for each in seen.regions if each.place.endswith("thigh")} == {surface}


@pytest.mark.parametrize("view", VIEWS)
def test_places_cover_the_body_and_do_not_overlap(view):
    for y in levels(view, 1.7):
        body = [span for figure in view.figures for span in span_pairs(figure.outline, y)]
        tapped = sorted(span for region in view.regions for span in span_pairs(region.path, y))

        for (_, end), (start, _) in pairwise(tapped):
            assert end - start < ROUNDING, f"two places at {start}, {y}"
        for start, end in body:
            reached = start
            for first, last in tapped:
                if first <= reached + ROUNDING:
                    reached = max(reached, last)
            assert reached > end - ROUNDING, f"no place at {reached}, {y}"


@pytest.mark.parametrize("view", VIEWS)
def test_no_place_lies_outside_the_body(view):
    for y in levels(view, 1.7):
        body = [span for figure in view.figures for span in span_pairs(figure.outline, y)]
        for region in view.regions:
            for start, end in span_pairs(region.path, y):
                assert any(
                    first - ROUNDING < start and end < last + ROUNDING for first, last in body
                ) or (end - start < ROUNDING)


@pytest.mark.parametrize("view", VIEWS)
def test_the_right_leg_mirrors_the_left(view):
    of = {side: {} for side in SIDES}
    for region in view.regions:
        side, place = region.place.split(".")
        of[side][place] = region

    assert of["left"].keys() == of["right"].keys()
    for place, left in of["left"].items():
        right = of["right"][place]
        assert right.surface == left.surface
        for one, other in zip(rings(left.path), rings(right.path), strict=True):
            assert [(view.width - x, y) for x, y in one] == [
                pytest.approx(corner, abs=0.01) for corner in other
            ]


@pytest.mark.parametrize(
    ("view", "left_is_on_the_left"),
    [
        ("front", False),
        ("back", True),
        ("outer", True),
        ("inner", True),
        ("top", True),
        ("sole", False),
    ],
)
def test_the_label_stands_under_its_leg(view, left_is_on_the_left):
    (seen,) = (each for each in views() if each.id == view)
    left, right = seen.labels

    assert (left.side, right.side) == SIDES
    assert (left.x < right.x) == left_is_on_the_left
    for label in (left, right):
        under = [region for region in seen.regions if region.place.startswith(label.side)]
        lowest = max(
            (corner[1], corner[0]) for each in under for ring in rings(each.path) for corner in ring
        )
        assert lowest[0] < label.y < seen.height
        assert abs(lowest[1] - label.x) < 60


@pytest.mark.parametrize("view", VIEWS)
def test_all_is_drawn_inside_the_view(view):
    for figure in view.figures:
        for path in (figure.outline, *(region.path for region in figure.regions)):
            for ring in rings(path):
                assert all(0 <= x <= view.width and 0 <= y <= view.height for x, y in ring)


def test_a_finger_hits_every_place_on_a_phone_in_one_view():
    sizes = {}
    for view in views():
        pixels = (PAGE - 2 * MARGIN) / view.width
        for region in view.regions:
            if region.place.startswith("left"):
                square = largest_square(region.path) * pixels
                sizes[region.place] = max(square, sizes.get(region.place, 0))

    assert {place: size for place, size in sizes.items() if size < COMFORTABLE} == {}


def test_mirroring_twice_gives_the_same_path():
    path = "M10.5 3l-1 2 0 1.25q3-1 2-2t-0.05 0 1 1z"
    once = "M349.5 3l1 2 0 1.25q-3 -1 -2 -2t0.05 0 -1 1z"

    assert mirrored(path, 360) == once
    assert numbers(mirrored(once, 360)) == numbers(path)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"views": []}',
        '{"views": [{"id": "front"}]}',
        pytest.param(
            '{"views": [{"id": "front", "width": 1, "height": 1, "label": [0, 0], "both": null,'
            ' "left": {"outline": "<script>", "fills": [], "strokes": [],'
            ' "regions": [{"place": "hip", "surface": null, "path": "M0 0l1 1z"}]}}]}',
            id="what is not a path",
        ),
    ],
)
def test_a_damaged_drawing_is_refused(text):
    with pytest.raises(ZusanliError, match="drawing"):
        read(text)
