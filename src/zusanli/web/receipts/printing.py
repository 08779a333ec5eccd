"""Receipts shown, printed and made void."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zusanli.clinic.books import rule_book
from zusanli.clinic.receipts.issuing import AlreadyVoidError, make_void
from zusanli.clinic.receipts.models import Receipt
from zusanli.clinic.receipts.money import money_text
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import Role
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import Document
from zusanli.documents.receipt import Issued, Paid
from zusanli.documents.receipt import receipt as document_of
from zusanli.documents.sentences import day_text
from zusanli.exchange.pdf.paper import paper
from zusanli.exchange.pdf.printing import PrintingError
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import Clock, clock_for, read_number
from zusanli.web.desk.people import named, names
from zusanli.web.receipts.codes import KEEPS
from zusanli.web.records.roles import KNOWS
from zusanli.web.shown import pdf, shown
from zusanli.web.speech import book_of

MOST = 100
"""Receipts listed at once, the last ones."""
LARGEST = 2**31
LONGEST_REASON = 240
REFERRED = noop("Referral {number} by {physician}, {day}")
NO_REASON = noop("Please say why it counts no more.")
NOT_DRAWN = noop(
    "This receipt holds a character that the PDF cannot draw. Print this page from the browser "
    "instead."
)


@staff(*KNOWS, Role.MANAGER)
@never_cache
@require_safe
def receipts(request: HttpRequest) -> HttpResponseBase:
    """List the receipts, the last ones first."""
    before = read_number(request.GET.get("before", ""))
    found = Receipt.objects.select_related("void").order_by("-number")
    if before is not None and before < LARGEST:
        found = found.filter(number__lt=before)
    kept = list(found[: MOST + 1])
    clock, say = clock_for(request), book_of(request).say
    called = names((each.patient_id for each in kept), say)
    rows = [
        {
            "receipt": each,
            "named": called[each.patient_id],
            "when": clock.when(each.at),
            "total": money_text(each.total_minor, each.currency),
            "void": hasattr(each, "void"),
        }
        for each in kept[:MOST]
    ]
    older = kept[MOST - 1].number if len(kept) > MOST else None
    keeps = staff_member(request).has_role(*KEEPS)
    context = {"rows": rows, "older": older, "keeps_codes": keeps}
    return render(request, "web/receipts/list.html", context)


@staff(*KNOWS, Role.MANAGER)
@never_cache
@require_safe
def receipt(request: HttpRequest, *, patient: UUID, number: int) -> HttpResponseBase:
    """Show a receipt, to be printed from the browser too."""
    return _shown(request, _receipt(patient, number))


@staff(*KNOWS, Role.MANAGER)
@never_cache
@require_safe
def receipt_pdf(request: HttpRequest, *, patient: UUID, number: int) -> HttpResponseBase:
    """Give a receipt on paper."""
    found = _receipt(patient, number)
    document = _document(found, clock_for(request))
    try:
        printed = paper((document,), title=document.title, made_for=found.at)
    except PrintingError:
        return _shown(request, found, problem=NOT_DRAWN)
    return pdf(printed, name=f"receipt-{found.number}")


@staff(*KNOWS, Role.MANAGER)
@require_POST
def void(request: HttpRequest, *, patient: UUID, number: int) -> HttpResponseBase:
    """Make a receipt count no more."""
    found = _receipt(patient, number)
    reason = request.POST.get("reason", "").strip()[:LONGEST_REASON]
    if not reason:
        return _shown(request, found, problem=NO_REASON)
    try:
        make_void(found, reason=reason, by=staff_member(request).called, now=datetime.now(UTC))
    except AlreadyVoidError:
        return redirect("receipt", patient=patient, number=number)
    return redirect("receipt", patient=patient, number=number)


def _receipt(patient: UUID, number: int) -> Receipt:
    if number >= LARGEST:
        raise Http404
    related = Receipt.objects.select_related("void", "visit", "details", "referral")
    found = related.filter(patient__in=ids_of(patient), number=number).first()
    if found is None:
        raise Http404
    return found


def _shown(request: HttpRequest, found: Receipt, *, problem: str = "") -> HttpResponse:
    context = {
        "receipt": found,
        "patient": found.patient_id,
        "body": shown(_document(found, clock_for(request))),
        "void": getattr(found, "void", None),
        "problem": book_of(request).say(problem) if problem else "",
        "longest": LONGEST_REASON,
    }
    return render(request, "web/receipts/receipt.html", context, status=422 if problem else 200)


def _document(found: Receipt, clock: Clock) -> Document:
    """Give a receipt as it was made, in the language that it was made in."""
    say = rule_book(found.language).say
    void = getattr(found, "void", None)
    return document_of(
        Issued(
            number=found.number,
            on=clock.day_of(found.at),
            clinic=found.clinic["name"],
            address=found.clinic["address"],
            phone=found.clinic["phone"],
            email=found.clinic["email"],
            patient=named(found.details, say).name,
            born=found.details.born,
            visit_on=clock.day_of(found.visit.starts_at),
            practitioner=found.practitioner,
            credential=found.credential,
            lines=[
                Paid(
                    each["text"],
                    each["code"],
                    each["system"],
                    money_text(each["amount_minor"], found.currency),
                )
                for each in found.lines
            ],
            total=money_text(found.total_minor, found.currency),
            diagnosis=found.diagnosis,
            diagnosis_by=found.diagnosis_by,
            referral=_referral(found, say),
            void_because=void.reason if void else None,
        ),
        say,
    )


def _referral(found: Receipt, say: Words) -> str:
    """Name the referral by who wrote it, when, for what, and its number."""
    given = found.referral
    if given is None:
        return ""
    day = day_text(given.on, say)
    numbered = say(REFERRED, number=given.pk, physician=given.physician, day=day)
    theirs = f" ({given.reference})" if given.reference else ""
    return say("{referral}, for: {reason}", referral=f"{numbered}{theirs}", reason=given.reason)
