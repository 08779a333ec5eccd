"""The owner's page: visits, waiting, drop-outs, side effects, and how whole the notes are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.outcomes.leaving import CAME_NO_MORE_AFTER, came_no_more
from zusanli.clinic.reports.needles import Needles, needles_of
from zusanli.clinic.reports.period import last_weeks
from zusanli.clinic.reports.visits import visits_by_week, waiting
from zusanli.clinic.staff.models import Role
from zusanli.core.claims.claim import Flag, Result
from zusanli.core.outcomes.rates import rate
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.chart import Gap
from zusanli.documents.visit_words import GAPS
from zusanli.web.access import staff
from zusanli.web.outcomes.overview import WEEKS
from zusanli.web.reports.bars import HEIGHT, LEFT, RIGHT, WIDTH, bars
from zusanli.web.speech import book_of

PER = 10_000
"""Insertions that side effects are told for: most are rarer than one in a hundred."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One side effect: how often, and per 10,000 insertions with its exact interval."""

    name: str
    serious: bool
    count: int
    rate: str
    low: str
    high: str


@staff(Role.MANAGER, Role.SUPERVISOR)
@never_cache
@require_safe
def reports(request: HttpRequest) -> HttpResponseBase:
    """Show the clinic in counts; nobody is named."""
    now, book = datetime.now(UTC), book_of(request)
    sent = request.GET.get("weeks", "")
    number = next((each for each in WEEKS if str(each) == sent), WEEKS[0])
    period = last_weeks(number, now=now)
    weeks, needles = visits_by_week(period, now=now), needles_of(period)
    left = came_no_more(since=period.since, until=min(now, period.until), now=now)
    context = {
        "number": number,
        "choices": WEEKS,
        "weeks": [(each.monday.isoformat(), each) for each in weeks],
        "bars": bars(weeks),
        "drawing": {"width": WIDTH, "height": HEIGHT, "left": LEFT, "right": RIGHT},
        "first_week": weeks[0].monday.isoformat(),
        "last_week": weeks[-1].monday.isoformat(),
        "waiting": waiting(period),
        "left": len(left.left),
        "under_way": left.of,
        "days": CAME_NO_MORE_AFTER.days,
        "needles": needles,
        "per": PER,
        "effects": tuple(_effects(needles, book)),
        "published": [each.says for each in _published(book)],
        "gaps": [(book.say(GAPS[gap]), needles.gaps.get(gap, 0)) for gap in Gap],
        "closed": needles.notes - needles.unread - needles.open,
    }
    return render(request, "web/reports/reports.html", context)


def _effects(needles: Needles, book: RuleBook) -> Iterator[Effect]:
    """Give each side effect that was charted, the most frequent first."""
    for event, count in sorted(needles.effects.items(), key=lambda each: (-each[1], each[0])):
        known, found = book.adverse_events[event], rate(count, needles.insertions, per=PER)
        yield Effect(
            name=known.name,
            serious=known.serious,
            count=count,
            rate="" if found is None else f"{found.value:.3g}",
            low="" if found is None else f"{found.low:.3g}",
            high="" if found is None else f"{found.high:.3g}",
        )


def _published(book: RuleBook) -> Iterator[Result]:
    """Give the counts of published surveys, each once."""
    seen = {each.id: each for claim in book.claims for each in claim.results}
    return (each for each in seen.values() if Flag.SAFETY in each.flags and each.counts)
