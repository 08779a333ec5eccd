"""What a check of the set-up finds."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class How(StrEnum):
    """How something is. With a warning the clinic runs, and somebody should look at it."""

    FINE = "fine"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Checked:
    """
    One thing that was looked at: how it is, in words, and what to do where it is not fine.

    The words never hold a secret: they are printed, kept in logs and sent to who is asked for help.
    """

    what: str
    how: How
    says: str
    to_do: str = ""


def fine(what: str, says: str) -> Checked:
    """Find nothing to do."""
    return Checked(what, How.FINE, says)


def warning(what: str, says: str, to_do: str) -> Checked:
    """Find what should be looked at."""
    return Checked(what, How.WARNING, says, to_do)


def wrong(what: str, says: str, to_do: str) -> Checked:
    """Find what the clinic must not be started with."""
    return Checked(what, How.WRONG, says, to_do)


def worst(found: Iterable[Checked]) -> How:
    """Give how the worst of them is; what was never looked at is wrong."""
    order = list(How)
    return max((each.how for each in found), key=order.index, default=How.WRONG)
