"""
Where the drawing of the body is cut into places to tap, and what is drawn by hand on it.

Every curve is given by a few points on the left leg, in the mesh's decimetres: across and up as
its view sees them. `across` is x (away from the midline) in front, back, top and sole, and z
(forward) in outer and inner; `up` is y, and z in top and sole. They were placed by eye on the
mesh between its own joints (hip at y = 0.5, knee -3.7, ankle -7.5, ground -8.2), so they are as
exact as a tap of a finger, not as an atlas.
"""

from dataclasses import dataclass
from typing import TypeAlias

from tools.body_mesh import Camera

Curve: TypeAlias = tuple[tuple[float, float], ...]
DOWN, UP, FORWARD, BACKWARD = (0.0, -1.0), (0.0, 1.0), (1.0, 0.0), (-1.0, 0.0)
FRONT, OUTER, BEHIND, INNER = "pain_in_front", "pain_outer_side", "pain_behind", "pain_inner_side"


@dataclass(frozen=True)
class Take:
    """
    Give to a place whatever is left on one side of a curve; without a curve, all that is left.

    `surface` is the finding that a tap there means beside the place; the foot has none, because
    the question asks for the side of the leg or hip.
    """

    place: str
    surface: str | None = None
    curve: Curve = ()
    towards: tuple[float, float] = DOWN


@dataclass(frozen=True)
class Plan:
    """
    One view: from where, how large, and what is on it.

    `scale` is units of the drawing per decimetre, `origin` where the mesh's (0, 0) lies for the
    left leg, `way` is -1 where the view mirrors `across`. `edge` is the line above which the body
    is not drawn. `joined` says that both legs hang on one pelvis. `closed` is how far gaps are
    closed (decimetres): toes lie together. Skin is shaded where it faces the viewer less squarely
    than `dark` and `darker` (1 is squarely, 0 edge on), averaged over `blur` units.
    """

    id: str
    camera: Camera
    scale: float
    height: float
    origin: tuple[float, float]
    way: int
    takes: tuple[Take, ...]
    label: tuple[float, float]
    edge: Curve = ()
    slice_below: float | None = None
    joined: bool = False
    closed: float = 0.0
    dark: float = 0.6
    darker: float = 0.32
    blur: float = 4.0
    folds_below: float = -7.6
    strokes: tuple[tuple[str, Curve], ...] = ()
    cloth: tuple[tuple[Curve, tuple[float, float]], ...] = ()
    unshaded: Curve = ()


WIDTH = 360.0
"""Of every view, in units: all are shown equally wide, so a view of one leg does not jump."""

_FRONT_LEG_HOLE = (
    (2.2, 0.66),
    (1.7, 0.48),
    (1.3, 0.28),
    (0.85, 0.0),
    (0.45, -0.3),
    (0.12, -0.6),
    (-0.3, -0.9),
)
_BACK_LEG_HOLE = (
    (2.2, 0.7),
    (1.7, 0.48),
    (1.5, 0.1),
    (1.2, -0.26),
    (0.75, -0.52),
    (0.3, -0.55),
    (-0.3, -0.5),
)
_BACK_WAISTBAND = ((-0.6, 0.93), (0.0, 0.92), (0.7, 0.95), (1.2, 1.0), (2.2, 1.08))
_OUTER_LEG_HOLE = (
    (-1.5, -0.8),
    (-0.75, -0.45),
    (-0.5, -0.24),
    (-0.15, 0.2),
    (0.25, 0.44),
    (0.65, 0.38),
    (1.05, 0.12),
    (1.6, -0.2),
)
_OUTER_WAISTBAND = ((-1.5, 0.9), (-0.7, 0.94), (0.2, 1.02), (0.8, 0.9), (1.3, 0.7), (2.0, 0.5))

_FRONT = Plan(
    id="front",
    camera=Camera(0, 1, (0, 0, 1)),
    scale=68,
    height=680,
    origin=(180, 88),
    way=1,
    joined=True,
    edge=((-0.6, 0.7), (0.0, 0.66), (0.5, 0.72), (1.0, 0.92), (1.4, 1.08), (2.2, 1.2)),
    label=(275, 668),
    takes=(
        Take("toes", None, ((0, -7.9), (0.9, -7.87), (1.35, -7.82), (1.9, -7.88), (2.5, -7.9))),
        Take(
            "top_of_foot", None, ((0, -7.4), (1.1, -7.48), (1.4, -7.42), (1.7, -7.55), (2.5, -7.6))
        ),
        Take("ankle", FRONT, ((0, -6.9), (1.1, -6.86), (1.4, -6.9), (1.7, -6.86), (2.5, -6.9))),
        Take("shin", FRONT, ((0, -4.1), (0.7, -4.15), (1.15, -4.3), (1.6, -4.15), (2.5, -4.0))),
        Take("knee", FRONT, ((0, -3.0), (0.55, -2.98), (1.1, -2.84), (1.6, -2.98), (2.5, -3.1))),
        Take(
            "groin",
            FRONT,
            (
                (0.85, 1.6),
                (0.93, 0.9),
                (0.95, 0.4),
                (0.78, -0.1),
                (0.5, -0.5),
                (0.2, -0.8),
                (-0.3, -1.1),
            ),
            (-1, 0),
        ),
        Take("thigh", FRONT, ((0, -0.3), (0.75, 0.02), (1.2, -0.12), (1.7, -0.45), (2.5, -0.9))),
        Take("hip", FRONT),
    ),
    strokes=(
        ("kneecap", ((0.93, -3.18), (0.87, -3.42), (0.93, -3.66), (1.04, -3.8))),
        ("kneecap", ((1.31, -3.16), (1.37, -3.4), (1.32, -3.64), (1.2, -3.8))),
        ("shin_bone", ((1.1, -4.22), (1.15, -4.7), (1.24, -5.4), (1.31, -6.1))),
        ("ankle_bone", ((1.2, -7.12), (1.24, -7.24), (1.21, -7.36))),
        ("ankle_bone", ((1.6, -7.2), (1.57, -7.33), (1.61, -7.46))),
        ("thigh_muscle", ((0.72, -2.5), (0.78, -2.8), (0.9, -3.0))),
    ),
    cloth=((_FRONT_LEG_HOLE, UP),),
)

_BACK = Plan(
    id="back",
    camera=Camera(0, 1, (0, 0, -1)),
    scale=68,
    height=742,
    origin=(180, 150),
    way=-1,
    joined=True,
    edge=((-0.6, 1.98), (0.0, 1.95), (0.6, 1.98), (1.1, 2.08), (1.8, 2.3)),
    label=(85, 730),
    takes=(
        Take("heel", None, ((0, -7.5), (1.1, -7.5), (1.38, -7.44), (1.7, -7.55), (2.5, -7.6))),
        Take("ankle", BEHIND, ((0, -6.85), (1.1, -6.85), (1.4, -6.8), (1.7, -6.85), (2.5, -6.9))),
        Take("calf", BEHIND, ((0, -4.1), (0.7, -4.15), (1.15, -4.25), (1.6, -4.15), (2.5, -4.0))),
        Take("knee", BEHIND, ((0, -3.1), (0.55, -3.08), (1.1, -2.98), (1.6, -3.08), (2.5, -3.1))),
        Take("low_back", None, ((-0.5, 0.9), (0.0, 0.95), (0.4, 1.1), (0.9, 1.32), (2.5, 1.5)), UP),
        Take(
            "thigh",
            BEHIND,
            (
                (-0.5, -0.4),
                (0.1, -0.46),
                (0.4, -0.6),
                (0.8, -0.63),
                (1.2, -0.52),
                (1.7, -0.36),
                (2.5, -0.3),
            ),
        ),
        Take(
            "hip",
            OUTER,
            ((1.35, 1.9), (1.22, 1.35), (1.13, 0.8), (1.15, 0.3), (1.3, -0.2), (1.5, -0.8)),
            FORWARD,
        ),
        Take("buttock", BEHIND),
    ),
    strokes=(
        ("spine", ((0.0, 1.85), (0.0, 1.4))),
        ("gluteal_fold", ((0.16, -0.5), (0.4, -0.6), (0.75, -0.63), (1.1, -0.55))),
        ("knee_crease", ((0.74, -3.62), (1.0, -3.72), (1.25, -3.72), (1.46, -3.62))),
        ("calf_muscle", ((0.86, -5.05), (0.96, -5.38), (1.1, -5.5), (1.23, -5.4))),
        ("calf_muscle", ((1.34, -5.22), (1.45, -5.27), (1.57, -5.14), (1.65, -4.88))),
        ("heel_tendon", ((1.25, -6.85), (1.29, -7.1), (1.28, -7.36))),
        ("heel_tendon", ((1.5, -6.85), (1.47, -7.1), (1.48, -7.36))),
        ("cleft", ((0.0, 0.45), (0.0, -0.4))),
    ),
    cloth=((_BACK_WAISTBAND, DOWN), (_BACK_LEG_HOLE, UP)),
)


def _side_of_leg(surface: str) -> tuple[Take, ...]:
    """Cut what outer and inner view share: the toes end further forward on the big toe's side."""
    toes = 0.1 if surface == INNER else 0.0
    behind = ((0.0, -3.5), (-0.04, -4.4), (-0.09, -5.0), (-0.06, -5.8), (0.0, -7.2))
    web = ((1.08 + toes, -8.6), (1.18 + toes, -8.1), (1.28 + toes, -7.8), (1.42 + toes, -7.3))
    heel = ((-1, -7.2), (-0.4, -7.42), (-0.15, -7.65), (0.08, -7.79), (0.24, -8.4))
    instep = ((-0.3, -8.2), (0.03, -7.75), (0.29, -7.49), (0.5, -7.2), (0.8, -6.8))
    ankle = ((-1, -6.85), (-0.3, -6.85), (0.1, -6.8), (0.5, -6.85), (1, -6.85))
    above_knee = ((-1, -3.15), (-0.3, -3.1), (0.3, -2.95), (0.9, -2.9), (1.5, -2.9))
    below_knee = ((-1, -4.0), (-0.4, -4.05), (0.2, -4.2), (0.7, -4.25), (1.5, -4.3))
    return (
        Take("thigh", surface, above_knee, UP),
        Take("knee", surface, below_knee, UP),
        Take("toes", None, web, FORWARD),
        Take("heel", None, heel, (-1, -1)),
        Take("top_of_foot", None, instep, (1, -1)),
        Take("ankle", surface, ankle),
        Take("calf", surface, behind, BACKWARD),
        Take("shin", surface),
    )


_OUTER = Plan(
    id="outer",
    camera=Camera(2, 1, (1, 0, 0)),
    scale=58,
    height=606,
    origin=(119, 98),
    cloth=((_OUTER_WAISTBAND, DOWN), (_OUTER_LEG_HOLE, UP)),
    way=-1,
    edge=((-1.4, 1.5), (-0.7, 1.5), (0.0, 1.46), (0.6, 1.24), (1.2, 0.84), (1.9, 0.4)),
    label=(100, 596),
    takes=(
        Take(
            "buttock",
            BEHIND,
            ((-0.05, 2.0), (-0.12, 1.3), (-0.2, 0.6), (-0.3, 0.0), (-0.45, -0.42), (-1.2, -0.65)),
            (-1, 1),
        ),
        Take(
            "hip", OUTER, ((-1.2, -0.5), (-0.4, -0.32), (0.3, -0.42), (0.9, -0.2), (1.6, 0.2)), UP
        ),
        *_side_of_leg(OUTER),
    ),
    strokes=(
        ("kneecap", ((0.66, -3.14), (0.58, -3.4), (0.62, -3.62), (0.74, -3.78))),
        ("ankle_bone", ((-0.1, -7.2), (-0.13, -7.36), (-0.05, -7.5), (0.08, -7.5), (0.14, -7.38))),
        ("calf_muscle", ((-0.2, -4.55), (-0.22, -5.0), (-0.28, -5.5), (-0.34, -5.8))),
        ("heel_tendon", ((-0.2, -6.75), (-0.22, -7.0), (-0.28, -7.25))),
        ("hip_bone", ((0.05, 0.3), (-0.06, 0.12), (-0.02, -0.1), (0.12, -0.18))),
        ("thigh_muscle", ((0.02, -1.7), (0.06, -2.2), (0.04, -2.6), (-0.04, -2.95))),
    ),
)

_INNER = Plan(
    id="inner",
    camera=Camera(2, 1, (-1, 0, 0)),
    scale=62,
    height=540,
    origin=(52, -8),
    way=1,
    edge=(
        (-1.4, -0.5),
        (-0.72, -0.48),
        (-0.3, -0.46),
        (0.3, -0.43),
        (0.8, -0.36),
        (1.2, -0.22),
        (1.6, -0.05),
    ),
    label=(90, 528),
    takes=(
        Take(
            "groin",
            INNER,
            ((-1.2, -1.15), (-0.4, -1.15), (0.3, -1.1), (0.9, -0.9), (1.6, -0.6)),
            UP,
        ),
        *_side_of_leg(INNER),
    ),
    strokes=(
        ("kneecap", ((0.68, -3.14), (0.6, -3.4), (0.64, -3.62), (0.76, -3.78))),
        (
            "ankle_bone",
            ((-0.04, -7.12), (-0.05, -7.28), (0.05, -7.4), (0.18, -7.36), (0.22, -7.24)),
        ),
        ("calf_muscle", ((0.02, -4.5), (-0.06, -5.0), (-0.18, -5.5), (-0.28, -5.8))),
        ("heel_tendon", ((-0.2, -6.75), (-0.22, -7.0), (-0.28, -7.25))),
        ("arch", ((0.28, -8.0), (0.5, -7.92), (0.78, -7.92), (1.05, -8.0))),
        ("nails", ((1.72, -7.93), (1.8, -7.96), (1.87, -7.99))),
    ),
)

_GAPS: tuple[tuple[str, Curve], ...] = (
    ("toes", ((1.185, 1.46), (1.205, 1.56), (1.225, 1.7), (1.222, 1.84))),
    ("toes", ((1.375, 1.46), (1.378, 1.56), (1.388, 1.68), (1.395, 1.78))),
    ("toes", ((1.545, 1.39), (1.544, 1.48), (1.548, 1.58), (1.555, 1.65))),
    ("toes", ((1.688, 1.31), (1.69, 1.38), (1.69, 1.44), (1.69, 1.51))),
)

_WEBS: Curve = (
    *((0.6, 1.52), (0.95, 1.46), (1.185, 1.41), (1.375, 1.41)),
    *((1.545, 1.34), (1.688, 1.26), (2.2, 1.1)),
)
"""Between the toes, from the big one to the little one."""

_INSTEP = ((0.6, 0.3), (1.05, 0.36), (1.25, 0.5), (1.45, 0.52), (1.66, 0.36), (2.2, 0.2))
_LEG_CUT = (
    *((1.39, 0.39), (1.2, 0.3), (1.11, 0.1), (1.13, -0.1), (1.25, -0.28), (1.4, -0.35)),
    *((1.57, -0.27), (1.66, -0.08), (1.67, 0.08), (1.57, 0.3), (1.39, 0.39)),
)

_TOP = Plan(
    id="top",
    camera=Camera(0, 2, (0, 1, 0)),
    scale=150,
    height=410,
    origin=(303, 306),
    way=-1,
    slice_below=-7.0,
    closed=0.03,
    dark=0.36,
    darker=0.0,
    label=(92, 400),
    takes=(
        Take("toes", None, _WEBS, UP),
        Take("top_of_foot", None, _INSTEP, UP),
        Take("heel", None, ((0.6, -0.1), (1.1, -0.22), (1.38, -0.37), (1.66, -0.22), (2.2, -0.1))),
        Take("ankle"),
    ),
    blur=9,
    strokes=(
        *_GAPS,
        ("tendon", ((1.1, 1.3), (1.13, 1.1), (1.19, 0.85), (1.25, 0.65))),
        ("tendon", ((1.33, 1.28), (1.34, 1.1), (1.345, 0.9))),
        ("tendon", ((1.5, 1.22), (1.485, 1.08), (1.455, 0.88))),
        ("nails", ((1.03, 1.86), (1.035, 1.77), (1.1, 1.735), (1.165, 1.77), (1.17, 1.86))),
        ("nails", ((1.268, 1.87), (1.272, 1.83), (1.312, 1.815), (1.35, 1.83), (1.355, 1.87))),
        ("nails", ((1.43, 1.785), (1.434, 1.75), (1.472, 1.738), (1.51, 1.75), (1.514, 1.785))),
        ("nails", ((1.585, 1.645), (1.588, 1.615), (1.622, 1.605), (1.655, 1.615), (1.658, 1.645))),
        ("nails", ((1.73, 1.53), (1.735, 1.5), (1.768, 1.49), (1.8, 1.5), (1.804, 1.53))),
    ),
    unshaded=_LEG_CUT,
)

_SOLE = Plan(
    id="sole",
    camera=Camera(0, 2, (0, -1, 0)),
    scale=150,
    height=410,
    origin=(57, 306),
    way=1,
    slice_below=-7.6,
    closed=0.03,
    dark=0.6,
    darker=0.3,
    label=(268, 400),
    takes=(
        Take("toes", None, _WEBS, UP),
        Take("heel", None, ((0.6, 0.2), (1.08, 0.14), (1.4, 0.08), (1.74, 0.12), (2.2, 0.2))),
        Take("sole"),
    ),
    strokes=(
        *_GAPS,
        ("toes", ((0.985, 1.6), (1.06, 1.565), (1.15, 1.58))),
        ("sole_crease", ((1.0, 1.33), (1.15, 1.36), (1.35, 1.36), (1.55, 1.28), (1.74, 1.17))),
        ("arch", ((1.17, 1.02), (1.2, 0.8), (1.2, 0.55), (1.16, 0.3))),
        ("heel_pad", ((1.15, 0.02), (1.28, 0.1), (1.42, 0.12), (1.58, 0.08), (1.68, 0.0))),
    ),
)

PLANS = (_FRONT, _BACK, _OUTER, _INNER, _TOP, _SOLE)
