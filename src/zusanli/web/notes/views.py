"""The note of a visit on one page: begun, written step by step, and closed."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.notes.asking import QuestionsChangedError, ask
from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.writing import (
    NoteOvertakenError,
    ReasonNeededError,
    RefusedError,
    begin,
    chart_of,
    decision_of,
    was_sent,
    write_all,
)
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import noop
from zusanli.errors import InputError
from zusanli.web.access import staff, staff_member
from zusanli.web.notes.again import Problem, ask_anew, overtaken, reason_needed, refused
from zusanli.web.notes.forms import Sent
from zusanli.web.notes.page import NOTHING_BACK, Back, context_of
from zusanli.web.notes.shown import next_step, note_of
from zusanli.web.notes.steps import STEPS, At
from zusanli.web.records.roles import TREATS
from zusanli.web.speech import book_of, language_of

PAGE = "web/notes/note.html"
NOT_TAKEN = 422
BEGIN, ASKED = "begin", "asked"
WHICH = noop("You ticked something and pressed that nothing fits. Which is right?")
OF_EFFECTS = frozenset(("effect", "act", "take_back"))
NOTHING_TICKED = noop("Tick what the patient tells of, or press that it is nothing of this.")


@staff(*TREATS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, *, visit: UUID) -> HttpResponseBase:
    """Show the note of a visit, or take one step of it."""
    now = datetime.now(UTC)
    related = Appointment.objects.select_related("service", "practitioner", "place", "patient")
    found = get_object_or_404(related, pk=visit)
    if request.method != "POST":
        context = context_of(request, found, note_of(visit), now, NOTHING_BACK)
        return render(request, PAGE, context)
    if request.POST.get("step") == BEGIN:
        return _begun(request, found, now)
    kept = note_of(visit)
    if kept is None:
        raise Http404
    back = _step(request, Sent(kept, request.POST), now)
    if back is None:
        return _done(kept, request.POST.get("step", ""))
    context = context_of(request, found, kept, now, back)
    return render(request, PAGE, context, status=NOT_TAKEN)


def _begun(request: HttpRequest, visit: Appointment, now: datetime) -> HttpResponseBase:
    if not visit.is_booked:
        raise Http404
    begin(visit, member=staff_member(request), now=now)
    return redirect("note", visit=visit.pk)


def _done(kept: Note, step: str) -> HttpResponseBase:
    """Go on with what comes next: after a side effect that is what to do about it."""
    address = reverse("note", kwargs={"visit": kept.visit_id})
    then = "effects" if step in OF_EFFECTS else next_step(chart_of(kept))
    return redirect(f"{address}#{then}")


def _step(request: HttpRequest, sent: Sent, now: datetime) -> Back | None:
    """Take one step; give back what could not be taken, with what to say, or nothing."""
    book = book_of(request)
    typed = {sent.step: sent.fields}
    try:
        if not was_sent(sent.note, sent.sheet):
            _take(request, sent, now)
    except InputError as error:
        return Back(problem=_problem(error, sent, book), typed=typed)
    except NoteOvertakenError as error:
        return Back(again=overtaken(error, sent, book), typed=typed)
    except RefusedError as error:
        return Back(again=refused(error, sent, book), typed=typed)
    except ReasonNeededError as error:
        return Back(again=reason_needed(error, sent, book), typed=typed)
    except QuestionsChangedError:
        return Back(again=ask_anew(sent, book))
    return None


def _take(request: HttpRequest, sent: Sent, now: datetime) -> None:
    member = staff_member(request)
    _refuse_overtaken(sent)
    if sent.step == ASKED:
        ask(
            sent.note,
            _told(sent),
            read=frozenset(sent.fields.get("read", "").split()),
            sheet=sent.sheet,
            member=member,
            now=now,
            why=sent.why,
        )
        return
    if sent.step not in STEPS:
        raise Http404
    decision = decision_of(sent.note.visit, now=now)
    at = At(sent, chart_of(sent.note), decision)
    write_all(
        sent.note,
        [*STEPS[sent.step](at)],
        sent.sheet,
        member=member,
        now=now,
        why=sent.why,
        lifting=sent.lifting,
        language=language_of(request),
    )


def _refuse_overtaken(sent: Sent) -> None:
    """Say first that somebody else wrote: what a form means depends on what it was made of."""
    entries = list(sent.note.entries.order_by("number"))
    if len(entries) != sent.sheet.seen:
        raise NoteOvertakenError(tuple(entries[max(sent.sheet.seen, 0) :]))


def _told(sent: Sent) -> list[str]:
    told = sent.fields.getlist("told")
    if "nothing" in sent.fields and told:
        raise InputError("told", WHICH)
    if "nothing" not in sent.fields and not told:
        raise InputError("told", NOTHING_TICKED)
    return told


def _problem(error: InputError, sent: Sent, book: RuleBook) -> Problem:
    text = book.say(str(error).removeprefix(f"{error.field}: "))
    where = sent.text("row") or sent.text("batch") or sent.text("event")
    return Problem(sent.step, where, text)
