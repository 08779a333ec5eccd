"""Messages that somebody may not have: tried again, or told in another way."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.clinic.outbox import desk
from zusanli.clinic.outbox.models import Message, State
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.patients import details_or_none
from zusanli.clinic.staff.models import Role
from zusanli.core.words import noop
from zusanli.web.access import staff, staff_member
from zusanli.web.speech import book_of

KINDS = {
    "confirmation": noop("Visit booked"),
    "course": noop("Course booked"),
    "moved": noop("Visit moved"),
    "cancelled": noop("Visit cancelled"),
    "reminder": noop("Reminder"),
    "check_in": noop("Question after a visit"),
    "skin": noop("Look at the skin"),
    "offer": noop("Earlier time offered"),
    "call": noop("Somebody waits to be called"),
    "worse": noop("New or worse after a visit"),
    "invitation": noop("Invitation of staff"),
    "licence": noop("A licence that ends"),
}
STATES = {
    State.WAITING: noop("waits, and is tried again by itself"),
    State.FAILED: noop("did not get through"),
    State.IN_DOUBT: noop("may or may not have arrived"),
}


@staff(Role.RECEPTION, Role.PRACTITIONER, Role.SUPERVISOR, Role.MANAGER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def messages(request: HttpRequest) -> HttpResponseBase:
    """Show what did not get through, and do what the desk decides about one of them."""
    now = datetime.now(UTC)
    problem = ""
    if request.method == "POST":
        try:
            _do(request, now)
        except desk.AlreadySettledError:
            problem = book_of(request).say("Somebody else saw to that message already.")
        else:
            return redirect("undelivered")
    zone = the_clinic().zone
    rows = [
        {
            "message": each,
            "kind": KINDS[each.kind],
            "state": STATES[State(each.state)],
            "reader": _reader(each),
            "due": each.due_at.astimezone(zone),
            "open": each.state in desk.TO_SETTLE,
        }
        for each in desk.troubles(now).select_related("user")
    ]
    return render(request, "web/undelivered.html", {"rows": rows, "problem": problem})


def _do(request: HttpRequest, now: datetime) -> None:
    pk = _id(request.POST.get("message", ""))
    message = Message.objects.filter(pk=pk).first() if pk else None
    if message is None:
        raise Http404
    if request.POST.get("do") == "again":
        desk.send_again(message, now=now)
    elif request.POST.get("do") == "settled":
        desk.settle(message, by=staff_member(request).called, now=now)


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _reader(message: Message) -> str:
    """Name who should have it, and how else to reach them; the desk knows its patients."""
    if message.user is not None:
        return message.user.called
    details = details_or_none(message.patient_id)
    if details is None:
        return ""
    return " ".join(filter(None, (details.family_name, details.given_name, details.phone)))
