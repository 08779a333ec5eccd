"""What can be booked here, for how long and at what price; and notes on insurers, each dated."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zusanli.clinic.booking.models import Service
from zusanli.clinic.receipts.coverage_notes import shown_notes
from zusanli.web.access import anyone
from zusanli.web.booking.when import clock_for
from zusanli.web.prices import price_of
from zusanli.web.speech import language_of


@dataclass(frozen=True, slots=True)
class Offered:
    """A kind of visit as patients read of it; `price` is empty where the clinic has said none."""

    name: str
    minutes: int
    price: str


@anyone
@require_safe
def prices(request: HttpRequest) -> HttpResponseBase:
    """List the kinds of visit that can be booked."""
    context = {
        "services": list(services(language_of(request))),
        "notes": shown_notes(on=clock_for(request).day_of(datetime.now(UTC))),
    }
    return render(request, "web/public/prices.html", context)


def services(language: str) -> Iterator[Offered]:
    """Give what can be booked, the first visit first."""
    for each in Service.objects.filter(active=True).order_by("-first_visit", "pk"):
        yield Offered(each.called(language), each.minutes, price_of(each))
