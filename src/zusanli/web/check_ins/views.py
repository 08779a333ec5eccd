"""How are you since your visit: one page, and what is new leads to the danger questions."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.booking.patient_links import visit_by_link
from zusanli.clinic.check_ins.asking import measures_for, side_effects
from zusanli.clinic.check_ins.models import News
from zusanli.clinic.check_ins.telling import TooEarlyError, check_in
from zusanli.clinic.consents.signing import questionnaire_of
from zusanli.clinic.outbox.feeling import feeling_may_be_reduced
from zusanli.clinic.records.intakes import standing
from zusanli.core.outcomes.measure import Measure
from zusanli.core.words import noop
from zusanli.web.access import holder_of
from zusanli.web.booking.help_first import what_to_do
from zusanli.web.booking.visit import told_of
from zusanli.web.check_ins.reading import LONGEST_NOTE, Read, read
from zusanli.web.links import link_of
from zusanli.web.questionnaire.views import WHO
from zusanli.web.speech import book_of, language_of

NEWS = (
    (News.YES, noop("yes")),
    (News.NO, noop("no")),
    (News.NOT_SURE, noop("not sure")),
)


@holder_of(visit_by_link)
@never_cache
def told(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Ask how somebody is, or take the answer."""
    now = datetime.now(UTC)
    if not visit.is_booked or visit.starts_at > now:
        return redirect("visit", link=link_of(request))
    measures, book = _measures(visit, request, now), book_of(request)
    if request.method != "POST":
        return _asked(request, visit, measures)
    events = frozenset(each.id for each in side_effects(book))
    got = read(request.POST, measures, events, book.say)
    if got.told is None:
        return _asked(request, visit, measures, got=got)
    who = request.POST.get("by", "")
    try:
        _, questions = check_in(
            visit,
            got.told,
            by=who if who in dict(WHO) else "patient",
            language=language_of(request),
            now=now,
        )
    except TooEarlyError:
        return redirect("visit", link=link_of(request))
    if questions:
        return redirect("question", link=questions)
    return redirect("check_in_kept", link=link_of(request))


@holder_of(visit_by_link)
@never_cache
@require_safe
def kept(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Thank for an answer that told nothing new, and say what to watch all the same."""
    now = datetime.now(UTC)
    context = {
        **told_of(request, visit),
        "link": link_of(request),
        "look_at_skin": feeling_may_be_reduced(visit.patient, now=now),
        "outcome": what_to_do(request, visit.patient, now),
    }
    return render(request, "web/care/check_in_kept.html", context)


def _measures(visit: Appointment, request: HttpRequest, now: datetime) -> tuple[Measure, ...]:
    intake = questionnaire_of(visit)
    came_for = standing(intake, now=now).decision.case.complaints if intake else None
    return measures_for(came_for or frozenset(), book_of(request))


def _asked(
    request: HttpRequest,
    visit: Appointment,
    measures: tuple[Measure, ...],
    *,
    got: Read | None = None,
) -> HttpResponse:
    sent, problems = request.POST, got.problems if got else {}
    return render(
        request,
        "web/care/check_in.html",
        {
            **told_of(request, visit),
            "link": link_of(request),
            "outcome": what_to_do(request, visit.patient, datetime.now(UTC)),
            "measures": [
                {
                    "measure": each,
                    "numbers": [str(n) for n in range(int(each.low), int(each.high or 0) + 1)],
                    "typed": sent.get(each.id, ""),
                    "problem": problems.get(each.id, ""),
                }
                for each in measures
            ],
            "events": side_effects(book_of(request)),
            "ticked": sent.getlist("event"),
            "news": NEWS,
            "pressed": sent.get("news", ""),
            "news_problem": problems.get("news", ""),
            "who": WHO,
            "by": sent.get("by", "patient"),
            "note": sent.get("note", ""),
            "longest_note": LONGEST_NOTE,
            "wrong": bool(problems),
        },
    )
