"""Receipts: numbers without a gap, the clinic's words, no diagnosis but a practitioner's."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError
from hypothesis import given
from hypothesis import strategies as st

from tests.clinic.outcomes.treated import A_DAY, AN_HOUR, BEGUN, visited
from zusanli.clinic.books import rule_book
from zusanli.clinic.own_data.gathering import gathered
from zusanli.clinic.premises.models import Clinic
from zusanli.clinic.receipts.issuing import (
    AlreadyVoidError,
    Draft,
    Line,
    NothingPaidError,
    NotTheirsToWriteError,
    NotYetError,
    credential_of,
    issue,
    make_void,
)
from zusanli.clinic.receipts.models import Receipt, ReceiptCode, ReceiptVoid
from zusanli.clinic.receipts.money import (
    NoAmountError,
    amount_text,
    currency_of,
    is_known,
    money_text,
    to_minor,
)
from zusanli.clinic.staff.licences import Credential, record_licence
from zusanli.core.words import LANGUAGES
from zusanli.documents.plain_text import plain_text
from zusanli.documents.receipt import Issued, Paid, receipt

NOW = BEGUN + AN_HOUR
VISIT = Line("Acupuncture, following visit", 4500, code="A1", system="our own list")


def draft(*lines: Line, **more: object) -> Draft:
    return replace(Draft(uuid4(), lines or (VISIT,), "GBP", "en"), **more)


# Made, and made void.


@pytest.mark.django_db
def test_numbers_run_from_one_without_a_gap_whatever_is_refused_or_void(visit, rosa):
    first = issue(visit, draft(), by=rosa, now=NOW)
    make_void(first, reason="Wrong amount", by="Rosa", now=NOW)
    with pytest.raises(NothingPaidError):
        issue(visit, replace(draft(), lines=()), by=rosa, now=NOW)
    with pytest.raises(NotTheirsToWriteError):
        issue(visit, draft(diagnosis="Sciatica"), by=rosa, now=NOW)
    issue(visit, draft(), by=rosa, now=NOW)

    assert list(Receipt.objects.values_list("number", flat=True)) == [1, 2]


@pytest.mark.django_db
def test_a_form_that_is_sent_twice_makes_one(visit, rosa):
    once = draft()

    assert issue(visit, once, by=rosa, now=NOW) == issue(visit, once, by=rosa, now=NOW)
    assert Receipt.objects.count() == 1


@pytest.mark.django_db
def test_a_receipt_says_for_ever_what_it_said(visit, rosa):
    made = issue(visit, draft(VISIT, Line("Moxa", 500)), by=rosa, now=NOW)
    Clinic.objects.update(name="Another name")
    made.refresh_from_db()

    assert made.clinic["name"] == "Willow Street"
    assert (made.total_minor, made.currency, made.by) == (5000, "GBP", "Rosa")
    assert made.details.family_name == "Archer"
    with pytest.raises(DatabaseError), transaction.atomic():
        Receipt.objects.filter(pk=made.pk).update(total_minor=1)
    with pytest.raises(DatabaseError), transaction.atomic():
        made.delete()


@pytest.mark.django_db
def test_a_receipt_is_made_void_once_and_with_a_reason(visit, rosa):
    made = issue(visit, draft(), by=rosa, now=NOW)
    make_void(made, reason="Wrong patient", by="Rosa", now=NOW)

    with pytest.raises(AlreadyVoidError):
        make_void(made, reason="Again", by="Bob", now=NOW)
    other = issue(visit, draft(), by=rosa, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        ReceiptVoid.objects.create(receipt=other, at=NOW, by="Rosa", reason="")


@pytest.mark.django_db
def test_nothing_is_receipted_for_a_visit_that_did_not_begin_or_was_cancelled(visit, rosa, bob):
    with pytest.raises(NotYetError):
        issue(visit, draft(), by=rosa, now=BEGUN - A_DAY)
    gone = visited(visit.patient, bob, BEGUN + A_DAY, state="cancelled")
    with pytest.raises(NotYetError):
        issue(gone, draft(), by=rosa, now=BEGUN + 2 * A_DAY)


@pytest.mark.django_db
def test_a_diagnosis_stands_there_with_the_practitioner_who_wrote_it(visit, bob):
    made = issue(visit, draft(diagnosis="Sciatica, left"), by=bob, now=NOW)

    assert (made.diagnosis, made.diagnosis_by) == ("Sciatica, left", "Bob")


@pytest.mark.django_db
def test_the_number_of_a_practitioner_is_that_of_the_licence_or_typed_once(visit, rosa, bob):
    day = BEGUN.date()
    assert credential_of(bob, on=day) == ""
    issue(visit, draft(credential="AC-123"), by=rosa, now=NOW)
    issue(visit, draft(), by=rosa, now=NOW)
    assert credential_of(bob, on=day) == "AC-123"

    seen = Credential("Acupuncturist", "Council", "7", valid_until=day)
    record_licence(bob, seen, by="Ada", now=NOW)
    assert credential_of(bob, on=day) == "Acupuncturist, Council 7"
    assert credential_of(bob, on=day + A_DAY) == "AC-123"


@pytest.mark.django_db
def test_a_patient_takes_the_receipts_along(visit, rosa):
    issue(visit, draft(), by=rosa, now=NOW)

    assert gathered(visit.patient, now=NOW)["receipts"][0]["lines"][0]["text"] == VISIT.text


@pytest.mark.django_db
def test_no_code_comes_with_the_program(visit):
    assert not ReceiptCode.objects.exists()


# Amounts.


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [
        ("45", "GBP", 4500),
        ("45.5", "GBP", 4550),
        (" 1,250.00 ", "GBP", 125000),
        ("5,500", "JPY", 5500),
        ("0", "GBP", 0),
        ("1,234,567", "JPY", 1234567),
    ],
)
def test_an_amount_is_read_in_the_smallest_unit(typed, currency, minor):
    assert to_minor(typed, currency) == minor


@pytest.mark.parametrize(
    ("typed", "currency"),
    [
        ("45,00", "GBP"),
        ("45.005", "GBP"),
        ("550.5", "JPY"),
        ("-5", "GBP"),
        ("", "GBP"),
        (".", "GBP"),
        ("1e5", "GBP"),
        ("4５", "GBP"),
        ("nan", "GBP"),
        ("1,23", "GBP"),
        ("12345,678", "GBP"),
        ("9" * 20, "GBP"),
    ],
)
def test_what_may_be_meant_otherwise_is_no_amount(typed, currency):
    with pytest.raises(NoAmountError):
        to_minor(typed, currency)


@given(minor=st.integers(0, 10**12 - 1), currency=st.sampled_from(["GBP", "JPY", "TWD", "KWD"]))
def test_an_amount_that_is_written_is_read_back(minor, currency):
    assert to_minor(amount_text(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("country", "currency"), [("GB", "GBP"), ("jp", "JPY"), ("TW", "TWD"), ("XX", "")]
)
def test_the_currency_is_that_of_the_country(country, currency):
    assert currency_of(country) == currency
    assert not currency or is_known(currency)


# On paper.

ISSUED = Issued(
    number=7,
    on=BEGUN.date(),
    clinic="Willow Street",
    address="12 Willow Street\nLondon",
    phone="020 7946 0000",
    email="desk@clinic.example",
    patient="Archer, Alice",
    born=None,
    visit_on=BEGUN.date(),
    practitioner="Bob",
    credential="",
    lines=[Paid("Acupuncture", "A1", "our own list", money_text(4500, "GBP"))],
    total=money_text(4500, "GBP"),
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_says_who_what_and_how_much_and_promises_nothing(language):
    say = rule_book(language).say
    told = plain_text(receipt(ISSUED, say))

    for word in ("7", "Willow Street", "Archer, Alice", "Acupuncture", "A1", "45.00 GBP"):
        assert word in told
    if language == "en":
        assert "is for the insurer to say" in told.replace("\n", " ")


def test_no_diagnosis_stands_there_unless_somebody_wrote_it():
    say = rule_book().say

    assert "Diagnosis" not in plain_text(receipt(ISSUED, say))
    with_it = replace(ISSUED, diagnosis="Sciatica", diagnosis_by="Bob")
    assert "Sciatica (written by Bob)" in plain_text(receipt(with_it, say))


def test_a_receipt_that_counts_no_more_says_so_first():
    told = plain_text(receipt(replace(ISSUED, void_because="Wrong amount"), rule_book().say))

    assert told.index("VOID") < told.index("Archer")
    assert "Wrong amount" in told
