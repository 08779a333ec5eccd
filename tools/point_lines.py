"""
The landmarks, rulers and lines of the leg by which tools/point_plan.py places points on the mesh.

Numbers are the mesh's decimetres, as tools/body_plan.py has them. The landmarks were put by eye on
the shaded mesh, where its bones show, and agree with what the drawing shows of them.
"""

from tools.point_places import Line, On, Ruler, Seen, Where

LANDMARKS: dict[str, Where] = {
    "anterior superior iliac spine": Seen("front", 1.2, 1.05),
    "top of the pubic symphysis": Seen("front", 0.02, 0.4),
    "lower edge of the pubic symphysis": Seen("front", 0.02, 0.0),
    "greater trochanter": Seen("outer", 0.02, 0.22),
    "top of the greater trochanter": Seen("outer", -0.02, 0.34),
    "sacral hiatus": Seen("back", 0.05, 0.75),
    "second hole of the sacrum": Seen("back", 0.2, 1.27),
    "fourth hole of the sacrum": Seen("back", 0.2, 0.94),
    "fold of the buttock": Seen("back", 0.8, -0.62),
    "crease behind the knee": Seen("back", 1.1, -3.72),
    "top of the kneecap": Seen("front", 1.12, -3.15),
    "outer upper corner of the kneecap": Seen("front", 1.31, -3.17),
    "inner upper corner of the kneecap": Seen("front", 0.92, -3.17),
    "lower tip of the kneecap": Seen("front", 1.12, -3.78),
    "head of the fibula": Seen("outer", -0.02, -4.06),
    "lateral malleolus": Seen("outer", 0.0, -7.4),
    "medial malleolus": Seen("inner", 0.08, -7.27),
    "outer side of the Achilles tendon": Seen("outer", -0.36, -7.4),
    "inner side of the Achilles tendon": Seen("inner", -0.36, -7.27),
    "tuberosity of the navicular": Seen("inner", 0.52, -7.7),
    "web of toes 2 and 3": Seen("sole", 1.385, 1.42),
    "back of the heel": Seen("sole", 1.38, -0.47),
}

KNEECAP_TO_MALLEOLUS = Ruler("lower tip of the kneecap", "medial malleolus", 15)
THIGH_FRONT = Ruler("top of the pubic symphysis", "top of the kneecap", 18)
THIGH_BACK = Ruler("fold of the buttock", "crease behind the knee", 14)
LEG_OUTER = Ruler("crease behind the knee", "lateral malleolus", 16)
LEG_FRONT = Ruler("ST35", "ST41", 16)
LEG_INNER = Ruler("SP9", "medial malleolus", 13)

STOMACH_LINE = Line(
    "front", ("ST35", (1.32, -4.46), (1.37, -5.12), (1.41, -5.56), (1.41, -6.5), "ST41")
)
"""A finger's breadth outside the crest of the shin: it bows by 7 mm out of the straight line."""
SPINE_TO_KNEECAP_LINE = Line(
    "front", ("anterior superior iliac spine", "outer upper corner of the kneecap")
)
KNEECAP_TO_GROIN_LINE = Line("front", ("inner upper corner of the kneecap", "SP12"))
TIBIA_BEHIND_LINE = Line(
    "inner", ((0.1, -4.24), (0.08, -4.9), (0.04, -5.6), (0.02, -6.2), (0.0, -6.6), (-0.01, -7.0))
)
"""Just behind the inner edge of the tibia."""
TIBIA_FACE_LINE = Line("inner", ((0.3, -4.9), (0.24, -5.64), (0.19, -6.1), (0.16, -6.6)))
"""The middle of the flat inner face of the tibia."""
FIBULA_FRONT_LINE = Line(
    "outer", ((0.04, -4.3), (0.02, -5.0), (0.03, -5.8), (0.06, -6.7), (0.1, -7.2))
)
FIBULA_BEHIND_LINE = Line("outer", ((-0.13, -5.0), (-0.13, -5.8), (-0.1, -6.7)))
CALF_MIDDLE_LINE = Line("back", ("BL40", (1.29, -5.56), (1.38, -6.9)))
HAMSTRINGS_LINE = Line("back", ("BL36", "BL40"))
BEHIND_BAND_LINE = Line("outer", ((0.06, -1.7), (0.06, -2.2), (0.03, -2.9)))
"""Just behind the iliotibial band."""
BLADDER_ANKLE_LINE = Line("outer", ("BL60", (-0.18, -6.7)))
KIDNEY_LINE = Line("inner", ("KI3", (-0.22, -6.1), "KI10"))
ACHILLES_FRONT_LINE = Line("inner", ((-0.18, -6.8), (-0.24, -7.1)))
INNER_THIGH_LINE = Line("inner", ((0.2, -2.36), (0.25, -1.5)))

BASE = 18.0
"""Cun from the top of the pubic symphysis to the top of the kneecap."""


def above_kneecap(cun: float, line: Line) -> On:
    """Give a place so many cun above the top of the kneecap."""
    return On(THIGH_FRONT, BASE - cun, line)


def above_lateral_malleolus(cun: float, line: Line, aside: float = 0, towards: str = "") -> On:
    """Give a place so many cun above the tip of the lateral malleolus."""
    return On(LEG_OUTER, 16 - cun, line, aside, towards)


def above_medial_malleolus(cun: float, line: Line, aside: float = 0, towards: str = "") -> On:
    """Give a place so many cun above the tip of the medial malleolus."""
    return On(LEG_INNER, 13 - cun, line, aside, towards)


ON_STOMACH_LINE = (
    "of the 16 cun down from ST35 to ST41, a finger's breadth outside the crest of the shin"
)
THIGH_WORDS = "cun above the top of the kneecap (18 from the top of the symphysis to it)"
OUTER_WORDS = (
    "cun above the tip of the lateral malleolus (16 to it from the crease behind the knee)"
)
INNER_WORDS = "cun above the tip of the medial malleolus (13 to it from SP9)"
CREASE_WORDS = "cun below the crease behind the knee (16 to the tip of the lateral malleolus)"

WEBS = (
    Seen("top", 1.19, 1.4),
    Seen("top", 1.378, 1.38),
    Seen("top", 1.54, 1.33),
    Seen("top", 1.69, 1.24),
)
TIPS = (
    Seen("front", 1.1, -8.0),
    Seen("front", 1.31, -8.02),
    Seen("front", 1.47, -8.03),
    Seen("front", 1.61, -8.04),
    Seen("front", 1.76, -8.05),
)
