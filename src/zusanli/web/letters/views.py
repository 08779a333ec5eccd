"""A letter is shown before it is written, and written when the patient agrees."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.letters.models import Letter
from zusanli.clinic.letters.writing import NotAgreedError, NothingKnownError, draft, write_letter
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.words import noop
from zusanli.documents.html import page_of
from zusanli.exchange.pdf.printing import PrintingError, to_pdf
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import clock_for
from zusanli.web.desk.people import names, patient_at
from zusanli.web.records.roles import TREATS
from zusanli.web.shown import pdf
from zusanli.web.speech import book_of, language_of

NOT_AGREED = noop(
    "Please write to whom it goes, and who agreed: the patient, or who may agree for them."
)


@staff(*TREATS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new_letter(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Show the letter as it would go out now; write it once somebody agreed."""
    kept, problem, now = patient_at(patient), "", datetime.now(UTC)
    try:
        if request.method == "POST":
            written = write_letter(
                kept,
                to=request.POST.get("to", ""),
                agreed_by=request.POST.get("agreed_by", ""),
                language=language_of(request),
                member=staff_member(request),
                now=now,
            )
            return redirect("letter", patient=patient, number=written.pk)
        made = draft(kept, to=request.POST.get("to", ""), language=language_of(request), now=now)
    except NotAgreedError:
        problem = book_of(request).say(NOT_AGREED)
        made = draft(kept, to=request.POST.get("to", ""), language=language_of(request), now=now)
    except NothingKnownError as error:
        raise Http404 from error
    shown = {
        "patient": kept,
        "named": names([kept.pk], book_of(request).say)[kept.pk],
        "body": mark_safe(made.page),  # noqa: S308 - our own renderer escaped each word
        "problem": problem,
    }
    return render(request, "web/letters/new.html", shown, status=422 if problem else 200)


@staff(*TREATS)
@never_cache
@require_safe
def letter(request: HttpRequest, *, patient: UUID, number: int) -> HttpResponseBase:
    """Show a letter as it went out."""
    return _shown(request, get_object_or_404(Letter, pk=number, patient__in=ids_of(patient)))


@staff(*TREATS)
@never_cache
@require_safe
def letter_pdf(request: HttpRequest, *, patient: UUID, number: int) -> HttpResponseBase:
    """Give a letter on paper, as it went out."""
    found = get_object_or_404(Letter, pk=number, patient__in=ids_of(patient))
    page = page_of(found.page, title=found.to, language=found.language, made_for=found.at)
    try:
        printed = to_pdf(page)
    except PrintingError as error:
        return _shown(request, found, problem=str(error))
    return pdf(printed, name="letter")


def _shown(request: HttpRequest, found: Letter, *, problem: str = "") -> HttpResponse:
    shown = {
        "letter": found,
        "named": names([found.patient_id], book_of(request).say)[found.patient_id],
        "when": clock_for(request).when(found.at),
        "body": mark_safe(found.page),  # noqa: S308 - our own renderer escaped each word
        "problem": problem,
    }
    return render(request, "web/letters/letter.html", shown, status=422 if problem else 200)
