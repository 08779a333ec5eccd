"""What to do before and after a visit and at home: on the screen, and as a PDF."""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.booking.patient_links import visit_by_link
from zusanli.clinic.consents.signing import questionnaire_of
from zusanli.clinic.records.intakes import standing
from zusanli.core.decide import Decision
from zusanli.documents.html import html
from zusanli.documents.leaflet import leaflet
from zusanli.exchange.pdf.printing import to_pdf
from zusanli.web.access import holder_of
from zusanli.web.links import link_of
from zusanli.web.shown import pdf, shown
from zusanli.web.speech import language_of


@holder_of(visit_by_link)
@never_cache
@require_safe
def advice(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Show the leaflet that the patient's answers call for."""
    decision = _decision(request, visit)
    body = shown(leaflet(decision)) if decision else ""
    return render(request, "web/care/advice.html", {"link": link_of(request), "body": body})


@holder_of(visit_by_link)
@never_cache
@require_safe
def advice_pdf(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Give the leaflet to print or to keep."""
    decision = _decision(request, visit)
    if decision is None:
        raise Http404
    document = leaflet(decision)
    page = html([document], title=document.title, made_for=decision.case.on)
    return pdf(to_pdf(page), name="leaflet")


def _decision(request: HttpRequest, visit: Appointment) -> Decision | None:
    intake = questionnaire_of(visit)
    if intake is None:
        return None
    stood = standing(intake, language=language_of(request), now=datetime.now(UTC))
    return stood.decision
