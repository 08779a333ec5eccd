"""Taking and giving back time: the one place at which `Occupied` is written."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from zusanli.clinic.booking.models import (
    Appointment,
    BusyTime,
    Occupied,
    Offer,
    OfferState,
    WaitListEntry,
    WaitState,
)
from zusanli.clinic.booking.ticks import occupied_by, ticks
from zusanli.clinic.records.same_person import ids_of


def occupy(visit: Appointment | Offer) -> bool:
    """
    Take the time of a visit or offer that was not there before; False when it is taken.

    Nothing is taken then: the savepoint is undone, and the transaction can go on.
    """
    return _insert(visit, _wanted(visit))


def occupy_instead(visit: Appointment | Offer) -> bool:
    """
    Take the new time of a visit and give the old one back; False when the new one is taken.

    What both have in common stays. The new is taken before the old is given up, so that two visits
    that change places never wait for each other.
    """
    had = set(visit.occupied.values_list("resource", "tick"))
    wanted = _wanted(visit)
    if not _insert(visit, [each for each in wanted if each not in had]):
        return False
    free(visit, keeping=wanted)
    return True


def free(visit: Appointment | Offer, *, keeping: Iterable[tuple[str, int]] = ()) -> None:
    """Give time back."""
    kept = set(keeping)
    rows = visit.occupied.values_list("pk", "resource", "tick")
    gone = [pk for pk, resource, tick in rows if (resource, tick) not in kept]
    Occupied.objects.filter(pk__in=gone).delete()


def lapse(near: BusyTime | None = None, *, now: datetime) -> list[Offer]:
    """End the offers whose time is over, all or those in the way; who waited waits on."""
    over = Offer.objects.filter(state=OfferState.OPEN, valid_until__lte=now)
    if near is not None:
        over = over.filter(
            Q(practitioner=near.practitioner_id) | Q(place=near.place_id),
            busy_from__lt=near.busy_until,
            busy_until__gt=near.busy_from,
        )
    ended = list(over.select_for_update(of=("self",)).select_related("entry"))
    for offer in ended:
        end_offer(offer, OfferState.LAPSED)
    return ended


def end_offer(offer: Offer, state: OfferState, *, entry: WaitState = WaitState.WAITING) -> None:
    """End an offer, and give its time back."""
    free(offer)
    Offer.objects.filter(pk=offer.pk).update(state=state)
    WaitListEntry.objects.filter(pk=offer.entry_id).update(state=entry)


def _wanted(visit: BusyTime) -> list[tuple[str, int]]:
    return list(
        occupied_by(
            practitioner=visit.practitioner_id,
            place=visit.place_id,
            patients=sorted(ids_of(visit.patient_id)),
            busy=ticks(visit.busy_from, visit.busy_until),
            there=ticks(visit.starts_at, visit.ends_at),
        )
    )


def _insert(visit: Appointment | Offer, wanted: Iterable[tuple[str, int]]) -> bool:
    owner = {"appointment" if isinstance(visit, Appointment) else "offer": visit}
    rows = [Occupied(resource=resource, tick=tick, **owner) for resource, tick in wanted]
    try:
        with transaction.atomic():
            Occupied.objects.bulk_create(rows)
    except IntegrityError:
        return False
    return True
