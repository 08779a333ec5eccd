"""What somebody types of themselves stands in no address, log, cookie or cache."""

import logging

import pytest
from django.core.cache import caches
from django.urls import reverse

from tests.clinic.booking.pages import page, slots, starts
from zusanli.clinic.booking.models import Appointment

pytestmark = pytest.mark.django_db
CANARY = {
    "family_name": "Quixwort",
    "given_name": "Zephyrine",
    "family_reading": "ぬるぽがっ",
    "phone": "020 7946 0773",
    "email": "quixwort@zephyrine.example",
    "born": "1947-08-23",
}


@pytest.fixture
def seen(client, monkeypatch):
    """Every address and cookie that a browser comes by."""
    addresses: list[str] = []
    ask = client.request

    def request(**asked):
        answer = ask(**asked)
        cookies = "".join(each.OutputString() for each in answer.cookies.values())
        asked_for = f"{asked['PATH_INFO']}?{asked.get('QUERY_STRING', '')}"
        addresses.extend((asked_for, answer.headers.get("Location", ""), cookies))
        return answer

    monkeypatch.setattr(client, "request", request)
    return addresses


def test_a_name_typed_by_a_patient_or_the_desk_is_found_nowhere_else(
    client, link, rosa, seen, caplog
):
    caplog.set_level(logging.DEBUG)
    # Database statements hold what is stored; they are logged only where somebody debugs.
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    chosen = starts(page(client, slots(link)))[0]
    client.post(chosen, {**CANARY, "email": "no address"})
    booked = client.post(chosen, CANARY, follow=True)
    client.post(f"{booked.request['PATH_INFO']}wait/", {"day": "1"})
    visit = Appointment.objects.get()
    client.post(reverse("desk_find"), {"q": CANARY["family_name"]})
    client.post(reverse("desk_new_patient"), {**CANARY, "family_name": "", "language": "ja"})
    client.post(reverse("desk_new_patient"), CANARY, follow=True)
    client.post(reverse("desk_correct", kwargs={"patient": visit.patient_id}), CANARY, follow=True)
    why = {"number": "0", "why": f"{CANARY['family_name']} is unwell"}
    client.post(reverse("desk_cancel", kwargs={"visit": visit.pk}), why, follow=True)
    client.get(f"{chosen}nothing-here/")

    assert seen
    for canary in CANARY.values():
        assert not any(canary in each for each in seen)
        assert canary not in caplog.text
        assert not any(canary in str(vars(each)) for each in caches.all())
