"""
What a page asks of the map, and what the map gives its template.

    marks = [Mark("ST36", "left", Status.LIMITED, "ST36, left: limited", chosen=True)]
    context["leg_map"] = leg_map(marks, book=book)                    # the review
    context["leg_map"] = leg_map(marks, book=book, ashi="ashi_place")  # a visit: sore spots as well

    {% include "web/leg_map.html" %}

An element of the page that carries `data-point="ST36" data-side="left"` (or right, or both) is in
step with the dots. The page loads web/leg_map.js, or shows all six views where no script runs.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zusanli.core.findings import SIDES
from zusanli.core.points.judged import BOTH
from zusanli.core.points.standing import Status
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import noop
from zusanli.documents.leaflet import SIDES as SIDE_WORDS
from zusanli.documents.wording import place_text
from zusanli.web.body.drawing import View, views
from zusanli.web.leg_map.labels import Label, lay
from zusanli.web.leg_map.places import Spot, placed_points

VIEW_NAMES = {
    "front": noop("In front"),
    "back": noop("Behind"),
    "outer": noop("Outer side"),
    "inner": noop("Inner side"),
    "top": noop("Top of the feet"),
    "sole": noop("Soles"),
}
STATUS_WORDS = {
    Status.OFFERED: noop("offered"),
    Status.LIMITED: noop("limited"),
    Status.HELD: noop("held"),
    Status.BARRED: noop("barred"),
}
ELSEWHERE = {
    "arm": noop("arm"),
    "hand": noop("hand"),
    "head": noop("head"),
    "neck": noop("neck"),
    "chest": noop("chest"),
    "belly": noop("belly"),
    "upper_back": noop("upper back"),
}


@dataclass(frozen=True, slots=True)
class Mark:
    """
    One point to show.

    `side` is left, right, both or middle. `label` is what a dot is called aloud and in its tooltip;
    where it is empty, the code, the side and the status are.
    """

    code: str
    side: str
    status: Status
    label: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Dot:
    """One spot of a mark in one view; `text` is where its code stands, if there is room."""

    mark: Mark
    side: str
    label: str
    x: float
    y: float
    text: Label | None


@dataclass(frozen=True, slots=True)
class MapView:
    """One flat view with its dots."""

    view: View
    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Dot3D:
    """One spot of a mark on the leg that turns."""

    mark: Mark
    side: str
    label: str
    spot: Spot

    @property
    def place(self) -> str:
        """Write where it is for an attribute."""
        return " ".join(f"{each:g}" for each in self.spot.at)

    @property
    def outward(self) -> str:
        """Write which way the skin looks there."""
        return " ".join(f"{each:g}" for each in self.spot.out)

    @property
    def best(self) -> str:
        """Give the view that shows it best."""
        return self.spot.seen[0]


@dataclass(frozen=True, slots=True)
class Absent:
    """A mark that lies on no leg, and where it lies in words."""

    mark: Mark
    where: str


@dataclass(frozen=True, slots=True)
class LegMap:
    """
    All that `web/leg_map.html` needs.

    `ashi` is the name of the field that takes the region of a sore spot, and is empty where none is
    asked for; `regions` are what it may hold, with their words, and `ashi_chosen` what it holds.
    """

    views: tuple[MapView, ...]
    first_view: str
    dots: tuple[Dot3D, ...]
    absent: tuple[Absent, ...]
    statuses: tuple[tuple[Status, str], ...]
    ashi: str = ""
    ashi_chosen: str = ""
    regions: tuple[tuple[str, str], ...] = ()


def leg_map(
    marks: Iterable[Mark],
    *,
    book: RuleBook,
    ashi: str = "",
    ashi_chosen: str = "",
    first_view: str = "",
) -> LegMap:
    """Show marks on every view in which the leg does not hide them, and name those of elsewhere."""
    shown = tuple(marks)
    placed = [each for each in shown if _sides(each)]
    dots = [
        _Placed(mark, side, spot, _label(mark, side, book)) for mark, side, spot in _spots(placed)
    ]
    return LegMap(
        views=tuple(_view(view, dots, book) for view in views()),
        first_view=first_view or _most_telling(dots),
        dots=tuple(Dot3D(each.mark, each.side, each.label, each.spot) for each in dots),
        absent=tuple(Absent(each, _where(each, book)) for each in shown if not _sides(each)),
        statuses=tuple((status, book.say(words)) for status, words in STATUS_WORDS.items()),
        ashi=ashi,
        ashi_chosen=ashi_chosen,
        regions=tuple(_regions(book).items()) if ashi else (),
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    mark: Mark
    side: str
    spot: Spot
    label: str


def _sides(mark: Mark) -> tuple[str, ...]:
    """Give the legs on which a mark is drawn: none for what lies elsewhere, or in the middle."""
    if mark.code not in placed_points():
        return ()
    return SIDES if mark.side == BOTH else tuple(side for side in SIDES if side == mark.side)


def _spots(marks: Iterable[Mark]) -> Iterable[tuple[Mark, str, Spot]]:
    for mark in marks:
        for side in _sides(mark):
            for spot in placed_points()[mark.code].spots(side):
                yield mark, side, spot


def _view(view: View, dots: Iterable[_Placed], book: RuleBook) -> MapView:
    seen = sorted((each for each in dots if view.id in each.spot.seen), key=_first_come)
    labels = lay(
        [(code, *each.spot.pages[view.id]) for each, code in zip(seen, _once(seen), strict=True)],
        width=view.width,
        height=view.height,
    )
    drawn = tuple(
        Dot(each.mark, each.side, each.label, *each.spot.pages[view.id], text)
        for each, text in zip(seen, labels, strict=True)
    )
    return MapView(view, book.say(VIEW_NAMES[view.id]), drawn)


def _once(dots: Iterable[_Placed]) -> Iterable[str]:
    """Give each dot's code, and nothing for the further spots of one leg that have the same."""
    named: set[tuple[str, str]] = set()
    for dot in dots:
        yield "" if (dot.mark.code, dot.side) in named else dot.mark.code
        named.add((dot.mark.code, dot.side))


def _first_come(dot: _Placed) -> bool:
    """Put the chosen first: they choose the room for their codes."""
    return not dot.mark.chosen


def _most_telling(dots: Iterable[_Placed]) -> str:
    """Give the view that shows the most; of equals the first."""
    seen = [view for dot in dots for view in dot.spot.seen]
    return max((view.id for view in views()), key=seen.count)


def _label(mark: Mark, side: str, book: RuleBook) -> str:
    if mark.label:
        return mark.label
    words = [mark.code, book.say(SIDE_WORDS[side]), book.say(STATUS_WORDS[mark.status])]
    if mark.chosen:
        words.append(book.say("chosen"))
    return book.say.listed(words)


def _where(mark: Mark, book: RuleBook) -> str:
    point = book.points.get(mark.code)
    if point is None:
        return book.say("not in the knowledge base")
    region = point.placing.regions[0] if point.placing else point.region
    return book.say(ELSEWHERE[region]) if region in ELSEWHERE else place_text(region, book)


def _regions(book: RuleBook) -> Mapping[str, str]:
    """Give every place that can be tapped, the left leg's first, in the order of the drawing."""
    places = {region.place: None for view in views() for region in view.regions}
    return {
        place: place_text(place, book)
        for side in SIDES
        for place in places
        if place.startswith(f"{side}.")
    }
