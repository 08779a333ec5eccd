"""One piece of advice, and one thing that patients use beside acupuncture."""

from dataclasses import dataclass
from enum import StrEnum

from zusanli.core.rules.tree import Rule, Truth

WHEN_TO_SAY = ("before", "after", "home", "always")


class Said(StrEnum):
    """What becomes of a piece of advice."""

    SHOWN = "shown"
    SUPPRESSED = "suppressed"
    NOT_MEANT = "not_meant"


@dataclass(frozen=True, slots=True)
class Advice:
    """
    One piece of advice.

    It is meant for whom `show_when` holds, and for those of whom that is not known where
    `show_if_unknown`. It is left out where `not_when` holds or is not known, unless
    `suppress_if_unknown` is false; then `instead` is said, if anything. `recalls` names findings
    that are told back to the patient with it, where they are true.
    """

    id: str
    when_to_say: str
    topic: str
    text: str
    show_when: Rule
    show_if_unknown: bool
    not_when: Rule
    suppress_if_unknown: bool
    suppressed_because: str
    instead: str
    seek_help: str
    acupressure: tuple[str, ...]
    recalls: tuple[str, ...]
    sources: tuple[str, ...]
    covers: tuple[str, ...]
    proposed: bool

    def said(self, *, meant: Truth, left_out: Truth) -> Said:
        """Say what becomes of it, by the truths of `show_when` and `not_when`."""
        if meant is False or (meant is None and not self.show_if_unknown):
            return Said.NOT_MEANT
        if left_out is True or (left_out is None and self.suppress_if_unknown):
            return Said.SUPPRESSED
        return Said.SHOWN


@dataclass(frozen=True, slots=True)
class CoTreatment:
    """
    Something that patients use beside acupuncture: cups, herbs, massage, medicines.

    Recorded and asked about, never offered here. `not_when` says for whom it needs caution.
    """

    id: str
    name: str
    what: str
    not_when: Rule
    caution: str
    ask: str
    interactions: tuple[str, ...]
    sources: tuple[str, ...]
    proposed: bool
