"""Licences that end soon, said to whom they belong and to whom they are shown."""

from datetime import datetime

from zusanli.clinic.staff.licences import end_soon
from zusanli.clinic.staff.models import User
from zusanli.core.words import Words, noop
from zusanli.web.booking.when import Clock

ENDS = noop("{title}, {number}: ends on {day}")
ENDED = noop("{title}, {number}: ended on {day}")


def ending(user: User, clock: Clock, say: Words, *, now: datetime) -> tuple[str, ...]:
    """Say which licences of somebody end soon or have ended, each with its last day."""
    today = clock.day_of(now)
    return tuple(
        say(
            ENDED if each.valid_until < today else ENDS,
            title=each.title,
            number=each.number,
            day=clock.day(each.valid_until),
        )
        for each in end_soon(user, on=today)
        if each.valid_until is not None
    )
