"""The steps of the set-up: the same pages are the settings afterwards."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from zusanli.clinic.booking.offering import nothing_to_book
from zusanli.clinic.premises.models import the_clinic
from zusanli.core.words import noop


@dataclass(frozen=True, slots=True)
class Step:
    """A step: the name of its address, and what it is called."""

    name: str
    text: str


STEPS = (
    Step("set_up_clinic", noop("Where we are")),
    Step("set_up_hours", noop("Hours")),
    Step("set_up_rooms", noop("Rooms")),
    Step("set_up_services", noop("Visits and prices")),
    Step("set_up_staff", noop("Staff and licences")),
    Step("set_up_insurers", noop("Insurers")),
    Step("set_up_texts", noop("Own words")),
    Step("set_up_mail", noop("Mail")),
)
MISSING = (
    ("set_up_hours", noop("Nobody has hours yet.")),
    ("set_up_rooms", noop("There is no room yet.")),
    ("set_up_services", noop("There is no first visit yet.")),
)
"""What keeps everybody from booking, in the order of `nothing_to_book`."""
SAVED = noop("Saved.")


def step_page(
    request: HttpRequest,
    name: str,
    context: Mapping[str, object],
    *,
    template: str = "",
    wrong: bool = False,
) -> HttpResponseBase:
    """Show a step, with where it stands among the others and what is still missing."""
    names = [each.name for each in STEPS]
    number = names.index(name)
    setting_up = the_clinic().setting_up
    shown = {
        "step": STEPS[number],
        "number": number + 1,
        "steps": STEPS,
        "setting_up": setting_up,
        "following": _after(name) if setting_up else "",
        "missing": missing(),
        "wrong": wrong,
        **context,
    }
    page = template or f"web/set_up/{name.removeprefix('set_up_')}.html"
    return render(request, page, shown, status=422 if wrong else 200)


def done(request: HttpRequest, name: str) -> HttpResponseBase:
    """Go on to the next step while the clinic is set up; afterwards stay, and say that it is so."""
    if the_clinic().setting_up:
        return redirect(_after(name))
    messages.success(request, SAVED)
    return redirect(name)


def missing() -> list[Step]:
    """Give the steps without which nobody can be booked, each with what is missing there."""
    return [
        Step(name, text)
        for (name, text), none in zip(MISSING, nothing_to_book(), strict=True)
        if none
    ]


def _after(name: str) -> str:
    names = [each.name for each in STEPS]
    following = names[names.index(name) + 1 :]
    return reverse(following[0] if following else "set_up")
