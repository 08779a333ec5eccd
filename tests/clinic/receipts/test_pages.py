"""Receipts by their pages: made at the desk, printed, listed and made void."""

import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import text
from tests.clinic.outcomes.treated import A_DAY, patient, visited
from zusanli.clinic.booking.models import Appointment, Service
from zusanli.clinic.receipts.issuing import Draft, Line, issue
from zusanli.clinic.receipts.models import Receipt, ReceiptCode, Referral
from zusanli.clinic.receipts.referrals import Paper, keep_referral
from zusanli.clinic.records.patients import Details
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.core.words import LANGUAGES

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
"""Pages read the clock themselves, so nothing here depends on the day."""
ONE = {"text-0": "Acupuncture", "amount-0": "45.00", "currency": "GBP", "language": "en"}


@pytest.fixture
def visit(bob) -> Appointment:
    return visited(patient(), bob, NOW - A_DAY)


def making(visit) -> str:
    return reverse("make_receipt", kwargs={"visit": visit.pk})


def made(visit, rosa, *, language: str = "en", **more: object) -> Receipt:
    draft = Draft(uuid4(), [Line("Acupuncture", 4500)], "GBP", language, **more)
    return issue(visit, draft, by=rosa, now=NOW)


def at(receipt: Receipt, name: str = "receipt") -> str:
    return reverse(name, kwargs={"patient": receipt.patient_id, "number": receipt.number})


def test_reception_makes_a_receipt_at_a_visit_that_has_begun(client, visit, rosa):
    client.force_login(rosa)
    assert making(visit) in text(client.get(reverse("desk_visit", kwargs={"visit": visit.pk})))
    key = re.search(r'name="key" value="([^"]+)"', text(client.get(making(visit))))[1]
    shown = text(client.post(making(visit), ONE | {"key": key}, follow=True))

    for word in ("Receipt 1", "Archer, Alice", "Acupuncture", "45.00 GBP", "Bob"):
        assert word in shown
    assert "is for the insurer to say" in shown
    client.post(making(visit), ONE | {"key": key})
    assert Receipt.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"amount-0": "45,00"}, "Please give an amount such as 45.00"),
        ({"text-0": ""}, "Please say what this amount is for"),
        ({"text-0": "", "amount-0": ""}, "Please give at least one line"),
        ({"currency": "pounds"}, "three letters"),
    ],
)
def test_what_cannot_be_taken_is_said_and_what_was_typed_stays(client, visit, rosa, fields, said):
    client.force_login(rosa)
    answer = client.post(making(visit), ONE | {"code-1": "", "text-1": "Moxa"} | fields)

    assert answer.status_code == 422
    assert said in text(answer)
    assert 'value="Moxa"' in text(answer)
    assert not Receipt.objects.exists()


def test_reception_cannot_put_a_diagnosis_on_paper_and_a_practitioner_can(client, visit, rosa, bob):
    typed = ONE | {"diagnosis": "Sciatica"}
    client.force_login(rosa)
    assert 'name="diagnosis"' not in text(client.get(making(visit)))
    assert "Sciatica" not in text(client.post(making(visit), typed, follow=True))

    client.force_login(bob)
    assert "Sciatica (written by Bob)" in text(client.post(making(visit), typed, follow=True))


def test_nothing_is_receipted_before_the_visit_and_the_words_say_why(client, rosa, bob):
    coming = visited(patient(), bob, NOW + A_DAY)
    client.force_login(rosa)

    assert "has not begun" in text(client.post(making(coming), ONE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_receipt_comes_as_a_pdf_in_its_own_language(client, visit, rosa, language):
    client.force_login(rosa)
    got = client.get(at(made(visit, rosa, language=language), "receipt_pdf"))

    assert got["Content-Type"] == "application/pdf"
    assert got.content.startswith(b"%PDF")


def test_a_name_that_the_pdf_cannot_draw_is_said_in_words(client, rosa, bob):
    strange = visited(patient(Details("𓀀")), bob, NOW - A_DAY)
    client.force_login(rosa)
    got = client.get(at(made(strange, rosa), "receipt_pdf"))

    assert got.status_code == 422
    assert "cannot draw" in text(got)
    assert "𓀀" in text(got)


def test_a_receipt_is_made_void_with_a_reason_and_keeps_its_number(client, visit, rosa):
    receipt = made(visit, rosa)
    client.force_login(rosa)
    refused = client.post(at(receipt, "receipt_void"), {"reason": " "})
    assert refused.status_code == 422
    client.post(at(receipt, "receipt_void"), {"reason": "Wrong amount"})
    client.post(at(receipt, "receipt_void"), {"reason": "Twice"})

    shown = text(client.get(at(receipt)))
    assert "This receipt is void" in shown
    assert "Wrong amount" in shown
    assert "Twice" not in shown
    assert made(visit, rosa).number == 2
    listed = text(client.get(reverse("receipts")))
    assert listed.index(at(Receipt.objects.get(number=2))) < listed.index(at(receipt))
    assert "void" in listed


def test_a_receipt_is_found_at_its_own_patient_alone(client, visit, rosa, bob):
    receipt = made(visit, rosa)
    other = patient()
    client.force_login(rosa)
    path = reverse("receipt", kwargs={"patient": other.pk, "number": receipt.number})

    assert client.get(path).status_code == 404


def test_lines_are_typed_in_by_the_clinic_and_put_on_a_receipt_with_one_press(client, visit, rosa):
    client.force_login(rosa)
    codes = reverse("receipt_codes")
    assert "None yet." in text(client.get(codes))
    typed = {"label": "Visit", "text": "Acupuncture", "code": "A1", "system": "ours"}
    assert client.post(codes, typed | {"text": ""}).status_code == 422
    assert client.post(codes, typed | {"amount": "4,5"}).status_code == 422
    client.post(codes, typed | {"amount": "45"})
    code = ReceiptCode.objects.get()
    filled = text(client.get(making(visit), {"line": code.pk}))

    for value in ("Acupuncture", "A1", "ours", "45.00"):
        assert f'value="{value}"' in filled
    client.post(reverse("receipt_code", kwargs={"code": code.pk}), {"do": "drop"})
    assert "Acupuncture" not in text(client.get(making(visit)))


@pytest.mark.element("001-L105-2")
def test_a_referral_is_kept_as_it_stands_and_the_receipt_names_it(client, visit, rosa):
    client.force_login(rosa)
    keeping = reverse("referrals", kwargs={"patient": visit.patient_id})
    paper = {
        "physician": "Dr. Okafor",
        "on": (NOW - A_DAY).date().isoformat(),
        "reason": "chronic low back pain",
        "reference": "OK-12",
        "chronic_pain": "on",
    }
    assert client.post(keeping, paper | {"reason": ""}).status_code == 422
    tomorrow = (NOW + 2 * A_DAY).date().isoformat()
    assert client.post(keeping, paper | {"on": tomorrow}).status_code == 422
    assert "chronic pain" in text(client.post(keeping, paper, follow=True))
    kept = Referral.objects.get()
    assert f'value="{kept.pk}"' in text(client.get(making(visit)))
    shown = text(client.post(making(visit), ONE | {"referral": kept.pk}, follow=True))

    for word in (f"Referral {kept.pk} by Dr. Okafor", "OK-12", "for: chronic low back pain"):
        assert word in shown
    other = keep_referral(
        patient(Details("Baker", "Bert")), Paper("Dr. X", NOW.date(), "knee"), by="Rosa", now=NOW
    )
    assert made(visit, rosa, referral=other.pk).referral is None
    asking = reverse("coverage", kwargs={"patient": visit.patient_id})
    asked = client.post(asking, {"payer": "Bluewater", "chronic_pain": "on"}, follow=True)
    assert "chronic pain" in text(asked)
    assert "Referrals (1)" in text(asked)


def test_the_price_of_the_visit_stands_on_the_form_in_the_patients_language(client, visit, rosa):
    client.force_login(rosa)
    Service.objects.update(price_minor=7500, currency="GBP")
    shown = text(client.get(making(visit)))
    assert f'value="{visit.service.name}"' in shown
    assert 'value="75.00"' in shown
    Service.objects.update(currency="JPY")

    assert "75.00" not in text(client.get(making(visit)))


def test_a_manager_sees_receipts_and_makes_none(client, visit, rosa):
    ada = User.objects.create(username="ada", email="ada@x.example", first_name="Ada")
    GivenRole.objects.create(user=ada, role=Role.MANAGER)
    receipt = made(visit, rosa)
    client.force_login(ada)

    assert client.get(at(receipt)).status_code == 200
    assert client.get(making(visit)).status_code == 403
    assert making(visit) not in text(client.get(reverse("desk_visit", kwargs={"visit": visit.pk})))


def test_long_lists_go_on(client, visit, rosa, monkeypatch):
    monkeypatch.setattr("zusanli.web.receipts.printing.MOST", 2)
    for _ in range(5):
        made(visit, rosa)
    client.force_login(rosa)
    first = text(client.get(reverse("receipts")))
    older = re.search(r'href="(/receipts/\?before=\d+)"', first)[1]
    second = text(client.get(older))

    assert [n for n in range(1, 6) if f"/receipts/{n}/" in first] == [4, 5]
    assert [n for n in range(1, 6) if f"/receipts/{n}/" in second] == [2, 3]
