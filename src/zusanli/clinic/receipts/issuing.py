"""Receipts made, and made void; neither is ever changed."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.erasure.models import Erasure
from zusanli.clinic.premises.models import Clinic, the_clinic
from zusanli.clinic.receipts.models import Receipt, ReceiptVoid
from zusanli.clinic.receipts.referrals import referral_of
from zusanli.clinic.records.patients import details_of
from zusanli.clinic.staff.licences import licence_of
from zusanli.clinic.staff.models import Role, User

TREATS = (Role.PRACTITIONER, Role.SUPERVISOR)
"""Who may put a diagnosis on paper."""


class NothingPaidError(Exception):
    """A receipt has at least one line."""


class NotYetError(Exception):
    """The visit was cancelled or has not begun: nothing that was done can be receipted."""


class NotTheirsToWriteError(Exception):
    """A diagnosis is put on a receipt by a practitioner, and by nobody else."""


class AlreadyVoidError(Exception):
    """It counted no more before."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what for, in the clinic's words, and how much, in the smallest unit."""

    text: str
    amount_minor: int
    code: str = ""
    system: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """
    What a receipt is to say. `key` is that of the form that it was typed into.

    `credential` is the practitioner's number, as the clinic writes it, empty if not known.
    `referral` is the number of one that the patient brought.
    """

    key: UUID
    lines: Sequence[Line]
    currency: str
    language: str
    credential: str = ""
    diagnosis: str = ""
    referral: int | None = None


def issue(visit: Appointment, draft: Draft, *, by: User, now: datetime) -> Receipt:
    """
    Make a receipt for a visit; a form that is sent twice makes one.

    Raises:
        NothingPaidError: there is no line.
        NotYetError: the visit does not take place, or has not begun.
        NotTheirsToWriteError: a diagnosis was given by somebody who treats nobody.
        PersonalDetails.DoesNotExist: the patient's name was taken away.
    """
    if not draft.lines:
        raise NothingPaidError
    if not visit.is_booked or visit.starts_at > now:
        raise NotYetError
    if draft.diagnosis and not by.has_role(*TREATS):
        raise NotTheirsToWriteError
    try:
        with transaction.atomic():
            # One at a time, so that no number is left out and none is given twice.
            Clinic.objects.select_for_update().get(pk=1)
            made = Receipt.objects.filter(key=draft.key).first()
            return made or _issue(visit, draft, by=by, now=now)
    except IntegrityError:
        return Receipt.objects.get(key=draft.key)


def make_void(receipt: Receipt, *, reason: str, by: str, now: datetime) -> ReceiptVoid:
    """
    Make a receipt count no more.

    Raises:
        AlreadyVoidError: it did not before either; nothing was kept.
    """
    try:
        with transaction.atomic():
            return ReceiptVoid.objects.create(receipt=receipt, at=now, by=by, reason=reason)
    except IntegrityError:
        raise AlreadyVoidError from None


def credential_of(practitioner: User, *, on: date) -> str:
    """Give the licence that somebody had on a day; else what stood last on a receipt of theirs."""
    licence = licence_of(practitioner, on=on)
    if licence is not None:
        return str(licence)
    of_theirs = Receipt.objects.filter(visit__practitioner=practitioner).exclude(credential="")
    return of_theirs.order_by("-number").values_list("credential", flat=True).first() or ""


def _issue(visit: Appointment, draft: Draft, *, by: User, now: datetime) -> Receipt:
    clinic = the_clinic()
    return Receipt.objects.create(
        number=_last_number() + 1,
        key=draft.key,
        patient=visit.patient,
        visit=visit,
        details=details_of(visit.patient),
        at=now,
        by=by.called,
        issued_by=by,
        language=draft.language,
        clinic={
            "name": clinic.name,
            "address": clinic.address,
            "phone": clinic.phone,
            "email": clinic.email,
        },
        practitioner=visit.practitioner.called,
        credential=draft.credential,
        lines=[asdict(each) for each in draft.lines],
        currency=draft.currency,
        total_minor=sum(each.amount_minor for each in draft.lines),
        diagnosis=draft.diagnosis,
        diagnosis_by=by.called if draft.diagnosis else "",
        referral=referral_of(visit.patient, draft.referral),
    )


def _last_number() -> int:
    """Give the last number that was ever given, also of receipts that went with a person."""
    kept = Receipt.objects.aggregate(last=Max("number"))["last"] or 0
    gone = Erasure.objects.aggregate(last=Max("last_receipt"))["last"] or 0
    return int(max(kept, gone))
