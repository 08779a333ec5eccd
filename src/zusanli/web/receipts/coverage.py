"""Whether an insurer pays: asked, answered, and printed with what visits cost."""

from datetime import UTC, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zusanli.clinic.booking.models import Service
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.receipts.coverage import (
    AlreadyClosedError,
    NothingSaidError,
    close_question,
    open_question,
)
from zusanli.clinic.receipts.coverage_notes import shown_notes
from zusanli.clinic.receipts.models import CoverageQuestion, ReceiptCode
from zusanli.clinic.receipts.money import currency_of, money_text
from zusanli.clinic.receipts.referrals import referrals_of
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.words import noop
from zusanli.documents.blocks import Document
from zusanli.documents.cost_sheet import Asked, Costs, cost_sheet
from zusanli.exchange.pdf.paper import paper
from zusanli.exchange.pdf.printing import PrintingError
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import LAST_YEAR, clock_for, read_day
from zusanli.web.desk.people import names, patient_at
from zusanli.web.prices import price_of
from zusanli.web.records.roles import KNOWS
from zusanli.web.shown import pdf, shown
from zusanli.web.speech import book_of

LONGEST = {"payer": 120, "phone": 40, "answer": 500, "reference": 80}
FIRST_YEAR = 2000
NO_PAYER = noop("Please name the insurer that is to be asked.")
NO_ANSWER = noop("Please write what they said, and the day on which they were asked.")
NOT_TO_COME = noop("The day on which they were asked cannot be yet to come.")
TOO_LATE = noop("Somebody else has closed this meanwhile. What you typed is still here.")
NOT_DRAWN = noop(
    "This sheet holds a character that the PDF cannot draw. Print this page from the browser "
    "instead."
)


@staff(*KNOWS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def coverage(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Show what was asked, or keep that an insurer is to be asked."""
    found = patient_at(patient)
    if request.method != "POST":
        return _shown(request, found)
    try:
        open_question(
            found,
            payer=_words(request, "payer"),
            phone=_words(request, "phone"),
            chronic_pain="chronic_pain" in request.POST,
            by=staff_member(request).called,
            now=datetime.now(UTC),
        )
    except NothingSaidError:
        return _shown(request, found, problem=NO_PAYER)
    return redirect("coverage", patient=found.pk)


@staff(*KNOWS)
@require_POST
def answered(request: HttpRequest, *, patient: UUID, question: int) -> HttpResponseBase:
    """Keep what an insurer said."""
    found, now = patient_at(patient), datetime.now(UTC)
    asked = _questions(found).filter(pk=question).first()
    if asked is None:
        raise Http404
    day = read_day(request.POST.get("asked_on", ""))
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return _shown(request, found, problem=NO_ANSWER, at=asked.pk)
    if day > clock_for(request).day_of(now):
        return _shown(request, found, problem=NOT_TO_COME, at=asked.pk)
    try:
        close_question(
            asked,
            asked_on=day,
            answer=_words(request, "answer"),
            reference=_words(request, "reference"),
            by=staff_member(request).called,
            now=now,
        )
    except NothingSaidError:
        return _shown(request, found, problem=NO_ANSWER, at=asked.pk)
    except AlreadyClosedError:
        return _shown(request, found, problem=TOO_LATE)
    return redirect("coverage", patient=found.pk)


@staff(*KNOWS)
@never_cache
@require_safe
def cost_sheet_page(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Show what visits cost and what insurers said."""
    return _sheet(request, patient_at(patient))


@staff(*KNOWS)
@never_cache
@require_safe
def cost_sheet_pdf(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Give the same on paper."""
    found = patient_at(patient)
    document = _document(request, found)
    try:
        printed = paper((document,), title=document.title, made_for=datetime.now(UTC))
    except PrintingError:
        return _sheet(request, found, problem=NOT_DRAWN)
    return pdf(printed, name="costs")


def _shown(
    request: HttpRequest, patient: Patient, *, problem: str = "", at: int | None = None
) -> HttpResponse:
    say = book_of(request).say
    context = {
        "patient": patient,
        "named": names([patient.pk], say)[patient.pk],
        "questions": _questions(patient).order_by("-pk"),
        "typed": {name: _words(request, name) for name in LONGEST}
        | {"asked_on": request.POST.get("asked_on", "")[:20]},
        "longest": LONGEST,
        "problem": say(problem) if problem else "",
        "at": at,
        "notes": shown_notes(on=clock_for(request).day_of(datetime.now(UTC))),
        "referrals": referrals_of(patient),
    }
    return render(request, "web/receipts/coverage.html", context, status=422 if problem else 200)


def _sheet(request: HttpRequest, patient: Patient, *, problem: str = "") -> HttpResponse:
    context = {
        "patient": patient.pk,
        "body": shown(_document(request, patient)),
        "problem": book_of(request).say(problem) if problem else "",
    }
    page = "web/receipts/cost_sheet.html"
    return render(request, page, context, status=422 if problem else 200)


def _document(request: HttpRequest, patient: Patient) -> Document:
    """Write the sheet in the language of the page."""
    clinic, say = the_clinic(), book_of(request).say
    currency = currency_of(clinic.country)
    return cost_sheet(
        Costs(
            on=clock_for(request).day_of(datetime.now(UTC)),
            clinic=clinic.name,
            phone=clinic.phone,
            patient=names([patient.pk], say)[patient.pk].name,
            prices=[
                *(
                    (each.called(say.language), price_of(each))
                    for each in Service.objects.filter(active=True, price_minor__isnull=False)
                ),
                *(
                    (each.text, money_text(each.amount_minor, currency))
                    for each in ReceiptCode.objects.filter(active=True)
                    if each.amount_minor is not None
                ),
            ],
            asked=[
                Asked(each.payer, each.phone, each.asked_on, each.answer, each.reference)
                for each in _questions(patient)
            ],
        ),
        say,
    )


def _words(request: HttpRequest, name: str) -> str:
    return " ".join(request.POST.get(name, "").split())[: LONGEST[name]]


def _questions(patient: Patient) -> QuerySet[CoverageQuestion]:
    return CoverageQuestion.objects.filter(patient__in=ids_of(patient.pk))
