"""Correcting who a patient is: a new version is written, and none is written over."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.clinic.records.models import PersonalDetails
from zusanli.clinic.records.patients import Details, DetailsOvertakenError, amend, details_of
from zusanli.clinic.records.typed_details import Read
from zusanli.core.words import LANGUAGES
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.details import as_typed, fields, read
from zusanli.web.booking.when import clock_for, read_number
from zusanli.web.desk.people import patient_at
from zusanli.web.records.roles import KNOWS
from zusanli.web.records.shown import changes
from zusanli.web.speech import OWN_NAMES, book_of


@staff(*KNOWS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def amend_details(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Correct the details, or say what cannot be taken; what was typed stays in the form."""
    now, kept = datetime.now(UTC), patient_at(patient)
    try:
        holds = details_of(kept)
    except PersonalDetails.DoesNotExist:
        raise Http404 from None
    if request.method != "POST":
        return _form(request, holds, as_typed(holds), language=holds.language)
    typed = read(
        request.POST, book_of(request).say, today=clock_for(request).day_of(now), reachable=False
    )
    if typed.details is None:
        return _form(request, holds, typed, seen=_seen(request))
    try:
        amend(
            kept,
            _spoken(request, typed.details, holds),
            seen=_seen(request),
            by=staff_member(request).called,
            now=now,
        )
    except DetailsOvertakenError as overtaken:
        return _form(request, overtaken.holds, typed, overtaken=True)
    return redirect("patient", patient=kept.pk)


def _form(
    request: HttpRequest,
    holds: PersonalDetails,
    shown: Read | dict[str, str],
    *,
    seen: int | None = None,
    language: str = "",
    overtaken: bool = False,
) -> HttpResponseBase:
    say = book_of(request).say
    typed = shown if isinstance(shown, Read) else None
    start = {} if isinstance(shown, Read) else shown
    made = fields(typed, say, start=start, readings=True)
    before = PersonalDetails.objects.filter(patient=holds.patient_id, pk__lt=holds.pk).last()
    return render(
        request,
        "web/records/amend.html",
        {
            "patient": holds.patient_id,
            "fields": made,
            "seen": holds.pk if seen is None else seen,
            "tongues": OWN_NAMES,
            "tongue": language or request.POST.get("tongue", holds.language),
            "overtaken": overtaken,
            "holds": holds,
            "theirs": changes(before, holds, say) if overtaken else (),
        },
    )


def _spoken(request: HttpRequest, details: Details, holds: PersonalDetails) -> Details:
    """Keep the patient's own language: that of the form is the one who types."""
    chosen = request.POST.get("tongue", "")
    return replace(details, language=chosen if chosen in LANGUAGES else holds.language)


def _seen(request: HttpRequest) -> int:
    return read_number(request.POST.get("seen", "")) or 0
