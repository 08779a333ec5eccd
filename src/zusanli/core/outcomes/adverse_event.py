"""A side effect by its term, and what turns it into more than one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdverseEvent:
    """
    One term.

    `what_to_do` speaks to the practitioner; `escalate_when` says from when on it is more than a
    side effect.
    """

    id: str
    name: str
    what_to_do: str
    escalate_when: str
    serious: bool
