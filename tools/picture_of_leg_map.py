"""
Draw the leg map with well-known points, for the manual: docs/pictures/leg_map.svg.

    python -m tools.picture_of_leg_map

It is the map of the pages, with the codes where the pages put them, so who looks at it critically
looks at what is used. docs/reference/leg_map.md says what was seen.
"""

from pathlib import Path

from zusanli.core.points.standing import Status
from zusanli.core.rulebook import RuleBook
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.document import read_document
from zusanli.knowledge.store import KB
from zusanli.web.leg_map.marks import Dot, MapView, Mark, leg_map

PICTURE = Path(__file__).parents[1] / "docs" / "pictures" / "leg_map.svg"
CODES = (
    *("ST34", "ST35", "ST36", "ST40", "ST41", "ST44"),
    *("SP6", "SP9", "SP10", "KI1", "KI3", "LR3"),
    *("GB30", "GB31", "GB34", "GB39", "BL36", "BL40", "BL57", "BL60"),
    *("EX-LE4", "EX-LE10"),
)
COLUMNS, WIDE, GAP = 3, 360, 24
STYLE = (
    "svg{font-family:sans-serif}.skin{fill:#f4dccf}.shade{fill:#e9cdbd}.deep_shade{fill:#dfbfae}"
    ".cloth{fill:#dfe5e8}.stroke{fill:none;stroke:#8a6252;stroke-width:.9;stroke-linecap:round}"
    ".contour{stroke-width:1.4;stroke:#6b4a3d}.cut{stroke-dasharray:3 3}.side{font-size:14px;"
    "fill:#4b5563}.lead{stroke:#4b5563;stroke-width:.7}.dot{fill:#14532d;stroke:#fff;"
    "stroke-width:1.2}.code{font-size:10.5px;font-weight:600;stroke:#fff;stroke-width:3;"
    "paint-order:stroke}"
)


def main() -> None:
    """Write the picture."""
    book = read_document(compile_kb(KB).document, sha256="")
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(picture(book), encoding="utf-8")
    print(f"{PICTURE.name}: {PICTURE.stat().st_size} bytes")


def picture(book: RuleBook) -> str:
    """Draw the six views, three in a row."""
    views = leg_map([Mark(code, "left", Status.OFFERED) for code in CODES], book=book).views
    drawn, top = [], GAP
    for start in range(0, len(views), COLUMNS):
        row = views[start : start + COLUMNS]
        for column, each in enumerate(row):
            left = GAP + column * (WIDE + GAP)
            drawn.append(f'<g transform="translate({left} {top})">{_drawn(each)}</g>')
        top += int(max(each.view.height for each in row)) + 2 * GAP
    width = COLUMNS * (WIDE + GAP) + GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {top}" width="{width}">'
        f"<title>Well-known points on the left leg</title><style>{STYLE}</style>"
        f'<rect width="{width}" height="{top}" fill="#fff"/>{"".join(drawn)}</svg>\n'
    )


def _drawn(each: MapView) -> str:
    view = each.view
    parts = []
    for figure in view.figures:
        parts.append(f'<path class="skin" d="{figure.outline}"/>')
        parts += [f'<path class="{fill.name}" d="{fill.path}"/>' for fill in figure.fills]
        parts += [f'<path class="stroke {line.name}" d="{line.path}"/>' for line in figure.strokes]
    parts += [
        f'<text class="side" x="{label.x}" y="{label.y}" text-anchor="middle">{label.side}</text>'
        for label in view.labels
    ]
    parts.append(f'<text class="side" x="0" y="0">{each.name}</text>')
    return "".join([*parts, *map(_dot, each.dots)])


def _dot(dot: Dot) -> str:
    spot = f'<circle class="dot" cx="{dot.x}" cy="{dot.y}" r="4.5"/>'
    text = dot.text
    if text is None:
        return spot
    lead = f'<path class="lead" d="M{dot.x} {dot.y}L{text.x} {text.y}"/>' if text.joined else ""
    code = (
        f'<text class="code" x="{text.x}" y="{text.baseline}" text-anchor="{text.anchor}">'
        f"{dot.mark.code}</text>"
    )
    return lead + spot + code


if __name__ == "__main__":
    main()
