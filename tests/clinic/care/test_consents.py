"""What is signed is what was read, and nothing is signed that may not be."""

import hashlib
from datetime import timedelta

import pytest

from tests.clinic.booking.willow_street import NOW, known_to_feel
from tests.clinic.outbox.told import booked
from zusanli.clinic.consents.models import Consent, Scope, Signer
from zusanli.clinic.consents.signing import (
    NothingToSignError,
    SheetChangedError,
    Signature,
    consent_for,
    sheet_of,
    sign,
    withdraw,
)
from zusanli.clinic.records.intakes import answer, begin, find, standing
from zusanli.clinic.records.models import Intake
from zusanli.core.words import LANGUAGES

pytestmark = pytest.mark.django_db
ALICE = Signature("Alice Archer", Signer.PATIENT)
A_DAY = timedelta(days=1)


def signed(visit, *, language="en", now=NOW, signature=ALICE) -> Consent:
    read = sheet_of(visit, language=language, now=now).sha256
    return sign(visit, signature, read=read, language=language, now=now)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_kept_is_every_word_that_was_read(visit, language):
    sheet = sheet_of(visit, language=language, now=NOW)
    kept = signed(visit, language=language)

    assert kept.text == sheet.text
    assert sheet.statement in kept.text
    assert kept.sha256 == hashlib.sha256(kept.text.encode()).hexdigest()
    assert (kept.language, kept.signed_by, kept.signer) == (language, "Alice Archer", "patient")
    assert kept.answers.intake == visit.intake


def test_before_anybody_has_looked_only_the_assessment_is_agreed_to(visit):
    kept = signed(visit)

    assert kept.scope == Scope.ASSESSMENT
    assert "do not agree to needles yet" in kept.text
    assert "NO NEEDLES YET" in kept.text


def test_a_sheet_that_changed_meanwhile_is_not_signed(visit):
    read = sheet_of(visit, language="en", now=NOW).sha256
    with pytest.raises(SheetChangedError):
        sign(visit, ALICE, read=read, language="en", now=NOW + A_DAY)
    with pytest.raises(SheetChangedError):
        sign(visit, ALICE, read=read, language="ja", now=NOW)
    assert not Consent.objects.exists()


def test_in_an_emergency_nothing_is_signed(visit):
    link = begin(by="patient", country="GB", language="en", now=NOW + A_DAY)
    intake = find(link)
    Intake.objects.filter(pk=intake.pk).update(patient=visit.patient)
    stood = standing(intake, now=NOW + A_DAY)
    answer(intake, stood, frozenset({"chest_pain_new"}), now=NOW + A_DAY)
    sheet = sheet_of(visit, language="en", now=NOW + A_DAY)

    assert sheet.scope is None
    assert sheet.statement == ""
    with pytest.raises(NothingToSignError):
        sign(visit, ALICE, read=sheet.sha256, language="en", now=NOW + A_DAY)


def test_without_answers_there_is_no_sheet(visit):
    visit.patient.intakes.update(patient=None)
    type(visit).objects.update(intake=None, check_due=True)
    visit.refresh_from_db()

    assert sheet_of(visit, language="en", now=NOW) is None
    with pytest.raises(NothingToSignError):
        sign(visit, ALICE, read="", language="en", now=NOW)


def test_what_was_taken_back_does_not_hold_and_is_not_forgotten(visit):
    kept = signed(visit)
    assert consent_for(visit, now=NOW) == kept

    withdraw(kept, by="Alice Archer", now=NOW)
    withdraw(kept, by="Alice Archer", now=NOW + A_DAY)

    assert consent_for(visit, now=NOW) is None
    assert Consent.objects.get().withdrawal.at == NOW


def test_a_consent_for_one_visit_holds_for_no_other(visit, bob):
    signed(visit)
    other = booked(bob, at=visit.starts_at + A_DAY)

    assert consent_for(other, now=NOW) is None


def test_a_consent_holds_from_day_to_day_and_ends_when_an_answer_changes_the_sheet(visit):
    kept = signed(visit)
    assert consent_for(visit, now=NOW + A_DAY) == kept
    assert consent_for(visit, now=NOW + 9 * A_DAY) == kept

    known_to_feel(visit.intake, NOW)
    assert consent_for(visit, now=NOW) is None
    again = signed(visit)
    assert consent_for(visit, now=NOW) == again


def test_an_emergency_that_is_told_after_signing_ends_the_consent(visit):
    signed(visit)
    asked = find(begin(by="patient", country="GB", language="en", now=NOW))
    Intake.objects.filter(pk=asked.pk).update(patient=visit.patient)
    answer(asked, standing(asked, now=NOW), frozenset({"chest_pain_new"}), now=NOW)

    assert consent_for(visit, now=NOW) is None
