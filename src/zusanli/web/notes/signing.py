"""The patient reads the sheet at the clinic, on the clinic's screen, and signs it there."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.consents.models import Signer
from zusanli.clinic.consents.signing import (
    NothingToSignError,
    SheetChangedError,
    Signature,
    consent_for,
    sheet_of,
    sign,
)
from zusanli.clinic.records.patients import known
from zusanli.core.words import ENGLISH
from zusanli.web.access import staff
from zusanli.web.consent.views import CHANGED, NAME_MISSING, SIGNERS, TICK_MISSING
from zusanli.web.records.roles import TREATS
from zusanli.web.shown import shown
from zusanli.web.speech import book_of

LONGEST = 120


@staff(*TREATS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_here(request: HttpRequest, *, visit: UUID) -> HttpResponseBase:
    """Show the sheet in the patient's language, or take a signature under it as it was shown."""
    now = datetime.now(UTC)
    found = get_object_or_404(Appointment.objects.select_related("patient"), pk=visit)
    if request.method != "POST":
        return _shown(request, found, now, {})
    name = _typed(request, "name")
    problems = {} if name else {"name": NAME_MISSING}
    if "agree" not in request.POST:
        problems["agree"] = TICK_MISSING
    if problems:
        return _shown(request, found, now, problems)
    sent = request.POST.get("signer", "")
    signer = Signer(sent) if sent in Signer.values else Signer.PATIENT
    try:
        sign(
            found,
            Signature(name, signer, _typed(request, "interpreter")),
            read=request.POST.get("read", ""),
            language=_tongue(found),
            now=now,
        )
    except SheetChangedError:
        return _shown(request, found, now, {"sheet": CHANGED})
    except NothingToSignError:
        return _shown(request, found, now, {})
    return redirect("note", visit=found.pk)


def _shown(
    request: HttpRequest, visit: Appointment, now: datetime, problems: dict[str, str]
) -> HttpResponseBase:
    sheet, say = sheet_of(visit, language=_tongue(visit), now=now), book_of(request).say
    context = {
        "visit": visit.pk,
        "sheet": sheet,
        "body": shown(sheet.document) if sheet else "",
        "signed": consent_for(visit, now=now),
        "signers": SIGNERS,
        "problems": {field: say(text) for field, text in problems.items()},
        "typed": request.POST if request.method == "POST" else {},
    }
    return render(request, "web/notes/sign.html", context, status=422 if problems else 200)


def _typed(request: HttpRequest, field: str) -> str:
    return request.POST.get(field, "").strip()[:LONGEST]


def _tongue(visit: Appointment) -> str:
    details = known([visit.patient_id]).get(visit.patient_id)
    return ENGLISH if details is None else details.language
