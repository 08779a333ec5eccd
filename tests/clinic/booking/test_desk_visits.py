"""Visits at the desk: booked, moved, cancelled, waited for."""

import re
from datetime import time

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import (
    NOW,
    day_page,
    free,
    hired,
    main,
    page,
    raised_emergency,
    shown_at,
    starts,
    text,
)
from tests.clinic.booking.willow_street import ALICE
from zusanli.clinic.booking.models import Appointment, Hours, Place, Service, WaitListEntry
from zusanli.clinic.booking.visits import cancel, move
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import register
from zusanli.clinic.staff.models import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(rosa, miwas_visit) -> Appointment:
    return miwas_visit


# A visit is booked, moved and cancelled.


def booked_at_desk(client, patient: Patient, service: Service):
    shown = shown_at(client, "desk_book", patient=patient.pk, service=service.pk)
    return client.post(starts(shown)[0], follow=True)


def test_a_visit_is_booked_for_who_calls_and_the_questions_stay_due(client, rosa, first_visit):
    patient = register(ALICE, by="Rosa", now=NOW)
    asked = shown_at(client, "desk_book", patient=patient.pk, service=first_visit.pk)
    assert "Archer, Alice" in shown_at(client, "desk_patient", patient=patient.pk)
    assert "Book this visit?" in text(client.get(starts(asked)[0]))
    told = text(booked_at_desk(client, patient, first_visit))
    visit = Appointment.objects.get()

    assert visit.check_due
    assert visit.booked_by == "Rosa"
    assert "safety questions are still to be asked" in told
    assert "safety questions due" in day_page(client, visit)


def test_who_answered_the_questions_is_booked_without_them_being_due(client, visit, following):
    booked_at_desk(client, visit.patient, following)

    assert not Appointment.objects.get(service=following).check_due


def test_nobody_is_booked_while_an_emergency_is_raised(client, rosa, first_visit, following):
    patient = register(ALICE, by="Rosa", now=NOW)
    intake = raised_emergency(client)
    intake.patient = patient
    intake.save()
    told = text(booked_at_desk(client, patient, first_visit))

    assert "Help comes first: nothing was booked" in told
    assert "999" in main(told)
    assert "chest" not in main(told)
    assert not Appointment.objects.exists()


def test_a_time_that_is_gone_meanwhile_is_told_with_others_nearby(client, visit, first_visit):
    patient = register(ALICE, by="Rosa", now=NOW)
    gone = reverse(
        "desk_book_slot",
        kwargs={
            "patient": patient.pk,
            "service": first_visit.pk,
            "practitioner": visit.practitioner_id,
            "tick": int(visit.starts_at.timestamp()) // 300,
        },
    )
    told = text(client.post(gone))
    near = re.findall(r'name="instead" value="([^"]+)"', told)

    assert "Somebody was faster" in told
    assert near
    client.post(gone, {"instead": near[0]})
    assert Appointment.objects.filter(patient=patient).count() == 1


def test_a_visit_is_moved_with_the_reason_and_the_name_of_who_did_it(client, visit):
    to = starts(shown_at(client, "desk_move", visit=visit.pk))[-1]
    assert "Move this visit?" in text(client.get(to))
    moved = client.post(to, {"number": 0, "why": "asked by telephone"}, follow=True)
    change = visit.changes.latest("number")

    assert "asked by telephone" in text(moved)
    assert (change.kind, change.by) == ("moved", "Rosa")


def test_a_visit_is_cancelled(client, visit):
    address = reverse("desk_cancel", kwargs={"visit": visit.pk})
    assert "Cancel this visit?" in text(client.get(address))
    told = client.post(address, {"number": 0, "why": "unwell"}, follow=True)

    assert "unwell" in text(told)
    assert not Appointment.objects.get(pk=visit.pk).is_booked
    assert "changed in the meantime" in text(client.get(address))


@pytest.mark.parametrize("number", ["0", "", "x", "9" * 5000])
def test_what_was_changed_meanwhile_by_somebody_else_is_not_changed_over_it(
    client, visit, first_visit, number
):
    address = reverse("desk_cancel", kwargs={"visit": visit.pk})
    to = starts(shown_at(client, "desk_move", visit=visit.pk))[-1]
    move(visit, free(first_visit)[-1], number=0, by="patient", now=NOW)

    for told in (client.post(address, {"number": number}), client.post(to, {"number": number})):
        assert "changed in the meantime" in text(told)
    assert visit.changes.count() == 2


# The wait list.


def test_somebody_is_put_on_the_list_with_their_wishes_and_taken_off(client, rosa, first_visit):
    patient = register(ALICE, by="Rosa", now=NOW)
    address = reverse("desk_wait", kwargs={"patient": patient.pk, "service": first_visit.pk})
    assert "Put on the wait list" in text(client.get(address))
    listed = text(client.post(address, {"day": ["0"], "from": "09:00"}, follow=True))
    entry = WaitListEntry.objects.get()

    assert "Archer, Alice" in listed
    assert "Monday" in listed
    assert "09:00" in listed
    off = reverse("desk_take_off", kwargs={"entry": entry.pk})
    assert "Nobody waits." in text(client.post(off, follow=True))


def test_what_a_patient_wrote_of_their_reasons_is_read_by_who_treats_them_alone(client, visit, bob):
    cancel(visit, number=0, by="patient", why="my sister is ill", now=NOW)

    assert "my sister" not in shown_at(client, "desk_visit", visit=visit.pk)
    client.force_login(bob)
    assert "my sister" in shown_at(client, "desk_visit", visit=visit.pk)


def test_who_has_a_visit_is_put_on_the_list_for_an_earlier_one(client, visit, first_visit):
    named = {"patient": visit.patient_id, "service": first_visit.pk}
    assert "There is a visit already" in shown_at(client, "desk_wait", **named)
    client.post(reverse("desk_wait", kwargs=named))

    assert WaitListEntry.objects.get().appointment == visit


def test_nobody_is_offered_a_time_at_which_they_already_have_a_visit(
    client, visit, first_visit, following
):
    Place.objects.create(room="Garden room", bed="door")
    other = hired("Dora", Role.PRACTITIONER)
    Hours.objects.create(
        practitioner=other, weekday=visit.starts_at.weekday(), opens=time(0), closes=time(23)
    )
    own = {"patient": visit.patient_id, "service": following.pk}
    stranger = {"patient": register(ALICE, by="Rosa", now=NOW).pk, "service": following.pk}
    theirs = f"/{other.pk}/{int(visit.starts_at.timestamp()) // 300}/"

    assert theirs in main(week_of(client, visit, stranger))
    assert theirs not in main(week_of(client, visit, own))
    told = text(client.post(reverse("desk_book", kwargs=own) + theirs.removeprefix("/")))
    assert "Somebody was faster" in told
    assert f'value="{theirs.strip("/").replace("/", "-")}"' not in told


def week_of(client, visit: Appointment, named: dict[str, object]) -> str:
    return page(client, f"{reverse('desk_book', kwargs=named)}?from={visit.starts_at.date()}")
