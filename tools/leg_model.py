"""The left leg as triangles for a browser: few bytes, no format to be learnt."""

import struct

import numpy as np
import trimesh

STEPS = 3000
"""Of a coordinate in a decimetre: a thirtieth of a millimetre, and 10.9 dm fit 16 bits."""
TOP = 2.0
"""Above this nothing is kept: the highest view ends there."""


def packed(mesh: trimesh.Trimesh) -> bytes:
    """
    Pack a mesh: two counts (unsigned, 32 bits), three coordinates a corner, three corners a face.

    Coordinates are signed and corners unsigned, 16 bits each, all with the low byte first.
    """
    leg = mesh.slice_plane((0, TOP, 0), (0, -1, 0))
    corners = np.round(leg.vertices * STEPS).astype("<i2")
    corners, kept = np.unique(corners, axis=0, return_inverse=True)
    faces = kept.reshape(-1)[leg.faces].astype("<u2")
    distinct = (
        (faces[:, 0] != faces[:, 1]) & (faces[:, 1] != faces[:, 2]) & (faces[:, 2] != faces[:, 0])
    )
    faces = faces[distinct]
    return struct.pack("<II", len(corners), len(faces)) + corners.tobytes() + faces.tobytes()
