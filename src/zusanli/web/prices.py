"""What a visit costs, as a page says it."""

from zusanli.clinic.booking.models import Service
from zusanli.clinic.receipts.money import money_text


def price_of(service: Service) -> str:
    """Write the price of a kind of visit, empty where the clinic has said none."""
    if service.price_minor is None:
        return ""
    return money_text(service.price_minor, service.currency)
