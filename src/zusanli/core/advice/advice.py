"""One piece of advice, and one thing that patients use beside acupuncture."""

from dataclasses import dataclass

from zusanli.core.rules.tree import Rule


@dataclass(frozen=True, slots=True)
class Advice:
    """
    One piece of advice.

    It is meant for whom `show_when` holds, and for those of whom that is not known where
    `show_if_unknown`. It is left out where `not_when` holds or is not known, unless
    `suppress_if_unknown` is false; then `instead` is said, if anything.
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
    sources: tuple[str, ...]
    covers: tuple[str, ...]
    proposed: bool


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
