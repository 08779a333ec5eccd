"""Who waits for an earlier visit is offered what becomes free, one person at a time."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from zusanli.clinic.booking.events import emit
from zusanli.clinic.booking.models import EventKind, Offer, OfferState, WaitListEntry, WaitState
from zusanli.clinic.booking.occupying import end_offer, lapse, occupy
from zusanli.clinic.booking.search import NOTICE, length_of, openings
from zusanli.clinic.booking.slots import Openings, Span, moment
from zusanli.clinic.premises.models import the_clinic

ANSWER_WITHIN = timedelta(hours=4)
"""How long an offer is kept."""
AT_LEAST = timedelta(minutes=30)
"""An offer that could not be kept as long as this is not made: nobody would see it in time."""


def offer_freed(freed: Span, *, practitioner: int, now: datetime) -> Offer | None:
    """
    Offer time that became free to the first who waits and whom it suits; None if it suits nobody.

    The time is kept for them meanwhile, so that the link they get is worth something.
    """
    waiting = WaitListEntry.objects.filter(
        Q(practitioner=None) | Q(practitioner=practitioner), state=WaitState.WAITING
    ).select_related("service", "patient", "appointment")
    for entry in waiting.select_for_update(of=("self",)):
        offer = _offered(entry, freed, practitioner, now)
        if offer is not None:
            return offer
    return None


def pass_on_lapsed(*, now: datetime) -> int:
    """End the offers that nobody took in time, offer each to the next, and say how many."""
    with transaction.atomic():
        ended = lapse(now=now)
        for offer in ended:
            _pass_on(offer, now)
    return len(ended)


def decline(offer: Offer, *, now: datetime) -> None:
    """Say no to an offer; who declined goes on waiting for another, and the next is asked."""
    with transaction.atomic():
        fresh = Offer.objects.select_for_update().get(pk=offer.pk)
        if fresh.state == OfferState.OPEN:
            end_offer(fresh, OfferState.DECLINED)
            _pass_on(fresh, now)


def leave(entry_id: UUID, *, now: datetime) -> None:
    """Take somebody off the list, and offer to the next what was kept for them."""
    with transaction.atomic():
        for offer in Offer.objects.select_for_update().filter(
            entry=entry_id, state=OfferState.OPEN
        ):
            end_offer(offer, OfferState.DECLINED, entry=WaitState.LEFT)
            _pass_on(offer, now)
        WaitListEntry.objects.filter(pk=entry_id).exclude(state=WaitState.BOOKED).update(
            state=WaitState.LEFT
        )


def _pass_on(offer: Offer, now: datetime) -> None:
    freed = Span(offer.busy_from, offer.busy_until)
    offer_freed(freed, practitioner=offer.practitioner_id, now=now)


def _offered(entry: WaitListEntry, freed: Span, practitioner: int, now: datetime) -> Offer | None:
    length = length_of(entry.service)
    found = openings(entry.service, freed, practitioner=practitioner, now=now)
    opening = found.get(practitioner)
    if opening is None:
        return None
    for start in _suiting(entry, opening, freed, now):
        for place in opening.places_for(start, length):
            there, busy = length.visit_at(start), length.busy_at(start)
            offer = Offer(
                entry=entry,
                patient=entry.patient,
                service=entry.service,
                practitioner_id=practitioner,
                place_id=place,
                starts_at=there.start,
                ends_at=there.end,
                busy_from=busy.start,
                busy_until=busy.end,
                offered_at=now,
                valid_until=min(now + ANSWER_WITHIN, start - NOTICE),
            )
            if _kept(offer):
                emit(EventKind.OFFERED, offer=offer, now=now)
                return offer
    return None


def _suiting(
    entry: WaitListEntry, opening: Openings, freed: Span, now: datetime
) -> Iterator[datetime]:
    """
    Give the starts that suit somebody who was not offered them before.

    At least half of the visit lies in what became free: the rest was free before, for anybody.
    """
    zone = the_clinic().zone
    before = [Span(*each) for each in entry.offers.values_list("starts_at", "ends_at")]
    length = length_of(entry.service)
    counted_from = moment(freed.start.astimezone(zone).date(), datetime.min.time(), zone)
    earliest = max(freed.start, now + NOTICE + AT_LEAST)
    visit = entry.appointment
    for start in opening.starts(
        length,
        every=timedelta(minutes=entry.service.offered_every),
        counted_from=counted_from,
        earliest=earliest,
    ):
        if start + length.visit / 2 > freed.end:
            return
        clock = start.astimezone(zone)
        if (
            not any(length.visit_at(start).meets(each) for each in before)
            and (not entry.weekdays or clock.weekday() in entry.weekdays)
            and (entry.from_time is None or clock.time() >= entry.from_time)
            and (entry.until_time is None or clock.time() <= entry.until_time)
            and (visit is None or not visit.is_booked or start < visit.starts_at)
        ):
            yield start


def _kept(offer: Offer) -> bool:
    with transaction.atomic():
        offer.save(force_insert=True)
        if occupy(offer):
            WaitListEntry.objects.filter(pk=offer.entry_id).update(state=WaitState.OFFERED)
            return True
        transaction.set_rollback(True)
    return False
