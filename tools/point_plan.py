"""
Where the points of the leg lie on the mesh, in the words of their places and on its landmarks.

Numbers are the mesh's decimetres, as tools/body_plan.py has them. The landmarks were put by eye on
the shaded mesh, where its bones show, and agree with what the drawing shows of them; the points
follow from them by the cun of the knowledge base (kb/points), or were put by eye as well. So a
place here is as exact as a landmark on a smooth mesh of nobody's body: about a finger's breadth.
"""

from tools.point_places import Beside, Between, Line, On, Planned, Ruler, Seen, Where

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

_KNEECAP_TO_MALLEOLUS = Ruler("lower tip of the kneecap", "medial malleolus", 15)
_THIGH_FRONT = Ruler("top of the pubic symphysis", "top of the kneecap", 18)
_THIGH_BACK = Ruler("fold of the buttock", "crease behind the knee", 14)
_LEG_OUTER = Ruler("crease behind the knee", "lateral malleolus", 16)
_LEG_FRONT = Ruler("ST35", "ST41", 16)
_LEG_INNER = Ruler("SP9", "medial malleolus", 13)

_STOMACH = Line(
    "front", ("ST35", (1.32, -4.46), (1.37, -5.12), (1.41, -5.56), (1.41, -6.5), "ST41")
)
"""A finger's breadth outside the crest of the shin: it bows by 7 mm out of the straight line."""
_SPINE_TO_KNEECAP = Line(
    "front", ("anterior superior iliac spine", "outer upper corner of the kneecap")
)
_KNEECAP_TO_GROIN = Line("front", ("inner upper corner of the kneecap", "SP12"))
_TIBIA_BEHIND = Line(
    "inner", ((0.1, -4.24), (0.08, -4.9), (0.04, -5.6), (0.02, -6.2), (0.0, -6.6), (-0.01, -7.0))
)
"""Just behind the inner edge of the tibia."""
_TIBIA_FACE = Line("inner", ((0.3, -4.9), (0.24, -5.64), (0.19, -6.1), (0.16, -6.6)))
"""The middle of the flat inner face of the tibia."""
_FIBULA_FRONT = Line("outer", ((0.04, -4.3), (0.02, -5.0), (0.03, -5.8), (0.06, -6.7), (0.1, -7.2)))
_FIBULA_BEHIND = Line("outer", ((-0.13, -5.0), (-0.13, -5.8), (-0.1, -6.7)))
_CALF_MIDDLE = Line("back", ("BL40", (1.29, -5.56), (1.38, -6.9)))
_HAMSTRINGS = Line("back", ("BL36", "BL40"))
_BEHIND_BAND = Line("outer", ((0.06, -1.7), (0.06, -2.2), (0.03, -2.9)))
"""Just behind the iliotibial band."""
_BLADDER_ANKLE = Line("outer", ("BL60", (-0.18, -6.7)))
_KIDNEY = Line("inner", ("KI3", (-0.22, -6.1), "KI10"))
_ACHILLES_FRONT = Line("inner", ((-0.18, -6.8), (-0.24, -7.1)))
_INNER_THIGH = Line("inner", ((0.2, -2.36), (0.25, -1.5)))

_BASE = 18.0
"""Cun from the top of the pubic symphysis to the top of the kneecap."""


def _above_kneecap(cun: float, line: Line) -> On:
    return On(_THIGH_FRONT, _BASE - cun, line)


def _above_lateral_malleolus(cun: float, line: Line, aside: float = 0, towards: str = "") -> On:
    return On(_LEG_OUTER, 16 - cun, line, aside, towards)


def _above_medial_malleolus(cun: float, line: Line, aside: float = 0, towards: str = "") -> On:
    return On(_LEG_INNER, 13 - cun, line, aside, towards)


_ON_STOMACH_LINE = (
    "of the 16 cun down from ST35 to ST41, a finger's breadth outside the crest of the shin"
)
_THIGH_WORDS = "cun above the top of the kneecap (18 from the top of the symphysis to it)"
_OUTER_WORDS = (
    "cun above the tip of the lateral malleolus (16 to it from the crease behind the knee)"
)
_INNER_WORDS = "cun above the tip of the medial malleolus (13 to it from SP9)"
_CREASE_WORDS = "cun below the crease behind the knee (16 to the tip of the lateral malleolus)"

_WEBS = (
    Seen("top", 1.19, 1.4),
    Seen("top", 1.378, 1.38),
    Seen("top", 1.54, 1.33),
    Seen("top", 1.69, 1.24),
)
_TIPS = (
    Seen("front", 1.1, -8.0),
    Seen("front", 1.31, -8.02),
    Seen("front", 1.47, -8.03),
    Seen("front", 1.61, -8.04),
    Seen("front", 1.76, -8.05),
)

STOMACH = (
    Planned(
        "ST30",
        "level with the top of the symphysis, 2 cun out",
        (Beside("front", _THIGH_FRONT, 2, "top of the pubic symphysis"),),
    ),
    Planned(
        "ST31",
        "on the line from iliac spine to kneecap, level with the lower edge of the symphysis",
        (
            On(
                Ruler("lower edge of the pubic symphysis", "top of the kneecap", 1),
                0,
                _SPINE_TO_KNEECAP,
            ),
        ),
    ),
    Planned(
        "ST32",
        f"6 {_THIGH_WORDS}, on the line to the iliac spine",
        (_above_kneecap(6, _SPINE_TO_KNEECAP),),
    ),
    Planned("ST33", f"3 {_THIGH_WORDS}, on that line", (_above_kneecap(3, _SPINE_TO_KNEECAP),)),
    Planned("ST34", f"2 {_THIGH_WORDS}, on that line", (_above_kneecap(2, _SPINE_TO_KNEECAP),)),
    Planned("ST35", "outside the ligament, just below the kneecap", (Seen("front", 1.29, -3.8),)),
    Planned(
        "ST41", "front of the ankle, midway between the malleoli", (Seen("front", 1.39, -7.33),)
    ),
    Planned("ST36", f"3 {_ON_STOMACH_LINE}", (On(_LEG_FRONT, 3, _STOMACH),)),
    Planned("ST37", f"6 {_ON_STOMACH_LINE}", (On(_LEG_FRONT, 6, _STOMACH),)),
    Planned("ST38", f"8 {_ON_STOMACH_LINE}", (On(_LEG_FRONT, 8, _STOMACH),)),
    Planned("ST39", f"9 {_ON_STOMACH_LINE}", (On(_LEG_FRONT, 9, _STOMACH),)),
    Planned(
        "ST40",
        f"8 {_OUTER_WORDS}, one cun along the skin outside the line of ST38",
        (_above_lateral_malleolus(8, _STOMACH, 1, "outer"),),
    ),
    Planned("ST42", "the highest part of the instep", (Seen("top", 1.32, 0.8),)),
    Planned("ST43", "between metatarsals 2 and 3, behind the knuckles", (Seen("top", 1.38, 1.1),)),
    Planned("ST44", "behind the web of toes 2 and 3", (_WEBS[1],)),
    Planned("ST45", "outer corner of the nail of toe 2", (Seen("top", 1.362, 1.8),)),
)
SPLEEN = (
    Planned("SP1", "inner corner of the nail of the big toe", (Seen("top", 1.012, 1.75),)),
    Planned(
        "SP2", "inner edge of the big toe, in front of its knuckle", (Seen("inner", 1.52, -8.0),)
    ),
    Planned(
        "SP3",
        "inner edge of the foot, behind the knuckle of the big toe",
        (Seen("inner", 1.2, -7.98),),
    ),
    Planned("SP4", "below and in front of the base of metatarsal 1", (Seen("inner", 0.8, -7.92),)),
    Planned(
        "SP5",
        "halfway from the tip of the medial malleolus to the tuberosity of the navicular",
        (Between("medial malleolus", "tuberosity of the navicular", 0.5, (-1, 0, 0.2)),),
    ),
    Planned(
        "SP9",
        "13 of the 15 cun from the medial malleolus up to the lower tip of the kneecap, "
        "just behind the inner edge of the tibia",
        (On(_KNEECAP_TO_MALLEOLUS, 2, _TIBIA_BEHIND),),
    ),
    Planned(
        "SP6",
        f"3 {_INNER_WORDS}, just behind the inner edge of the tibia",
        (_above_medial_malleolus(3, _TIBIA_BEHIND),),
    ),
    Planned(
        "SP7",
        f"6 {_INNER_WORDS}, just behind the inner edge of the tibia",
        (_above_medial_malleolus(6, _TIBIA_BEHIND),),
    ),
    Planned(
        "SP8",
        f"10 {_INNER_WORDS}, just behind the inner edge of the tibia",
        (_above_medial_malleolus(10, _TIBIA_BEHIND),),
    ),
    Planned(
        "SP10",
        f"2 {_THIGH_WORDS}, on the bulge above its inner corner",
        (_above_kneecap(2, Line("front", ((0.86, -3.15), (0.84, -2.5)))),),
    ),
    Planned(
        "SP12",
        "crease of the groin, level with the top of the symphysis and 3.5 cun out",
        (Beside("front", _THIGH_FRONT, 3.5, "top of the pubic symphysis"),),
    ),
    Planned(
        "SP13",
        "0.7 cun above SP12, 4 cun out",
        (Beside("front", _THIGH_FRONT, 4, "top of the pubic symphysis", -0.7),),
    ),
    Planned(
        "SP11",
        "two thirds of the way from the inner upper corner of the kneecap to SP12",
        (On(Ruler("SP12", "inner upper corner of the kneecap", 3), 1, _KNEECAP_TO_GROIN),),
    ),
)
KIDNEY = (
    Planned(
        "KI1",
        "a third of the way from the web of toes 2 and 3 to the back of the heel",
        (Between("web of toes 2 and 3", "back of the heel", 1 / 3, (0, -1, 0)),),
    ),
    Planned("KI2", "below the tuberosity of the navicular", (Seen("inner", 0.52, -7.84),)),
    Planned(
        "KI3",
        "midway between the tip of the medial malleolus and the Achilles tendon",
        (Between("medial malleolus", "inner side of the Achilles tendon", 0.5, (-1, 0, -0.3)),),
    ),
    Planned(
        "KI4",
        "above the heel bone, in front of where the Achilles tendon takes hold",
        (Seen("inner", -0.25, -7.42),),
    ),
    Planned(
        "KI5",
        "1 cun straight below KI3 (13 of them from SP9 to the medial malleolus)",
        (_above_medial_malleolus(-1, Line("inner", ("KI3",))),),
    ),
    Planned(
        "KI6",
        "1 cun below the tip of the medial malleolus",
        (_above_medial_malleolus(-1, Line("inner", ("medial malleolus",))),),
    ),
    Planned(
        "KI7",
        f"2 {_INNER_WORDS}, at the front edge of the Achilles tendon",
        (_above_medial_malleolus(2, _ACHILLES_FRONT),),
    ),
    Planned(
        "KI8",
        f"2 {_INNER_WORDS}, half a cun in front of KI7",
        (_above_medial_malleolus(2, _ACHILLES_FRONT, 0.5, "front"),),
    ),
    Planned(
        "KI10",
        "inner end of the crease behind the knee, outside the tendon of semitendinosus",
        (Seen("back", 0.82, -3.7),),
    ),
    Planned(
        "KI9",
        f"5 {_INNER_WORDS}, on the line from KI3 to KI10",
        (_above_medial_malleolus(5, _KIDNEY),),
    ),
    Planned(
        "KI11",
        "level with the top of the symphysis, half a cun out",
        (Beside("front", _THIGH_FRONT, 0.5, "top of the pubic symphysis"),),
    ),
)
BLADDER = (
    Planned("BL36", "the middle of the fold under the buttock", (Seen("back", 0.8, -0.62),)),
    Planned("BL40", "the middle of the crease behind the knee", (Seen("back", 1.1, -3.72),)),
    Planned(
        "BL37",
        "6 of the 14 cun from the fold of the buttock to the crease behind the knee",
        (On(_THIGH_BACK, 6, _HAMSTRINGS),),
    ),
    Planned(
        "BL38",
        "1 cun above the crease behind the knee (14 from the fold), inside the tendon of biceps",
        (On(_THIGH_BACK, 13, Line("back", ((1.34, -3.5),))),),
    ),
    Planned(
        "BL39",
        "in the crease behind the knee, inside the tendon of biceps femoris",
        (Seen("back", 1.34, -3.7),),
    ),
    Planned(
        "BL53",
        "level with the second hole of the sacrum, 3 cun out",
        (Beside("back", _THIGH_BACK, 3, "second hole of the sacrum"),),
    ),
    Planned(
        "BL54",
        "level with the fourth hole of the sacrum, 3 cun out",
        (Beside("back", _THIGH_BACK, 3, "fourth hole of the sacrum"),),
    ),
    Planned(
        "BL55",
        f"2 {_CREASE_WORDS}, between the two heads of the calf",
        (On(_LEG_OUTER, 2, _CALF_MIDDLE),),
    ),
    Planned(
        "BL56",
        f"5 {_CREASE_WORDS}, between the two bellies of the calf",
        (On(_LEG_OUTER, 5, _CALF_MIDDLE),),
    ),
    Planned(
        "BL57", f"8 {_CREASE_WORDS}, in the notch of the calf", (On(_LEG_OUTER, 8, _CALF_MIDDLE),)
    ),
    Planned(
        "BL58",
        f"7 {_OUTER_WORDS}, one cun along the skin outside the middle of the calf",
        (_above_lateral_malleolus(7, _CALF_MIDDLE, 1, "outer"),),
    ),
    Planned(
        "BL60",
        "midway between the tip of the lateral malleolus and the Achilles tendon",
        (Between("lateral malleolus", "outer side of the Achilles tendon", 0.5, (1, 0, -0.3)),),
    ),
    Planned(
        "BL59",
        f"3 {_OUTER_WORDS}, straight above BL60",
        (_above_lateral_malleolus(3, _BLADDER_ANKLE),),
    ),
    Planned("BL61", "straight below BL60, on the heel bone", (Seen("outer", -0.17, -7.88),)),
    Planned("BL62", "straight below the tip of the lateral malleolus", (Seen("outer", 0.0, -7.6),)),
    Planned(
        "BL63",
        "below the front edge of the lateral malleolus, behind the tuberosity of metatarsal 5",
        (Seen("outer", 0.27, -7.86),),
    ),
    Planned("BL64", "in front of the tuberosity of metatarsal 5", (Seen("outer", 0.5, -7.98),)),
    Planned("BL65", "behind the knuckle of the little toe", (Seen("outer", 0.97, -8.02),)),
    Planned("BL66", "in front of the knuckle of the little toe", (Seen("outer", 1.25, -8.04),)),
    Planned("BL67", "outer corner of the nail of the little toe", (Seen("top", 1.81, 1.48),)),
)
GALLBLADDER = (
    Planned(
        "GB29",
        "halfway between the iliac spine and the greater trochanter",
        (Between("anterior superior iliac spine", "greater trochanter", 0.5, (1, 0, 0.6)),),
    ),
    Planned(
        "GB30",
        "a third of the way from the top of the trochanter to the sacral hiatus",
        (Between("top of the greater trochanter", "sacral hiatus", 1 / 3, (0.376, 0, -0.926)),),
    ),
    Planned(
        "GB31",
        "9 cun above the crease behind the knee (14 from the fold): where the middle finger rests",
        (On(_THIGH_BACK, 5, _BEHIND_BAND),),
    ),
    Planned(
        "GB32",
        "7 cun above the crease behind the knee (14 from the fold), behind the iliotibial band",
        (On(_THIGH_BACK, 7, _BEHIND_BAND),),
    ),
    Planned("GB33", "above and behind the lateral epicondyle", (Seen("outer", 0.03, -3.3),)),
    Planned(
        "GB34", "in front of and just below the head of the fibula", (Seen("outer", 0.13, -4.22),)
    ),
    Planned(
        "GB35",
        f"7 {_OUTER_WORDS}, back edge of the fibula",
        (_above_lateral_malleolus(7, _FIBULA_BEHIND),),
    ),
    Planned(
        "GB36",
        f"7 {_OUTER_WORDS}, front edge of the fibula",
        (_above_lateral_malleolus(7, _FIBULA_FRONT),),
    ),
    Planned(
        "GB37",
        f"5 {_OUTER_WORDS}, front edge of the fibula",
        (_above_lateral_malleolus(5, _FIBULA_FRONT),),
    ),
    Planned(
        "GB38",
        f"4 {_OUTER_WORDS}, front edge of the fibula",
        (_above_lateral_malleolus(4, _FIBULA_FRONT),),
    ),
    Planned(
        "GB39",
        f"3 {_OUTER_WORDS}, front edge of the fibula",
        (_above_lateral_malleolus(3, _FIBULA_FRONT),),
    ),
    Planned("GB40", "in front of and below the lateral malleolus", (Seen("outer", 0.21, -7.52),)),
    Planned(
        "GB41",
        "in front of where the bases of metatarsals 4 and 5 meet",
        (Seen("top", 1.64, 0.66),),
    ),
    Planned("GB42", "between metatarsals 4 and 5, behind the knuckles", (Seen("top", 1.655, 1.0),)),
    Planned("GB43", "behind the web of toes 4 and 5", (_WEBS[3],)),
    Planned("GB44", "outer corner of the nail of toe 4", (Seen("top", 1.665, 1.6),)),
)
LIVER = (
    Planned("LR1", "outer corner of the nail of the big toe", (Seen("top", 1.182, 1.75),)),
    Planned("LR2", "behind the web of the big and second toe", (_WEBS[0],)),
    Planned(
        "LR3",
        "between metatarsals 1 and 2, in front of where their bases meet",
        (Seen("top", 1.205, 0.92),),
    ),
    Planned("LR4", "halfway from SP5 to ST41", (Between("SP5", "ST41", 0.5, (-0.7, 0, 0.7)),)),
    Planned(
        "LR5",
        f"5 {_INNER_WORDS}, the middle of the inner face of the tibia",
        (_above_medial_malleolus(5, _TIBIA_FACE),),
    ),
    Planned(
        "LR6",
        f"7 {_INNER_WORDS}, the middle of the inner face of the tibia",
        (_above_medial_malleolus(7, _TIBIA_FACE),),
    ),
    Planned(
        "LR7",
        "1 cun behind SP9 along the skin",
        (_above_medial_malleolus(13, _TIBIA_BEHIND, 1, "behind"),),
    ),
    Planned("LR8", "inner end of the crease behind the knee", (Seen("inner", -0.06, -3.66),)),
    Planned("LR9", f"4 {_THIGH_WORDS}, behind sartorius", (_above_kneecap(4, _INNER_THIGH),)),
    Planned(
        "LR10",
        "3 cun below ST30, a little further out",
        (Beside("front", _THIGH_FRONT, 2.2, "ST30", 3),),
    ),
    Planned(
        "LR11",
        "2 cun below ST30, outside adductor longus",
        (Beside("front", _THIGH_FRONT, 2.2, "ST30", 2),),
    ),
    Planned(
        "LR12",
        "level with the top of the symphysis, 2.5 cun out",
        (Beside("front", _THIGH_FRONT, 2.5, "top of the pubic symphysis"),),
    ),
)
EXTRA = (
    Planned(
        "EX-LE1",
        "level with ST34, 1.5 cun along the skin to its inner and outer side",
        (
            On(_THIGH_FRONT, _BASE - 2, _SPINE_TO_KNEECAP, 1.5, "inner"),
            On(_THIGH_FRONT, _BASE - 2, _SPINE_TO_KNEECAP, 1.5, "outer"),
        ),
    ),
    Planned("EX-LE2", "the middle of the upper edge of the kneecap", (Seen("front", 1.12, -3.13),)),
    Planned(
        "EX-LE3",
        f"3 {_THIGH_WORDS}, straight above SP10",
        (_above_kneecap(3, Line("front", ("SP10",))),),
    ),
    Planned("EX-LE4", "inside the ligament, just below the kneecap", (Seen("front", 0.95, -3.8),)),
    Planned("EX-LE5", "EX-LE4 and ST35", (Seen("front", 0.95, -3.8), Seen("front", 1.29, -3.8))),
    Planned(
        "EX-LE6",
        "2 cun below the head of the fibula",
        (
            On(
                Ruler("head of the fibula", "lateral malleolus", 14.5),
                2,
                Line("outer", ((0.13, -4.5),)),
            ),
        ),
    ),
    Planned("EX-LE7", f"5 {_ON_STOMACH_LINE}", (On(_LEG_FRONT, 5, _STOMACH),)),
    Planned("EX-LE8", "the tip of the medial malleolus", (Seen("inner", 0.08, -7.27),)),
    Planned("EX-LE9", "the tip of the lateral malleolus", (Seen("outer", 0.0, -7.4),)),
    Planned("EX-LE10", "behind the four webs of the toes", _WEBS),
    Planned(
        "EX-LE11",
        "underside of the second toe, crease of its end joint",
        (Seen("sole", 1.31, 1.7),),
    ),
    Planned("EX-LE12", "the tips of the five toes", _TIPS),
)

POINTS = (*STOMACH, *SPLEEN, *BLADDER, *KIDNEY, *GALLBLADDER, *LIVER, *EXTRA)
"""In an order in which each needs only what stands before it."""
