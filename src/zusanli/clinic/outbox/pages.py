"""
The pages that a message leads to.

They stand in `web/`, above this room, and are told to it at start. A message to a page that nobody
has told of gives a phone number in its place.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias

from django.conf import settings


class Page(StrEnum):
    """What a link in a message opens."""

    START = "start"
    VISIT = "visit"
    CALENDAR = "calendar"
    OFFER = "offer"
    CHECK_IN = "check_in"
    CALLS = "calls"
    WORSE = "worse"
    INVITATION = "invitation"
    OPENING = "opening"
    LICENCE = "licence"


PathMaker: TypeAlias = Callable[[str, datetime], str]
"""Gives the path of a page for what has this id; a link that it makes is new with each message."""
_makers: dict[Page, PathMaker] = {}


def opens(page: Page, maker: PathMaker) -> None:
    """Have a page found from now on, in this process."""
    _makers[page] = maker


def address_of(page: Page, subject: str, *, now: datetime) -> str:
    """Give the whole address of a page, empty if there is no such page."""
    maker = _makers.get(page)
    path = maker(subject, now) if maker else ""
    return f"{settings.SITE_ADDRESS}{path}" if path and settings.SITE_ADDRESS else ""
