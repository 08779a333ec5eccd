"""The clinic's own page: where it is, when it is open, who speaks what, and what it is for."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zusanli.clinic.booking.models import TimeOff
from zusanli.clinic.booking.offer_models import WEEKDAYS
from zusanli.clinic.booking.opening import Open, closed_days, ordinary_week
from zusanli.clinic.premises.models import Clinic, the_clinic
from zusanli.clinic.staff.public_pages import Practitioner, known, public_practitioners
from zusanli.clinic.staff.tongues import TONGUES
from zusanli.core.words import Words
from zusanli.web.access import anyone
from zusanli.web.booking.when import Clock, clock_for
from zusanli.web.public.for_machines import SCHEMA, clinic_data
from zusanli.web.public.practitioners import card_of, conditions_shown
from zusanli.web.public.prices import Offered, services
from zusanli.web.speech import book_of, language_of


@anyone
@require_safe
def clinic(request: HttpRequest) -> HttpResponseBase:
    """Tell of the clinic, in the reader's language, by what it has entered and nothing else."""
    now, book, found = datetime.now(UTC), book_of(request), the_clinic()
    clock = clock_for(request)
    today = clock.day_of(now)
    among, offered = public_practitioners(on=today), list(services(language_of(request)))
    context = {
        "address": found.address.splitlines(),
        "hours": list(_hours(clock, today, book.say)),
        "zone": clock.zone_name(now),
        "closed": [_closed(each, clock) for each in closed_days(now=now)],
        "services": offered,
        "tongues": tongues(among),
        "specialties": conditions_shown(_conditions(among), book),
        "people": [card_of(each, book) for each in among],
        "known": _in_data(found, request, today, offered),
    }
    return render(request, "web/public/clinic.html", context)


def tongues(among: tuple[Practitioner, ...]) -> list[tuple[str, str]]:
    """Give the languages that somebody who treats here speaks."""
    spoken = [tag for each in among for tag in each.page.languages]
    return [(tag, TONGUES[tag]) for tag in known(spoken, TONGUES)]


def _in_data(
    clinic: Clinic, request: HttpRequest, today: date, offered: Sequence[Offered]
) -> dict[str, object]:
    """Tell in schema.org's words what the clinic has entered."""
    return {
        **clinic_data(clinic, request),
        "openingHoursSpecification": [
            {
                "@type": "OpeningHoursSpecification",
                "dayOfWeek": f"{SCHEMA}/{WEEKDAYS[each.weekday]}",
                "opens": f"{each.opens:%H:%M}",
                "closes": f"{each.closes:%H:%M}",
            }
            for each in ordinary_week(on=today)
        ],
        "availableService": [{"@type": "MedicalTherapy", "name": each.name} for each in offered],
    }


def _hours(clock: Clock, today: date, say: Words) -> Iterator[tuple[str, str]]:
    """Say for each day of the week when somebody is there; a day without stands as closed."""
    open_on: dict[int, list[Open]] = {}
    for each in ordinary_week(on=today):
        open_on.setdefault(each.weekday, []).append(each)
    for weekday, name in clock.weekdays() if open_on else ():
        spans = open_on.get(weekday, [])
        yield name, say.listed(_span(each, say) for each in spans)


def _closed(off: TimeOff, clock: Clock) -> tuple[str, str]:
    """Say from when to when; whole days by their names alone, the last one included."""
    start, end = (each.astimezone(clock.zone) for each in (off.starts_at, off.ends_at))
    if start.time() == end.time() == time.min:
        return clock.day(start.date()), clock.day(end.date() - timedelta(days=1))
    return clock.when(start), clock.when(end)


def _span(each: Open, say: Words) -> str:
    return say("{start} to {end}", start=f"{each.opens:%H:%M}", end=f"{each.closes:%H:%M}")


def _conditions(among: tuple[Practitioner, ...]) -> list[str]:
    return [one for each in among for one in each.page.conditions]
