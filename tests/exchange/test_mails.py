"""Every mail in every language: whole, neutral, and with nothing of the reader in it."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest

from tests.clinic.booking.willow_street import MONDAY_AT_TEN, NOW, known_to_feel
from tests.clinic.outbox.told import A_MINUTE, booked, call_wanted, cancelled, moved, told
from tests.exchange.every_mail import every_message
from zusanli.clinic.books import rule_book
from zusanli.clinic.outbox import pages
from zusanli.clinic.outbox.kinds import TO_STAFF, TO_THE_CLINIC, Kind
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.outbox.pages import Page
from zusanli.clinic.premises.models import Clinic, TextKind
from zusanli.clinic.premises.texts import keep_text
from zusanli.clinic.records.models import CallRequest
from zusanli.core.words import LANGUAGES
from zusanli.documents.html import html
from zusanli.documents.linter import lint, lint_page
from zusanli.documents.plain_text import plain_text
from zusanli.exchange.email.composing import COMPOSERS, compose
from zusanli.exchange.email.of_visits import Overtaken

pytestmark = pytest.mark.django_db

IN_ENGLISH = TO_THE_CLINIC | TO_STAFF
SUBJECTS = {
    "en": {"Your appointment", "A reminder of your appointment", "After your appointment"},
}


@pytest.fixture(autouse=True)
def _pages(monkeypatch):
    """Pages for every link, so that no mail is tested without one."""
    made = {page: (lambda subject, now, page=page: f"/{page}/x/") for page in Page}
    monkeypatch.setattr(pages, "_makers", made)


def text_of(kind: Kind, *, now=NOW) -> str:
    message = Message.objects.filter(kind=kind).latest("written_at")
    return " ".join(plain_text(compose(message, now=now).document).split())


def test_every_kind_has_its_words():
    assert set(COMPOSERS) == set(Kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_mail_is_whole_and_says_nothing_that_it_must_not(bob, language):
    seen = set()
    for message in every_message(bob, language):
        document = compose(message, now=NOW).document
        book = rule_book(message.language)
        page = html([document], title=document.title, made_for=NOW)
        text = plain_text(document)

        assert message.language == ("en" if message.kind in IN_ENGLISH else language)
        assert list(lint(document, book)) == []
        assert list(lint_page(page, book)) == []
        assert book.say.mark == "" or book.say.mark not in text
        assert "{" not in text
        assert "None" not in text
        seen.add(message.kind)
    assert seen == set(Kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_mail_holds_a_name_or_a_number_of_the_reader(bob, language):
    for message in every_message(bob, language):
        text = plain_text(compose(message, now=NOW).document)
        for personal in ("Alice", "Archer", "alice.archer", "0001"):
            assert personal not in text, message.kind


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_subject_tells_what_somebody_comes_for(bob, language):
    for message in every_message(bob, language):
        subject = compose(message, now=NOW).document.title
        assert "Assessment" not in subject
        assert "Willow" not in subject


def test_a_confirmation_says_when_by_which_clock_what_and_where(bob):
    booked(bob)
    text = text_of(Kind.CONFIRMATION)

    assert "Monday, 30 November 2026, 10:00 to 11:00 (Europe/London, UTC+00:00)" in text
    assert "Assessment visit" in text
    assert "Willow Street, Garden room, window" in text
    assert "http://localhost:8000/visit/x/" in text
    assert "Bring a list of all you take" in text


@pytest.mark.parametrize(
    ("country", "number"),
    [("GB", "999"), ("JP", "119"), ("TW", "119"), ("XX", "your local emergency number")],
)
def test_an_emergency_has_the_number_of_the_country_or_words(bob, country, number):
    booked(bob)
    Clinic.objects.update(country=country)

    assert f"Call {number}." in text_of(Kind.CONFIRMATION)


def test_a_move_says_both_times(bob):
    moved(booked(bob), MONDAY_AT_TEN + timedelta(days=1, hours=2))
    text = text_of(Kind.MOVED)

    assert "Tuesday, 1 December 2026, 12:00 to 13:00" in text
    assert "Earlier time: Monday, 30 November 2026, 10:00" in text


def test_what_has_changed_since_is_not_told_any_more(bob):
    visit = booked(bob)
    visit = moved(visit, MONDAY_AT_TEN + timedelta(days=1))
    with pytest.raises(Overtaken):
        text_of(Kind.CONFIRMATION)
    with pytest.raises(Overtaken):
        compose(Message.objects.filter(kind=Kind.SKIN).order_by("revision")[0], now=NOW)

    cancelled(visit, now=NOW + 2 * A_MINUTE)
    with pytest.raises(Overtaken):
        text_of(Kind.MOVED)
    assert "Nobody expects you then" in text_of(Kind.CANCELLED)


@pytest.mark.element("001-L103-3")
def test_a_reminder_says_until_when_to_take_it_easy_by_the_clinics_clock(bob):
    Clinic.objects.update(time_zone="Asia/Tokyo")
    booked(bob, at=MONDAY_AT_TEN - timedelta(hours=8))

    said = "for 24 hours: until Tuesday, 1 December 2026, 12:00 (Asia/Tokyo, UTC+09:00)"
    assert said in text_of(Kind.REMINDER)


def test_the_skin_is_not_asked_of_who_is_known_to_feel(bob):
    visit = booked(bob)
    assert "look at your legs and feet today" in text_of(Kind.SKIN)

    known_to_feel(visit.intake, NOW)
    with pytest.raises(Overtaken):
        text_of(Kind.SKIN)


def test_the_skin_is_asked_of_whom_no_questionnaire_tells(bob):
    visit = booked(bob)
    known_to_feel(visit.intake, NOW)
    visit.patient.intakes.update(patient=None)

    assert "look at your legs and feet today" in text_of(Kind.SKIN)


def test_an_offer_is_over_when_it_was_not_taken_in_time(bob):
    offer = next(each for each in every_message(bob, "en") if each.kind == Kind.OFFER)

    assert "kept for you until" in text_of(Kind.OFFER)
    with pytest.raises(Overtaken):
        compose(offer, now=NOW + timedelta(hours=5))


def test_the_clinic_is_told_of_an_emergency_and_not_of_who_was_called_meanwhile(bob):
    call_wanted(emergency=True)
    message = Message.objects.get(kind=Kind.CALL)
    assert "CALL AT ONCE" in text_of(Kind.CALL)

    CallRequest.objects.update(called_at=NOW)
    with pytest.raises(Overtaken):
        compose(message, now=NOW)


@pytest.mark.element("002-L072-1")
def test_the_clinics_own_words_and_its_address_in_local_order_stand_in_the_mail(bob):
    parts = {"street": "松島1丁目21-14", "city": "江戸川区", "region": "東京都"}
    Clinic.objects.update(country="JP", postal_code="132-0031", **parts)
    keep_text(TextKind.BEFORE_VISIT, "ja", "二階です。")
    keep_text(TextKind.CANCELLING, "en", "Please tell us a day before.")
    keep_text(TextKind.CANCELLING, "ja", "前日までに。")
    booked(bob)
    text = text_of(Kind.CONFIRMATION)

    assert "〒132-0031, 東京都江戸川区松島1丁目21-14" in text
    assert "Please tell us a day before." in text
    assert "前日までに。" not in text
    assert "二階です。" in text
    assert "119" in text


def test_without_a_page_for_it_a_mail_has_no_link(bob, monkeypatch):
    monkeypatch.setattr(pages, "_makers", {})
    told(Kind.WORSE)

    assert "http" not in text_of(Kind.WORSE)


class Refs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.outside += [value for name, value in attrs if name in {"src", "href"}]


def test_a_mail_loads_nothing_from_anywhere(bob):
    booked(bob)
    document = compose(Message.objects.get(kind=Kind.CONFIRMATION), now=NOW).document
    refs = Refs()
    refs.feed(html([document], title="x", made_for=NOW))

    assert all(each.startswith("http://localhost:8000/") for each in refs.outside)
    assert refs.outside


def test_a_mail_breaks_no_line_that_a_phone_would_break_elsewhere(bob):
    booked(bob)
    document = compose(Message.objects.get(kind=Kind.CONFIRMATION), now=NOW).document
    wrapped, flowing = (plain_text(document, wrapped=each) for each in (True, False))

    assert wrapped.split() == flowing.split()
    assert wrapped.count("\n") > flowing.count("\n")
    assert "\n\n\n" not in flowing
