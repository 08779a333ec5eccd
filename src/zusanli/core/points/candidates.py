"""Which points come into question for a patient, and why."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from zusanli.core.diagnosis import Diagnosis
from zusanli.core.points.point import Point
from zusanli.core.protocol import Protocol

PAIN_PLACES = "pain_places"
FELT_PLACES = {"numb_places": ("numb_feet",), "tingling_places": ("tingling", "numb_feet")}
"""What else is drawn on the legs, and the complaints that it is asked for."""
ASPECT_CHANNELS = {
    "pain_behind": ("BL",),
    "pain_outer_side": ("GB",),
    "pain_in_front": ("ST",),
    "pain_inner_side": ("SP", "LR", "KI"),
}
"""The channel that runs where it hurts: the tradition's map of the leg."""

DISTAL = frozenset(("yuan-source", "luo-connecting", "xi-cleft", "lower-he-sea", "he-sea"))
"""Kinds of points that the tradition uses far from the pain, on its channel."""

BELOW_THE_KNEE = frozenset(("shin", "calf", "ankle", "heel", "sole", "top_of_foot", "toes"))


class Ground(IntEnum):
    """Why a point comes into question; the lower, the earlier where trials give no order."""

    CHANNEL = 0
    LOCAL = 1
    PATTERN = 2
    DISTAL = 3
    ARTICLE = 4
    PROTOCOL = 5


@dataclass(frozen=True, slots=True)
class ArticlePoint:
    """A point that one of the articles names, and what for."""

    point: str
    article: str
    complaints: tuple[str, ...]
    conditions: tuple[str, ...]
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """How many of the trials that name points used one."""

    trials: int
    of: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    What points are looked for: the patient's complaint, places of pain, and the conclusions.

    `places` are regions, without a side; `channels` those that run where it hurts. `tender` are the
    places that hurt, each with its side: where the tradition needles the sore spot itself.
    """

    complaints: frozenset[str] = frozenset()
    conditions: tuple[Diagnosis, ...] = ()
    patterns: tuple[Diagnosis, ...] = ()
    places: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    tender: tuple[str, ...] = ()


@dataclass(slots=True)
class Candidate:
    """A point that comes into question, on which grounds, and what each of them says."""

    point: Point
    use: Use
    grounds: dict[Ground, str] = field(default_factory=dict)

    @property
    def named(self) -> bool:
        """Whether a trial or an article names it."""
        return not {Ground.ARTICLE, Ground.PROTOCOL}.isdisjoint(self.grounds)


class Trials:
    """The trials for some conditions, and how often each point stands in those that name any."""

    def __init__(self, protocols: Sequence[Protocol], conditions: Sequence[Diagnosis]) -> None:
        wanted = {each.id for each in conditions}
        points: dict[str, set[str]] = {}
        everywhere: dict[str, set[str]] = {}
        self.proposed: set[str] = set()
        for each in protocols:
            meant = not wanted.isdisjoint(each.conditions)
            if each.counts:
                everywhere.setdefault(each.trial, set()).update(each.points)
                if meant:
                    points.setdefault(each.trial, set()).update(each.points)
            elif each.proposes and meant:
                self.proposed.update(each.points)
        self.naming = [named for named in points.values() if named]
        self.silent = len(points) - len(self.naming)
        self._in_all = Counter(code for named in everywhere.values() for code in named)

    def use_of(self, code: str) -> Use:
        """Count the trials that used a point."""
        return Use(sum(code in named for named in self.naming), len(self.naming))

    def in_all(self, code: str) -> int:
        """Count the trials of any condition that used a point: how familiar it is."""
        return self._in_all[code]

    def codes(self) -> set[str]:
        """Every point that any of them used."""
        return set().union(*self.naming)


def shared_core(protocols: Sequence[Protocol], conditions: Sequence[Diagnosis]) -> tuple[str, ...]:
    """Give the points that the trials of each of several conditions used; none for a single one."""
    if len(conditions) < 2:  # noqa: PLR2004 - one condition shares with nobody
        return ()
    used = (Trials(protocols, [each]).codes() for each in conditions)
    return tuple(sorted(set.intersection(*used)))


def candidates(
    wanted: Wanted, trials: Trials, points: Mapping[str, Point], articles: Sequence[ArticlePoint]
) -> list[Candidate]:
    """Give every point that comes into question, each once, in the order of their codes' table."""
    found: dict[str, Candidate] = {}
    for code, ground, says in _grounds(wanted, trials, points, articles):
        if points[code].placing is None:
            continue
        candidate = found.setdefault(code, Candidate(points[code], trials.use_of(code)))
        candidate.grounds.setdefault(ground, says)
    order = {code: index for index, code in enumerate(points)}
    return sorted(found.values(), key=lambda each: order[each.point.code])


def in_order(found: list[Candidate], trials: Trials, *, least_trials: int) -> list[Candidate]:
    """
    Order candidates by how many trials used them, where enough trials name points.

    Below that nothing is ranked: the channel of the pain goes before what is local, that before
    the pattern and the distal points, and within each what a trial or an article names, then what
    trials of any condition used most: the points that everybody knows.
    """
    ranked = len(trials.naming) >= least_trials
    return sorted(
        found,
        key=lambda each: (
            -each.use.trials if ranked else 0,
            min(each.grounds),
            Ground.LOCAL not in each.grounds,
            not each.named,
            -trials.in_all(each.point.code),
        ),
    )


def _grounds(
    wanted: Wanted, trials: Trials, points: Mapping[str, Point], articles: Sequence[ArticlePoint]
) -> Iterator[tuple[str, Ground, str]]:
    for code in trials.codes():
        use = trials.use_of(code)
        yield code, Ground.PROTOCOL, f"{use.trials} of {use.of} trials that name points used it"
    for code in trials.proposed:
        yield code, Ground.PROTOCOL, "named in a prescription for it that is no trial"
    for each in articles:
        if wanted.complaints.intersection(each.complaints) or any(
            condition.id in each.conditions for condition in wanted.conditions
        ):
            yield each.point, Ground.ARTICLE, f"article {each.article}: {'; '.join(each.says)}"
    for pattern in wanted.patterns:
        for code in pattern.points:
            yield code, Ground.PATTERN, f"pattern chosen: {pattern.name}"
    for point in points.values():
        yield from _by_place(point, wanted)


def _by_place(point: Point, wanted: Wanted) -> Iterator[tuple[str, Ground, str]]:
    region = point.regions[0]
    local = next((each for each in point.regions if each in wanted.places), None)
    on_channel = point.channel in wanted.channels
    if local and on_channel:
        yield point.code, Ground.CHANNEL, f"{point.channel} channel, which runs where it hurts"
    if local:
        yield point.code, Ground.LOCAL, f"local: {local.replace('_', ' ')}"
    elif on_channel and region in BELOW_THE_KNEE and _is_distal(point):
        yield point.code, Ground.DISTAL, f"distal, on the {point.channel} channel of the pain"


def _is_distal(point: Point) -> bool:
    return not DISTAL.isdisjoint(each.split(":")[0] for each in point.categories)
