"""Everything that the page of a note is filled with."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from django.http import HttpRequest, QueryDict

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.notes.last_time import extent_of
from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.proposing import Proposal, proposal
from zusanli.clinic.notes.writing import NOT_AGREED, chart_of, decision_of, no_needle_because
from zusanli.clinic.records.patients import known
from zusanli.core.decide import Decision
from zusanli.core.points.candidates import PAIN_PLACES
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.chart import Chart
from zusanli.documents.leaflet import SIDES
from zusanli.documents.visit_summary import FELT
from zusanli.documents.visit_words import (
    ANGLES,
    GAPS,
    INDIVIDUAL,
    LIES,
    METHODS,
    OPENS,
    STYLES,
    TECHNIQUES,
    WAVEFORMS,
    needle_text,
    warmed_text,
)
from zusanli.documents.wording import PLACES, complaints_text
from zusanli.errors import InputError
from zusanli.web.access import staff_member
from zusanli.web.booking.when import clock_for
from zusanli.web.desk.people import named
from zusanli.web.notes import presses, rows, shown
from zusanli.web.notes.again import Again, Problem
from zusanli.web.notes.leg import on_the_leg
from zusanli.web.speech import book_of, language_of


@dataclass(frozen=True, slots=True)
class Back:
    """What could not be taken: what to tell, what is wrong, and what was typed in which form."""

    again: Again | None = None
    problem: Problem | None = None
    typed: Mapping[str, QueryDict] = field(default_factory=dict)


NOTHING_BACK = Back()


def context_of(
    request: HttpRequest, visit: Appointment, note: Note | None, now: datetime, back: Back
) -> dict[str, object]:
    """Give what the page shows; an older entry that cannot be read is told, and nothing charted."""
    language = language_of(request)
    decision = decision_of(visit, now=now, language=language)
    unread, chart = False, Chart()
    if note is not None:
        try:
            chart = chart_of(note)
        except InputError:
            unread = True
    book = decision.book if decision else book_of(request)
    return {
        **_who(request, visit, decision, now),
        **_today(request, visit, chart, decision, now),
        **_words(book, chart),
        **(_charted(request, note, chart, decision, now) if note else {}),
        "leg_map": on_the_leg(chart, _sore_place(back), book) if note else None,
        "note": note,
        "chart": chart,
        "unread": unread,
        "again": back.again,
        "problem": back.problem,
        "typed": back.typed,
        "blank": {},
        "ticked": {each for one in back.typed.values() for _, all_ in one.lists() for each in all_},
        "key": uuid4(),
        "next_step": shown.next_step(chart) if note else "begin",
        "asking": shown.asking(visit, now=now, language=language),
    }


def _sore_place(back: Back) -> str:
    """Give the place that was chosen before something could not be taken."""
    sent = back.typed.get("sore")
    return sent.get("place", "") if sent else ""


def _who(
    request: HttpRequest, visit: Appointment, decision: Decision | None, now: datetime
) -> dict[str, object]:
    book, clock = book_of(request), clock_for(request)
    details = known([visit.patient_id]).get(visit.patient_id)
    complaints = decision.case.complaints if decision else None
    return {
        "visit": visit,
        "patient": visit.patient,
        "named": named(details, book.say),
        "age": shown.age(details.born if details else None, clock.day_of(now)),
        "when": clock.when(visit.starts_at),
        "who": visit.practitioner.called,
        "service": visit.service.called(clock.language),
        "brings": complaints_text(complaints, book) if complaints else "",
        "review": shown.review_of(visit.patient),
        "today": clock.day_of(now).isoformat(),
        "now": now.isoformat(),
    }


def _today(
    request: HttpRequest, visit: Appointment, chart: Chart, decision: Decision | None, now: datetime
) -> dict[str, object]:
    missing = no_needle_because(visit, chart, now, member=staff_member(request))
    book = decision.book if decision else book_of(request)
    return {
        "barriers": [*shown.barriers(decision, missing, book)],
        "cares": shown.cares(decision) if decision else (),
        "known": shown.known_of(decision) if decision else (),
        "agrees": NOT_AGREED not in missing,
    }


def _charted(
    request: HttpRequest, note: Note, chart: Chart, decision: Decision | None, now: datetime
) -> dict[str, object]:
    book, clock = book_of(request), clock_for(request)
    entries = list(note.entries.order_by("number"))
    offered = proposal(note, chart, decision) if decision else None
    return {
        "seen": len(entries),
        "entries": rows.lines(entries, chart.closed_at, book, clock),
        "amended": any(
            chart.closed_at is not None and each.at > chart.closed_at for each in entries
        ),
        "proposal": offered,
        **(_proposed(offered, decision, book) if offered else {}),
        "proposed_at": clock.day(clock.day_of(offered.at)) if offered else "",
        "sets": rows.sets(chart, decision, clock, book.say, now),
        "happened": rows.happened(chart, book),
        "told": shown.advice(decision, chart) if decision else (),
        "pairs": [(each.row, needle_text(each, book)) for each in chart.needles],
        "electro": _electro(chart, book),
        "warmed": [warmed_text(each, book) for each in chart.warmed],
        "open": [book.say(OPENS[why]) for why in dict.fromkeys(why for _, why in chart.open())],
        "gaps": [book.say(GAPS[each]) for each in chart.gaps()],
        "extent": str(extent_of(note, chart) or ""),
        "closed": chart.closed_at is not None,
        "closed_at": clock.when(chart.closed_at) if chart.closed_at else "",
    }


def _proposed(offered: Proposal, decision: Decision | None, book: RuleBook) -> dict[str, object]:
    common = shown.common_refusal(offered)
    found = [rows.row(each.wanted.needle, decision, book.say) for each in offered.needles]
    why = [shown.refusal_of(each, common) for each in offered.needles]
    return {
        "none_because": common,
        "proposed": [*zip(offered.needles, found, why, strict=True)],
    }


def _electro(chart: Chart, book: RuleBook) -> list[str]:
    charted = {each.row: needle_text(each, book) for each in chart.needles}
    return [
        ", ".join(
            (
                f"{charted[each.first]} - {charted[each.second]}",
                book.say(WAVEFORMS[each.waveform]),
                *(f"{value:g} {unit}" for value, unit in _measured(each.hz, each.ma, each.minutes)),
            )
        )
        for each in chart.electro
        if each.first in charted and each.second in charted
    ]


def _measured(hz: float | None, ma: float | None, minutes: float | None) -> list[tuple[float, str]]:
    values = ((hz, "Hz"), (ma, "mA"), (minutes, "min"))
    return [(value, unit) for value, unit in values if value is not None]


def _words(book: RuleBook, chart: Chart) -> dict[str, object]:
    places = book.findings[PAIN_PLACES].places
    style = str(chart.style) if chart.style else ""
    return {
        "lies": LIES,
        "angles": ANGLES,
        "techniques": TECHNIQUES,
        "felts": FELT,
        "waveforms": WAVEFORMS,
        "methods": METHODS,
        "styles": STYLES,
        "style": style,
        "individuals": INDIVIDUAL,
        "individual": str(chart.individual or ""),
        "sides": SIDES,
        "regions": [(each, book.say(PLACES[each]) if each in PLACES else each) for each in places],
        "charted_points": [*dict.fromkeys(each.code for each in chart.needles if not each.place)],
        "events": rows.events(book),
        "counts": presses.COUNTS,
        "stays": presses.STAYS,
        "contacts": presses.CONTACTS,
        "looked": presses.LOOKED,
        "tongue_words": presses.TONGUE,
        "pulse_words": presses.PULSE,
    }
