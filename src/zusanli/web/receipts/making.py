"""A receipt made for a visit: lines of the clinic's own list, or typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.receipts.issuing import Draft, Line, NotYetError, credential_of, issue
from zusanli.clinic.receipts.models import Receipt, ReceiptCode
from zusanli.clinic.receipts.money import (
    NoAmountError,
    amount_text,
    currency_of,
    is_known,
    to_minor,
)
from zusanli.clinic.receipts.referrals import referrals_of
from zusanli.clinic.records.models import PersonalDetails
from zusanli.clinic.records.patients import details_or_none
from zusanli.core.words import LANGUAGES, Words, noop
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import clock_for, read_number
from zusanli.web.desk.visit import told_of, visit_at
from zusanli.web.records.roles import KNOWS, TREATS
from zusanli.web.speech import OWN_NAMES, book_of, language_of

LINES = 4
LONGEST_TEXT, LONGEST_CODE, LONGEST_SYSTEM, LONGEST_CREDENTIAL, LONGEST_DIAGNOSIS = (
    200,
    20,
    60,
    120,
    240,
)
NO_LINE = noop("Please give at least one line, with what it is for and an amount.")
NO_WORDS = noop("Please say what this amount is for.")
NO_AMOUNT = noop("Please give an amount such as 45.00.")
NO_CURRENCY = noop("Please give the currency by its three letters, such as GBP.")
NOT_YET = noop("The visit was cancelled or has not begun, so nothing can be receipted yet.")
NAMELESS = noop("The patient's name was taken away, so no receipt can be made.")


@dataclass(frozen=True, slots=True)
class Typed:
    """One line of the form as it was typed."""

    index: int
    text: str = ""
    code: str = ""
    system: str = ""
    amount: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What was read; None where a field has a problem, each said in words."""

    draft: Draft | None
    lines: Sequence[Typed]
    problems: Mapping[str, str]


@staff(*KNOWS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def make(request: HttpRequest, *, visit: UUID) -> HttpResponseBase:
    """Ask for the lines, or make the receipt; a form that is sent twice makes one."""
    found, say = visit_at(visit), book_of(request).say
    treats = staff_member(request).has_role(*TREATS)
    if request.method != "POST":
        return _form(request, found, Read(None, _chosen(request, found), {}), treats=treats)
    got = read(request.POST, say, treats=treats)
    if got.draft is None:
        return _form(request, found, got, treats=treats)
    try:
        made = issue(found, got.draft, by=staff_member(request), now=datetime.now(UTC))
    except NotYetError:
        problem = NOT_YET
    except PersonalDetails.DoesNotExist:
        problem = NAMELESS
    else:
        return redirect("receipt", patient=made.patient_id, number=made.number)
    return _form(request, found, Read(None, got.lines, {"all": say(problem)}), treats=treats)


def read(sent: QueryDict, say: Words, *, treats: bool) -> Read:
    """Read the form; a diagnosis is taken from who treats alone."""
    currency = sent.get("currency", "").strip().upper()[:3]
    problems = {} if is_known(currency) else {"currency": say(NO_CURRENCY)}
    lines = [_line(sent, index, currency, say) for index in range(LINES)]
    typed = [line for line, _ in lines]
    read_lines = [line for _, line in lines if line is not None]
    if not read_lines or any(each.problem for each in typed):
        problems["lines"] = say(NO_LINE)
    if problems:
        return Read(None, typed, problems)
    language = sent.get("language", "")
    draft = Draft(
        key=_key(sent.get("key", "")),
        lines=tuple(read_lines),
        currency=currency,
        language=language if language in LANGUAGES else LANGUAGES[0],
        credential=_words(sent, "credential", LONGEST_CREDENTIAL),
        diagnosis=_words(sent, "diagnosis", LONGEST_DIAGNOSIS) if treats else "",
        referral=read_number(sent.get("referral", "")),
    )
    return Read(draft, typed, {})


def _line(sent: QueryDict, index: int, currency: str, say: Words) -> tuple[Typed, Line | None]:
    typed = Typed(
        index,
        _words(sent, f"text-{index}", LONGEST_TEXT),
        _words(sent, f"code-{index}", LONGEST_CODE),
        _words(sent, f"system-{index}", LONGEST_SYSTEM),
        _words(sent, f"amount-{index}", LONGEST_CODE),
    )
    if not any((typed.text, typed.code, typed.system, typed.amount)):
        return typed, None
    problem, amount = "", 0
    try:
        amount = to_minor(typed.amount, currency) if is_known(currency) else 0
    except NoAmountError:
        problem = say(NO_AMOUNT)
    problem = problem if typed.text else say(NO_WORDS)
    told = Typed(index, typed.text, typed.code, typed.system, typed.amount, problem)
    return told, None if problem else Line(typed.text, amount, typed.code, typed.system)


def _chosen(request: HttpRequest, visit: Appointment) -> Sequence[Typed]:
    """Give the lines to begin with: those of the list that were pressed, else the visit's price."""
    wanted = [read_number(each) or 0 for each in request.GET.getlist("line")][:LINES]
    found = ReceiptCode.objects.filter(active=True).in_bulk(wanted)
    currency = currency_of(the_clinic().country)
    filled = [
        Typed(
            index,
            each.text,
            each.code,
            each.system,
            "" if each.amount_minor is None else amount_text(each.amount_minor, currency),
        )
        for index, each in enumerate(found[pk] for pk in wanted if pk in found)
    ]
    filled = filled or _of_visit(request, visit)
    return [*filled, *(Typed(index) for index in range(len(filled), LINES))]


def _of_visit(request: HttpRequest, visit: Appointment) -> list[Typed]:
    """Give a line for the visit itself, if its price is in the currency of the form."""
    service, currency = visit.service, currency_of(the_clinic().country)
    if service.price_minor is None or service.currency != currency:
        return []
    details = details_or_none(visit.patient_id)
    language = details.language if details else language_of(request)
    amount = amount_text(service.price_minor, currency)
    return [Typed(0, service.called(language), amount=amount)]


def _form(request: HttpRequest, visit: Appointment, got: Read, *, treats: bool) -> HttpResponse:
    sent = request.POST
    details = details_or_none(visit.patient_id)
    theirs = details.language if details else None
    context = {
        **told_of(request, visit),
        "lines": got.lines,
        "problems": got.problems,
        "codes": ReceiptCode.objects.filter(active=True),
        "key": sent.get("key") or str(uuid4()),
        "currency": sent.get("currency") or currency_of(the_clinic().country),
        "credential": sent.get("credential", _credential(request, visit)),
        "diagnosis": sent.get("diagnosis", ""),
        "referrals": referrals_of(visit.patient),
        "referred": read_number(sent.get("referral", "")),
        "tongues": OWN_NAMES,
        "tongue": sent.get("language") or theirs or language_of(request),
        "treats": treats,
        "made": list(Receipt.objects.filter(visit=visit).select_related("void")),
    }
    return render(request, "web/receipts/make.html", context, status=422 if got.problems else 200)


def _credential(request: HttpRequest, visit: Appointment) -> str:
    on = clock_for(request).day_of(visit.starts_at)
    return credential_of(visit.practitioner, on=on)[:LONGEST_CREDENTIAL]


def _words(sent: QueryDict, name: str, longest: int) -> str:
    return " ".join(sent.get(name, "").split())[:longest]


def _key(sent: str) -> UUID:
    try:
        return UUID(sent)
    except ValueError:
        return uuid4()
