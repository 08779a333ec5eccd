"""
Place the points of hip, leg and foot on the mesh, once, and show them in every view of the drawing.

    python -m tools.place_points base.obj

It needs what tools/draw_body.py needs, and the same mesh; that file says where it comes from. It
writes two files that are checked in: where each point lies on the left leg, in three dimensions and
in each flat view (the right leg is the mirror), and the leg as triangles for a browser to turn.
They change only with tools/point_plan.py, tools/point_lines.py and tools/body_plan.py. Equal inputs
give equal bytes.
"""

import argparse
import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PLACES = ROOT / "src" / "zusanli" / "web" / "leg_map" / "places.json"
LEG = ROOT / "src" / "zusanli" / "web" / "static" / "web" / "leg.bin"
ORIGIN = "Placed on the MakeHuman base mesh hm08 (CC0 1.0) by tools/place_points.py"


def main() -> None:
    """Write both files, and say how large they are."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("mesh", type=Path)
    options = parser.parse_args()
    try:
        from tools import body_mesh, body_plan, leg_model, point_views  # noqa: PLC0415 - as above
    except ImportError as missing:
        parser.error(f"{missing}; tools/draw_body.py names what is needed")
    mesh = body_mesh.read(options.mesh)
    found = {"origin": ORIGIN, **point_views.placed(mesh, body_plan.PLANS)}
    PLACES.write_text(_written(found), encoding="utf-8")
    LEG.write_bytes(leg_model.packed(body_mesh.read(options.mesh, finely=1)))
    for file in (PLACES, LEG):
        print(f"{file.relative_to(ROOT)}: {file.stat().st_size} bytes")


def _written(found: dict[str, Any]) -> str:
    """Write one line a point, so that a change of the plan reads as one."""
    head = {key: value for key, value in found.items() if key != "points"}
    lines = ",\n".join(f"  {json.dumps(each)}" for each in found["points"])
    return json.dumps(head, indent=1)[:-2] + f',\n "points": [\n{lines}\n ]\n}}\n'


if __name__ == "__main__":
    main()
