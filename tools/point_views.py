"""From places on the mesh to the file that a page draws from: three dimensions and six views."""

from collections.abc import Iterable
from typing import Any

import numpy as np
import trimesh
from shapely import Point

from tools.body_mesh import Floats, below
from tools.body_plan import Plan
from tools.body_views import kept_of
from tools.point_lines import LANDMARKS
from tools.point_places import CAMERAS, FAR, Planned, Skin, find
from tools.point_plan import POINTS

FACING = 0.2
"""Least squareness (1 is squarely, 0 edge on) at which a point counts as seen: 78 degrees off."""
COVERED = 0.04
"""Decimetres that skin may lie nearer to the viewer than a point which is still seen."""
Page = tuple[float, float]


def placed(mesh: trimesh.Trimesh, plans: Iterable[Plan]) -> dict[str, Any]:
    """Give each view's projection, and each point with where it lies and where it is seen."""
    views = [View(plan, mesh) for plan in plans]
    skin = Skin(mesh)
    _, places = find(LANDMARKS, POINTS, skin)
    return {
        "unit": "dm; x away from the midline, y up, z forward, left leg",
        "views": [view.projection for view in views],
        "points": [_written(each, places[each.code], views) for each in POINTS],
    }


class View:
    """One view, with the part of the mesh that it shows."""

    def __init__(self, plan: Plan, mesh: trimesh.Trimesh) -> None:
        self.plan = plan
        shown = mesh if plan.slice_below is None else below(mesh, plan.slice_below)
        self.skin = Skin(shown)
        self.kept = kept_of(plan)

    @property
    def projection(self) -> dict[str, Any]:
        """Say how a place becomes a spot of its page, as tools/body_views.py does it."""
        plan = self.plan
        camera = plan.camera
        return {
            "id": plan.id,
            "across": "xyz"[camera.across],
            "up": "xyz"[camera.up],
            "towards": list(camera.towards),
            "way": plan.way,
            "scale": plan.scale,
            "origin": list(plan.origin),
        }

    def page(self, place: Floats) -> Page:
        """Give where a place lies on the page, seen or not, in tenths of its units."""
        plan, (x, y) = self.plan, self.plan.origin
        across, up = place[plan.camera.across], place[plan.camera.up]
        return (
            round(float(x + plan.way * plan.scale * across), 1),
            round(float(y - plan.scale * up), 1),
        )

    def skin_at(self, place: Floats) -> tuple[float, Floats] | None:
        """Give how far from a place the skin shown there is, and which way it looks; None: none."""
        camera = CAMERAS[self.plan.id]
        towards = np.array(camera.towards)
        if not self.kept.contains(Point(place[camera.across], place[camera.up])):
            return None
        met = self.skin.first_met(place + FAR * towards, -towards)
        if met is None:
            return None
        first, outward = met
        off = abs(float((first - place) @ towards))
        return (off, outward) if off <= COVERED else None


def _written(point: Planned, places: list[Floats], views: list[View]) -> dict[str, Any]:
    return {
        "code": point.code,
        "placed": point.placed,
        "words": point.words,
        "spots": [_spot(place.round(3) + 0.0, views) for place in places],
    }


def _spot(place: Floats, views: list[View]) -> dict[str, Any]:
    shown = {view.plan.id: view.skin_at(place) for view in views}
    _, out = min((each for each in shown.values() if each is not None), key=lambda each: each[0])
    facing = {view.plan.id: float(out @ np.array(view.plan.camera.towards)) for view in views}
    scale = {view.plan.id: view.plan.scale for view in views}
    seen = [id_ for id_, skin in shown.items() if skin is not None and facing[id_] >= FACING]
    return {
        "at": place.tolist(),
        "out": (out.round(3) + 0.0).tolist(),
        "pages": {view.plan.id: list(view.page(place)) for view in views},
        "seen": sorted(seen, key=lambda id_: -facing[id_] * scale[id_]),
    }
