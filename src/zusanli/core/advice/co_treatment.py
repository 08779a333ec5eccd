"""What patients use beside acupuncture: a recorded fact, and whether it asks for caution."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zusanli.core.advice.advice import CoTreatment
from zusanli.core.facts import Facts
from zusanli.core.rules.explain import Reason, because, unknowns


@dataclass(frozen=True, slots=True)
class Beside:
    """One of them for a patient: cautioned where `not_when` holds, or nobody knows."""

    treatment: CoTreatment
    cautioned: bool
    because: tuple[Reason, ...]
    unknown: tuple[str, ...]


def beside(treatments: Sequence[CoTreatment], facts: Facts) -> Iterator[Beside]:
    """Say of each whether it asks for caution in this patient."""
    for each in treatments:
        truth = facts.worst(each.not_when)
        yield Beside(
            treatment=each,
            cautioned=truth is not False,
            because=because(each.not_when, facts.reading(each.not_when)) if truth else (),
            unknown=unknowns(each.not_when, facts.known) if truth is None else (),
        )
