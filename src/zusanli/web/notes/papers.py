"""A closed note on paper: for the patient to take home, and after the STRICTA items."""

from uuid import UUID

from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.notes.afterwards import Over, over
from zusanli.clinic.records.patients import known
from zusanli.core.words import ENGLISH
from zusanli.documents.blocks import Document
from zusanli.documents.stricta import Treated, stricta, stricta_data
from zusanli.documents.visit_summary import visit_summary
from zusanli.errors import InputError
from zusanli.exchange.pdf.paper import paper
from zusanli.web.access import staff
from zusanli.web.notes.shown import note_of
from zusanli.web.records.roles import TREATS
from zusanli.web.shown import pdf, shown
from zusanli.web.speech import language_of

PAPER = "web/notes/paper.html"


@staff(*TREATS)
@never_cache
@require_safe
def summary(request: HttpRequest, *, visit: UUID) -> HttpResponseBase:
    """Show what the patient takes home, in the patient's language."""
    found = _over(visit, language=_tongue(visit))
    if found is None:
        return redirect("note", visit=visit)
    document = visit_summary(found.visit, found.decision)
    return _page(request, visit, document, name="note_summary_pdf")


@staff(*TREATS)
@never_cache
@require_safe
def summary_pdf(_request: HttpRequest, *, visit: UUID) -> HttpResponseBase:
    """Give what the patient takes home, to print."""
    found = _over(visit, language=_tongue(visit))
    if found is None:
        return redirect("note", visit=visit)
    document = visit_summary(found.visit, found.decision)
    printed = paper((document,), title=document.title, made_for=found.visit.on)
    return pdf(printed, name="visit")


@staff(*TREATS)
@never_cache
@require_safe
def stricta_page(request: HttpRequest, *, visit: UUID) -> HttpResponseBase:
    """Show a visit after the STRICTA items."""
    found = _over(visit, language=language_of(request))
    if found is None:
        return redirect("note", visit=visit)
    return _page(request, visit, stricta(_treated(found)), name="note_stricta_json")


@staff(*TREATS)
@never_cache
@require_safe
def stricta_json(_request: HttpRequest, *, visit: UUID) -> HttpResponseBase:
    """Give a visit after the STRICTA items, for other programs."""
    found = _over(visit, language=ENGLISH)
    if found is None:
        return redirect("note", visit=visit)
    answer = JsonResponse(stricta_data(_treated(found)), json_dumps_params={"indent": 1})
    answer["Content-Disposition"] = 'attachment; filename="stricta.json"'
    return answer


def _page(request: HttpRequest, visit: UUID, document: Document, *, name: str) -> HttpResponseBase:
    context = {
        "visit": visit,
        "title": document.title,
        "body": shown(document),
        "file": name,
        "is_pdf": name.endswith("pdf"),
    }
    return render(request, PAPER, context)


def _treated(found: Over) -> Treated:
    return Treated(found.visit, found.chart, found.decision, found.licence)


def _over(visit: UUID, *, language: str) -> Over | None:
    note = note_of(visit)
    if note is None:
        get_object_or_404(Appointment, pk=visit)
        return None
    try:
        return over(note, language=language)
    except InputError:
        return None


def _tongue(visit: UUID) -> str:
    """Give the language of whoever takes the paper home."""
    found = get_object_or_404(Appointment, pk=visit)
    details = known([found.patient_id]).get(found.patient_id)
    return ENGLISH if details is None else details.language
