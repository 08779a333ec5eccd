"""The advice for one patient: what is said, and what is left out, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zusanli.core.advice.advice import Advice
from zusanli.core.facts import Facts
from zusanli.core.rules.explain import Reason, because, unknowns
from zusanli.core.rules.tree import Rule, Truth


@dataclass(frozen=True, slots=True)
class Given:
    """
    Advice for one patient: the words, or None where it is left out.

    `because` names what left it out; `unknown` what nobody has answered, where that did.
    """

    advice: Advice
    text: str | None
    suppressed_because: str | None
    because: tuple[Reason, ...]
    unknown: tuple[str, ...]


def advise(advice: Sequence[Advice], facts: Facts) -> Iterator[Given]:
    """Give all advice that is meant for a patient, said or left out."""
    for each in advice:
        meant = worst(each.show_when, facts)
        if meant is False or (meant is None and not each.show_if_unknown):
            continue
        left_out = worst(each.not_when, facts)
        if left_out is True or (left_out is None and each.suppress_if_unknown):
            yield Given(
                advice=each,
                text=each.instead or None,
                suppressed_because=each.suppressed_because,
                because=because(each.not_when, facts.with_doubtful) if left_out else (),
                unknown=() if left_out else unknowns(each.not_when, facts.known),
            )
        else:
            yield Given(each, each.text, None, (), ())


def worst(rule: Rule, facts: Facts) -> Truth:
    """Whether a rule holds by any reading of the doubtful values; those never make it false."""
    if rule.truth(facts.with_doubtful) is True:
        return True
    return rule.truth(facts.known)
