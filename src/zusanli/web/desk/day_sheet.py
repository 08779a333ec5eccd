"""The day sheet: the clinic's day to be printed, or kept as a file for when nothing else works."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import groupby

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.booking.diary import visits_of
from zusanli.clinic.premises.models import the_clinic
from zusanli.core.words import Words, noop
from zusanli.documents.day_sheet import Turn, Turns, which
from zusanli.documents.day_sheet import day_sheet as laid_out
from zusanli.exchange.pdf.paper import paper
from zusanli.exchange.pdf.printing import PrintingError
from zusanli.web.access import staff_member
from zusanli.web.booking.when import clock_for, read_day
from zusanli.web.desk.day import A_DAY, FIRST, LAST, Line, lines_of
from zusanli.web.desk.people import at_desk
from zusanli.web.records.roles import TREATS
from zusanli.web.shown import pdf
from zusanli.web.speech import book_of

NO_PDF = noop(
    "The PDF cannot be made: a name holds a character that it cannot draw, or this machine lacks "
    "what it takes. Print this page instead."
)
MARKS = {
    "must_move": noop("to be moved: nobody is in"),
    "help_first": noop("Help comes first"),
    "due": noop("safety questions still to be asked"),
}


@at_desk
@never_cache
@require_safe
def day_sheet(request: HttpRequest) -> HttpResponseBase:
    """Show the sheet of a day, ready to print."""
    return _page(request, "")


@at_desk
@never_cache
@require_safe
def day_sheet_pdf(request: HttpRequest) -> HttpResponseBase:
    """Give the sheet as a PDF; or where it cannot be made, the page to print with the reason."""
    now, say = datetime.now(UTC), book_of(request).say
    shown = _day(request, now)
    document = laid_out(
        clock_for(request).day(shown),
        the_clinic().name,
        list(_turns(request, shown, now)),
        say,
        notes=staff_member(request).has_role(*TREATS),
    )
    try:
        printed = paper([document], title=document.title, made_for=now)
    except PrintingError:
        return _page(request, say(NO_PDF))
    return pdf(printed, name=f"day-sheet-{shown.isoformat()}")


def _page(request: HttpRequest, problem: str) -> HttpResponse:
    now, say = datetime.now(UTC), book_of(request).say
    shown = _day(request, now)
    context = {
        "day": clock_for(request).day(shown),
        "shown": shown.isoformat(),
        "previous": (shown - A_DAY).isoformat(),
        "next": (shown + A_DAY).isoformat(),
        "columns": [
            (each.practitioner, [(turn, which(turn, say)) for turn in each.turns])
            for each in _turns(request, shown, now)
        ],
        "notes": staff_member(request).has_role(*TREATS),
        "problem": problem,
    }
    return render(request, "web/desk/day_sheet.html", context)


def _day(request: HttpRequest, now: datetime) -> date:
    asked = read_day(request.GET.get("day", "")) or clock_for(request).day_of(now)
    return min(max(asked, FIRST), LAST)


def _turns(request: HttpRequest, day: date, now: datetime) -> Iterator[Turns]:
    """Give what is to take place, by practitioner; who is not called off comes."""
    booked = [each for each in visits_of(day) if each.is_booked]
    lines = sorted(lines_of(request, booked, now), key=_place)
    say = book_of(request).say
    for (who, _), there in groupby(lines, key=_whose):
        yield Turns(who, tuple(_turn(each, say) for each in there))


def _turn(line: Line, say: Words) -> Turn:
    return Turn(
        time=line.time,
        name=line.patient.name,
        reading=line.patient.reading,
        phone=line.patient.phone,
        service=line.service,
        place=str(line.visit.place),
        first=line.visit.service.first_visit,
        marks=tuple(say(MARKS[each]) for each in _marks(line)),
    )


def _marks(line: Line) -> Sequence[str]:
    # Where help comes first nobody asks what else is to be asked.
    due = "help_first" if line.help_first else "due" if line.due else ""
    return [each for each in ("must_move" if line.must_move else "", due) if each]


def _whose(line: Line) -> tuple[str, int]:
    return line.visit.practitioner.called, line.visit.practitioner_id


def _place(line: Line) -> tuple[str, int, datetime, str]:
    return *_whose(line), line.visit.starts_at, str(line.visit.pk)
