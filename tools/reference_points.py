"""The reference pages of the points: the list of all, and one page for each that is placed."""

from collections.abc import Iterator, Mapping

from tools.reference_parts import HEAD, row, source_link
from zusanli.core.points.point import Depth, Placing, Point
from zusanli.documents.decision_data import REVIEW
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.entries import Entry


def points(compiled: Compiled) -> str:
    """List all points with their names; those that are placed have a page."""
    lines = [
        "# Points",
        "",
        HEAD,
        "",
        (
            "A point without a page has a name here and no place: it is never offered. "
            "[On the leg map](leg_map.md) · [Reference](README.md)"
        ),
        "",
        row("code", "name", "characters", "English", "depth, cun"),
        "|---|---|---|---|---|",
    ]
    for point in compiled.points:
        code = f"[{point.code}](points/{_file(point)})" if point.placing else point.code
        lines.append(row(code, point.pinyin, point.hanzi, point.english, _depth_cell(point)))
    return "\n".join(lines)


def point_pages(compiled: Compiled) -> Mapping[str, str]:
    """Give the page of each placed point by its path."""
    return {
        f"points/{_file(point)}": _page(point, point.placing, compiled)
        for point in compiled.points
        if point.placing is not None
    }


def _page(point: Point, placing: Placing, compiled: Compiled) -> str:
    entry = compiled.entries.of("placing")[point.code.lower().replace("-", "_")]
    parts = [
        f"# {point.code} {point.pinyin} {point.hanzi}",
        f"{point.english}. Content {REVIEW}. [All points](../points.md)",
        "## Where",
        placing.place,
        "Elsewhere: " + " ".join(placing.also_placed) if placing.also_placed else "",
        _article(placing),
        f"To feel for: {', '.join(placing.landmarks)}.",
        (
            f"Lies in or borders: {', '.join(placing.regions).replace('_', ' ')}. "
            f"The patient lies: {', '.join(placing.positions)}."
        ),
        "## The needle",
        "\n".join(_depth(placing.depth)),
        "\n".join(_care(placing)),
        "## Kinds" if point.categories else "",
        ", ".join(point.categories),
        "## What the sources say besides" if _facts(entry) else "",
        "\n".join(_facts(entry)),
        "## Where sources differ" if point.disagreements else "",
        "\n".join(f"- {each}" for each in point.disagreements),
        "## Called",
        ", ".join(point.names),
        "## Rests on",
        "\n".join(_sources(placing, compiled)),
        entry.text("note"),
    ]
    return "\n\n".join(part for part in parts if part)


def _article(placing: Placing) -> str:
    if not placing.article_says:
        return ""
    return f'An article says: "{placing.article_says}". {placing.article_note}'.strip()


def _depth(depth: Depth) -> Iterator[str]:
    if depth.max_cun is None:
        yield f"Held: {depth.missing_because}"
    else:
        yield (
            f"At most {depth.max_cun:g} cun of the patient's own, {depth.angle}. The deepest "
            f"that a textbook prints is {depth.highest_cun or depth.max_cun:g}."
        )
    if depth.direction:
        yield f"Direction: {depth.direction}."


def _care(placing: Placing) -> Iterator[str]:
    if placing.caution:
        yield f"- {placing.caution}"
    if placing.feel_pulse:
        yield "- Feel the pulse first."
    if placing.joint:
        yield f"- Enters or borders the {placing.joint} joint."
    if placing.thorax:
        yield "- Lies over the lung."
    for word, names in (("Vessels", placing.vessels), ("Nerves", placing.nerves)):
        if names:
            yield f"- {word}: {', '.join(names)}"


def _facts(entry: Entry) -> list[str]:
    words = {
        "pregnancy": "pregnancy",
        "no_moxa": "no moxa",
        "needle_forbidden": "no needle",
    }
    lines = []
    for key, said in words.items():
        fact = entry.data.get(key)
        if isinstance(fact, dict):
            told = "; ".join(
                f"{name.replace('_', ' ')}: {', '.join(map(str, value))}"
                if isinstance(value, list)
                else f"{name.replace('_', ' ')}: {value}"
                for name, value in fact.items()
                if not isinstance(value, dict)
            )
            lines.append(f"- {said}: {told}")
    return lines


def _sources(placing: Placing, compiled: Compiled) -> Iterator[str]:
    for source in dict.fromkeys((*placing.sources, *placing.depth.sources)):
        yield f"- {source_link(compiled.entries.of('source')[source])}"


def _file(point: Point) -> str:
    return f"{point.code}.md"


def _depth_cell(point: Point) -> str:
    if point.placing is None:
        return "not placed"
    depth = point.placing.depth.max_cun
    return "held" if depth is None else f"{depth:g}"
