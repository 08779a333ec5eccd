"""The sore spot itself: a point of no fixed place, which counts by the region that it lies in."""

from zusanli.core.points.names import without_tones
from zusanli.core.points.point import Depth, Placing, Point, Position

ASHI = "ashi"
CALLED = ("ashi", "\u963f\u662f", "\u963f\u662f\u7a74", "tender point", "sore spot")


def is_sore_spot(typed: str) -> bool:
    """Whether somebody means the sore spot, by whatever name."""
    return without_tones(typed) in map(without_tones, CALLED)


def ashi_in(region: str) -> Point:
    """
    Give the sore spot of a region as a point.

    No table gives it a depth, so it is held as every point without one: whoever takes it says how
    deep, and why there.
    """
    return Point(
        code=ASHI,
        pinyin="\u0100sh\u00ec",
        hanzi="\u963f\u662f",
        hanzi_simplified="\u963f\u662f",
        english="Sore spot",
        channel="",
        categories=(),
        sided=True,
        region=region,
        placing=_placing(region),
        disagreements=(),
        names=CALLED,
    )


def _placing(region: str) -> Placing:
    return Placing(
        place=f"Where a finger finds it sorest in the region marked: {region.replace('_', ' ')}.",
        also_placed=(),
        landmarks=("the finger of whoever treats",),
        regions=(region,),
        positions=tuple(Position),
        depth=Depth(
            max_cun=None,
            min_cun=None,
            highest_cun=None,
            angle="",
            direction="",
            sources=(),
            missing_because="A sore spot has no depth in any table: it depends on what lies there.",
        ),
        joint="",
        feel_pulse=False,
        thorax=False,
        vessels=(),
        nerves=(),
        caution="Know what lies under it before a needle goes in.",
        article_says="",
        article_note="",
        sources=(),
    )
