"""
Where the points of the leg lie on the mesh, in the words of their places.

They follow from the landmarks of tools/point_lines.py by the cun of the knowledge base (kb/points),
or were put by eye as well, in the mesh's decimetres. So a place here is as exact as a landmark on
a smooth mesh of nobody's body: about a finger's breadth.
"""

from tools.point_lines import (
    ACHILLES_FRONT_LINE,
    BASE,
    BEHIND_BAND_LINE,
    BLADDER_ANKLE_LINE,
    CALF_MIDDLE_LINE,
    CREASE_WORDS,
    FIBULA_BEHIND_LINE,
    FIBULA_FRONT_LINE,
    HAMSTRINGS_LINE,
    INNER_THIGH_LINE,
    INNER_WORDS,
    KIDNEY_LINE,
    KNEECAP_TO_GROIN_LINE,
    KNEECAP_TO_MALLEOLUS,
    LEG_FRONT,
    LEG_OUTER,
    ON_STOMACH_LINE,
    OUTER_WORDS,
    SPINE_TO_KNEECAP_LINE,
    STOMACH_LINE,
    THIGH_BACK,
    THIGH_FRONT,
    THIGH_WORDS,
    TIBIA_BEHIND_LINE,
    TIBIA_FACE_LINE,
    TIPS,
    WEBS,
    above_kneecap,
    above_lateral_malleolus,
    above_medial_malleolus,
)
from tools.point_places import Beside, Between, Line, On, Planned, Ruler, Seen

STOMACH = (
    Planned(
        "ST30",
        "level with the top of the symphysis, 2 cun out",
        (Beside("front", THIGH_FRONT, 2, "top of the pubic symphysis"),),
    ),
    Planned(
        "ST31",
        "on the line from iliac spine to kneecap, level with the lower edge of the symphysis",
        (
            On(
                Ruler("lower edge of the pubic symphysis", "top of the kneecap", 1),
                0,
                SPINE_TO_KNEECAP_LINE,
            ),
        ),
    ),
    Planned(
        "ST32",
        f"6 {THIGH_WORDS}, on the line to the iliac spine",
        (above_kneecap(6, SPINE_TO_KNEECAP_LINE),),
    ),
    Planned("ST33", f"3 {THIGH_WORDS}, on that line", (above_kneecap(3, SPINE_TO_KNEECAP_LINE),)),
    Planned("ST34", f"2 {THIGH_WORDS}, on that line", (above_kneecap(2, SPINE_TO_KNEECAP_LINE),)),
    Planned("ST35", "outside the ligament, just below the kneecap", (Seen("front", 1.29, -3.8),)),
    Planned(
        "ST41", "front of the ankle, midway between the malleoli", (Seen("front", 1.39, -7.33),)
    ),
    Planned("ST36", f"3 {ON_STOMACH_LINE}", (On(LEG_FRONT, 3, STOMACH_LINE),)),
    Planned("ST37", f"6 {ON_STOMACH_LINE}", (On(LEG_FRONT, 6, STOMACH_LINE),)),
    Planned("ST38", f"8 {ON_STOMACH_LINE}", (On(LEG_FRONT, 8, STOMACH_LINE),)),
    Planned("ST39", f"9 {ON_STOMACH_LINE}", (On(LEG_FRONT, 9, STOMACH_LINE),)),
    Planned(
        "ST40",
        f"8 {OUTER_WORDS}, one cun along the skin outside the line of ST38",
        (above_lateral_malleolus(8, STOMACH_LINE, 1, "outer"),),
    ),
    Planned("ST42", "the highest part of the instep", (Seen("top", 1.32, 0.8),)),
    Planned("ST43", "between metatarsals 2 and 3, behind the knuckles", (Seen("top", 1.38, 1.1),)),
    Planned("ST44", "behind the web of toes 2 and 3", (WEBS[1],)),
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
        (On(KNEECAP_TO_MALLEOLUS, 2, TIBIA_BEHIND_LINE),),
    ),
    Planned(
        "SP6",
        f"3 {INNER_WORDS}, just behind the inner edge of the tibia",
        (above_medial_malleolus(3, TIBIA_BEHIND_LINE),),
    ),
    Planned(
        "SP7",
        f"6 {INNER_WORDS}, just behind the inner edge of the tibia",
        (above_medial_malleolus(6, TIBIA_BEHIND_LINE),),
    ),
    Planned(
        "SP8",
        f"10 {INNER_WORDS}, just behind the inner edge of the tibia",
        (above_medial_malleolus(10, TIBIA_BEHIND_LINE),),
    ),
    Planned(
        "SP10",
        f"2 {THIGH_WORDS}, on the bulge above its inner corner",
        (above_kneecap(2, Line("front", ((0.86, -3.15), (0.84, -2.5)))),),
    ),
    Planned(
        "SP12",
        "crease of the groin, level with the top of the symphysis and 3.5 cun out",
        (Beside("front", THIGH_FRONT, 3.5, "top of the pubic symphysis"),),
    ),
    Planned(
        "SP13",
        "0.7 cun above SP12, 4 cun out",
        (Beside("front", THIGH_FRONT, 4, "top of the pubic symphysis", -0.7),),
    ),
    Planned(
        "SP11",
        "two thirds of the way from the inner upper corner of the kneecap to SP12",
        (On(Ruler("SP12", "inner upper corner of the kneecap", 3), 1, KNEECAP_TO_GROIN_LINE),),
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
        (above_medial_malleolus(-1, Line("inner", ("KI3",))),),
    ),
    Planned(
        "KI6",
        "1 cun below the tip of the medial malleolus",
        (above_medial_malleolus(-1, Line("inner", ("medial malleolus",))),),
    ),
    Planned(
        "KI7",
        f"2 {INNER_WORDS}, at the front edge of the Achilles tendon",
        (above_medial_malleolus(2, ACHILLES_FRONT_LINE),),
    ),
    Planned(
        "KI8",
        f"2 {INNER_WORDS}, half a cun in front of KI7",
        (above_medial_malleolus(2, ACHILLES_FRONT_LINE, 0.5, "front"),),
    ),
    Planned(
        "KI10",
        "inner end of the crease behind the knee, outside the tendon of semitendinosus",
        (Seen("back", 0.82, -3.7),),
    ),
    Planned(
        "KI9",
        f"5 {INNER_WORDS}, on the line from KI3 to KI10",
        (above_medial_malleolus(5, KIDNEY_LINE),),
    ),
    Planned(
        "KI11",
        "level with the top of the symphysis, half a cun out",
        (Beside("front", THIGH_FRONT, 0.5, "top of the pubic symphysis"),),
    ),
)
BLADDER = (
    Planned("BL36", "the middle of the fold under the buttock", (Seen("back", 0.8, -0.62),)),
    Planned("BL40", "the middle of the crease behind the knee", (Seen("back", 1.1, -3.72),)),
    Planned(
        "BL37",
        "6 of the 14 cun from the fold of the buttock to the crease behind the knee",
        (On(THIGH_BACK, 6, HAMSTRINGS_LINE),),
    ),
    Planned(
        "BL38",
        "1 cun above the crease behind the knee (14 from the fold), inside the tendon of biceps",
        (On(THIGH_BACK, 13, Line("back", ((1.34, -3.5),))),),
    ),
    Planned(
        "BL39",
        "in the crease behind the knee, inside the tendon of biceps femoris",
        (Seen("back", 1.34, -3.7),),
    ),
    Planned(
        "BL53",
        "level with the second hole of the sacrum, 3 cun out",
        (Beside("back", THIGH_BACK, 3, "second hole of the sacrum"),),
    ),
    Planned(
        "BL54",
        "level with the fourth hole of the sacrum, 3 cun out",
        (Beside("back", THIGH_BACK, 3, "fourth hole of the sacrum"),),
    ),
    Planned(
        "BL55",
        f"2 {CREASE_WORDS}, between the two heads of the calf",
        (On(LEG_OUTER, 2, CALF_MIDDLE_LINE),),
    ),
    Planned(
        "BL56",
        f"5 {CREASE_WORDS}, between the two bellies of the calf",
        (On(LEG_OUTER, 5, CALF_MIDDLE_LINE),),
    ),
    Planned(
        "BL57", f"8 {CREASE_WORDS}, in the notch of the calf", (On(LEG_OUTER, 8, CALF_MIDDLE_LINE),)
    ),
    Planned(
        "BL58",
        f"7 {OUTER_WORDS}, one cun along the skin outside the middle of the calf",
        (above_lateral_malleolus(7, CALF_MIDDLE_LINE, 1, "outer"),),
    ),
    Planned(
        "BL60",
        "midway between the tip of the lateral malleolus and the Achilles tendon",
        (Between("lateral malleolus", "outer side of the Achilles tendon", 0.5, (1, 0, -0.3)),),
    ),
    Planned(
        "BL59",
        f"3 {OUTER_WORDS}, straight above BL60",
        (above_lateral_malleolus(3, BLADDER_ANKLE_LINE),),
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
        (On(THIGH_BACK, 5, BEHIND_BAND_LINE),),
    ),
    Planned(
        "GB32",
        "7 cun above the crease behind the knee (14 from the fold), behind the iliotibial band",
        (On(THIGH_BACK, 7, BEHIND_BAND_LINE),),
    ),
    Planned("GB33", "above and behind the lateral epicondyle", (Seen("outer", 0.03, -3.3),)),
    Planned(
        "GB34", "in front of and just below the head of the fibula", (Seen("outer", 0.13, -4.22),)
    ),
    Planned(
        "GB35",
        f"7 {OUTER_WORDS}, back edge of the fibula",
        (above_lateral_malleolus(7, FIBULA_BEHIND_LINE),),
    ),
    Planned(
        "GB36",
        f"7 {OUTER_WORDS}, front edge of the fibula",
        (above_lateral_malleolus(7, FIBULA_FRONT_LINE),),
    ),
    Planned(
        "GB37",
        f"5 {OUTER_WORDS}, front edge of the fibula",
        (above_lateral_malleolus(5, FIBULA_FRONT_LINE),),
    ),
    Planned(
        "GB38",
        f"4 {OUTER_WORDS}, front edge of the fibula",
        (above_lateral_malleolus(4, FIBULA_FRONT_LINE),),
    ),
    Planned(
        "GB39",
        f"3 {OUTER_WORDS}, front edge of the fibula",
        (above_lateral_malleolus(3, FIBULA_FRONT_LINE),),
    ),
    Planned("GB40", "in front of and below the lateral malleolus", (Seen("outer", 0.21, -7.52),)),
    Planned(
        "GB41",
        "in front of where the bases of metatarsals 4 and 5 meet",
        (Seen("top", 1.64, 0.66),),
    ),
    Planned("GB42", "between metatarsals 4 and 5, behind the knuckles", (Seen("top", 1.655, 1.0),)),
    Planned("GB43", "behind the web of toes 4 and 5", (WEBS[3],)),
    Planned("GB44", "outer corner of the nail of toe 4", (Seen("top", 1.665, 1.6),)),
)
LIVER = (
    Planned("LR1", "outer corner of the nail of the big toe", (Seen("top", 1.182, 1.75),)),
    Planned("LR2", "behind the web of the big and second toe", (WEBS[0],)),
    Planned(
        "LR3",
        "between metatarsals 1 and 2, in front of where their bases meet",
        (Seen("top", 1.205, 0.92),),
    ),
    Planned("LR4", "halfway from SP5 to ST41", (Between("SP5", "ST41", 0.5, (-0.7, 0, 0.7)),)),
    Planned(
        "LR5",
        f"5 {INNER_WORDS}, the middle of the inner face of the tibia",
        (above_medial_malleolus(5, TIBIA_FACE_LINE),),
    ),
    Planned(
        "LR6",
        f"7 {INNER_WORDS}, the middle of the inner face of the tibia",
        (above_medial_malleolus(7, TIBIA_FACE_LINE),),
    ),
    Planned(
        "LR7",
        "1 cun behind SP9 along the skin",
        (above_medial_malleolus(13, TIBIA_BEHIND_LINE, 1, "behind"),),
    ),
    Planned("LR8", "inner end of the crease behind the knee", (Seen("inner", -0.06, -3.66),)),
    Planned("LR9", f"4 {THIGH_WORDS}, behind sartorius", (above_kneecap(4, INNER_THIGH_LINE),)),
    Planned(
        "LR10",
        "3 cun below ST30, a little further out",
        (Beside("front", THIGH_FRONT, 2.2, "ST30", 3),),
    ),
    Planned(
        "LR11",
        "2 cun below ST30, outside adductor longus",
        (Beside("front", THIGH_FRONT, 2.2, "ST30", 2),),
    ),
    Planned(
        "LR12",
        "level with the top of the symphysis, 2.5 cun out",
        (Beside("front", THIGH_FRONT, 2.5, "top of the pubic symphysis"),),
    ),
)
EXTRA = (
    Planned(
        "EX-LE1",
        "level with ST34, 1.5 cun along the skin to its inner and outer side",
        (
            On(THIGH_FRONT, BASE - 2, SPINE_TO_KNEECAP_LINE, 1.5, "inner"),
            On(THIGH_FRONT, BASE - 2, SPINE_TO_KNEECAP_LINE, 1.5, "outer"),
        ),
    ),
    Planned("EX-LE2", "the middle of the upper edge of the kneecap", (Seen("front", 1.12, -3.13),)),
    Planned(
        "EX-LE3",
        f"3 {THIGH_WORDS}, straight above SP10",
        (above_kneecap(3, Line("front", ("SP10",))),),
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
    Planned("EX-LE7", f"5 {ON_STOMACH_LINE}", (On(LEG_FRONT, 5, STOMACH_LINE),)),
    Planned("EX-LE8", "the tip of the medial malleolus", (Seen("inner", 0.08, -7.27),)),
    Planned("EX-LE9", "the tip of the lateral malleolus", (Seen("outer", 0.0, -7.4),)),
    Planned("EX-LE10", "behind the four webs of the toes", WEBS),
    Planned(
        "EX-LE11",
        "underside of the second toe, crease of its end joint",
        (Seen("sole", 1.31, 1.7),),
    ),
    Planned("EX-LE12", "the tips of the five toes", TIPS),
)

POINTS = (*STOMACH, *SPLEEN, *BLADDER, *KIDNEY, *GALLBLADDER, *LIVER, *EXTRA)
"""In an order in which each needs only what stands before it."""
