"""Points: names and placings, made of the tables of kb/points, and what is wrong with any."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path

from zusanli.core.points.candidates import ArticlePoint
from zusanli.core.points.choosing import Choosing
from zusanli.core.points.point import Depth, Placing, Point, Position
from zusanli.knowledge.entries import Entries, Entry, read_rows

ANGLES = ("perpendicular", "oblique", "transverse")
Row = Mapping[str, str]


def make_points(kb: Path, entries: Entries) -> tuple[Point, ...]:
    """
    Make every point of points.csv, with its placing where one is entered.

    Raises:
        KnowledgeError: a table of kb/points cannot be read.
    """
    folder = kb / "points"
    placings = {entry.text("code"): entry for entry in entries.of("placing").values()}
    channels = {row["channel"]: row for row in read_rows(folder / "channels.csv")}
    shared: dict[str, list[str]] = defaultdict(list)
    for row in read_rows(folder / "ambiguous.csv"):
        for code in _words(row["candidates"]):
            shared[code].append(row["alias"])
    differ: dict[str, list[str]] = defaultdict(list)
    for row in read_rows(folder / "disagreements.csv"):
        differ[row["code"]].append(f"{row['field']}: {row['values']}. {row['judgement']}")
    return tuple(
        Point(
            code=row["code"],
            pinyin=row["pinyin"],
            hanzi=row["hanzi_trad"],
            hanzi_simplified=row["hanzi_simp"],
            english=row["english"],
            channel=row["channel"],
            categories=_words(row["categories"]),
            sided=row["laterality"] != "midline",
            region=row["region"],
            placing=_placing(placings[row["code"]]) if row["code"] in placings else None,
            disagreements=tuple(differ[row["code"]]),
            names=tuple(
                dict.fromkeys((*_names_of(row, channels[row["channel"]]), *shared[row["code"]]))
            ),
        )
        for row in read_rows(folder / "points.csv")
    )


def make_article_points(entries: Entries) -> tuple[ArticlePoint, ...]:
    """Make the points that the articles name, with what each of them says in our words."""
    functions = entries.of("point_function")
    return tuple(
        ArticlePoint(
            point=entry.text("point"),
            article=entry.text("article"),
            complaints=entry.words("complaints"),
            conditions=entry.words("conditions"),
            says=tuple(
                functions[each].text("says")
                for each in entry.words("functions")
                if each in functions
            ),
        )
        for entry in entries.of("article_point").values()
    )


def make_choosing(entries: Entries) -> tuple[Choosing, ...]:
    """Make the one record of the numbers that choosing goes by; a missing one is a problem."""
    found = {entry.id: entry.number("value") for entry in entries.of("choosing").values()}
    wanted = [each.name for each in fields(Choosing)]
    for name in set(wanted) ^ set(found):
        entries.problems.append(f"choosing: {name} is missing, or is none of {', '.join(wanted)}")
    return (Choosing(**{name: int(found.get(name) or 0) for name in wanted}),)


def wrong_points(points: tuple[Point, ...], entries: Entries) -> Iterator[str]:
    """Say which placings contradict themselves, and which names of points are none."""
    codes = {point.code for point in points}
    for entry in entries.of("placing").values():
        if entry.text("code") not in codes:
            yield f"{entry.place}: {entry.text('code')} is no point"
    for table in ("protocol", "pattern", "article_point"):
        for entry in entries.of(table).values():
            for code in (*entry.words("points"), *filter(None, (entry.text("point"),))):
                if code not in codes:
                    yield f"{entry.place}: {code} is no point"
    for point in points:
        if point.placing is not None:
            place = entries.of("placing")[_id(point.code)].place
            yield from (f"{place}: {wrong}" for wrong in _wrong_depth(point.placing.depth))


def _wrong_depth(depth: Depth) -> Iterator[str]:
    if (depth.max_cun is None) != bool(depth.missing_because):
        yield "either a depth is sourced, or it is said why none is"
    if depth.max_cun is not None and not depth.sources:
        yield "its depth has no source"
    if depth.max_cun is not None and depth.angle not in ANGLES:
        yield f"angle is none of {', '.join(ANGLES)}"
    if depth.max_cun is not None and (depth.highest_cun or depth.max_cun) < depth.max_cun:
        yield "the limit is deeper than the deepest source"


def _id(code: str) -> str:
    return code.lower().replace("-", "_")


def _names_of(row: Row, channel: Row) -> Iterator[str]:
    for key in ("code", "pinyin", "pinyin_plain", "hanzi_trad", "hanzi_simp", "english"):
        if row[key]:
            yield row[key]
    for key in ("hanzi_trad_variants", "english_alt", "aliases"):
        yield from _words(row[key])
    if row["number"]:
        called = (channel["name"], *_words(channel["other_names"]), *_words(channel["letters"]))
        yield from (f"{name} {row['number']}" for name in called)


def _placing(entry: Entry) -> Placing:
    return Placing(
        place=entry.text("place"),
        also_placed=entry.words("also_placed"),
        landmarks=entry.words("landmarks"),
        regions=(entry.text("region"), *entry.words("borders")),
        positions=tuple(Position(each) for each in entry.words("positions")),
        depth=Depth(
            max_cun=entry.number("max_cun"),
            min_cun=entry.number("min_cun"),
            highest_cun=entry.number("highest_cun"),
            angle=entry.text("angle"),
            direction=entry.text("direction"),
            sources=entry.words("depth_sources"),
            missing_because=entry.text("no_depth_because"),
        ),
        joint=entry.text("joint"),
        feel_pulse=entry.truth("feel_pulse"),
        thorax=entry.truth("thorax"),
        vessels=entry.words("vessels"),
        nerves=entry.words("nerves"),
        caution=entry.text("caution"),
        article_says=entry.text("article_says"),
        article_note=entry.text("article_note"),
        sources=entry.words("sources"),
    )


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(";") if word.strip())
