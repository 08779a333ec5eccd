"""The lines that a clinic prints on receipts: typed in here, and taken out of use again."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.receipts.models import ReceiptCode
from zusanli.clinic.receipts.money import NoAmountError, amount_text, currency_of, to_minor
from zusanli.clinic.staff.models import Role
from zusanli.core.words import noop
from zusanli.web.access import staff, staff_member
from zusanli.web.speech import book_of

KEEPS = (Role.RECEPTION, Role.MANAGER)
"""Who keeps the list of codes."""
LONGEST = {"label": 60, "system": 60, "code": 20, "text": 200}
NO_LABEL = noop("Please give a short name, by which it is found at the desk.")
NO_TEXT = noop("Please type the words that are to be printed.")
NO_AMOUNT = noop("Please give an amount such as 45.00, or leave it empty.")


@staff(*KEEPS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def codes(request: HttpRequest) -> HttpResponseBase:
    """Show the lines, or take a new one."""
    typed = {name: _words(request, name) for name in LONGEST} | {
        "amount": request.POST.get("amount", "").strip()[:20]
    }
    problems: dict[str, str] = {}
    currency = currency_of(the_clinic().country)
    if request.method == "POST":
        amount = _amount(typed["amount"], currency, problems)
        problems |= {} if typed["label"] else {"label": NO_LABEL}
        problems |= {} if typed["text"] else {"text": NO_TEXT}
        if not problems:
            ReceiptCode.objects.create(
                **{name: typed[name] for name in LONGEST},
                amount_minor=amount,
                added_at=datetime.now(UTC),
                added_by=staff_member(request).called,
            )
            return redirect("receipt_codes")
    say = book_of(request).say
    context = {
        "codes": [
            (each, "" if each.amount_minor is None else amount_text(each.amount_minor, currency))
            for each in ReceiptCode.objects.order_by("-active", "label", "pk")
        ],
        "currency": currency,
        "typed": typed,
        "longest": LONGEST,
        "problems": {name: say(words) for name, words in problems.items()},
    }
    return render(request, "web/receipts/codes.html", context, status=422 if problems else 200)


@staff(*KEEPS)
@require_POST
def switch(request: HttpRequest, *, code: int) -> HttpResponseBase:
    """Take a line out of use, or into it; receipts that have it keep it."""
    found = get_object_or_404(ReceiptCode, pk=code)
    ReceiptCode.objects.filter(pk=found.pk).update(active=request.POST.get("do") == "use")
    return redirect("receipt_codes")


def _words(request: HttpRequest, name: str) -> str:
    return " ".join(request.POST.get(name, "").split())[: LONGEST[name]]


def _amount(typed: str, currency: str, problems: dict[str, str]) -> int | None:
    if not typed:
        return None
    try:
        return to_minor(typed, currency)
    except NoAmountError:
        problems["amount"] = NO_AMOUNT
        return None
