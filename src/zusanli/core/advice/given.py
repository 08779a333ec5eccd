"""The advice for one patient: what is said, and what is left out, and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zusanli.core.advice.advice import Advice, Said
from zusanli.core.facts import Facts
from zusanli.core.rules.explain import Reason, because, unknowns


@dataclass(frozen=True, slots=True)
class Given:
    """
    Advice for one patient: the words, or None where it is left out.

    `because` names what left it out; `unknown` what nobody has answered, where that did. `recalls`
    names what the patient told that the advice is about.
    """

    advice: Advice
    text: str | None
    suppressed_because: str | None
    because: tuple[Reason, ...]
    unknown: tuple[str, ...]
    recalls: tuple[str, ...] = ()


def advise(advice: Sequence[Advice], facts: Facts) -> Iterator[Given]:
    """Give all advice that is meant for a patient, said or left out."""
    for each in advice:
        left_out = facts.worst(each.not_when)
        match each.said(meant=facts.worst(each.show_when), left_out=left_out):
            case Said.SHOWN:
                told = tuple(name for name in each.recalls if facts.known.get(name) is True)
                yield Given(each, each.text, None, (), (), told)
            case Said.SUPPRESSED:
                yield Given(
                    advice=each,
                    text=each.instead or None,
                    suppressed_because=each.suppressed_because,
                    because=because(each.not_when, facts.reading(each.not_when))
                    if left_out
                    else (),
                    unknown=() if left_out else unknowns(each.not_when, facts.known),
                )
            case Said.NOT_MEANT:
                continue
