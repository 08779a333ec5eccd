"""Waiting for an earlier visit, and taking one that is offered."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, time

from django.db import transaction

from zusanli.clinic.booking.models import (
    Appointment,
    Offer,
    OfferState,
    Service,
    WaitListEntry,
    WaitState,
)
from zusanli.clinic.booking.occupying import end_offer
from zusanli.clinic.booking.outcomes import OfferOver
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.booking.visits import book, move
from zusanli.clinic.records.models import Intake, Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import User


@dataclass(frozen=True, slots=True)
class Wishes:
    """What would suit somebody who waits: days as numbers from Monday, times on the wall."""

    practitioner: User | None = None
    weekdays: tuple[int, ...] = ()
    from_time: time | None = None
    until_time: time | None = None


def wait(
    wishes: Wishes,
    *,
    patient: Patient,
    service: Service,
    intake: Intake | None,
    instead_of: Appointment | None = None,
    now: datetime,
) -> WaitListEntry:
    """
    Put somebody on the wait list, behind who came before.

    `instead_of` is a visit that they have: only an earlier one is offered, and the visit moves
    there. Who waits already keeps their turn, with the new wishes.
    """
    wanted = asdict(replace(wishes, practitioner=None)) | {"practitioner": wishes.practitioner}
    with transaction.atomic():
        same = WaitListEntry.objects.select_for_update().filter(
            patient__in=ids_of(patient.pk),
            appointment=instead_of,
            service=service,
            state__in=(WaitState.WAITING, WaitState.OFFERED),
        )
        if entry := same.first():
            WaitListEntry.objects.filter(pk=entry.pk).update(**wanted)
            return entry
        return WaitListEntry.objects.create(
            patient=patient,
            service=service,
            intake=intake,
            appointment=instead_of,
            added_at=now,
            **wanted,
        )


def take(offer: Offer, *, by: str, now: datetime) -> Appointment:
    """
    Take an offer: the visit that somebody has moves there, or a new one is booked.

    Raises:
        OfferOver: it was taken or declined, or its time is over.
        MayNotBook: help comes first; or the answers have aged, and are asked again. The offer
            stays open meanwhile.
        AlreadyBooked, AlreadyChanged, SlotTaken: as `book` and `move`.
    """
    with transaction.atomic():
        fresh = Offer.objects.select_for_update().get(pk=offer.pk)
        if fresh.state != OfferState.OPEN:
            raise OfferOver(OfferState(fresh.state))
        if fresh.valid_until <= now:
            raise OfferOver(OfferState.LAPSED)
        end_offer(fresh, OfferState.TAKEN, entry=WaitState.BOOKED)
        entry = fresh.entry
        slot = Slot(fresh.starts_at, fresh.practitioner_id)
        if entry.appointment is not None and entry.appointment.is_booked:
            number = entry.appointment.last_number
            return move(entry.appointment, slot, number=number, by=by, now=now)
        return book(
            patient=entry.patient,
            intake=entry.intake,
            service=entry.service,
            slot=slot,
            by=by,
            now=now,
        )


def ask_again(offer: Offer, intake: Intake) -> None:
    """Let a new questionnaire stand behind an offer, since the answers of the old have aged."""
    with transaction.atomic():
        Intake.objects.filter(pk=intake.pk, patient=None).update(patient=offer.patient)
        WaitListEntry.objects.filter(pk=offer.entry_id).update(intake=intake)


def offer_for(intake: Intake, *, now: datetime) -> Offer | None:
    """Give the open offer that waits for the answers of this questionnaire, if there is one."""
    return Offer.objects.filter(
        entry__intake=intake, state=OfferState.OPEN, valid_until__gt=now
    ).first()
