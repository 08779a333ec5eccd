"""
Where the links in messages lead.

A link is made when the message is sent, and is new in each: nothing that opens a page waits in the
outbox.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.urls import NoReverseMatch, reverse

from zusanli.clinic.booking.models import Appointment, Offer
from zusanli.clinic.booking.patient_links import new_offer_link, new_visit_link
from zusanli.clinic.outbox.pages import Page, opens
from zusanli.clinic.premises.opening import new_opening_link
from zusanli.clinic.staff.invitations import new_invitation
from zusanli.clinic.staff.models import User

LinkMaker = Callable[[str, datetime], str]


def offer_pages() -> None:
    """Tell messages where their pages are."""
    for page, (name, maker) in PAGES.items():
        opens(page, _path_of(name, maker))
    opens(Page.LICENCE, lambda member, _now: reverse("licence", kwargs={"pk": member}))


def _path_of(name: str, maker: LinkMaker | None) -> LinkMaker:
    def path(subject: str, now: datetime) -> str:
        try:
            # Whether there is such a page is found out before a link to it is made.
            reverse(name, kwargs={"link": "x"} if maker else None)
        except NoReverseMatch:
            return ""
        return reverse(name, kwargs={"link": maker(subject, now)} if maker else None)

    return path


def _to_visit(subject: str, now: datetime) -> str:
    return new_visit_link(Appointment.objects.get(pk=subject), now=now)


def _to_offer(subject: str, now: datetime) -> str:
    return new_offer_link(Offer.objects.get(pk=subject), now=now)


def _to_invitation(subject: str, now: datetime) -> str:
    return new_invitation(User.objects.get(pk=subject), now=now)


def _to_opening(_subject: str, now: datetime) -> str:
    return new_opening_link(now=now)


PAGES: Mapping[Page, tuple[str, LinkMaker | None]] = {
    Page.START: ("start", None),
    Page.VISIT: ("visit", _to_visit),
    Page.CALENDAR: ("patient_calendar", _to_visit),
    Page.OFFER: ("offer", _to_offer),
    Page.CHECK_IN: ("check_in", _to_visit),
    Page.CALLS: ("desk", None),
    Page.WORSE: ("alerts", None),
    Page.INVITATION: ("invitation", _to_invitation),
    Page.OPENING: ("opening", _to_opening),
}
"""By page: the name of its address, and what makes the link that it is opened by."""
