"""
What becomes of a message on its way, and who carries it.

The outbox knows no way out: a folder of `exchange/` says at start that it carries messages, and
where none does, they wait and are shown.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from zusanli.clinic.outbox.models import Message


@dataclass(frozen=True, slots=True)
class Taken:
    """Somebody else answers for it now."""


@dataclass(frozen=True, slots=True)
class NotNeeded:
    """It is not true any more, or meant for somebody else; nobody misses it."""

    because: str


@dataclass(frozen=True, slots=True)
class NotTaken:
    """
    It certainly did not go out; in words without personal data.

    `final` is that trying again would change nothing. `nothing_goes` is that no message would go
    out now: the others are not tried.
    """

    because: str
    final: bool = False
    nothing_goes: bool = False


@dataclass(frozen=True, slots=True)
class InDoubt:
    """Nobody knows whether it went out; in words without personal data."""

    because: str


Outcome: TypeAlias = Taken | NotNeeded | NotTaken | InDoubt
Carrier: TypeAlias = Callable[[Message, datetime], Outcome]
_carriers: list[Carrier] = []


def carry_by(carrier: Carrier) -> None:
    """Have messages carried from now on by this, in this process."""
    _carriers[:] = [carrier]


def the_carrier() -> Carrier | None:
    """Give what carries messages, if anything does."""
    return _carriers[0] if _carriers else None
