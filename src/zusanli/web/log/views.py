"""The log, newest first: what somebody looks for, verified on demand, and to take away."""

from datetime import UTC, datetime
from operator import itemgetter

from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zusanli.clinic.audit.chain import Anchor
from zusanli.clinic.audit.log import head_of_log, note
from zusanli.clinic.audit.models import Verb
from zusanli.clinic.audit.reading import lines, newest
from zusanli.clinic.audit.verifying import verify
from zusanli.clinic.staff.models import Role
from zusanli.web.access import staff
from zusanli.web.booking.when import clock_for
from zusanli.web.log.sought import WHATS, Sought, colleagues, sought
from zusanli.web.log.table import as_table
from zusanli.web.log.words import KINDS, in_words
from zusanli.web.records.roles import KNOWS
from zusanli.web.records.views import has_role
from zusanli.web.speech import book_of

ANSWERS_FOR_THE_CLINIC = (Role.MANAGER, Role.SUPERVISOR)


@staff(*ANSWERS_FOR_THE_CLINIC)
@never_cache
@require_safe
def log(request: HttpRequest) -> HttpResponseBase:
    """Show the log a page at a time, all of it or what somebody looks for."""
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


@staff(*ANSWERS_FOR_THE_CLINIC)
@never_cache
@require_POST
def export_found(request: HttpRequest) -> HttpResponseBase:
    """Give what was looked for as a table in words, for a spreadsheet; that it was, is logged."""
    clock, say = clock_for(request), book_of(request).say
    found = sought(request.POST.dict(), clock.zone)
    if found.problems:
        return _shown(request, {}, found)
    details = {"rows": found.entries.count(), "page": "export_log_found"}
    note(
        Verb.EXPORTED, "audit.entry", patient=found.patient, details=details, now=datetime.now(UTC)
    )
    answer = StreamingHttpResponse(
        as_table(found.entries, clock, say), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = 'attachment; filename="log.csv"'
    return answer


def _shown(
    request: HttpRequest, context: dict[str, object], found: Sought | None = None
) -> HttpResponseBase:
    clock, say = clock_for(request), book_of(request).say
    found = found or sought(request.GET.dict(), clock.zone)
    page, before = newest(found.entries, before=_number(request.GET.get("before", "")))
    return render(
        request,
        "web/log/log.html",
        {
            "lines": in_words(page, clock, say),
            "before": before,
            "sought": found,
            "typed": found.typed,
            "problems": {name: say(text) for name, text in found.problems.items()},
            "colleagues": [(str(each.pk), each.called) for each in colleagues()],
            "whats": [(name, say(text)) for name, (text, _) in WHATS.items()],
            "kinds": sorted(((name, say(text)) for name, text in KINDS.items()), key=itemgetter(1)),
            "knows": has_role(request, *KNOWS),
            **context,
        },
    )


def _number(typed: str) -> int | None:
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None  # noqa: PLR2004 - digits that a database's number holds
