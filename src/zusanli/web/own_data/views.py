"""A patient sees what is kept of them, takes it along, and asks for corrections."""

from datetime import UTC, datetime

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.booking.patient_links import visit_by_link
from zusanli.clinic.check_ins.models import CheckIn
from zusanli.clinic.consents.models import Consent
from zusanli.clinic.erasure.models import ErasureRequest
from zusanli.clinic.erasure.requests import ask_to_be_erased
from zusanli.clinic.outcomes.models import OutcomeSet
from zusanli.clinic.own_data.corrections import ask_to_correct
from zusanli.clinic.own_data.gathering import gathered
from zusanli.clinic.own_data.models import Correction
from zusanli.clinic.own_data.proving import TooManyTriesError, prove
from zusanli.clinic.receipts.models import Receipt
from zusanli.clinic.records.intakes import standing
from zusanli.clinic.records.models import Intake
from zusanli.clinic.records.patients import details_of
from zusanli.clinic.records.same_person import ids_of, intakes_of
from zusanli.core.words import noop
from zusanli.documents.answered import answered
from zusanli.documents.wording import answer_text
from zusanli.web.access import holder_of
from zusanli.web.booking.when import clock_for
from zusanli.web.desk.people import named
from zusanli.web.links import link_of
from zusanli.web.speech import book_of, language_of

COOKIE = "own-data"
OPEN_FOR = 15 * 60
"""Seconds that the page stays open on a phone that may be lent. basis = "proposed"."""
LONGEST = 1000
NOT_IT = noop("That is not the number or the address that we have. Please try again, or call us.")
TOO_OFTEN = noop("That was tried too often. Please wait an hour, or call us.")
NOTHING_SAID = noop("Please say what is wrong, and what would be right.")


@holder_of(visit_by_link)
@never_cache
def own_data(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Ask for proof first, and then show what is kept."""
    if _is_open(request, visit):
        return _shown(request, visit)
    problem = ""
    if request.method == "POST":
        try:
            if prove(visit, request.POST.get("proof", ""), now=datetime.now(UTC)):
                return _opened(request, visit)
            problem = NOT_IT
        except TooManyTriesError:
            problem = TOO_OFTEN
    say = book_of(request).say
    context = {
        "link": link_of(request),
        "problem": say(problem) if problem else "",
        "typed": request.POST.get("proof", ""),
    }
    return render(request, "web/care/prove.html", context)


@holder_of(visit_by_link)
@never_cache
@require_safe
def own_data_file(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Give everything as a file."""
    if not _is_open(request, visit):
        return redirect("own_data", link=link_of(request))
    found = gathered(visit.patient, now=datetime.now(UTC))
    answer = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return answer


@holder_of(visit_by_link)
def correct(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Take what is said to be wrong to somebody who corrects it."""
    if request.method != "POST" or not _is_open(request, visit):
        return redirect("own_data", link=link_of(request))
    text = request.POST.get("text", "").strip()[:LONGEST]
    if not text:
        return _shown(request, visit, problem=book_of(request).say(NOTHING_SAID))
    ask_to_correct(visit.patient, text, now=datetime.now(UTC))
    return redirect("own_data", link=link_of(request))


@holder_of(visit_by_link)
def ask_erasure(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Take the wish to be erased to a manager."""
    if request.method == "POST" and _is_open(request, visit):
        ask_to_be_erased(visit.patient, by="patient", now=datetime.now(UTC))
    return redirect("own_data", link=link_of(request))


@holder_of(visit_by_link)
@require_POST
def close(request: HttpRequest, _visit: Appointment) -> HttpResponseBase:
    """Close the page again, for whoever lent the phone."""
    answer = redirect("visit", link=link_of(request))
    answer.delete_cookie(COOKIE)
    return answer


def _opened(request: HttpRequest, visit: Appointment) -> HttpResponse:
    answer = redirect("own_data", link=link_of(request))
    answer.set_signed_cookie(
        COOKIE,
        str(visit.patient_id),
        salt=COOKIE,
        max_age=OPEN_FOR,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )
    return answer


def _is_open(request: HttpRequest, visit: Appointment) -> bool:
    try:
        opened = request.get_signed_cookie(COOKIE, salt=COOKIE, max_age=OPEN_FOR)
    except (KeyError, signing.BadSignature):
        return False
    return opened == str(visit.patient_id)


def _shown(request: HttpRequest, visit: Appointment, *, problem: str = "") -> HttpResponse:
    patient, now, clock = visit.patient, datetime.now(UTC), clock_for(request)
    details, own = details_of(patient), ids_of(patient.pk)
    visits = Appointment.objects.filter(patient__in=own).order_by("starts_at")
    signed = Consent.objects.filter(patient__in=own)
    told = CheckIn.objects.filter(patient__in=own)
    scores = OutcomeSet.objects.filter(patient__in=own)
    receipts = Receipt.objects.filter(patient__in=own)
    asked = Correction.objects.filter(patient__in=own)
    wishes = ErasureRequest.objects.filter(patient__in=own)
    return render(
        request,
        "web/care/own_data.html",
        {
            "link": link_of(request),
            "details": details,
            "named": named(details, book_of(request).say),
            "said": [said for each in intakes_of(patient.pk) for said in _said(each, request, now)],
            "visits": [(clock.when(each.starts_at), each) for each in visits],
            "consents": [(clock.when(each.signed_at), each) for each in signed],
            "check_ins": [(clock.when(each.at), each) for each in told],
            "scores": [clock.when(each.at) for each in scores.order_by("at")],
            "receipts": [(clock.when(each.at), each) for each in receipts],
            "corrections": [(clock.when(each.asked_at), each) for each in asked],
            "wishes": [(clock.when(each.asked_at), each) for each in wishes],
            "wish_is_open": any(each.settled_at is None for each in wishes),
            "problem": problem,
        },
    )


def _said(intake: Intake, request: HttpRequest, now: datetime) -> list[tuple[str, str]]:
    stood = standing(intake, language=language_of(request), now=now)
    book = book_of(request)
    return [
        (answer_text(each, book), each.who_and_when(book.say))
        for each in answered(stood.decision.case, book)
    ]
