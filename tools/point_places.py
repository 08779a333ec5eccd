"""
The words in which tools/point_plan.py says where a point lies, and how each is found on the mesh.

A place is on the skin. It is found in one of two ways, and the file says which: measured along the
mesh's own segments in cun (`On`, `Beside`, `Between`), or put by eye on a landmark as one view of
the drawing shows it (`Seen`). What a place is measured from is itself put by eye.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import trimesh

from tools.body_mesh import Camera, Floats

CAMERAS = {
    "front": Camera(0, 1, (0, 0, 1)),
    "back": Camera(0, 1, (0, 0, -1)),
    "outer": Camera(2, 1, (1, 0, 0)),
    "inner": Camera(2, 1, (-1, 0, 0)),
    "top": Camera(0, 2, (0, 1, 0)),
    "sole": Camera(0, 2, (0, -1, 0)),
}
TOWARDS = {
    "outer": (1.0, 0.0, 0.0),
    "inner": (-1.0, 0.0, 0.0),
    "front": (0.0, 0.0, 1.0),
    "behind": (0.0, 0.0, -1.0),
}
FAR = 30.0
"""Decimetres: outside the body in every direction."""
HOW_FAR = {"top": -7.0}
"""Where one starts to look, if not far away: the leg above the ankle hides the foot from above."""
EPSILON = 1e-12
Known: TypeAlias = Mapping[str, Floats]


@dataclass(frozen=True)
class Skin:
    """The mesh, with what is asked of it again and again."""

    mesh: trimesh.Trimesh

    def first_met(self, start: Floats, way: Floats) -> tuple[Floats, Floats] | None:
        """Give where a ray first meets the skin, and the skin's direction there (outward)."""
        corners = self.mesh.triangles
        edge, other = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
        across = np.cross(way, other)
        volume = (edge * across).sum(axis=1)
        flat = np.abs(volume) < EPSILON
        volume[flat] = 1
        from_corner = start - corners[:, 0]
        b = (from_corner * across).sum(axis=1) / volume
        along = np.cross(from_corner, edge)
        c = (along @ way) / volume
        distance = (along * other).sum(axis=1) / volume
        met = ~flat & (b >= 0) & (c >= 0) & (b + c <= 1) & (distance > 0)
        if not met.any():
            return None
        nearest = int(np.where(met, distance, np.inf).argmin())
        weights = np.array([1 - b[nearest] - c[nearest], b[nearest], c[nearest]])
        normal = weights @ self.mesh.vertex_normals[self.mesh.faces[nearest]]
        return start + distance[nearest] * way, normal / np.linalg.norm(normal)

    def seen(self, view: str, across: float, up: float) -> Floats:
        """Give the skin that a view shows at a spot of its page."""
        camera = CAMERAS[view]
        way = -np.array(camera.towards)
        start = -HOW_FAR.get(view, FAR) * way
        start[camera.across], start[camera.up] = across, up
        met = self.first_met(start, way)
        if met is None:
            raise ValueError(f"nothing is seen from {view} at {across}, {up}")
        return met[0]

    def along(self, start: Floats, towards: str, length: float) -> Floats:
        """Go a length along the skin at one height, as a tape laid round the leg would."""
        section = self.mesh.section(plane_origin=start, plane_normal=(0, 1, 0))
        rings = [np.asarray(ring) for ring in section.discrete]
        ring = min(rings, key=lambda each: np.linalg.norm(each - start, axis=1).min())
        ring = ring[:-1]
        nearest = int(np.linalg.norm(ring - start, axis=1).argmin())
        ring = np.roll(ring, -nearest, axis=0)
        if (ring[3] - ring[-3]) @ np.array(TOWARDS[towards]) < 0:
            ring = np.roll(ring[::-1], 1, axis=0)
        # The first corner is about where we stand: the tape starts at the start itself.
        behind = (start - ring[0]) @ (ring[1] - ring[0])
        path = np.concatenate([[start], ring[1:] if behind >= 0 else ring])
        gone = np.concatenate([[0], np.linalg.norm(np.diff(path, axis=0), axis=1).cumsum()])
        return np.array([np.interp(length, gone, path[:, axis]) for axis in range(3)])


@dataclass(frozen=True)
class Ruler:
    """A stretch between two landmarks that counts as so many cun, measured upright."""

    top: str
    bottom: str
    cun: float

    def unit(self, known: Known) -> float:
        """Give one cun in decimetres."""
        return float(known[self.top][1] - known[self.bottom][1]) / self.cun

    def height(self, down: float, known: Known) -> float:
        """Give the height so many cun below the top."""
        return float(known[self.top][1]) - down * self.unit(known)


@dataclass(frozen=True)
class Line:
    """A line up or down the leg as a view shows it, through spots and through places known."""

    view: str
    through: tuple[str | tuple[float, float], ...]

    def across(self, height: float, known: Known) -> float:
        """Give where it passes a height."""
        camera = CAMERAS[self.view]
        spots = [
            (known[each][camera.across], known[each][camera.up]) if isinstance(each, str) else each
            for each in self.through
        ]
        spots.sort(key=lambda spot: spot[1])
        return float(np.interp(height, [y for _, y in spots], [x for x, _ in spots]))


@dataclass(frozen=True)
class Seen:
    """By eye: at a spot of a view's page, in the mesh's decimetres, as in tools/body_plan.py."""

    view: str
    across: float
    up: float
    placed = "hand"

    def found(self, skin: Skin, known: Known) -> Floats:  # noqa: ARG002 - as the other kinds do
        return skin.seen(self.view, self.across, self.up)


@dataclass(frozen=True)
class On:
    """So many cun down a ruler, where a line passes, and then so many cun aside along the skin."""

    ruler: Ruler
    down: float
    line: Line
    aside: float = 0.0
    towards: str = ""
    placed = "cun"

    def found(self, skin: Skin, known: Known) -> Floats:
        height = self.ruler.height(self.down, known)
        start = skin.seen(self.line.view, self.line.across(height, known), height)
        if not self.aside:
            return start
        return skin.along(start, self.towards, self.aside * self.ruler.unit(known))


@dataclass(frozen=True)
class Beside:
    """So many cun out from the midline at a height, in the unit of a ruler near by."""

    view: str
    ruler: Ruler
    out: float
    level: str
    below: float = 0.0
    placed = "cun"

    def found(self, skin: Skin, known: Known) -> Floats:
        unit = self.ruler.unit(known)
        height = float(known[self.level][1]) - self.below * unit
        return skin.seen(self.view, self.out * unit, height)


@dataclass(frozen=True)
class Between:
    """A share of the straight way between two places, brought out to the skin."""

    one: str
    other: str
    share: float
    outward: tuple[float, float, float]
    placed = "cun"

    def found(self, skin: Skin, known: Known) -> Floats:
        middle = known[self.one] + self.share * (known[self.other] - known[self.one])
        way = -np.array(self.outward) / np.linalg.norm(self.outward)
        met = skin.first_met(middle - FAR * way, way)
        if met is None:
            raise ValueError(f"no skin outside the middle of {self.one} and {self.other}")
        return met[0]


Where: TypeAlias = Seen | On | Beside | Between


@dataclass(frozen=True)
class Planned:
    """One point: where it lies (some codes name several spots of a leg), and by what words."""

    code: str
    words: str
    where: tuple[Where, ...]

    @property
    def placed(self) -> str:
        """Say whether all of it was measured, or any of it put by eye."""
        return "cun" if all(each.placed == "cun" for each in self.where) else "hand"


def find(
    landmarks: Mapping[str, Where], planned: Sequence[Planned], skin: Skin
) -> tuple[dict[str, Floats], dict[str, list[Floats]]]:
    """Find the landmarks, then the points, in their order: each may use what came before it."""
    known: dict[str, Floats] = {}
    for name, where in landmarks.items():
        known[name] = where.found(skin, known)
    places: dict[str, list[Floats]] = {}
    for point in planned:
        places[point.code] = [where.found(skin, known) for where in point.where]
        known.setdefault(point.code, places[point.code][0])
    return known, places
