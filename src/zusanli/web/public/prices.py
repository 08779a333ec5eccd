"""What can be booked here, for how long and at what price; and notes on insurers, each dated."""

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


@anyone
@require_safe
def prices(request: HttpRequest) -> HttpResponseBase:
    """List the kinds of visit that can be booked."""
    language = language_of(request)
    found = Service.objects.filter(active=True).order_by("-first_visit", "pk")
    context = {
        "services": [(each.called(language), each.minutes, price_of(each)) for each in found],
        "notes": shown_notes(on=clock_for(request).day_of(datetime.now(UTC))),
    }
    return render(request, "web/public/prices.html", context)
