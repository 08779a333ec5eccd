"""The points that the knowledge base places on hip, leg and foot, and the map that shows them."""

import tomllib
from importlib.resources import files

import pytest

from tests.outlines import within
from zusanli.core.points.standing import Status
from zusanli.web.body.drawing import views
from zusanli.web.leg_map.marks import Mark, leg_map
from zusanli.web.leg_map.places import placed_points

OF_THE_LEG = {
    "buttock", "hip", "groin", "thigh", "knee", "calf", "shin", "ankle", "heel", "top_of_foot",
    "sole", "toes",
}  # fmt: skip
ABOVE_THE_GROIN = {"KI11", "SP13"}
"""Of the belly, yet so near the groin that the drawing still shows them, as groin."""
IN_A_NEIGHBOUR = {
    # The drawing's line between shin and calf runs behind the inner edge of the tibia, not on it.
    "SP6", "SP7", "SP8", "SP9",
    # It counts the top of the thigh as hip or groin, and the belly beside the pubis as groin.
    "KI11", "LR10", "LR11", "SP13", "ST31",
    # Its knee ends 2 cun below the crease, its low back at the second hole of the sacrum.
    "BL53", "BL55",
    # Its ankle reaches behind to the heel bone, and in front less far than the navicular.
    "KI4", "SP5",
}  # fmt: skip
RULERS = {
    # what is measured from: (a place of it, the other end of its ruler, cun between them)
    "lateral malleolus prominence": ("EX-LE9", "BL40", 16),
    "medial malleolus prominence": ("EX-LE8", "SP9", 13),
    "medial malleolus prominence (proportional)": ("EX-LE8", "SP9", 13),
    "BL60": ("BL60", "BL40", 16),
    "ST35": ("ST35", "ST41", 16),
    "SP9": ("SP9", "EX-LE8", 13),
    "KI3": ("KI3", "SP9", 13),
    "ST30": ("ST30", "EX-LE2", 18),
    "base of patella": ("EX-LE2", "ST30", 18),
    "medial end of patella base": ("EX-LE2", "ST30", 18),
    "patella base": ("EX-LE2", "ST30", 18),
    "gluteal fold (BL36)": ("BL36", "BL40", 14),
    "popliteal crease": ("BL40", "EX-LE9", 16),
    "fibular head": ("GB34", "EX-LE9", 15),
}
UPWARD = {"superior", "proximal"}
ALONG = UPWARD | {"inferior", "distal"}
FROM_THE_LANDMARK = {
    # Measured from a bone that is no point itself: how far from the point that stands for it.
    "EX-LE6": "from the head of the fibula, above and behind GB34",
    "SP13": "from the navel, which is not drawn",
    "KI11": "from the navel, which is not drawn",
}
NEARLY = 0.2  # cun: some ends of rulers here stand for a bone that lies beside them


@pytest.fixture(scope="module")
def placings():
    folder = files("zusanli.kb") / "points"
    return {
        entry["code"]: entry
        for file in folder.iterdir()
        if file.name.endswith(".toml")
        for entry in tomllib.loads(file.read_text(encoding="utf-8")).get("placing", [])
    }


def height(code):
    return placed_points()[code].left[0].at[1]


def test_every_point_that_is_placed_on_hip_leg_or_foot_is_on_the_map(placings):
    of_the_leg = {code for code, each in placings.items() if each["region"] in OF_THE_LEG}

    assert placed_points().keys() == of_the_leg | ABOVE_THE_GROIN


def test_points_of_elsewhere_are_named_in_words(placings, book):
    codes = placings.keys() - placed_points().keys()
    shown = leg_map([Mark(code, "left", Status.OFFERED) for code in sorted(codes)], book=book)

    assert [each.mark.code for each in shown.absent] == sorted(codes)
    assert all(each.where and "_" not in each.where for each in shown.absent)
    assert not shown.dots


def test_every_point_is_seen_in_a_view_and_lies_in_its_region_or_a_neighbour(placings):
    beside = set()
    for code, point in placed_points().items():
        own, borders = placings[code]["region"], placings[code].get("borders", [])
        for spot in point.left:
            regions = {
                region.place.removeprefix("left.")
                for view in views()
                if view.id in spot.seen
                for region in view.regions
                if region.place.startswith("left") and within(region.path, *spot.pages[view.id])
            }
            assert regions & {own, *borders}, f"{code} lies in {regions}"
            if own not in regions:
                beside.add(code)

    assert beside == IN_A_NEIGHBOUR


def test_points_lie_as_many_cun_along_the_leg_as_their_sources_measure(placings):
    checked = set()
    for code in placed_points().keys() - FROM_THE_LANDMARK.keys():
        for measure in placings[code].get("measured", []):
            start, unit = measure.get("from"), measure["unit"]
            if start not in RULERS or unit != "B-cun" or measure["direction"] not in ALONG:
                continue
            one, other, long = RULERS[start]
            if start == "popliteal crease" and measure["direction"] in UPWARD:
                other, long = "BL36", 14
            cun = abs(height(one) - height(other)) / long
            up = 1 if measure["direction"] in UPWARD else -1

            assert (height(code) - height(one)) * up / cun == pytest.approx(
                measure["value"], abs=NEARLY
            ), code
            checked.add(code)

    assert len(checked) >= 35


@pytest.mark.parametrize(
    ("code", "words"),
    [("ST36", ("cun", "3 of the 16")), ("GB34", ("hand", "head of the fibula"))],
)
def test_a_place_says_how_it_was_found(code, words):
    point = placed_points()[code]

    assert point.placed == words[0]
    assert words[1] in point.words
