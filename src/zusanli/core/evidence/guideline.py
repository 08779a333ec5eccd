"""What guidelines say of acupuncture for a condition, with their dates, and if they agree."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """What a guideline recommends; `conditional` is for some patients, or weakly."""

    RECOMMENDED = "recommended"
    CONDITIONAL = "conditional"
    NO_RECOMMENDATION = "no_recommendation"
    NOT_RECOMMENDED = "not_recommended"


class Read(StrEnum):
    """Whether the body's own page was read, or somebody who quotes it."""

    ITSELF = "itself"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Guideline:
    """One guideline. `says` is in our own words; `source` is where it was read."""

    id: str
    body: str
    title: str
    year: int
    conditions: tuple[str, ...]
    stance: Stance
    says: str
    read: Read
    source: str


def guidelines_for(
    conditions: Iterable[str], guidelines: Sequence[Guideline]
) -> Iterator[Guideline]:
    """Give those that speak of any of the conditions, the newest first."""
    wanted = frozenset(conditions)
    found = [each for each in guidelines if not wanted.isdisjoint(each.conditions)]
    yield from sorted(found, key=lambda each: (-each.year, each.id))


def disagree(guidelines: Sequence[Guideline]) -> bool:
    """Whether some recommend acupuncture, if only under conditions, and others do not."""
    stances = {each.stance for each in guidelines}
    positive = {Stance.RECOMMENDED, Stance.CONDITIONAL} & stances
    return bool(positive) and Stance.NOT_RECOMMENDED in stances
