"""Check-ins that somebody must look at, corrections asked for, and of whom nothing was heard."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.check_ins import alerts
from zusanli.clinic.check_ins.models import Alert, CheckIn
from zusanli.clinic.own_data import corrections
from zusanli.clinic.own_data.models import Correction
from zusanli.clinic.records.models import Patient
from zusanli.clinic.staff.models import Role
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import Words, noop
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import clock_for
from zusanli.web.desk.people import names
from zusanli.web.speech import book_of

LONGEST = 500
NOTHING_SAID = noop("Please write what was done. It stands in the record.")
TOO_LATE = noop("Somebody else has settled this meanwhile. What you typed was not kept.")
CLINICAL = (Role.PRACTITIONER, Role.SUPERVISOR)
ANYBODY = (Role.RECEPTION, Role.MANAGER, *CLINICAL)


@staff(*CLINICAL)
@never_cache
@require_safe
def to_look_at(request: HttpRequest) -> HttpResponseBase:
    """Show what patients told after visits, the most urgent first."""
    return _alerts(request)


@staff(*CLINICAL)
def settle_alert(request: HttpRequest, *, pk: int) -> HttpResponseBase:
    """Keep what was done about a check-in."""
    if request.method != "POST":
        return redirect("alerts")
    return _settled(request, get_object_or_404(Alert, pk=pk), alerts.settle, "alerts", _alerts)


@staff(*ANYBODY)
@never_cache
@require_safe
def to_correct(request: HttpRequest) -> HttpResponseBase:
    """Show what patients say is wrong."""
    return _corrections(request)


@staff(*ANYBODY)
def settle_correction(request: HttpRequest, *, pk: int) -> HttpResponseBase:
    """Keep what was done about a correction."""
    if request.method != "POST":
        return redirect("corrections")
    found = get_object_or_404(Correction, pk=pk)
    return _settled(request, found, corrections.settle, "corrections", _corrections)


def _settled(
    request: HttpRequest,
    found: Model,
    settle: Callable[..., None],
    page: str,
    shown: Callable[..., HttpResponse],
) -> HttpResponseBase:
    what = request.POST.get("what", "").strip()[:LONGEST]
    say = book_of(request).say
    if not what:
        return shown(request, problem=say(NOTHING_SAID), at=found.pk)
    try:
        settle(found, by=staff_member(request).called, what=what, now=datetime.now(UTC))
    except (alerts.AlreadySettledError, corrections.AlreadySettledError):
        return shown(request, problem=say(TOO_LATE), at=None)
    return redirect(page)


def _alerts(request: HttpRequest, *, problem: str = "", at: int | None = None) -> HttpResponse:
    now, clock, book = datetime.now(UTC), clock_for(request), book_of(request)
    items = [
        {
            "pk": each.alert.pk,
            "who": _who(each.alert.check_in.patient, book.say),
            "when": clock.when(each.alert.raised_at),
            "told": _told(each.alert.check_in, book),
            "check_in": each.alert.check_in,
            "urgency": each.urgency.id if each.urgency else "",
            "unanswered": each.unanswered,
            "signs": list(alerts.signs(each)),
        }
        for each in alerts.to_look_at(now=now, language=clock.language)
    ]
    quiet = [
        (clock.when(each.ends_at), _who(each.patient, book.say))
        for each in alerts.not_heard_from(now=now)
    ]
    notes = [
        (clock.when(each.at), _who(each.patient, book.say), each.note)
        for each in alerts.notes(now=now)
    ]
    context = {"items": items, "quiet": quiet, "notes": notes, "problem": problem, "at": at}
    return render(request, "web/care/alerts.html", context)


def _corrections(request: HttpRequest, *, problem: str = "", at: int | None = None) -> HttpResponse:
    clock, say = clock_for(request), book_of(request).say
    items = [
        (each, _who(each.patient, say), clock.when(each.asked_at))
        for each in corrections.unsettled()
    ]
    context = {"items": items, "problem": problem, "at": at}
    return render(request, "web/care/corrections.html", context)


def _who(patient: Patient, say: Words) -> dict[str, object]:
    """Name a patient, and how to reach them."""
    known = names([patient.pk], say)[patient.pk]
    return {"pk": patient.pk, "name": known.name, "phone": known.phone}


def _told(check_in: CheckIn, book: RuleBook) -> list[tuple[str, str]]:
    """Say the numbers and side effects that were told; a number that was not given says so."""
    say = book.say
    numbers = [
        (book.measures[name].name, say("not given") if value is None else f"{value:g}")
        for name, value in check_in.values.items()
        if name in book.measures
    ]
    effects = [book.adverse_events[e].name for e in check_in.events if e in book.adverse_events]
    return [*numbers, (say("Side effects"), say.apart(effects) or say("none told"))]
