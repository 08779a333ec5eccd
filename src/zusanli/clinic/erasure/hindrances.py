"""What stands in the way of erasing somebody: each is named, and settled by a person first."""

from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from zusanli.clinic.booking.models import Appointment, Offer, OfferState, State, WaitListEntry
from zusanli.clinic.booking.models import WaitState as Waits
from zusanli.clinic.check_ins.models import Alert
from zusanli.clinic.erasure.models import ErasureRequest, Ground
from zusanli.clinic.erasure.periods import kept, period
from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.today import charts_of
from zusanli.clinic.own_data.models import Correction
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.receipts.models import CoverageQuestion
from zusanli.clinic.records.models import CallRequest
from zusanli.clinic.records.same_person import ids_of


class Hindrance(StrEnum):
    """One thing that stands in the way."""

    COMING_VISIT = "coming_visit"
    WAITS = "waits"
    OPEN_ALERT = "open_alert"
    OPEN_NOTE = "open_note"
    WANTS_A_CALL = "wants_a_call"
    INSURER_ASKED = "insurer_asked"
    OPEN_CORRECTION = "open_correction"
    NOT_ASKED = "not_asked"
    YEARS_NOT_SET = "years_not_set"
    TOO_EARLY = "too_early"


def hindrances(patient: UUID, ground: Ground, *, now: datetime) -> tuple[Hindrance, ...]:
    """Name everything that stands in the way of erasing somebody on a ground; nothing is it."""
    own = ids_of(patient)
    return (*_unfinished(own, now), *_not_due(own, ground, now))


def _unfinished(own: tuple[UUID, ...], now: datetime) -> Iterator[Hindrance]:
    visits = Appointment.objects.filter(patient__in=own, state=State.BOOKED, ends_at__gt=now)
    if visits.exists():
        yield Hindrance.COMING_VISIT
    waiting = WaitListEntry.objects.filter(
        patient__in=own, state__in=(Waits.WAITING, Waits.OFFERED)
    )
    offered = Offer.objects.filter(patient__in=own, state=OfferState.OPEN, valid_until__gt=now)
    if waiting.exists() or offered.exists():
        yield Hindrance.WAITS
    if Alert.objects.filter(check_in__patient__in=own, settled_at=None).exists():
        yield Hindrance.OPEN_ALERT
    notes = Note.objects.filter(patient__in=own).select_related("visit")
    if not all(map(_is_closed, notes)):
        yield Hindrance.OPEN_NOTE
    if CallRequest.objects.filter(intake__patient__in=own, called_at=None).exists():
        yield Hindrance.WANTS_A_CALL
    if CoverageQuestion.objects.filter(patient__in=own, closed_at=None).exists():
        yield Hindrance.INSURER_ASKED
    if Correction.objects.filter(patient__in=own, settled_at=None).exists():
        yield Hindrance.OPEN_CORRECTION


def _is_closed(note: Note) -> bool:
    """Whether a note was closed; of one that today's rules cannot read, whether it ever was."""
    chart = charts_of((note,))[note.visit_id]
    if chart is None:
        return note.entries.filter(what__do="close").exists()
    return chart.closed_at is not None


def _not_due(own: tuple[UUID, ...], ground: Ground, now: datetime) -> Iterator[Hindrance]:
    asked = ErasureRequest.objects.filter(patient__in=own, settled_at=None).exists()
    if ground is Ground.ASKED and not asked:
        yield Hindrance.NOT_ASKED
    today = now.astimezone(the_clinic().zone).date()
    record = kept(own[0], today=today)
    # The law keeps the record of care; of who never had any, nothing but their wish is asked.
    if ground is Ground.ASKED and record.last is None:
        return
    if period().years is None:
        yield Hindrance.YEARS_NOT_SET
    elif not record.is_over(today):
        yield Hindrance.TOO_EARLY
