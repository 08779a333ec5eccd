"""Which reviews wait, and how many came no more; a manager sees the counts alone."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.outcomes.kept import not_noted
from zusanli.clinic.outcomes.leaving import (
    CAME_NO_MORE_AFTER,
    Counted,
    NobodyLeftError,
    came_no_more,
    tell_why,
)
from zusanli.clinic.outcomes.models import Why
from zusanli.clinic.outcomes.reviews import ReviewDue, reviews_due
from zusanli.clinic.staff.models import Role
from zusanli.core.words import noop
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import clock_for
from zusanli.web.desk.people import names, patient_at
from zusanli.web.records.roles import KNOWS, TREATS
from zusanli.web.speech import book_of

WEEKS = (13, 26, 52)
"""The times that can be counted over, up to today: about three, six and twelve months."""
LONGEST_NOTE = 240
WHYS = {
    Why.BETTER: noop("well enough to do without"),
    Why.NO_BETTER: noop("did not get better"),
    Why.WORSE: noop("got worse"),
    Why.SIDE_EFFECT: noop("a side effect"),
    Why.COST: noop("cost"),
    Why.TIME: noop("no time, or too far"),
    Why.MOVED_AWAY: noop("moved away"),
    Why.ILL: noop("ill with something else"),
    Why.DIED: noop("died"),
    Why.OTHER: noop("another reason"),
    Why.UNKNOWN: noop("not known"),
}
NO_REASON = noop("Please choose a reason. Not known is one too.")
NOT_HERE_YET = noop("This patient has not been here yet, so there is nothing to come back to.")


@staff(Role.PRACTITIONER, Role.SUPERVISOR, Role.MANAGER)
@never_cache
@require_safe
def overview(request: HttpRequest) -> HttpResponseBase:
    """Show the reviews that wait, and who came no more."""
    now = datetime.now(UTC)
    sent = request.GET.get("weeks", "")
    weeks = next((each for each in WEEKS if str(each) == sent), WEEKS[0])
    due = reviews_due(now=now)
    counted = came_no_more(since=now - timedelta(weeks=weeks), until=now, now=now)
    context: dict[str, object] = {
        "weeks": weeks,
        "not_noted": not_noted(since=now - timedelta(weeks=weeks), now=now),
        "choices": WEEKS,
        "days": CAME_NO_MORE_AFTER.days,
        "due": len(due),
        "of": counted.of,
        "left": len(counted.left),
        "by_reason": [(book_of(request).say(WHYS[why]), n) for why, n in counted.by_reason.items()],
    }
    if staff_member(request).has_role(*TREATS):
        context |= {"named": True, **_by_name(request, due, counted)}
    return render(request, "web/outcomes/overview.html", context)


@staff(*KNOWS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def left(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Keep why a patient came no more."""
    found, now, say = patient_at(patient), datetime.now(UTC), book_of(request).say
    sent, problem = request.POST.get("why", ""), ""
    note = request.POST.get("note", "").strip()[:LONGEST_NOTE]
    if request.method == "POST":
        problem = "" if sent in Why.values else say(NO_REASON)
        if not problem:
            try:
                tell_why(found, Why(sent), note=note, by=staff_member(request).called, now=now)
            except NobodyLeftError:
                problem = say(NOT_HERE_YET)
            else:
                return redirect("desk_patient", patient=found.pk)
    context = {
        "patient": found,
        "named": names([found.pk], say)[found.pk],
        "whys": [(why.value, say(text)) for why, text in WHYS.items()],
        "why": sent,
        "note": note,
        "longest": LONGEST_NOTE,
        "problem": problem,
        "told": [
            (clock_for(request).when(each.at), say(WHYS[Why(each.why)]), each)
            for each in found.leavings.order_by("-pk")
        ],
    }
    return render(request, "web/outcomes/left.html", context, status=422 if problem else 200)


def _by_name(request: HttpRequest, due: list[ReviewDue], counted: Counted) -> dict[str, object]:
    clock, say = clock_for(request), book_of(request).say
    whose = {*(each.patient.pk for each in due), *(each.patient.pk for each in counted.left)}
    called = names(whose, say)
    return {
        "reviews": [
            {
                "patient": each.patient.pk,
                "named": called[each.patient.pk],
                "due": each.due,
                "count": each.count,
                "last": clock.when(each.last.starts_at),
                "next": clock.when(each.next_at) if each.next_at else "",
            }
            for each in due
        ],
        "gone": [
            {
                "patient": each.patient.pk,
                "named": called[each.patient.pk],
                "count": each.count,
                "last": clock.when(each.last.starts_at),
                "why": say(WHYS[each.why]),
            }
            for each in counted.left
        ],
    }
