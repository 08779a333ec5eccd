"""What the manager sets is what can be booked, what is printed, and what is not promised."""

import smtplib
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from tests.clinic.booking.pages import free, hired, main, page, text
from tests.clinic.booking.willow_street import ALICE
from tests.clinic.set_up.conftest import signed_in
from zusanli.clinic.audit.models import Entry
from zusanli.clinic.booking.models import Hours, Place, Service
from zusanli.clinic.booking.visits import book
from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import Clinic, ClinicText
from zusanli.clinic.receipts.coverage_notes import AGES, shown_notes
from zusanli.clinic.records.patients import register
from zusanli.clinic.staff.models import Role
from zusanli.knowledge.store import MARK

NOW = datetime.now(UTC)
TODAY = NOW.date()


def sent(client, name: str, typed: dict[str, object], **named: object):
    """Send a form of the settings."""
    return client.post(reverse(name, kwargs=named or None), typed)


def week(*shifts: tuple[int, int, str, str]) -> dict[str, str]:
    return {
        f"{day}-{part}-{which}": at
        for day, part, opens, closes in shifts
        for which, at in (("opens", opens), ("closes", closes))
    }


def service(key: str, **typed: object) -> dict[str, object]:
    row = {"name": "First visit", "minutes": 60, "minutes_after": 15, "active": "on"} | typed
    return {f"{key}-{name}": value for name, value in row.items()}


def test_hours_a_room_and_a_visit_make_times_that_can_be_booked(client, ada):
    bob = hired("Bob", Role.PRACTITIONER)
    assert "Nobody has hours yet." in page(client, reverse("set_up"))
    sent(
        client,
        "set_up_hours_of",
        week((0, 0, "09:00", "12:00"), (2, 0, "14:00", "18:00")),
        pk=bob.pk,
    )
    sent(client, "set_up_rooms", {"room": "Room 1", "beds": 2})
    sent(client, "set_up_services", service("new0", first_visit="on", price="80.00"))
    first = Service.objects.get()

    assert [(each.weekday, each.opens) for each in Hours.objects.all()] == [
        (0, time(9)),
        (2, time(14)),
    ]
    assert {str(each) for each in Place.objects.all()} == {"Room 1, bed 1", "Room 1, bed 2"}
    assert (first.price_minor, first.currency) == (8000, "GBP")
    assert {each.start.weekday() for each in free(first)} == {0, 2}
    assert "Nobody can be booked yet" not in page(client, reverse("set_up"))
    kinds = set(Entry.objects.filter(who=f"staff:{ada.pk}").values_list("kind", flat=True))
    assert {"booking.hours", "booking.place", "booking.service"} <= kinds


@pytest.mark.parametrize(
    ("shifts", "says"),
    [
        (week((0, 0, "09:00", "")), "please give both"),
        (week((0, 0, "12:00", "09:00")), "the end is not after the beginning"),
        (week((0, 0, "09:00", "13:00"), (0, 1, "12:00", "18:00")), "overlap"),
        (week((0, 0, "nine", "13:00")), "please give both"),
    ],
)
def test_hours_that_cannot_be_are_refused_and_those_before_stay(client, ada, shifts, says):
    bob = hired("Bob", Role.PRACTITIONER)
    sent(client, "set_up_hours_of", week((4, 0, "09:00", "12:00")), pk=bob.pk)
    answer = sent(client, "set_up_hours_of", shifts, pk=bob.pk)

    assert answer.status_code == 422
    assert says in text(answer)
    assert [each.weekday for each in bob.hours.all()] == [4]


def test_a_visit_outside_of_new_hours_stays_and_is_spoken_of(client, ada):
    bob = hired("Bob", Role.PRACTITIONER)
    every_day = week(*((day, 0, "09:00", "17:00") for day in range(7)))
    sent(client, "set_up_hours_of", every_day, pk=bob.pk)
    sent(client, "set_up_rooms", {"room": "Room 1", "beds": 1})
    sent(client, "set_up_services", service("new0", first_visit="on"))
    patient = register(ALICE, by="Ada", now=NOW)
    first = Service.objects.get()
    book(
        patient=patient,
        intake=None,
        service=first,
        slot=free(first)[0],
        by="Ada",
        at_desk=True,
        now=NOW,
    )
    season = {"weekday": 0, "opens": time(19), "closes": time(20), "valid_until": TODAY}
    answer = client.post(reverse("set_up_hours_of", kwargs={"pk": bob.pk}), {}, follow=True)

    assert "Visits to come outside of these hours, which stay booked: 1" in text(answer)
    Hours.objects.create(practitioner=bob, **season)
    sent(client, "set_up_hours_of", week((1, 0, "09:00", "10:00")), pk=bob.pk)
    assert bob.hours.filter(valid_until=TODAY).exists()


def test_a_service_is_changed_and_taken_out_without_touching_others(client, ada):
    sent(client, "set_up_services", service("new0") | service("new1", name="Short", minutes=30))
    one, other = Service.objects.order_by("pk")
    both = service(str(one.pk), name="Renamed", price="12") | service(str(other.pk), active="")
    answer = sent(client, "set_up_services", both | service("new0", name="", minutes="odd"))

    assert answer.status_code == 302
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.name, one.price_minor, other.active) == ("Renamed", 1200, False)
    wrong = sent(client, "set_up_services", service(str(one.pk), minutes=47, price="12,5"))
    assert wrong.status_code == 422
    assert "minutes in fives" in text(wrong)
    assert "an amount such as 45.00" in text(wrong)


def test_a_bed_is_taken_out_of_use(client, ada):
    sent(client, "set_up_rooms", {"room": "Room 1", "beds": 1})
    sent(client, "set_up_rooms", {"room": "Room 1", "beds": 1})
    bed = Place.objects.get(bed="")
    sent(client, "set_up_room", {"do": "drop"}, pk=bed.pk)

    bed.refresh_from_db()
    assert not bed.active
    assert Place.objects.filter(active=True).count() == 1


@pytest.mark.element("002-L072-1")
def test_the_address_stands_where_patients_read_it_in_local_order_with_119(client, ada):
    typed = {
        "name": "Lotus",
        "country": "JP",
        "time_zone": "Europe/London",
        "phone": "03 0000 0000",
        "email": "desk@lotus.example",
        "postal_code": "132-0031",
        "region": "東京都",
        "city": "江戸川区",
        "street": "松島1丁目21-14",
    }
    assert sent(client, "set_up_clinic", typed).status_code == 302
    found = Clinic.objects.get()
    shown = text(type(client)().get(reverse("contact"), headers={"accept-language": "ja"}))

    assert found.time_zone == "Asia/Tokyo"
    assert found.address.splitlines() == ["〒132-0031", "東京都江戸川区松島1丁目21-14"]
    assert "〒132-0031<br>東京都江戸川区松島1丁目21-14" in shown
    assert 'href="tel:119"' in shown


@pytest.mark.parametrize(("language", "name"), [("ja", "イギリス"), ("zh-Hant", "英國")])
def test_countries_are_named_once_in_the_language_of_who_reads(client, ada, language, name):
    shown = text(client.get(reverse("set_up_clinic"), headers={"accept-language": language}))

    assert f'<option value="GB" selected>{name}</option>' in shown
    assert rule_book(language).say(MARK) not in shown


def test_own_words_are_printed_and_what_nobody_may_promise_is_refused(client, ada):
    typed = {"before_visit-en": "Ring twice.", "cancelling-ja": "前日までにお電話ください。"}
    sent(client, "set_up_texts", typed)
    assert {str(each) for each in ClinicText.objects.all()} == {"before_visit en", "cancelling ja"}
    answer = sent(client, "set_up_texts", typed | {"before_visit-en": "We guarantee a cure."})

    assert answer.status_code == 422
    assert "guarantee" in text(answer)
    assert ClinicText.objects.get(kind="before_visit").text == "Ring twice."
    sent(client, "set_up_texts", {})
    assert not ClinicText.objects.exists()


@pytest.mark.element("001-L105-1")
def test_two_policies_of_one_payer_differ_each_is_dated_and_none_is_promised(client, ada):
    def noted(policy: str, covers: str, as_of) -> None:
        typed = {"payer": "Bluewater", "policy": policy, "covers": covers, "source": "its leaflet"}
        assert (
            sent(client, "set_up_insurers", typed | {"as_of": as_of.isoformat()}).status_code == 302
        )

    holds = timedelta(days=rule_book().course.rule(AGES).values[0])
    noted("Gold", "Ten visits a year.", TODAY - holds)
    noted("Silver", "Nothing.", TODAY - holds - timedelta(days=1))
    noted("Gold", "Twelve visits a year.", TODAY - timedelta(days=3))
    shown = main(page(type(client)(), reverse("about_prices")))

    assert [(each.note.policy, each.check_again) for each in shown_notes(on=TODAY)] == [
        ("Gold", False),
        ("Silver", True),
    ]
    assert "Twelve visits a year." in shown
    assert "Ten visits" not in shown
    assert f"As of {TODAY - timedelta(days=3)}." in shown
    assert shown.count("old: check again") == 1
    assert "Please ask your insurer" in shown
    assert "no promise" in shown
    gold = shown_notes(on=TODAY)[0].note
    sent(client, "set_up_insurer", {}, pk=gold.pk)
    assert "Gold" not in page(client, reverse("about_prices"))


def test_a_note_of_tomorrow_is_refused(client, ada):
    typed = {"payer": "B", "covers": "All.", "source": "x", "as_of": TODAY + timedelta(days=2)}

    assert "cannot be yet to come" in text(sent(client, "set_up_insurers", typed))


@pytest.mark.parametrize(
    ("backend", "says"),
    [
        ("zusanli.exchange.email.backends.NotSetUp", "It did not go out"),
        ("zusanli.exchange.email.backends.KeptOnThisMachine", "No mail left this machine"),
        ("django.core.mail.backends.locmem.EmailBackend", "The mail server took it"),
    ],
)
def test_of_a_test_mail_is_said_what_became_of_it(client, ada, settings, tmp_path, backend, says):
    settings.EMAIL_BACKEND, settings.KEPT_MAIL = backend, tmp_path
    shown = main(text(client.post(reverse("set_up_mail"))))

    assert says in shown
    assert ("took it" in shown) == (len(mail.outbox) == 1)
    assert ("No mail server is set up" in shown) == backend.endswith("NotSetUp")


def test_a_mail_that_may_have_gone_out_is_neither_claimed_nor_denied(
    client, ada, settings, monkeypatch
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    def breaks(*_: object) -> None:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", breaks)

    assert "Nobody knows whether it went out" in text(client.post(reverse("set_up_mail")))


def test_only_a_manager_opens_the_settings(client, ada):
    signed_in(client, hired("Rosa", Role.RECEPTION))

    for name in ("set_up", "set_up_clinic", "set_up_hours", "set_up_services", "set_up_mail"):
        assert client.get(reverse(name)).status_code == 403
