"""A patient reads the sheet of a visit, signs it on the screen, and may take that back."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.booking.patient_links import visit_by_link
from zusanli.clinic.consents.models import Signer
from zusanli.clinic.consents.signing import (
    NothingToSignError,
    SheetChangedError,
    Signature,
    consent_for,
    sheet_of,
    sign,
    signed_for,
    withdraw,
)
from zusanli.core.words import noop
from zusanli.web.access import holder_of
from zusanli.web.booking.visit import told_of
from zusanli.web.links import link_of
from zusanli.web.shown import shown
from zusanli.web.speech import book_of, language_of

SIGNERS = (
    (Signer.PATIENT, noop("I am the patient")),
    (Signer.PARENT, noop("I am a parent of the patient")),
    (Signer.GUARDIAN, noop("I am the guardian of the patient")),
)
LONGEST = 120
NAME_MISSING = noop("Please type your name. It stands for your signature.")
TICK_MISSING = noop("Please tick this if you agree. If you do not, nothing is signed.")
CHANGED = noop("The sheet has changed since you opened it. Please read it again before you sign.")
ANSWERED_SINCE = noop(
    "Your answers have changed since you signed, so what you signed does not hold any more. Please "
    "read the sheet again."
)


@holder_of(visit_by_link)
@never_cache
def consent(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Show the sheet, or take a signature under it as it was shown."""
    now = datetime.now(UTC)
    if request.method != "POST":
        return _shown(request, visit, now)
    name = _typed(request, "name")
    problems = {} if name else {"name": NAME_MISSING}
    if "agree" not in request.POST:
        problems["agree"] = TICK_MISSING
    if problems:
        return _shown(request, visit, now, problems=problems)
    try:
        sign(
            visit,
            Signature(name, _signer(request), _typed(request, "interpreter")),
            read=request.POST.get("read", ""),
            language=language_of(request),
            now=now,
        )
    except SheetChangedError:
        return _shown(request, visit, now, problems={"sheet": CHANGED})
    except NothingToSignError:
        return _shown(request, visit, now)
    return redirect("consent", link=link_of(request))


@holder_of(visit_by_link)
@require_POST
def take_back(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Take back all that was signed for this visit: a sheet signed twice is taken back once."""
    for signed in signed_for(visit):
        withdraw(signed, by=signed.signed_by, now=datetime.now(UTC))
    return redirect("consent", link=link_of(request))


def _typed(request: HttpRequest, field: str) -> str:
    return request.POST.get(field, "").strip()[:LONGEST]


def _signer(request: HttpRequest) -> Signer:
    sent = request.POST.get("signer", "")
    return Signer(sent) if sent in Signer.values else Signer.PATIENT


def _shown(
    request: HttpRequest,
    visit: Appointment,
    now: datetime,
    *,
    problems: dict[str, str] | None = None,
) -> HttpResponse:
    sheet = sheet_of(visit, language=language_of(request), now=now)
    say = book_of(request).say
    problems = problems or {}
    signed = consent_for(visit, now=now)
    if signed is None and signed_for(visit).exists():
        problems = {"sheet": ANSWERED_SINCE, **problems}
    return render(
        request,
        "web/care/consent.html",
        {
            **told_of(request, visit),
            "link": link_of(request),
            "sheet": sheet,
            "body": shown(sheet.document) if sheet else "",
            "signed": signed,
            "signers": SIGNERS,
            "problems": {field: say(text) for field, text in problems.items()},
            "typed": request.POST if request.method == "POST" else {},
        },
    )
