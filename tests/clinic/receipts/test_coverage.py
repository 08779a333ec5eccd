"""Whether an insurer pays: asked and answered by people, printed, and never promised."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from tests.clinic.booking.pages import text
from tests.clinic.outcomes.treated import patient
from zusanli.clinic.books import rule_book
from zusanli.clinic.receipts.coverage import (
    AlreadyClosedError,
    NothingSaidError,
    close_question,
    open_question,
)
from zusanli.clinic.receipts.models import CoverageQuestion, ReceiptCode
from zusanli.clinic.records.models import Patient
from zusanli.core.words import LANGUAGES
from zusanli.documents.cost_sheet import Asked, Costs, cost_sheet
from zusanli.documents.plain_text import plain_text

NOW = datetime.now(UTC)
TODAY = NOW.date() - timedelta(days=1)


@pytest.fixture
def alice(bob) -> Patient:
    return patient()


def asked(alice: Patient) -> CoverageQuestion:
    return open_question(alice, payer="Bluewater", phone="020 7946 0009", by="Rosa", now=NOW)


def answer(question: CoverageQuestion, says: str = "Twelve visits.", **more: str) -> None:
    named = {"asked_on": TODAY, "reference": "R-77", "by": "Rosa", "now": NOW} | more
    close_question(question, answer=says, **named)


@pytest.mark.django_db
@pytest.mark.element("001-L048-1")
def test_a_question_is_open_until_somebody_has_an_answer_and_is_closed_once(alice):
    question = asked(alice)
    with pytest.raises(NothingSaidError):
        answer(question, "")
    answer(question)
    with pytest.raises(AlreadyClosedError):
        answer(question, "None at all.")

    question.refresh_from_db()
    assert (question.answer, question.reference, question.asked_on) == (
        "Twelve visits.",
        "R-77",
        TODAY,
    )
    assert (question.closed_by, question.payer, question.phone) == (
        "Rosa",
        "Bluewater",
        "020 7946 0009",
    )


@pytest.mark.django_db
def test_nobody_is_asked_without_a_name_and_nothing_is_closed_without_an_answer(alice):
    with pytest.raises(NothingSaidError):
        open_question(alice, payer="", phone="", by="Rosa", now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        CoverageQuestion.objects.filter(pk=asked(alice).pk).update(closed_at=NOW, closed_by="Rosa")


@pytest.mark.element("001-L048-1")
def test_the_cost_sheet_says_what_was_asked_and_that_the_rest_is_not_known():
    costs = Costs(
        on=date(2026, 11, 26),
        clinic="Willow Street",
        phone="020 7946 0000",
        patient="Archer, Alice",
        prices=[("Following visit", "45.00 GBP")],
        asked=[
            Asked("Bluewater", "020 7946 0009", date(2026, 11, 20), "Twelve visits.", "R-77"),
            Asked("Greenfield", "", None, "", ""),
        ],
    )
    told = plain_text(cost_sheet(costs, rule_book().say)).replace("\n", " ")

    for words in ("45.00 GBP", "Bluewater", "20 November 2026", "Twelve visits.", "R-77"):
        assert words in told
    assert "No answer yet: nothing is known." in told
    assert "no promise" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nobody_was_asked_the_sheet_says_that_it_is_not_known(language):
    costs = Costs(date(2026, 11, 26), "Willow Street", "", "Archer, Alice", (), ())
    told = plain_text(cost_sheet(costs, rule_book(language).say))

    assert "Archer, Alice" in told
    if language == "en":
        assert "Whether an insurer pays is not known." in told


@pytest.mark.django_db
@pytest.mark.element("001-L048-1")
def test_reception_asks_writes_down_and_prints(client, alice, rosa):
    client.force_login(rosa)
    ReceiptCode.objects.create(
        label="Visit", text="Following visit", amount_minor=4500, added_at=NOW, added_by="Rosa"
    )
    page = reverse("coverage", kwargs={"patient": alice.pk})
    assert page in text(client.get(reverse("desk_patient", kwargs={"patient": alice.pk})))
    assert "Please name the insurer" in text(client.post(page, {"phone": "020 7946 0009"}))
    shown = text(client.post(page, {"payer": "Bluewater"}, follow=True))
    close = re.search(rf'action="({page}\d+/)"', shown)[1]

    sent = {"asked_on": TODAY.isoformat(), "answer": "Twelve visits.", "reference": "R-77"}
    for wrong in ({"asked_on": ""}, {"answer": " "}, {"asked_on": "2998-01-01"}):
        refused = client.post(close, sent | wrong)
        assert refused.status_code == 422
        assert "R-77" in text(refused)
    client.post(close, sent)
    assert "answered" in text(client.get(page))
    sheet = text(client.get(reverse("cost_sheet", kwargs={"patient": alice.pk})))
    for words in ("45.00 GBP", "Bluewater", "Twelve visits.", "R-77"):
        assert words in sheet
    printed = client.get(reverse("cost_sheet_pdf", kwargs={"patient": alice.pk}))
    assert printed["Content-Type"] == "application/pdf"


@pytest.mark.django_db
def test_a_question_is_found_at_its_own_patient_alone(client, alice, rosa):
    question = asked(alice)
    client.force_login(rosa)
    path = reverse("coverage_answered", kwargs={"patient": patient().pk, "question": question.pk})

    assert client.post(path, {"asked_on": TODAY, "answer": "None."}).status_code == 404
