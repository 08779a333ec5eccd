"""What is charted, on the map of the leg; a tap beside the points says where a sore spot lies."""

from zusanli.core.points.standing import Status
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.chart import Chart
from zusanli.web.leg_map.marks import LegMap, Mark, leg_map

PLACE = "place"
"""The field that a tap fills."""


def on_the_leg(chart: Chart, sore_place: str, book: RuleBook) -> LegMap:
    """Give the map of the needles that are charted, to choose a sore spot on."""
    marks = [
        Mark(each.code, each.side, Status.OFFERED, chosen=True)
        for each in chart.needles
        if each.place is None
    ]
    return leg_map(marks, book=book, ashi=PLACE, ashi_chosen=sore_place)
