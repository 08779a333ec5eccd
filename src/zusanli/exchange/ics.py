"""
Calendars as files (RFC 5545) and as invitations in a mail (RFC 5546).

A calendar is read by whoever holds the phone, and is copied to others' servers: nothing but a time
and what the caller passes stands in it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from icalendar import (
    Calendar,
    Component,
    Event,
    Timezone,
    TimezoneDaylight,
    TimezoneStandard,
    vCalAddress,
)

Method = Literal["REQUEST", "CANCEL", "PUBLISH"]
PUBLISH: Method = "PUBLISH"
MADE_BY = "-//Zusanli//Clinic//EN"
AROUND = timedelta(days=366)
"""How far before and after the events a zone is described: at least one change of each kind."""
STEP = timedelta(days=1)
"""No zone changes its clocks twice in a day."""


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One visit in a calendar, from `start` to `end` by the clock of `zone`.

    `uid` is the same for as long as the visit is the same, and `sequence` grows when it changes;
    by both a calendar knows the old entry. `stamp` is when it was changed last.
    """

    uid: str
    start: datetime
    end: datetime
    zone: ZoneInfo
    summary: str
    stamp: datetime
    sequence: int = 0
    location: str = ""
    url: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Parties:
    """Who invites whom, by their mail addresses, as an invitation must say."""

    organizer: str
    attendee: str


def invitation(entries: Sequence[Entry], parties: Parties) -> bytes:
    """
    Give the file that puts visits into a calendar, moves them there, or takes them out.

    Who is invited, and by whom, stands in it for one visit alone: several at once are published,
    since an invitation is to one thing (RFC 5546, 3.2.2).
    """
    events = [_event(each) for each in entries]
    method = method_of(entries)
    for event in events if method != PUBLISH else ():
        event.add("organizer", vCalAddress(f"mailto:{parties.organizer}"))
        attendee = vCalAddress(f"mailto:{parties.attendee}")
        # The visit is booked already: nobody is asked for an answer.
        attendee.params["PARTSTAT"] = "ACCEPTED"
        attendee.params["RSVP"] = "FALSE"
        event.add("attendee", attendee)
    return bytes(_calendar(entries, events, method=method).to_ical())


def method_of(entries: Sequence[Entry]) -> Method:
    """Give what a file asks a calendar to do."""
    if len(entries) > 1:
        return PUBLISH
    return "CANCEL" if entries[0].cancelled else "REQUEST"


def feed(entries: Sequence[Entry], *, name: str) -> bytes:
    """Give a calendar that others subscribe to."""
    calendar = _calendar(entries, [_event(each) for each in entries], method=PUBLISH)
    calendar.calendar_name = name
    return bytes(calendar.to_ical())


def _calendar(entries: Sequence[Entry], events: Sequence[Event], *, method: Method) -> Calendar:
    calendar = Calendar()
    calendar.add("prodid", MADE_BY)
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for zone in {each.zone.key: each.zone for each in entries}.values():
        own = [each for each in entries if each.zone.key == zone.key]
        calendar.add_component(
            time_zone(zone, first=min(e.start for e in own), last=max(e.end for e in own))
        )
    for event in events:
        calendar.add_component(event)
    return calendar


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp.astimezone(UTC))
    event.add("dtstart", _told(entry.start, entry.zone))
    event.add("dtend", _told(entry.end, entry.zone))
    event.add("summary", entry.summary)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    if entry.location:
        event.add("location", entry.location)
    if entry.url:
        event.add("url", entry.url)
    return event


def time_zone(zone: ZoneInfo, *, first: datetime, last: datetime) -> Timezone:
    """
    Describe a zone around some events, each change of its clocks by itself.

    A change is told by the clock that it ends, as RFC 5545 wants it. `add_missing_timezones` of
    icalendar 7.3 tells it by the clock that it begins, an hour wrong in spring, and lists the
    changes of 68 years; so it is done here.
    """
    described = Timezone()
    described.add("tzid", zone.key)
    begin = (first - AROUND).astimezone(UTC)
    described.add_component(_observance(begin, zone, before=begin.astimezone(zone).utcoffset()))
    for change in _changes(zone, begin, last.astimezone(UTC) + AROUND):
        before = (change - timedelta(seconds=1)).astimezone(zone).utcoffset()
        described.add_component(_observance(change, zone, before=before))
    return described


def _changes(zone: ZoneInfo, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Find the moments at which a zone's offset changes, to the second."""
    at = begin
    while at < end:
        if _offset(at, zone) != _offset(at + STEP, zone):
            yield _change(zone, at, at + STEP)
        at += STEP


def _change(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    old = _offset(before, zone)
    while after - before > timedelta(seconds=1):
        middle = before + (after - before) // 2
        if _offset(middle, zone) == old:
            before = middle
        else:
            after = middle
    return after.replace(microsecond=0)


def _observance(at: datetime, zone: ZoneInfo, *, before: timedelta | None) -> Component:
    there = at.astimezone(zone)
    kind = TimezoneDaylight() if there.dst() else TimezoneStandard()
    offset = before or timedelta(0)
    kind.add("dtstart", (at + offset).replace(tzinfo=None, microsecond=0))
    kind.add("tzoffsetfrom", offset)
    kind.add("tzoffsetto", _offset(at, zone))
    kind.add("tzname", there.tzname() or zone.key)
    return kind


def _told(at: datetime, zone: ZoneInfo) -> datetime:
    """Tell a moment by the clock of a zone, but for the hour that comes twice in autumn."""
    there = at.astimezone(zone)
    return at.astimezone(UTC) if there.fold else there


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta(0)
