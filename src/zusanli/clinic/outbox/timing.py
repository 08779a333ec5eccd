"""
When a message is due: every number of it, in one place.

Hours are meant by the clock of the clinic, where its patients live too.
"""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_BEGINS, DAY_ENDS = time(9), time(19)
"""
Nobody's phone rings at night for a message that can wait. basis = "proposed", as is each number
here but for the hours of `check_in_at`, which come from the knowledge base.
"""
PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
)
"""Between one try and the next; after the last of them somebody must look."""
LOST_AFTER = timedelta(hours=1)
"""A message is longer in the hands of no worker that lives: a batch takes less than this."""
BATCH = 20
"""Messages that one drain takes: at 8 waits of 20 seconds for a slow server each, 54 minutes."""
CALL_IS_NEWS_FOR = timedelta(days=2)
"""Who waits longer to be called than this stands at the desk's page; a mail would be no help."""
CHECK_IN_GOOD_FOR = timedelta(days=3)
SKIN_GOOD_FOR = timedelta(days=1)
"""Skin that was hurt shows it the next day; a later message would look like the first."""


def pause_after(attempts: int) -> timedelta | None:
    """Give the pause after so many tries, each longer than the one before; None ends them."""
    return PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def reminder_at(start: datetime, zone: ZoneInfo) -> datetime:
    """Give the day before a visit, at its own time of day as far as that is not night."""
    there = start.astimezone(zone)
    day = there.date() - timedelta(days=1)
    moment = min(max(there.time(), DAY_BEGINS), DAY_ENDS)
    return datetime.combine(day, moment, zone)


def skin_at(end: datetime, zone: ZoneInfo) -> datetime:
    """Give the next morning: skin that does not feel is looked at, and early."""
    day = end.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(day, DAY_BEGINS, zone)


def check_in_at(end: datetime, zone: ZoneInfo, *, after: timedelta) -> datetime:
    """Give the time when somebody is asked how they are: so long after a visit, and by day."""
    return by_day(hours_after(end, after), zone)


def hours_after(moment: datetime, span: timedelta) -> datetime:
    """Give the moment when so much time has passed; clocks on walls may jump meanwhile."""
    return moment.astimezone(UTC) + span


def by_day(moment: datetime, zone: ZoneInfo) -> datetime:
    """Put a moment of the night off until the morning."""
    there = moment.astimezone(zone)
    if there.time() < DAY_BEGINS:
        return datetime.combine(there.date(), DAY_BEGINS, zone)
    if there.time() > DAY_ENDS:
        return datetime.combine(there.date() + timedelta(days=1), DAY_BEGINS, zone)
    return moment
