"""
What a practitioner may conclude: a condition, or the tradition's pattern.

The program suggests either where a source gives the sign, and asserts neither. No safety rule
depends on a conclusion: what is chosen never clears anything.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zusanli.core.protocol import TrialCount
from zusanli.core.rules.explain import Reason, because
from zusanli.core.rules.tree import Known, Rule


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a classification; the title is empty where its licence does not let us carry it."""

    system: str
    code: str
    title: str
    match: str
    verified: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """
    One condition or pattern.

    `suggested_when` is None where no source tells what would suggest it; `left_because` says why it
    is then left to the practitioner. `codes` are those that may be shown without a further licence.
    `pain_regions` is where a condition is felt; `points` are those that an article or the tradition
    links to a pattern. `trials` counts the trials of needling for it, by whether they name points.
    """

    id: str
    name: str
    also: tuple[str, ...]
    complaints: tuple[str, ...]
    suggested_when: Rule | None
    suggest_sources: tuple[str, ...]
    left_because: str
    codes: tuple[Code, ...]
    pain_regions: tuple[str, ...]
    points: tuple[str, ...]
    trials: TrialCount


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A diagnosis that the known findings suggest, and by what."""

    diagnosis: Diagnosis
    because: tuple[Reason, ...]


def suggestions(diagnoses: Mapping[str, Diagnosis], known: Known) -> Iterator[Suggestion]:
    """Give what is suggested; what is merely possible is not, and nothing is ruled out."""
    for diagnosis in diagnoses.values():
        rule = diagnosis.suggested_when
        if rule is not None and rule.truth(known) is True:
            yield Suggestion(diagnosis, because(rule, known))
