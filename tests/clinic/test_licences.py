"""Licences: a renamed body is one body, a renewal replaces what it renews, an end is said early."""

import time
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import hired, page
from tests.clinic.booking.willow_street import clinic
from tests.clinic.public.licensed import shown_in_public
from tests.clinic.signin.doors import shows_again, signs_in
from zusanli.clinic.books import rule_book
from zusanli.clinic.staff.licences import (
    Credential,
    end_soon,
    licence_of,
    other_names,
    record_licence,
)
from zusanli.clinic.staff.models import Role
from zusanli.core.issuers import issuer_called
from zusanli.synthetic.staff import hire

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
TODAY = NOW.date()
SOON = timedelta(days=60)
BOARD = "National Certification Board for Acupuncture and Herbal Medicine"


def licensed(issuer: str, valid_until: date | None, *, number: str = "7"):
    member = hired("Bob", Role.PRACTITIONER)
    record_licence(
        member, Credential("Acupuncturist", issuer, number, valid_until), by="Ada", now=NOW
    )
    return member


@pytest.mark.element("001-L035-1")
@pytest.mark.parametrize("typed", ["NCCAOM", " ncbahm ", BOARD.upper()])
def test_by_any_of_its_names_it_is_one_body(typed):
    assert issuer_called(typed, rule_book().issuers).id == "ncbahm"


@pytest.mark.element("001-L035-1")
@pytest.mark.parametrize(
    ("day", "short"), [(date(2025, 12, 31), "NCCAOM"), (date(2026, 1, 1), "NCBAHM")]
)
def test_it_is_called_as_on_the_day(day, short):
    assert issuer_called("NCCAOM", rule_book().issuers).called_on(day).short == short


def test_a_body_that_nobody_entered_is_none():
    assert issuer_called("A register", rule_book().issuers) is None
    assert other_names("A register") == ()


def test_a_renewal_under_the_new_name_takes_the_place_of_the_old_licence():
    bob = licensed("NCCAOM", TODAY - timedelta(days=1))
    assert licence_of(bob, on=TODAY) is None
    record_licence(bob, Credential("Acupuncturist", BOARD, "7", None), by="Ada", now=NOW)

    assert licence_of(bob, on=TODAY)
    assert end_soon(bob, on=TODAY) == []


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (TODAY + SOON, True),
        (TODAY + SOON + timedelta(days=1), False),
        (TODAY - timedelta(days=400), True),
        (None, False),
    ],
)
def test_an_end_is_said_two_months_before_and_until_it_is_renewed(until, said):
    assert bool(end_soon(licensed("A register", until), on=TODAY)) is said


def test_whoever_holds_it_and_the_manager_read_that_it_ends(client):
    clinic()
    bob = licensed("A register", TODAY + timedelta(days=20))
    client.force_login(bob)
    assert "Acupuncturist, 7: ends on" in page(client, reverse("today"))
    client.force_login(hired("Ada", Role.MANAGER))

    assert "Acupuncturist, 7: ends on" in page(client, reverse("members"))


@pytest.mark.element("001-L038-1")
@pytest.mark.parametrize("unseen", ["degree_seen", "training_seen", "exam_seen", None])
def test_a_licence_is_unverified_until_all_three_requirements_were_seen(client, unseen):
    clinic()
    staff = hire()
    bob = staff["Bob"]
    signs_in(client, staff["Ada"])
    shows_again(client)
    seen = dict.fromkeys(("degree_seen", "training_seen", "exam_seen"), "on")
    seen.pop(unseen, None)
    stands = {"title": "Acupuncturist", "issuer": "NCCAOM", "number": "7"}
    client.post(reverse("licence", kwargs={"pk": bob.pk}), stands | seen)
    shown_in_public(bob)

    assert licence_of(bob, on=TODAY).is_unverified == (unseen is not None)
    for name, named in (
        ("member", {"pk": bob.pk}),
        ("about_practitioners", None),
        ("set_up_staff", None),
    ):
        shown = page(client, reverse(name, kwargs=named))
        assert ("unverified" in shown) == (unseen is not None)
        assert ("proof not seen: exam" in shown) == (unseen == "exam_seen")


@pytest.mark.element("001-L039-1")
def test_a_licence_of_the_state_holds_without_a_certificate_of_the_board(client):
    bob = licensed("California Acupuncture Board", None)

    assert licence_of(bob, on=TODAY).issuer == "California Acupuncture Board"


@pytest.mark.element("000-L041-1")
def test_what_a_patient_does_alone_is_never_needling():
    alone = [each for each in rule_book().advice if each.when_to_say in {"home", "always"}]

    assert len(alone) > 20
    assert [each.id for each in alone if "needle" in f"{each.text} {each.instead}".lower()] == []


def test_a_patient_who_looks_for_either_name_finds_it(client):
    clinic()
    shown_in_public(licensed("NCCAOM", None))

    assert "also called NCBAHM" in page(client, reverse("about_practitioners"))


def test_what_stays_at_a_renewal_is_filled_in_and_the_last_day_is_not(client):
    clinic()
    bob = licensed("A register", TODAY)
    client.force_login(hired("Ada", Role.MANAGER))
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session.save()
    form = page(client, reverse("licence", kwargs={"pk": bob.pk}))

    assert 'value="A register"' in form
    assert TODAY.isoformat() not in form
