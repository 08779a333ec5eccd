"""
What may come of a wish to book, move or cancel, other than that it is done.

    NotDone
    ├── MayNotBook         an emergency, or nobody asked about one; `why`
    ├── SlotTaken          somebody was faster; `nearest_slots` are free
    ├── CourseDoesNotFit   some of its visits; nothing was booked; `misfits`
    ├── AlreadyBooked      by this questionnaire; `appointment`
    ├── AlreadyChanged     in the meantime, or by this link before; `appointment`
    └── OfferOver          taken, declined, or its time is over; `state`
"""

from dataclasses import dataclass
from enum import StrEnum

from zusanli.clinic.booking.models import Appointment, OfferState
from zusanli.clinic.booking.search import Slot


class Why(StrEnum):
    """Why a visit may not be booked."""

    EMERGENCY = "emergency"
    NOT_ASKED = "not_asked"


class NotDone(Exception):  # noqa: N818 - what came of it, and no error of the program
    """Nothing was changed."""


class MayNotBook(NotDone):
    """Help comes first, or it is not known whether it must."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why


class SlotTaken(NotDone):
    """
    The time is not free, or is none in which anybody is there.

    What is free nearby is looked for by who handles this, after the transaction: nobody who books
    has to wait for it.
    """

    def __init__(self, slot: Slot) -> None:
        super().__init__("the time is taken")
        self.slot = slot


@dataclass(frozen=True, slots=True)
class Misfit:
    """A visit of a course that does not fit, counted from 1, and what is free nearby."""

    number: int
    wanted: Slot
    nearest: tuple[Slot, ...]


class CourseDoesNotFit(NotDone):
    """Some visits do not fit, so none was booked."""

    def __init__(self, misfits: tuple[Misfit, ...]) -> None:
        super().__init__("some visits do not fit")
        self.misfits = misfits


class AlreadyBooked(NotDone):
    """This questionnaire has booked a visit that is still to come."""

    def __init__(self, appointment: Appointment) -> None:
        super().__init__("a visit is booked already")
        self.appointment = appointment


class AlreadyChanged(NotDone):
    """The visit is not any more what it was when the link or form was made."""

    def __init__(self, appointment: Appointment) -> None:
        super().__init__("the visit was changed in the meantime")
        self.appointment = appointment


class OfferOver(NotDone):
    """The offer can no longer be taken."""

    def __init__(self, state: OfferState) -> None:
        super().__init__(state)
        self.state = state
