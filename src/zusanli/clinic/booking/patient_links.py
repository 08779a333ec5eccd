"""
The links by which a patient sees a visit, changes it, or takes an offer.

A visit's own link lasts. What changes the visit is a signed link made for its last change: the next
change spends it, so that it works once, and it is over when the visit begins. It is made anew each
time the visit's page is shown, and is kept nowhere.
"""

from datetime import datetime

from django.core import signing

from zusanli.clinic.booking.models import Appointment, Offer, PatientLink
from zusanli.clinic.links import hashed, new_link

SALT = "zusanli.change"


def new_visit_link(appointment: Appointment, *, now: datetime) -> str:
    """Make a link to a visit; a message makes one of its own."""
    link = new_link()
    PatientLink.objects.create(link_hash=hashed(link), made_at=now, appointment=appointment)
    return link


def new_offer_link(offer: Offer, *, now: datetime) -> str:
    """Make a link to an offer."""
    link = new_link()
    PatientLink.objects.create(link_hash=hashed(link), made_at=now, offer=offer)
    return link


def visit_by_link(link: str) -> Appointment:
    """
    Find a visit by its link.

    Raises:
        Appointment.DoesNotExist: nobody was given such a link.
    """
    found = Appointment.objects.select_related("service", "practitioner", "place", "patient")
    return found.get(links__link_hash=hashed(link))


def offer_by_link(link: str) -> Offer:
    """
    Find an offer by its link.

    Raises:
        Offer.DoesNotExist: nobody was given such a link.
    """
    found = Offer.objects.select_related("service", "practitioner", "place", "entry", "patient")
    return found.get(links__link_hash=hashed(link))


def new_change_link(appointment: Appointment) -> str:
    """Make the signed link that moves or cancels a visit, once."""
    return signing.dumps([str(appointment.pk), appointment.last_number], salt=SALT)


def visit_by_change_link(link: str) -> tuple[Appointment, int]:
    """
    Give the visit that a signed link changes, and the number that it was made for.

    Raises:
        Appointment.DoesNotExist: it was not signed here.
    """
    try:
        pk, number = signing.loads(link, salt=SALT)
    except signing.BadSignature:
        raise Appointment.DoesNotExist from None
    found = Appointment.objects.select_related("service", "practitioner", "place", "patient")
    return found.get(pk=pk), number
