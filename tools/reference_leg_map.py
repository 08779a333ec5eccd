"""The reference page of the leg map: how each point was placed, and how right it looked."""

from dataclasses import dataclass

from tools.reference_parts import HEAD, row
from zusanli.knowledge.compiler import Compiled
from zusanli.web.leg_map.places import PlacedPoint, placed_points

PLACED = {"cun": "measured", "hand": "by eye"}
VIEWS = {
    "front": "in front",
    "back": "behind",
    "outer": "outer side",
    "inner": "inner side",
    "top": "top",
    "sole": "sole",
}
FINGER = "a finger's breadth"


@dataclass(frozen=True)
class Looked:
    """What one saw who laid the picture beside the words: in which view, how far off, what else."""

    view: str
    off: str
    note: str


RIGHT = "right"
LOOKED = {
    "ST34": Looked(
        "front",
        RIGHT,
        "Straight above the outer corner of the drawn kneecap. The groove itself is not drawn.",
    ),
    "ST35": Looked("front", RIGHT, "Beside the lower end of the kneecap, which is drawn straight."),
    "ST36": Looked(
        "front",
        RIGHT,
        "3/16 of the way from ST35 to ST41, and a finger outside the drawn crest of the shin.",
    ),
    "ST40": Looked("front", RIGHT, "Two fingers outside the drawn crest, level with ST38."),
    "ST41": Looked(
        "front",
        RIGHT,
        "Midway between the ankle bones. The tendons are not drawn: side to side it is a guess.",
    ),
    "ST44": Looked("top", RIGHT, "Behind the web; from in front the toes make it hard to see."),
    "SP6": Looked(
        "inner",
        RIGHT,
        "3/13 of the way up. The edge of the tibia is not drawn; the mesh hints at it.",
    ),
    "SP9": Looked(
        "inner",
        f"perhaps half {FINGER}",
        "The height is that of GB34, as it should be. How far behind the condyle is a guess: the "
        "mesh has no condyle to see.",
    ),
    "SP10": Looked("front", RIGHT, "On the drawn bulge, above the inner corner of the kneecap."),
    "KI1": Looked(
        "sole",
        RIGHT,
        "A third of the way from web to heel. With curled toes the hollow lies a little nearer to "
        "the ball than it looks on a flat sole.",
    ),
    "KI3": Looked(
        "inner",
        RIGHT,
        "Between the drawn ankle bone and the drawn tendon, level with the tip. A first try lay on "
        "the edge of the bone and was moved back.",
    ),
    "LR3": Looked(
        "top",
        f"perhaps half {FINGER}",
        "Beside the tendon of the big toe, between the first two bones. Where their bases meet "
        "cannot be seen on the mesh.",
    ),
    "GB30": Looked(
        "outer",
        f"up to {FINGER}",
        "On the line from trochanter to hiatus, brought out to the skin of somebody who stands. "
        "The words are of one who lies with the hip bent, where the skin slides.",
    ),
    "GB31": Looked(
        "outer",
        f"up to {FINGER}",
        "9 of the 14 cun, where the tip of the middle finger usually rests; arms differ.",
    ),
    "GB34": Looked(
        "outer",
        f"perhaps half {FINGER}",
        "Level with SP9 and 2 cun below ST35. The head of the fibula is not drawn.",
    ),
    "GB39": Looked("outer", RIGHT, "In line with the front of the drawn ankle bone, 3 cun above."),
    "BL36": Looked(
        "back",
        RIGHT,
        "On the fold. The drawn stroke stops short on the outer side, so the dot looks as if it "
        "stood out of its middle.",
    ),
    "BL40": Looked("back", RIGHT, "The middle of the drawn crease."),
    "BL57": Looked(
        "back",
        f"perhaps half {FINGER}",
        "At 8 cun, just under the drawn bellies; the notch between them would be a little higher.",
    ),
    "BL60": Looked(
        "outer",
        RIGHT,
        "Between the drawn ankle bone and the tendon. A first try lay on the edge of the bone and "
        "was moved back.",
    ),
    "EX-LE4": Looked("front", RIGHT, "The mirror of ST35 beside the drawn kneecap."),
    "EX-LE10": Looked(
        "top", RIGHT, "All four webs, the first, second and fourth as LR2, ST44, GB43."
    ),
}
"""By code, as seen on docs/pictures/leg_map.svg in November 2026 by one who is no clinician."""


def leg_map(compiled: Compiled) -> str:
    """Tell how the map was made, what was seen, and where every point lies by which words."""
    placings = {point.code: point.placing for point in compiled.points if point.placing}
    seen = [
        row(code, placings[code].place, VIEWS[each.view], each.off, each.note)
        for code, each in LOOKED.items()
    ]
    every = [
        row(code, PLACED[point.placed], point.words, _views(point))
        for code, point in sorted(placed_points().items(), key=_in_order)
    ]
    return "\n".join([*_INTRODUCTION, *_SEEN_HEAD, *seen, *_EVERY_HEAD, *every])


def _in_order(entry: tuple[str, PlacedPoint]) -> tuple[str, int]:
    channel = entry[0].rstrip("0123456789")
    return channel, int(entry[0].removeprefix(channel))


def _views(point: PlacedPoint) -> str:
    """Name the views that show any of its spots."""
    shown = {view for spot in point.left for view in spot.seen}
    return ", ".join(words for view, words in VIEWS.items() if view in shown)


_INTRODUCTION = (
    "# The leg map",
    "",
    HEAD,
    "",
    (
        "Every point that the knowledge base places on hip, leg or foot lies once on the skin of "
        "the mesh that the drawing is traced from. From there it is seen in the six flat views and "
        "on the leg that turns, so these agree. The right leg is the mirror of the left. "
        "Points of arm, head, trunk and back are not on it, and pages say so by name. "
        "[All points](points.md) · [Reference](README.md)"
    ),
    "",
    (
        "*Measured* points lie so many cun along the mesh's own segments, between landmarks put by "
        "eye; points *by eye* lie on such a landmark. The mesh is a smooth body of nobody, without "
        "bones or tendons, standing with straight knees: a place here is as exact as "
        f"{FINGER}. The finger finds the point."
    ),
    "",
    "![Well-known points on the left leg in six views](../pictures/leg_map.svg)",
    "",
)
_SEEN_HEAD = (
    "## What was seen",
    "",
    (
        "The picture laid beside the words of the knowledge base, point by point, by an engineer. "
        "*Off* is how far the dot seems to lie from the words, as far as the drawing can tell."
    ),
    "",
    row("point", "its words", "view", "off", "note"),
    "|---|---|---|---|---|",
)
_EVERY_HEAD = (
    "",
    "## Every point",
    "",
    row("point", "placed", "where on the mesh", "seen"),
    "|---|---|---|---|",
)
