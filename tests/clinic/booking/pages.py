"""What the tests of pages have in common: a clock, free times, and what a page says."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.test import Client
from django.urls import reverse

from tests.clinic.booking.willow_street import ALICE
from zusanli.clinic.booking.models import Appointment, Service
from zusanli.clinic.booking.search import Slot, free_slots
from zusanli.clinic.booking.slots import Span
from zusanli.clinic.records import intakes
from zusanli.clinic.records.models import Intake
from zusanli.clinic.staff.models import GivenRole, Role, User

NOW = datetime.now(UTC)
"""Pages read the clock themselves, so nothing here depends on the day."""
TYPED = {"family_name": "Archer", "given_name": "Alice", "phone": "020 7946 0001"}
MIWA = replace(
    ALICE,
    family_name="佐藤",
    given_name="美和",
    family_reading="さとう",
    given_reading="みわ",
    phone="020 7946 0102",
    language="ja",
)


def hired(name: str, *roles: Role) -> User:
    user = User.objects.create(username=name, email=f"{name}@x.example", first_name=name)
    GivenRole.objects.bulk_create(GivenRole(user=user, role=role) for role in roles)
    return user


def free(service: Service) -> tuple[Slot, ...]:
    """Give what is free from tomorrow on."""
    tomorrow = NOW + timedelta(days=1)
    return free_slots(service, Span(tomorrow, tomorrow + timedelta(days=9)), now=NOW)


def text(response) -> str:
    return response.content.decode()


def page(client: Client, address: str) -> str:
    return text(client.get(address, follow=True))


def starts(shown: str) -> list[str]:
    """Give the addresses of the times to press."""
    return re.findall(r'href="(/[^"]+/\d+/\d+/)"', shown)


def slots(link: str) -> str:
    return reverse("slots", kwargs={"link": link})


def book_by_page(client: Client, link: str) -> tuple[str, str]:
    """Press the first free time, send the form, and give where that led and what it says."""
    chosen = starts(page(client, slots(link)))[0]
    booked = client.post(chosen, TYPED, follow=True)
    return booked.request["PATH_INFO"], text(booked)


def raised_link(client: Client) -> str:
    """Answer as somebody who has to be helped now, and give the link."""
    address = client.post(reverse("begin"), {"who": "patient"}).headers["Location"]
    client.post(address, {"number": 0, "answer": "ticked", "item": ["chest_pain_new"]})
    return address.split("/")[2]


def raised_emergency(client: Client) -> Intake:
    """Give the questionnaire of somebody who has to be helped now."""
    return intakes.find(raised_link(client))


def shown_at(client: Client, name: str, **named: object) -> str:
    return page(client, reverse(name, kwargs=named))


def day_page(client: Client, visit: Appointment) -> str:
    return page(client, f"{reverse('desk')}?day={visit.starts_at.date()}")


def main(shown: str) -> str:
    return shown.split("<main", 1)[1]
