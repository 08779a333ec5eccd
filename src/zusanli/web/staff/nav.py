"""Where the staff can go: each sees what their roles open."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import resolve, reverse

from zusanli.clinic.staff.models import Role, User
from zusanli.core.words import noop
from zusanli.web.access import Opens, access_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A way: the name of its address, and what it is called."""

    name: str
    text: str


ENTRIES = (
    Entry("today", noop("Today")),
    Entry("desk", noop("Desk")),
    Entry("alerts", noop("To look at")),
    Entry("corrections", noop("Corrections")),
    Entry("outcomes", noop("Outcomes")),
    Entry("reports", noop("Reports")),
    Entry("receipts", noop("Receipts")),
    Entry("staff_calendar", noop("My calendar")),
    Entry("my_page", noop("My public page")),
    Entry("undelivered", noop("Messages")),
    Entry("patients", noop("Records")),
    Entry("log", noop("Log")),
    Entry("keeping", noop("Keeping")),
    Entry("members", noop("Staff")),
    Entry("set_up", noop("Clinic")),
)
"""In the order in which they stand. Whoever adds a page for the staff adds it here."""


@dataclass(frozen=True, slots=True)
class Way:
    """An entry that somebody may open, and whether this is the page."""

    address: str
    text: str
    here: bool


def of_staff(request: HttpRequest) -> dict[str, object]:
    """Give templates the ways of whoever is signed in; nothing for patients."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {}
    return {"colleague": user, "ways": ways(user, path=request.path), "work": work_of(user)}


def ways(user: User, *, path: str) -> tuple[Way, ...]:
    """Give what somebody's roles open."""
    found = ((reverse(each.name), each.text) for each in ENTRIES)
    roles = user.roles
    return tuple(
        Way(address, text, address == path) for address, text in found if _opens(address, roles)
    )


def work_of(user: User) -> str:
    """Give the page on which somebody's work begins: the day for who treats, else the desk."""
    roles = user.roles
    if not roles.isdisjoint((Role.PRACTITIONER, Role.SUPERVISOR)):
        return reverse("today")
    desk = reverse("desk")
    return desk if _opens(desk, roles) else reverse("account")


def _opens(address: str, roles: frozenset[str]) -> bool:
    access = access_of(resolve(address).func)
    if access is None:
        return False
    return access.by is not Opens.ROLE or not roles.isdisjoint(access.roles)
