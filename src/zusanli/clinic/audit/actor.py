"""
Who is acting, for what is written down about it.

An actor is a short word without a secret and without a name: `staff:3`, `link:outcome` (whoever
holds a link, and the page that it opened), `visitor`, or `system` for what no request asked for,
such as the worker and commands. A name may have to be taken away one day, and the log cannot be
written over, so it never holds one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

SYSTEM = "system"
VISITOR = "visitor"
OUTSIDE = "outside"
"""Somebody who wrote to the database without this program."""
STAFF = "staff:"
LINK = "link:"

_acting: ContextVar[str] = ContextVar("zusanli_actor", default=SYSTEM)


def actor() -> str:
    """Give who is acting now."""
    return _acting.get()


@contextmanager
def acting(who: str) -> Iterator[None]:
    """Act as somebody for a while."""
    token = _acting.set(who)
    try:
        yield
    finally:
        _acting.reset(token)


def member(pk: int) -> str:
    """Give one of the staff as an actor."""
    return f"{STAFF}{pk}"


def holder(page: str) -> str:
    """Give who holds a link as an actor; `page` is what it opened, never the link."""
    return f"{LINK}{page}"


def member_number(who: str) -> int | None:
    """Give the number of the member of staff that an actor is, or None."""
    number = who.removeprefix(STAFF)
    return int(number) if who.startswith(STAFF) and number.isdecimal() else None
