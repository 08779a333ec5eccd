"""From the mesh and a plan to paths: outline, places, shades and strokes of one view."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

import numpy as np
import shapely
import trimesh
from shapely import LineString, Polygon
from shapely.affinity import affine_transform
from shapely.geometry.base import BaseGeometry

from tools.body_mesh import Floats, Picture, below, folds, picture, shade, silhouette
from tools.body_plan import WIDTH, Curve, Plan, Take

Point: TypeAlias = tuple[float, float]
GRID = 0.1
"""Of every coordinate, in units; at the width of a phone a unit is about one CSS pixel."""
FLAT = 0.14
"""How far a straight piece may lie from the curve it stands for, in units: not to be seen."""
FAR = 30.0
"""Decimetres: beyond everything that is drawn."""
PIECE = 12.0
"""Square units below which what a cut leaves over goes to its neighbour: no finger meets it."""
SHORTEST_FOLD = 5.0
"""Units: shorter ones are crumbs."""
SMALLEST_SHADE = 60.0
"""Square units: smaller ones are specks."""
FINENESS = 2.0
"""Pixels per unit of the picture from which shades are taken."""


def draw(plan: Plan, mesh: trimesh.Trimesh) -> dict[str, Any]:
    """Draw one view, as the file holds it: the left leg, of which the right one is the mirror."""
    if plan.slice_below is not None:
        mesh = below(mesh, plan.slice_below)
    whole = silhouette(mesh, plan.camera)
    if plan.closed:
        whole = whole.buffer(plan.closed).buffer(-plan.closed)
    kept = kept_of(plan)
    outline = _snapped(_placed(whole.intersection(kept), plan).simplify(FLAT))
    seen = picture(mesh, plan.camera, FINENESS * plan.scale)
    # Toes that lie together are drawn by hand: their folds are crumbs between the gaps.
    folded = [] if plan.closed else folds(mesh, plan.camera, seen, whole)
    left = Leg(
        plan=plan,
        outline=outline,
        fills=[*_shades(plan, seen, outline), *_cloth(plan, outline)],
        strokes=_strokes(plan, whole, kept, folded),
    )
    pelvis = shapely.union_all([outline, _mirrored(outline)], grid_size=GRID)
    return {
        "id": plan.id,
        "width": WIDTH,
        "height": plan.height,
        "label": list(plan.label),
        "both": path(pelvis) if plan.joined else None,
        "left": left.written(),
    }


@dataclass(frozen=True)
class Leg:
    """The left leg of a view, in the view's units."""

    plan: Plan
    outline: Polygon
    fills: list[tuple[str, BaseGeometry]]
    strokes: list[tuple[str, LineString]]

    def written(self) -> dict[str, Any]:
        """Write its paths."""
        return {
            "outline": path(self.outline),
            "fills": [{"name": name, "path": path(shape)} for name, shape in self.fills],
            "strokes": [{"name": name, "path": stroke(line)} for name, line in self.strokes],
            "regions": [
                {"place": take.place, "surface": take.surface, "path": path(shape)}
                for take, shape in partition(self.plan, self.outline)
            ],
        }


def partition(plan: Plan, outline: Polygon) -> list[tuple[Take, BaseGeometry]]:
    """Cut the outline into places that neither overlap nor leave anything over."""
    left: BaseGeometry = outline
    shapes: list[BaseGeometry] = []
    for take in plan.takes:
        area = (
            _snapped(_placed(_side(take.curve, take.towards), plan).simplify(FLAT))
            if take.curve
            else left
        )
        shapes.append(shapely.intersection(left, area, grid_size=GRID))
        left = shapely.difference(left, area, grid_size=GRID)
    for number, shape in enumerate(shapes):
        large = [part for part in _polygons(shape) if part.area >= PIECE]
        small = [part for part in _polygons(shape) if part.area < PIECE]
        shapes[number] = shapely.union_all(large, grid_size=GRID)
        for part in small:
            others = [each for each in range(len(shapes)) if each != number]
            nearest = max(others, key=lambda each: shapes[each].intersection(part).length)
            shapes[nearest] = shapely.union_all([shapes[nearest], part], grid_size=GRID)
    return list(zip(plan.takes, shapes, strict=True))


def smooth(points: Curve, *, steps: int = 12) -> Floats:
    """Draw a curve through the points (Catmull and Rom's, centripetal enough for gentle bends)."""
    given = np.array(points)
    before, after = 2 * given[0] - given[1], 2 * given[-1] - given[-2]
    if points[0] == points[-1]:
        before, after = given[-2], given[1]
    around = np.concatenate([[before], given, [after]])
    t = np.linspace(0, 1, steps, endpoint=False)[:, None]
    pieces = [
        0.5
        * (
            2 * b
            + (c - a) * t
            + (2 * a - 5 * b + 4 * c - d) * t**2
            + (3 * b - a - 3 * c + d) * t**3
        )
        for a, b, c, d in zip(around, around[1:], around[2:], around[3:], strict=False)
    ]
    return np.concatenate([*pieces, given[-1:]])


def _side(curve: Curve, towards: tuple[float, float]) -> Polygon:
    points = smooth(curve)
    away = np.array(towards) * FAR
    return Polygon([*points, points[-1] + away, points[0] + away]).buffer(0)


def kept_of(plan: Plan) -> Polygon:
    """Give what of the page is drawn at all: below the edge, and beside the midline."""
    page = shapely.box(0 if plan.joined else -FAR, -FAR, FAR, FAR)
    if not plan.edge:
        return page
    line = smooth(plan.edge)
    return page.intersection(
        Polygon([(-FAR, line[0][1]), *line, (FAR, line[-1][1]), (FAR, -FAR), (-FAR, -FAR)])
    )


def _placed(shape: BaseGeometry, plan: Plan) -> Any:  # noqa: ANN401 - whatever came in
    x, y = plan.origin
    return affine_transform(shape, [plan.way * plan.scale, 0, 0, -plan.scale, x, y])


def _snapped(shape: BaseGeometry) -> Any:  # noqa: ANN401 - whatever came in
    return shapely.set_precision(shape, GRID)


def _mirrored(shape: BaseGeometry) -> BaseGeometry:
    return _snapped(affine_transform(shape, [-1, 0, 0, 1, WIDTH, 0]))


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    parts = getattr(shape, "geoms", [shape])
    return [part for part in parts if isinstance(part, Polygon) and part.area > 0]


def _shades(plan: Plan, seen: Picture, outline: Polygon) -> list[tuple[str, BaseGeometry]]:
    cut = _placed(Polygon(smooth(plan.unshaded)), plan) if plan.unshaded else Polygon()
    fills = []
    for name, level in (("shade", plan.dark), ("deep_shade", plan.darker)):
        dark = _placed(shade(seen, darker_than=level, blur=plan.blur / plan.scale), plan)
        dark = dark.intersection(outline).difference(cut).buffer(-0.8).buffer(1.6).buffer(-0.8)
        dark = _snapped(dark.intersection(outline).simplify(3 * FLAT))
        parts = [part for part in _polygons(dark) if part.area > SMALLEST_SHADE]
        if parts:
            fills.append((name, shapely.MultiPolygon(parts)))
    return fills


def _cloth(plan: Plan, outline: Polygon) -> list[tuple[str, BaseGeometry]]:
    worn: BaseGeometry = outline
    for curve, towards in plan.cloth:
        worn = worn.intersection(_placed(_side(curve, towards), plan))
    return [("cloth", _snapped(worn.simplify(FLAT)))] if plan.cloth else []


def _strokes(
    plan: Plan, whole: Polygon, kept: Polygon, folded: Iterable[LineString]
) -> list[tuple[str, LineString]]:
    shown = whole.intersection(kept)
    edge = LineString(smooth(plan.edge)).intersection(shown) if plan.edge else LineString()
    cut = LineString(smooth(plan.unshaded)) if plan.unshaded else LineString()
    toes = (
        line
        for line in folded
        if line.bounds[3] < plan.folds_below and line.length * plan.scale > SHORTEST_FOLD
    )
    found = [
        *(("contour", line) for line in _lines(shown.exterior.intersection(kept.buffer(-0.004)))),
        *(("cut", line) for line in (*_lines(edge), *_lines(cut))),
        *(("toes", line) for line in toes),
        *((name, LineString(smooth(curve))) for name, curve in plan.strokes),
    ]
    return [(name, _placed(line, plan)) for name, line in found]


def _lines(shape: BaseGeometry) -> list[LineString]:
    merged = shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape
    parts = getattr(merged, "geoms", [merged])
    return [part for part in parts if isinstance(part, LineString) and part.length > 0]


def path(shape: BaseGeometry) -> str:
    """Write closed shapes as straight pieces: `M` and `l`, whole tenths, so nothing adds up."""
    rings: Iterable[Sequence[tuple[float, float]]] = (
        ring.coords[:-1] for part in _polygons(shape) for ring in (part.exterior, *part.interiors)
    )
    return "".join(_moves(_tenths(ring)) + "z" for ring in rings)


def stroke(line: LineString) -> str:
    """
    Write an open line as a quadratic spline whose corners are the line's points.

    Each `t` mirrors the control point before it, and halves of tenths are exact, so a round line
    costs no more than a broken one.
    """
    points = _tenths(line.simplify(FLAT).coords)
    if len(points) < 4:  # noqa: PLR2004 - too short to be rounded
        return _moves(points)
    start, *inner, end = points
    halves = [((a + c) / 2, (b + d) / 2) for (a, b), (c, d) in pairwise(inner)]
    on_line = [start, *halves, end]
    first, *rest = (_pair(*_step(a, b)) for a, b in pairwise(on_line))
    control = _pair(*_step(start, inner[0]))
    return f"M{_pair(*start)}q{_joined([control, first])}t{_joined(rest)}"


def _tenths(points: Iterable[tuple[float, float]]) -> list[Point]:
    return [(round(x / GRID), round(y / GRID)) for x, y in points]


def _moves(points: Sequence[Point]) -> str:
    steps = [_step(a, b) for a, b in pairwise(points) if a != b]
    return f"M{_pair(*points[0])}l{_joined(_pair(*step) for step in steps)}"


def _step(start: Point, end: Point) -> Point:
    return end[0] - start[0], end[1] - start[1]


def _joined(pairs: Iterable[str]) -> str:
    return " ".join(pairs).replace(" -", "-")


def _pair(x: float, y: float) -> str:
    return _joined(f"{tenths * GRID:.2f}".rstrip("0").rstrip(".") for tenths in (x, y))
