"""The sheet of a visit: read, signed as it was read, and taken back."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.consents.models import Consent, Scope, Signer, Withdrawal
from zusanli.clinic.records.intakes import Standing, emergency_of, standing, stands
from zusanli.clinic.records.models import Intake
from zusanli.clinic.records.patients import last_intake
from zusanli.core.words import noop
from zusanli.documents.blocks import Document
from zusanli.documents.consent import consent
from zusanli.documents.plain_text import plain_text
from zusanli.documents.sentences import may_go_in

STATEMENTS = {
    Scope.ASSESSMENT: noop(
        "I have read this, or it was read to me. I agree that my legs and feet are looked at and "
        "examined. I do not agree to needles yet: before any needle I am asked again."
    ),
    Scope.NEEDLES: noop(
        "I have read this, or it was read to me, and I could ask questions. I agree to the needles "
        "that this sheet speaks of. I can say no at any time."
    ),
}


class NothingToSignError(Exception):
    """Help comes first, or nobody has answered yet what the sheet is made from."""


class SheetChangedError(Exception):
    """The sheet is another than the one that was read; nothing was signed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What there is to read, and what it may be signed for; None is that it may not be."""

    document: Document
    stood: Standing
    scope: Scope | None

    @property
    def statement(self) -> str:
        """What is signed, in one sentence or two."""
        return self.stood.decision.book.say(STATEMENTS[self.scope]) if self.scope else ""

    @property
    def text(self) -> str:
        """Every word of it, with what is signed at its end."""
        return f"{plain_text(self.document)}\n{self.statement}\n"

    @property
    def sha256(self) -> str:
        """The hash of its words, by which a changed sheet is known from the one that was read."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, for whom, and who interpreted, empty if nobody."""

    name: str
    signer: Signer
    interpreter: str = ""


def sheet_of(visit: Appointment, *, language: str, now: datetime) -> Sheet | None:
    """Give the sheet of a visit as things stand; None while no questionnaire stands behind it."""
    intake = questionnaire_of(visit)
    if intake is None:
        return None
    stood = standing(intake, language=language, now=now)
    told = emergency_of(visit.patient, now=now)
    return Sheet(consent(stood.decision), stood, None if told else _scope(stood))


def questionnaire_of(visit: Appointment) -> Intake | None:
    """Give the questionnaire that holds for a visit: the patient's last one."""
    return last_intake(visit.patient) or visit.intake


def sign(
    visit: Appointment, signature: Signature, *, read: str, language: str, now: datetime
) -> Consent:
    """
    Keep a signed sheet; `read` is the hash of the one that was shown, in which language.

    Raises:
        NothingToSignError: there is no sheet that may be signed.
        SheetChangedError: an answer or the day has changed it meanwhile.
    """
    intake, sheet = questionnaire_of(visit), sheet_of(visit, language=language, now=now)
    if intake is None or sheet is None or sheet.scope is None:
        raise NothingToSignError
    if sheet.sha256 != read:
        raise SheetChangedError
    book = sheet.stood.decision.book
    return Consent.objects.create(
        patient=visit.patient,
        visit=visit,
        answers=intake.versions.get(number=sheet.stood.number),
        scope=sheet.scope,
        language=sheet.document.language,
        release=f"{book.release} {book.sha256}",
        text=sheet.text,
        sha256=sheet.sha256,
        signed_at=now,
        signed_by=signature.name,
        signer=signature.signer,
        interpreter=signature.interpreter,
    )


def withdraw(consent_: Consent, *, by: str, now: datetime) -> None:
    """Take a consent back; twice is as once."""
    try:
        with transaction.atomic():
            Withdrawal.objects.create(consent=consent_, at=now, by=by)
    except IntegrityError:
        return


def consent_for(visit: Appointment, *, now: datetime) -> Consent | None:
    """
    Give the consent for a visit that holds.

    The last that was not taken back holds while the sheet says what was read: once an answer has
    made it say something else, nobody has agreed to that.
    """
    signed = signed_for(visit).last()
    if signed is None:
        return None
    sheet = sheet_of(visit, language=signed.language, now=now)
    if sheet is None or sheet.text != _as_read(signed, now).text:
        return None
    return signed


def signed_for(visit: Appointment) -> QuerySet[Consent]:
    """Give what was signed for a visit and not taken back, whether it still holds or not."""
    return visit.consents.filter(withdrawal=None)


def _as_read(signed: Consent, now: datetime) -> Sheet:
    """Make the sheet of the answers that were signed as of `now`: days alone change no consent."""
    stood = stands(signed.answers, now=now, language=signed.language)
    return Sheet(consent(stood.decision), stood, _scope(stood))


def _scope(stood: Standing) -> Scope | None:
    if stood.is_emergency or not stood.decision.triage.may_book_assessment:
        return None
    return Scope.NEEDLES if may_go_in(stood.decision) else Scope.ASSESSMENT
