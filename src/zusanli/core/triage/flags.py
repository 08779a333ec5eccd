"""Red flags, and the state that a patient's facts leave each of them in."""

from dataclasses import dataclass, field
from enum import IntEnum

from zusanli.core.rules.tree import Known, Rule


class Urgency(IntEnum):
    """How soon somebody else must see the patient; the higher, the sooner."""

    ROUTINE = 0
    SOON = 1
    URGENT = 2
    EMERGENCY = 3

    @property
    def id(self) -> str:
        """The word that files and pages use."""
        return self.name.lower()


class State(IntEnum):
    """Where a flag stands; the higher, the worse."""

    CLOSED = 0
    OPEN = 1
    RAISED = 2

    @property
    def id(self) -> str:
        """The word that files and pages use."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class RedFlag:
    """
    A sign that somebody else must see the patient first.

    `gate` is the screening finding that makes the rest worth asking, `when` what raises the flag.
    `action` is said to the patient; `action_for` holds the countries whose pathway truly differs.
    """

    id: str
    title: str
    gate: Rule
    when: Rule
    urgency: Urgency
    action: str
    needling: str
    sources: tuple[str, ...]
    covers: tuple[str, ...] = ()
    release_roles: tuple[str, ...] = ()
    action_for: tuple[tuple[str, str], ...] = field(default=())
    proposed: bool = False

    @property
    def serious(self) -> bool:
        """Whether nobody is needled while it is raised or open."""
        return self.urgency >= Urgency.URGENT

    def state(self, known: Known) -> State:
        """
        Raised, open or closed.

        A gate can close a flag that is undecided. It cannot close one that is true: what was
        found is found, whether or not anybody asked the first question.
        """
        truth = self.when.truth(known)
        if truth is True:
            return State.RAISED
        if truth is False or self.gate.truth(known) is False:
            return State.CLOSED
        return State.OPEN
