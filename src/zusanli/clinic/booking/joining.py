"""
Two records of one person are joined, and parted again when they were of two after all.

Nothing is moved and nothing is written over. What changes at once is what safety hangs on: an
emergency told under either record is written to every visit to come, and each visit takes the
person's time under both records, so that nobody is booked twice at once.

    NotJoined
    ├── SameRecordError      both are one record, or one person already
    ├── TakenInError         one of them was taken into another before; that one is to be joined
    ├── VisitsMeetError      both have a visit at the same time; `visits`
    └── NoReasonError        nobody said why
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from zusanli.clinic.booking.models import Appointment, Offer, OfferState, State
from zusanli.clinic.booking.occupying import occupy_instead
from zusanli.clinic.booking.visits import locked_intakes
from zusanli.clinic.records.intakes import emergency_of
from zusanli.clinic.records.models import Merge, Patient, Separation
from zusanli.clinic.records.same_person import holding, ids_of, kept_of


class NotJoined(Exception):  # noqa: N818 - what came of it, and no error of the program
    """Nothing was changed."""


class SameRecordError(NotJoined):
    """They are one already."""


class TakenInError(NotJoined):
    """One of them was taken into another record in the meantime."""


class NoReasonError(NotJoined):
    """Whoever joins or parts says why."""


class VisitsMeetError(NotJoined):
    """Both have a visit at the same time: one has to be moved or cancelled first."""

    def __init__(self, visits: tuple[Appointment, ...]) -> None:
        super().__init__("visits of both are at the same time")
        self.visits = visits


def join(patient: Patient, *, into: Patient, by: str, why: str, now: datetime) -> Merge:
    """
    Take one record into another that is kept; both stay, and are read as one person's.

    Raises:
        SameRecordError, TakenInError, VisitsMeetError, NoReasonError: nothing was changed.
    """
    if not why:
        raise NoReasonError
    with transaction.atomic():
        _lock(patient, into)
        if into.pk in ids_of(patient.pk):
            raise SameRecordError
        if any(kept != own for own, kept in kept_of([patient.pk, into.pk]).items()):
            raise TakenInError
        _no_visits_meet(patient, into, now)
        merge = Merge.objects.create(patient=patient, into=into, at=now, by=by, why=why)
        _take_time_as_one(into, now)
        if emergency_of(into, now=now):
            _coming([into], now).update(check_due=True)
    return merge


def part(merge: Merge, *, by: str, why: str, now: datetime) -> Separation:
    """
    Take a merge back. A visit whose check became due by it stays due: it is asked again.

    Raises:
        TakenInError: somebody else took it back before.
        NoReasonError: nobody said why.
    """
    if not why:
        raise NoReasonError
    with transaction.atomic():
        _lock(merge.patient, merge.into)
        try:
            with transaction.atomic():
                made = Separation.objects.create(merge=merge, at=now, by=by, why=why)
        except IntegrityError:
            raise TakenInError from None
        for each in (merge.patient, merge.into):
            _take_time_as_one(each, now)
    return made


def merges_of(patient: Patient) -> list[Merge]:
    """Give the merges by which records belong to a person, the latest first."""
    own = ids_of(patient.pk)
    return list(holding().filter(into__in=own).order_by("-pk"))


def _lock(*patients: Patient) -> None:
    """
    Lock both records and all that was answered under either, always in the same order.

    Booking locks the answers too: a visit is booked before the two are one person, and is then seen
    here, or afterwards, and then sees the emergency.
    """
    keys = [each.pk for each in patients]
    # Not so that a visit that is being booked, which has a key to one of them, waits for us while
    # we wait for the answers that it has locked.
    list(Patient.objects.select_for_update(no_key=True).filter(pk__in=keys).order_by("pk"))
    for each in sorted(patients, key=lambda patient: patient.pk):
        list(locked_intakes(each))


def _coming(people: Sequence[Patient], now: datetime) -> QuerySet[Appointment]:
    own = [one for each in people for one in ids_of(each.pk)]
    return Appointment.objects.filter(patient__in=own, state=State.BOOKED, ends_at__gt=now)


def _no_visits_meet(patient: Patient, into: Patient, now: datetime) -> None:
    theirs = list(_coming([into], now))
    meet = tuple(
        both
        for own in _coming([patient], now)
        for other in theirs
        if own.starts_at < other.ends_at and other.starts_at < own.ends_at
        for both in (own, other)
    )
    if meet:
        raise VisitsMeetError(meet)


def _take_time_as_one(patient: Patient, now: datetime) -> None:
    kept = Offer.objects.filter(
        patient__in=ids_of(patient.pk), state=OfferState.OPEN, valid_until__gt=now
    )
    visits = _coming([patient], now).order_by("starts_at", "pk")
    taking: list[Appointment | Offer] = [*visits, *kept.order_by("starts_at", "pk")]
    for each in taking:
        # An offer that meets a visit of the other record is not in its way: taking it will tell.
        occupy_instead(each)
