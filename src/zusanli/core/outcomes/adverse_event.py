"""A side effect by its term, and what turns it into more than one."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AdverseEvent:
    """
    One term.

    `what_to_do` speaks to the practitioner; `escalate_when` says from when on it is more than a
    side effect. `asked_of_patient` is that somebody who is no clinician can tell it; `asks_again`
    that who tells it after a visit is asked the danger questions on the same day.
    """

    id: str
    name: str
    what_to_do: str
    escalate_when: str
    serious: bool
    asked_of_patient: bool
    asks_again: bool
