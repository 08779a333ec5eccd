"""The log, newest first: by patient, verified on demand, and to take away."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zusanli.clinic.audit.chain import Anchor
from zusanli.clinic.audit.log import head_of_log, note
from zusanli.clinic.audit.models import Entry, Verb
from zusanli.clinic.audit.reading import About, about, lines, newest
from zusanli.clinic.audit.verifying import verify
from zusanli.clinic.records.models import IntakeVersion
from zusanli.clinic.records.same_person import ids_of, intakes_of
from zusanli.clinic.staff.models import Role
from zusanli.web.access import staff
from zusanli.web.booking.when import clock_for
from zusanli.web.log.words import in_words
from zusanli.web.records.roles import KNOWS
from zusanli.web.records.views import has_role
from zusanli.web.speech import book_of

ANSWERS_FOR_THE_CLINIC = (Role.MANAGER, Role.SUPERVISOR)


@staff(*ANSWERS_FOR_THE_CLINIC)
@never_cache
@require_safe
def log(request: HttpRequest) -> HttpResponseBase:
    """Show the log a page at a time, all of it or what concerns one patient."""
    return _shown(request, {})


@staff(*ANSWERS_FOR_THE_CLINIC)
@never_cache
def verify_log(request: HttpRequest) -> HttpResponseBase:
    """Walk the whole chain, and say how far it is whole."""
    if request.method != "POST":
        return redirect("log")
    say, typed = book_of(request).say, request.POST.get("anchor", "").strip()[:100]
    try:
        anchor = Anchor.read(typed) if typed else None
    except ValueError:
        problem = say("That is no anchor: a number, a colon and 64 letters and digits.")
        return _shown(request, {"anchor": typed, "anchor_problem": problem})
    return _shown(request, {"anchor": typed, "verdict": verify(anchor=anchor)})


@staff(*ANSWERS_FOR_THE_CLINIC)
@never_cache
@require_POST
def export(_request: HttpRequest) -> HttpResponseBase:
    """Give the whole log as JSON, an entry on each line; that it was taken is its last entry."""
    note(Verb.EXPORTED, "audit.entry", now=datetime.now(UTC))
    last = head_of_log().number
    answer = StreamingHttpResponse(lines(up_to=last), content_type="application/jsonl")
    answer["Content-Disposition"] = f'attachment; filename="log-up-to-{last}.jsonl"'
    return answer


def _shown(request: HttpRequest, context: dict[str, object]) -> HttpResponseBase:
    typed = request.GET.get("patient", "").strip()[:64]
    patient = _id(typed)
    problem = ""
    if typed and patient is None:
        problem = book_of(request).say("That is no patient's number. It stands on their page.")
    entries = Entry.objects.none() if problem else Entry.objects.all()
    if patient:
        entries = about(ids_of(patient), _records_of(patient))
    page, before = newest(entries, before=_number(request.GET.get("before", "")))
    return render(
        request,
        "web/log/log.html",
        {
            "lines": in_words(page, clock_for(request), book_of(request).say),
            "before": before,
            "typed": typed,
            "problem": problem,
            "knows": has_role(request, *KNOWS),
            **context,
        },
    )


def _records_of(patient: UUID) -> list[About]:
    """Name what was written before anybody knew whose it was."""
    intakes = intakes_of(patient).values_list("pk", flat=True)
    versions = IntakeVersion.objects.filter(intake__in=intakes).values_list("pk", flat=True)
    return [
        About("records.intake", tuple(map(str, intakes))),
        About("records.intakeversion", tuple(map(str, versions))),
    ]


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None  # noqa: PLR2004 - digits that a database's number holds
