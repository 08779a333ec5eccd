"""
The mesh that the drawing of the body is traced from: read, posed, and seen from six sides.

MakeHuman's base mesh faces z, its left is x, and y points up; one unit is about a decimetre.
Everything here is in those units. Only the left leg is looked at: the right one is its mirror.
"""

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

import contourpy
import numpy as np
import trimesh
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter
from shapely import LineString, Polygon, line_merge, unary_union
from shapely.geometry.base import BaseGeometry

Floats: TypeAlias = NDArray[np.float64]
WAIST = 2.6
"""Above this nothing is drawn; the hands hang lower, and are left out because they hang loose."""
FROM_HIP_TO_ANKLE = (0.6, -7.2)
CLOSER = 0.108
"""
How far the legs are brought together, per unit of height between hip and ankle.

The mesh stands astride; drawn so, two legs would need a third more width than a phone has.
"""
SOFTLY = 0.2
"""The height over which the shear begins at the hip, and ends at the ankle."""
EPSILON = 1e-9


@dataclass(frozen=True)
class Camera:
    """Where one looks from: `across` and `up` span the page, `towards` points at the viewer."""

    across: int
    up: int
    towards: tuple[float, float, float]

    def seen(self, points: Floats) -> Floats:
        """Give points as (across, up, nearness)."""
        near = points @ np.array(self.towards)
        return np.stack([points[..., self.across], points[..., self.up], near], axis=-1)


def read(file: Path, *, finely: int = 2) -> trimesh.Trimesh:
    """
    Read the body's faces below the waist, without the loose hands, smoothed and posed.

    `finely` is how often each triangle is cut into four: twice for what is traced, once for what
    a browser has to load.
    """
    points, faces = _parse(file.read_text(encoding="ascii"))
    faces = faces[(points[faces][:, :, 1] < WAIST + 1).all(axis=1)]
    triangles = np.concatenate([faces[:, [0, 1, 2]], faces[:, [0, 2, 3]]])
    mesh = trimesh.Trimesh(points, triangles, process=False)
    parts = trimesh.graph.connected_components(mesh.face_adjacency, nodes=np.arange(len(triangles)))
    standing = [part for part in parts if points[triangles[part]][:, :, 1].min() < -8]  # noqa: PLR2004 - hands end higher
    mesh.update_faces(np.sort(np.concatenate(standing)))
    mesh.remove_unreferenced_vertices()
    mesh = mesh.subdivide_loop(finely)
    mesh.vertices = _closer(mesh.vertices)
    return mesh.slice_plane((0, WAIST, 0), (0, -1, 0)).slice_plane((0, 0, 0), (1, 0, 0))


def _parse(text: str) -> tuple[Floats, NDArray[np.int64]]:
    points, faces, group = [], [], ""
    for line in text.splitlines():
        match line.split():
            case ["v", *xyz]:
                points.append([float(each) for each in xyz])
            case ["g", name]:
                group = name
            case ["f", *corners] if group == "body":
                faces.append([int(each.split("/")[0]) - 1 for each in corners])
    return np.array(points), np.array(faces)


def _closer(points: Floats) -> Floats:
    """Shear the legs towards each other; feet are only moved, and the midline stays."""
    hip, ankle = FROM_HIP_TO_ANKLE
    from_hip, from_ankle = (np.logaddexp(0, (y - points[:, 1]) / SOFTLY) for y in (hip, ankle))
    off_midline = np.clip(np.abs(points[:, 0]) / 0.6, 0, 1)
    off_midline = off_midline**2 * (3 - 2 * off_midline)
    shift = CLOSER * SOFTLY * (from_hip - from_ankle) * off_midline
    moved = points.copy()
    moved[:, 0] -= np.sign(points[:, 0]) * shift
    return moved


def below(mesh: trimesh.Trimesh, height: float) -> trimesh.Trimesh:
    """Cut everything above off."""
    return mesh.slice_plane((0, height, 0), (0, -1, 0))


def silhouette(mesh: trimesh.Trimesh, camera: Camera) -> Polygon:
    """Give the shape of what is seen."""
    corners = camera.seen(mesh.triangles)[:, :, :2]
    shapes = [Polygon(each) for each in corners]
    whole = unary_union([each for each in shapes if each.area > EPSILON])
    whole = whole.buffer(0.012).buffer(-0.024).buffer(0.012)
    largest = max(getattr(whole, "geoms", [whole]), key=lambda part: part.area)
    return Polygon(largest.exterior)


@dataclass(frozen=True)
class Picture:
    """What is seen as pixels: nearness, and how squarely the skin faces the viewer (0 to 1)."""

    left: float
    top: float
    fineness: float
    near: Floats
    facing: Floats

    def at(self, points: Floats) -> Floats:
        """Give how near the nearest skin is at each (across, up)."""
        columns = ((points[:, 0] - self.left) * self.fineness).astype(int)
        rows = ((self.top - points[:, 1]) * self.fineness).astype(int)
        height, width = self.near.shape
        return self.near[rows.clip(0, height - 1), columns.clip(0, width - 1)]


def picture(mesh: trimesh.Trimesh, camera: Camera, fineness: float) -> Picture:
    """Draw every triangle into a grid of `fineness` pixels per unit, the nearest on top."""
    corners = camera.seen(mesh.triangles)
    normals = mesh.vertex_normals[mesh.faces] @ np.array(camera.towards)
    low, high = corners.min(axis=(0, 1)) - 0.2, corners.max(axis=(0, 1)) + 0.2
    shape = tuple(np.ceil((high - low) * fineness).astype(int)[[1, 0]])
    near, facing = np.full(shape, -np.inf), np.zeros(shape)
    on_page = np.stack(
        [(corners[:, :, 0] - low[0]) * fineness, (high[1] - corners[:, :, 1]) * fineness], axis=-1
    )
    for triangle, depth, normal in zip(on_page, corners[:, :, 2], normals, strict=True):
        _paint(triangle, depth, normal, near, facing)
    return Picture(low[0], high[1], fineness, near, facing)


def _paint(triangle: Floats, depth: Floats, normal: Floats, near: Floats, facing: Floats) -> None:
    (ax, ay), (bx, by), (cx, cy) = triangle
    twice = (bx - ax) * (cy - ay) - (cx - ax) * (by - ay)
    if abs(twice) < EPSILON:
        return
    first = np.floor(triangle.min(axis=0)).astype(int)
    last = np.ceil(triangle.max(axis=0)).astype(int) + 1
    x, y = np.meshgrid(np.arange(first[0], last[0]) + 0.5, np.arange(first[1], last[1]) + 0.5)
    b = ((x - ax) * (cy - ay) - (cx - ax) * (y - ay)) / twice
    c = ((bx - ax) * (y - ay) - (x - ax) * (by - ay)) / twice
    depths = depth[0] + b * (depth[1] - depth[0]) + c * (depth[2] - depth[0])
    window = (slice(first[1], last[1]), slice(first[0], last[0]))
    inside = (b >= 0) & (c >= 0) & (b + c <= 1) & (depths > near[window])
    near[window][inside] = depths[inside]
    facings = normal[0] + b * (normal[1] - normal[0]) + c * (normal[2] - normal[0])
    facing[window][inside] = facings[inside]


def shade(seen: Picture, *, darker_than: float, blur: float) -> BaseGeometry:
    """Give where the skin turns away from the viewer, softened over `blur` units."""
    there = np.isfinite(seen.near).astype(float)
    spread = blur * seen.fineness
    weight = gaussian_filter(there, spread)
    soft = gaussian_filter(seen.facing.clip(0, 1) * there, spread) / np.maximum(weight, EPSILON)
    soft = np.where(weight > 0.02, soft, 0)  # noqa: PLR2004 - far outside nothing was averaged
    lines = contourpy.contour_generator(z=soft, fill_type="OuterOffset").filled(-1, darker_than)
    shapes = []
    for points, offsets in zip(*lines, strict=True):
        rings = [points[a:b] for a, b in pairwise(offsets)]
        placed = [
            np.stack(
                [
                    (ring[:, 0] + 0.5) / seen.fineness + seen.left,
                    seen.top - (ring[:, 1] + 0.5) / seen.fineness,
                ],
                axis=-1,
            )
            for ring in rings
        ]
        shapes.append(Polygon(placed[0], placed[1:]).buffer(0))
    return unary_union(shapes)


def folds(
    mesh: trimesh.Trimesh, camera: Camera, seen: Picture, outline: Polygon
) -> list[LineString]:
    """
    Give the visible lines along which the skin turns out of sight inside the outline.

    These are what a draughtsman draws first: between toes, under the buttock, behind the ankle.
    """
    facing = (mesh.vertex_normals @ np.array(camera.towards))[mesh.faces]
    corners = camera.seen(mesh.vertices)[mesh.faces]
    turning = (facing.min(axis=1) < 0) & (facing.max(axis=1) > 0)
    segments = []
    for values, points in zip(facing[turning], corners[turning], strict=True):
        ends = []
        for one, other in ((0, 1), (1, 2), (2, 0)):
            if values[one] * values[other] < 0:
                share = values[one] / (values[one] - values[other])
                ends.append(points[one] + share * (points[other] - points[one]))
        if len(ends) == 2:  # noqa: PLR2004 - a line has two ends
            segments.append(ends)
    visible = _visible(np.array(segments), seen)
    lines = line_merge(unary_union([LineString(each.round(5)) for each in visible]))
    inner = outline.buffer(-0.02)
    kept = [part.intersection(inner) for part in getattr(lines, "geoms", [lines])]
    return [line for each in kept for line in getattr(each, "geoms", [each]) if line.length > 0]


def _visible(segments: Floats, seen: Picture) -> Floats:
    middle = segments.mean(axis=1)
    return segments[middle[:, 2] > seen.at(middle) - 0.05][:, :, :2]
