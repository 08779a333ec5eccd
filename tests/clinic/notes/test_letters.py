"""A letter to the doctor goes out as it was read, and only when somebody agreed."""

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from tests.clinic.notes.at_the_clinic import come, come_now
from zusanli.clinic.letters.models import Letter
from zusanli.clinic.letters.writing import NotAgreedError, write_letter
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.synthetic import cast

AGREED = {"to": "Dr Ames, Elm Road", "agreed_by": "Alice Archer"}


@pytest.fixture
def here(bob):
    return come(cast.WARFARIN, bob)


def written(here, **said: str) -> Letter:
    said = AGREED | said
    return write_letter(here.patient, **said, language="en", member=here.member, now=here.now)


@pytest.mark.element("001-L099-2")
def test_it_tells_of_the_medicines_and_of_who_agreed(here):
    letter = written(here)

    assert "arfarin" in letter.page
    assert "Archer Alice" in letter.page
    assert "Dr Ames, Elm Road" in letter.page
    assert letter.agreed_by == "Alice Archer"


@pytest.mark.element("001-L099-2")
@pytest.mark.parametrize("missing", ["to", "agreed_by"])
def test_it_is_not_written_while_nobody_agreed_or_it_goes_to_nobody(here, missing):
    with pytest.raises(NotAgreedError):
        written(here, **{missing: " "})

    assert not Letter.objects.exists()


def test_it_stays_as_it_went_out(here):
    written(here)

    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.update(page="")


def test_it_is_written_on_its_page_and_printed(client: Client, bob):
    here = come_now(cast.WARFARIN, bob)
    client.force_login(bob)
    page = reverse("new_letter", kwargs={"patient": here.patient.pk})
    refused = client.post(page, {"to": "Dr Ames"})
    assert refused.status_code == 422
    assert 'value="Dr Ames"' in refused.content.decode()
    shown = client.post(page, AGREED, follow=True)

    assert "Dr Ames, Elm Road" in shown.content.decode()
    letter = Letter.objects.get()
    printed = client.get(
        reverse("letter_pdf", kwargs={"patient": letter.patient_id, "number": letter.pk})
    )
    assert printed.content.startswith(b"%PDF")


def test_nobody_at_the_desk_reads_it(client: Client, here):
    letter = written(here)
    rosa = User.objects.create(username="rosa", email="rosa@x.example")
    GivenRole.objects.create(user=rosa, role=Role.RECEPTION)
    client.force_login(rosa)
    named = {"patient": letter.patient_id, "number": letter.pk}

    assert client.get(reverse("letter", kwargs=named)).status_code == 403
    assert client.get(reverse("letter_pdf", kwargs=named)).status_code == 403
