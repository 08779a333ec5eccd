"""What can be booked: each kind of visit with its name, length and price."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from zusanli.clinic.booking.models import Service
from zusanli.clinic.booking.ticks import TICK_MINUTES
from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.receipts.money import NoAmountError, amount_text, currency_of, to_minor
from zusanli.clinic.staff.models import Role
from zusanli.core.words import noop
from zusanli.web.access import staff
from zusanli.web.set_up.fields import Words, typed_in
from zusanli.web.set_up.steps import done, step_page

LONGEST_VISIT, LONGEST_BREAK = 240, 60
NO_LENGTH = noop("Please give minutes in fives, from 5 to 240.")
NO_BREAK = noop("Please give minutes in fives, from 0 to 60.")
NO_PRICE = noop("Please give an amount such as 45.00, or leave it empty.")
NO_NAME = noop("Please give a name, as patients read it.")
FIRST_VISIT, FOLLOWING_VISIT = noop("First visit"), noop("Following visit")
PROPOSED = ((FIRST_VISIT, 60, True), (FOLLOWING_VISIT, 45, False))
"""Name, minutes, and whether it comes first: to begin with, to be changed. basis = "proposed"."""
BREAK = 15
"""Minutes after a visit in which bed and practitioner are not free. basis = "proposed"."""
NEW = "new"


def _minutes(label: str, *, least: int, most: int, wrong: str) -> forms.IntegerField:
    kinds = ("required", "invalid", "min_value", "max_value", "step_size")
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        step_size=TICK_MINUTES,
        error_messages=dict.fromkeys(kinds, wrong),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the form before anything is typed; without a service it is one for a new one."""

    key: str
    typed: dict[str, object]
    service: Service | None = None


class ServiceForm(forms.Form):
    """One kind of visit; a new one that has no name is none."""

    name = Words(noop("Name"), longest=80, required=False)
    name_ja = Words(noop("Name in Japanese, if it differs"), longest=80, required=False)
    name_zh_hant = Words(noop("Name in Chinese, if it differs"), longest=80, required=False)
    minutes = _minutes(noop("Minutes"), least=TICK_MINUTES, most=LONGEST_VISIT, wrong=NO_LENGTH)
    minutes_after = _minutes(
        noop("Minutes between it and the next visit"), least=0, most=LONGEST_BREAK, wrong=NO_BREAK
    )
    price = forms.CharField(label=noop("Price"), required=False, max_length=20)
    first_visit = forms.BooleanField(label=noop("It is the first visit"), required=False)
    active = forms.BooleanField(label=noop("It can be booked"), required=False)

    def __init__(self, request: HttpRequest, row: Row, currency: str) -> None:
        super().__init__(typed_in(request), prefix=row.key, initial=row.typed)
        self.service, self.currency = row.service, currency

    @property
    def is_left_empty(self) -> bool:
        """Whether it is the row for a new one, and nobody typed a name."""
        return self.service is None and not self["name"].data

    def clean(self) -> dict[str, Any]:
        """Read the price in the currency of the clinic's country."""
        typed = self.cleaned_data
        if self.is_left_empty:
            self.errors.clear()
            return typed
        if not typed.get("name"):
            self.add_error("name", NO_NAME)
        typed["price_minor"] = None
        if typed.get("price"):
            try:
                typed["price_minor"] = to_minor(typed["price"], self.currency)
            except NoAmountError:
                self.add_error("price", NO_PRICE)
        return typed

    def save(self) -> None:
        """Keep what was typed; visits that are booked keep their length."""
        typed = dict(self.cleaned_data)
        typed.pop("price")
        kept = self.service or Service()
        for name, value in typed.items():
            setattr(kept, name, value)
        kept.currency = "" if typed["price_minor"] is None else self.currency
        kept.save()


@staff(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def services(request: HttpRequest) -> HttpResponseBase:
    """Show what can be booked, or change it, all at once."""
    currency = currency_of(the_clinic().country)
    rows = [ServiceForm(request, each, currency) for each in _rows()]
    wrong = False
    if request.method == "POST":
        sent = [each for each in rows if not each.is_left_empty]
        wrong = any(each.errors for each in sent)
        if not wrong:
            for each in sent:
                each.save()
            return done(request, "set_up_services")
    shown = {"forms": rows, "currency": currency}
    return step_page(request, "set_up_services", shown, wrong=wrong)


def _rows() -> Iterator[Row]:
    """Give what is there, and a row for a new one; where there is nothing, two that are filled."""
    kept = list(Service.objects.order_by("-active", "-first_visit", "pk"))
    yield from (Row(str(each.pk), _as_typed(each), each) for each in kept)
    empty: dict[str, object] = {"minutes": 45, "minutes_after": BREAK, "active": True}
    new = [empty] if kept else [*map(_proposed, PROPOSED), empty]
    yield from (Row(f"{NEW}{index}", typed) for index, typed in enumerate(new))


def _as_typed(service: Service) -> dict[str, object]:
    named = ("name", "name_ja", "name_zh_hant", "minutes", "minutes_after", "first_visit", "active")
    price = service.price_minor
    written = "" if price is None else amount_text(price, service.currency)
    return {**{each: getattr(service, each) for each in named}, "price": written}


def _proposed(row: tuple[str, int, bool]) -> dict[str, object]:
    name, minutes, first_visit = row
    return {
        "name": name,
        "name_ja": rule_book("ja").say(name),
        "name_zh_hant": rule_book("zh-Hant").say(name),
        "minutes": minutes,
        "minutes_after": BREAK,
        "first_visit": first_visit,
        "active": True,
    }
