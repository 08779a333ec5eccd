"""`zusanli point NAME`: one point, by any of its names."""

import argparse
import json
from collections.abc import Iterator

from zusanli.core.points.ashi import ashi_in, is_sore_spot
from zusanli.core.points.point import Placing, Point
from zusanli.documents.decision_data import REVIEW
from zusanli.documents.plan_data import whole_point_data
from zusanli.documents.wording import wrapped
from zusanli.knowledge.store import load


def run(options: argparse.Namespace) -> int:
    """Print one point."""
    book = load()
    if is_sore_spot(options.name):
        point = ashi_in("wherever it hurts")
    else:
        point = book.points[book.point_names.resolve(options.name, field="NAME")]
    if options.format == "json":
        print(json.dumps(whole_point_data(point), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(point)))
    return 0


def _lines(point: Point) -> Iterator[str]:
    yield f"{point.code}  {point.pinyin}  {point.hanzi}  {point.english}"
    yield from wrapped("also", ", ".join(point.names[1:]))
    yield from wrapped("kinds", ", ".join(point.categories))
    if point.placing is None:
        yield from wrapped("place", "not entered here, so it is never offered")
    else:
        yield from _placed(point.placing)
    for each in point.disagreements:
        yield from wrapped("differ", each)
    yield f"Content {REVIEW}."


def _placed(placing: Placing) -> Iterator[str]:
    depth = placing.depth
    yield from wrapped("place", placing.place)
    for other in placing.also_placed:
        yield from wrapped("or", other)
    if placing.article_says:
        yield from wrapped("article", f'"{placing.article_says}": {placing.article_note}')
    yield from wrapped("position", ", ".join(placing.positions))
    if depth.max_cun is None:
        yield from wrapped("depth", f"held: {depth.missing_because}")
    else:
        highest = depth.highest_cun or depth.max_cun
        yield from wrapped(
            "depth", f"at most {depth.max_cun:g} cun, {depth.angle}; textbooks go to {highest:g}"
        )
    yield from wrapped("direction", depth.direction)
    yield from wrapped("vessels", ", ".join(placing.vessels))
    yield from wrapped("nerves", ", ".join(placing.nerves))
    if placing.joint:
        yield from wrapped("joint", f"enters or borders the {placing.joint}")
    if placing.thorax:
        yield from wrapped("lung", "lies below: a collapsed lung is the danger")
    if placing.feel_pulse:
        yield from wrapped("pulse", "feel it first")
    yield from wrapped("caution", placing.caution)
