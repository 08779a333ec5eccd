"""A licence that ends is told of in time, to whom it concerns, and each time once."""

from datetime import UTC, date, datetime, timedelta

import pytest

from tests.clinic.booking.pages import hired
from tests.clinic.outbox.told import Postman
from zusanli.clinic.outbox.draining import drain
from zusanli.clinic.outbox.hearing import hear, something_unheard
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.staff.licences import Credential, record_licence
from zusanli.clinic.staff.models import Role
from zusanli.core.issuers import LicenceStep, step_on
from zusanli.documents.plain_text import plain_text
from zusanli.exchange.email.carrier import carry
from zusanli.exchange.email.composing import compose

LAST = date(2026, 11, 30)
STEPS = (LicenceStep("early", 60), LicenceStep("late", 14), LicenceStep("over", -1))


def noon(before: int) -> datetime:
    """Noon of a day so many days before the last one."""
    return datetime(LAST.year, LAST.month, LAST.day, 12, tzinfo=UTC) - timedelta(days=before)


@pytest.fixture
def ada(bob):
    record_licence(
        bob, Credential("Acupuncturist", "NCCAOM", "7", LAST), by="Ada", now=noon(before=400)
    )
    return hired("Ada", Role.MANAGER)


def heard(before: int) -> list[str]:
    """Give who is told on a day that was not told before."""
    known = set(Message.objects.values_list("pk", flat=True))
    hear(noon(before))
    return sorted(
        each.user.called for each in Message.objects.exclude(pk__in=known).select_related("user")
    )


@pytest.mark.parametrize(
    ("before", "step"),
    [
        (61, None),
        (60, "early"),
        (15, "early"),
        (14, "late"),
        (0, "late"),
        (-1, "over"),
        (-99, "over"),
    ],
)
def test_the_last_step_that_was_reached_counts(before, step):
    found = step_on(LAST - timedelta(days=before), ends=LAST, steps=STEPS)

    assert (found and found.id) == step


def test_holder_and_manager_hear_at_each_step_and_never_twice(bob, ada):
    assert heard(61) == []
    assert heard(60) == ["Ada", "Bob"]
    assert [*heard(59), *heard(15)] == []
    assert something_unheard(noon(14))
    assert heard(14) == ["Ada", "Bob"]
    assert [*heard(13), *heard(0)] == []
    assert heard(-1) == ["Ada", "Bob"]
    assert [*heard(-2), *heard(-300)] == []
    assert not something_unheard(noon(-300))


def test_recorded_again_as_it_is_nobody_hears_again_and_renewed_the_steps_begin_anew(bob, ada):
    assert heard(10) == ["Ada", "Bob"]
    under_the_new_name = Credential("Acupuncturist", "NCBAHM", "7", LAST)
    record_licence(bob, under_the_new_name, by="Ada", now=noon(9))
    assert heard(9) == []
    renewed = Credential("Acupuncturist", "NCBAHM", "7", LAST + timedelta(days=365))
    record_licence(bob, renewed, by="Ada", now=noon(8))

    assert heard(-1) == []
    assert heard(-365 + 14) == ["Ada", "Bob"]


def test_nobody_hears_of_who_left_and_a_manager_of_their_own_licence_once(bob, ada):
    own = Credential("Acupuncturist", "NCCAOM", "8", LAST)
    record_licence(ada, own, by="Ada", now=noon(300))
    bob.is_active = False
    bob.save()

    assert heard(3) == ["Ada"]


def test_what_was_renewed_before_the_mail_went_out_is_not_sent(bob, ada):
    hear(noon(10))
    renewed = Credential("Acupuncturist", "NCCAOM", "7", LAST + timedelta(days=365))
    record_licence(bob, renewed, by="Ada", now=noon(10))
    drain(carrier=carry, now=noon(9))

    assert set(Message.objects.values_list("state", "last_error")) == {
        ("dropped", "not true any more")
    }


def test_the_mail_says_the_day_and_leads_the_manager_alone_to_the_form(bob, ada, settings):
    settings.SITE_ADDRESS = "https://clinic.example"
    hear(noon(-1))
    postman = Postman()
    drain(carrier=postman, now=noon(-1))
    said = {
        each.user.called: " ".join(plain_text(compose(each, now=noon(-1)).document).split())
        for each in postman.carried
    }

    assert postman.kinds == [Kind.LICENCE, Kind.LICENCE]
    assert "Your licence ended on 30 November 2026" in said["Bob"]
    assert "The licence of Bob ended on 30 November 2026" in said["Ada"]
    assert f"https://clinic.example/staff/{bob.pk}/licence/" in said["Ada"]
    assert "/staff/" not in said["Bob"]
