"""When each practitioner sees patients, day by day."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase, QueryDict
from django.views.decorators.http import require_http_methods

from zusanli.clinic.booking.offering import Shift, left_outside, set_hours, treating, usual_hours
from zusanli.clinic.staff.models import Role, User
from zusanli.core.words import noop
from zusanli.web.access import staff
from zusanli.web.booking.when import clock_for
from zusanli.web.set_up.steps import done, step_page
from zusanli.web.speech import book_of

SHIFTS = 2
"""A day has at most one break, from the first to the second."""
USUAL = tuple(
    Shift(weekday, opens, closes)
    for weekday in range(5)
    for opens, closes in ((time(9), time(13)), (time(14), time(18)))
)
"""What stands in the form of somebody without hours, to be changed. basis = "proposed"."""
NOT_WHOLE = noop("{day}: please give both, when it begins and when it ends, or neither.")
BACKWARDS = noop("{day}: the end is not after the beginning.")
MEET = noop("{day}: the two parts of the day overlap.")
OUTSIDE = noop("Visits to come outside of these hours, which stay booked: {number}")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a day as it stands in the form."""

    key: str
    opens: str = ""
    closes: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week with its parts, and what is wrong with them."""

    name: str
    parts: Sequence[Part]
    problem: str = ""


@staff(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest, *, pk: int | None = None) -> HttpResponseBase:
    """Show somebody's hours, or change them; without a name those of the first who treats."""
    among = treating()
    who = _who(among, pk)
    if who is None:
        return step_page(request, "set_up_hours", {"who": None, "among": among})
    if request.method != "POST":
        kept = usual_hours(who)
        days = _days(request, kept or USUAL)
        return _shown(request, who, among, days, is_new=not kept)
    days, shifts = read(request.POST, request)
    if any(each.problem for each in days):
        return _shown(request, who, among, days)
    set_hours(who, shifts)
    outside = left_outside(who, shifts, now=datetime.now(UTC))
    if outside:
        messages.warning(request, book_of(request).say(OUTSIDE, number=outside))
    return done(request, "set_up_hours")


def read(sent: QueryDict, request: HttpRequest) -> tuple[list[Day], list[Shift]]:
    """Read the form, day by day."""
    shifts: list[Shift] = []
    days = []
    for weekday, name in clock_for(request).weekdays():
        parts = [_sent(sent, f"{weekday}-{part}") for part in range(SHIFTS)]
        found = list(_shifts(weekday, parts))
        problem = _wrong_with(parts, found)
        days.append(Day(name, parts, book_of(request).say(problem, day=name) if problem else ""))
        shifts += found
    return days, shifts


def _shifts(weekday: int, parts: Sequence[Part]) -> Iterator[Shift]:
    for each in parts:
        opens, closes = _time(each.opens), _time(each.closes)
        if opens is not None and closes is not None:
            yield Shift(weekday, opens, closes)


def _wrong_with(parts: Sequence[Part], shifts: Sequence[Shift]) -> str:
    typed = [each for each in parts if each.opens or each.closes]
    if len(typed) != len(shifts):
        return NOT_WHOLE
    if any(each.opens >= each.closes for each in shifts):
        return BACKWARDS
    return MEET if len(shifts) == SHIFTS and shifts[0].meets(shifts[1]) else ""


def _sent(sent: QueryDict, key: str) -> Part:
    opens, closes = (sent.get(f"{key}-{each}", "").strip()[:8] for each in ("opens", "closes"))
    return Part(key, opens, closes)


def _time(typed: str) -> time | None:
    try:
        return time.fromisoformat(typed).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def _days(request: HttpRequest, shifts: Sequence[Shift]) -> list[Day]:
    days = []
    for weekday, name in clock_for(request).weekdays():
        kept = [each for each in shifts if each.weekday == weekday]
        filled = [
            Part(f"{weekday}-{part}", f"{each.opens:%H:%M}", f"{each.closes:%H:%M}")
            for part, each in enumerate(kept)
        ]
        empty = [Part(f"{weekday}-{part}") for part in range(len(kept), SHIFTS)]
        days.append(Day(name, [*filled, *empty]))
    return days


def _who(among: Sequence[User], pk: int | None) -> User | None:
    if pk is None:
        return among[0] if among else None
    found = next((each for each in among if each.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _shown(
    request: HttpRequest,
    who: User,
    among: Sequence[User],
    days: Sequence[Day],
    *,
    is_new: bool = False,
) -> HttpResponseBase:
    seasons = who.hours.exclude(valid_from=None, valid_until=None).count()
    shown = {"who": who, "among": among, "days": days, "is_new": is_new, "seasons": seasons}
    return step_page(request, "set_up_hours", shown, wrong=any(each.problem for each in days))
