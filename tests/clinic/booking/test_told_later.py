"""What is answered after a visit was booked: an emergency holds, and answers that aged are due."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import (
    MIWA,
    NOW,
    TYPED,
    day_page,
    free,
    page,
    shown_at,
    starts,
    text,
)
from tests.clinic.booking.willow_street import all_no
from zusanli.clinic.booking import checking, offers
from zusanli.clinic.booking.models import Appointment, Offer
from zusanli.clinic.booking.outcomes import MayNotBook, Why
from zusanli.clinic.booking.patient_links import new_change_link, new_offer_link, new_visit_link
from zusanli.clinic.booking.visits import ask_anew, book, book_first, cancel, move
from zusanli.clinic.records import intakes
from zusanli.clinic.records.models import Intake, Patient, PersonalDetails

pytestmark = pytest.mark.django_db
CHEST_PAIN = frozenset({"chest_pain_new"})


@pytest.fixture
def visit(miwas_visit) -> Appointment:
    return miwas_visit


@pytest.fixture
def own(visit) -> str:
    return new_visit_link(visit, now=NOW)


def begun_for(patient: Patient) -> tuple[str, Intake]:
    link = intakes.begin(by="patient", country="GB", language="en", now=NOW)
    intake = intakes.find(link)
    Intake.objects.filter(pk=intake.pk).update(patient=patient)
    return link, intake


def tells_of_an_emergency(patient: Patient) -> Intake:
    """Another questionnaire of somebody who has booked, on another tab or after a check-in."""
    _, intake = begun_for(patient)
    checking.answer(intake, intakes.standing(intake, now=NOW), CHEST_PAIN, now=NOW)
    return intake


def answers_all_no(patient: Patient) -> Intake:
    intake = all_no(NOW)[1]
    ask_anew(patient, intake, now=NOW)
    return intake


def test_an_emergency_told_on_the_page_after_booking_is_said_at_the_visit_and_at_the_desk(
    client, rosa, visit, own
):
    link, _ = begun_for(visit.patient)
    assert 'class="mark fine-mark"' in day_page(client, visit)
    client.post(
        reverse("question", kwargs={"link": link}),
        {"number": 0, "answer": "ticked", "item": "chest_pain_new"},
    )

    shown = shown_at(client, "visit", link=own)
    assert "Get help now" in shown
    assert 'href="tel:999"' in shown.split("<main", 1)[1]
    assert "Move this visit" not in shown
    assert "Answer the safety questions" not in shown
    assert "Cancel this visit" in shown
    day = day_page(client, visit)
    assert "Help comes first" in day
    assert 'class="mark fine-mark"' not in day
    assert "Help comes first" in shown_at(client, "desk_visit", visit=visit.pk)
    assert "Help comes first" in shown_at(client, "desk_patient", patient=visit.patient.pk)


def test_no_questionnaire_that_is_answered_later_takes_an_emergency_back(client, visit, own):
    tells_of_an_emergency(visit.patient)
    answers_all_no(visit.patient)

    assert "Get help now" in shown_at(client, "visit", link=own)
    assert Appointment.objects.get().check_due


def test_an_emergency_keeps_its_own_patient_from_answering_anew(client, visit, own):
    tells_of_an_emergency(visit.patient)
    before = Intake.objects.count()
    told = client.post(reverse("answer_for_visit", kwargs={"link": own}))

    assert "Get help now" in text(told)
    assert Intake.objects.count() == before


def test_whoever_told_of_an_emergency_is_booked_and_moved_by_nobody(client, rosa, visit, following):
    tells_of_an_emergency(visit.patient)
    later = answers_all_no(visit.patient)
    slot = free(following)[20]
    for at_desk in (True, False):
        with pytest.raises(MayNotBook) as told:
            book(
                patient=visit.patient,
                intake=later,
                service=following,
                slot=slot,
                by="anybody",
                at_desk=at_desk,
                now=NOW,
            )
        assert told.value.why is Why.EMERGENCY
    with pytest.raises(MayNotBook):
        move(visit, slot, number=0, by="patient", now=NOW)
    change = new_change_link(visit)
    by_patient = client.post(starts(page(client, reverse("move", kwargs={"link": change})))[0])
    by_desk = client.post(starts(shown_at(client, "desk_move", visit=visit.pk))[0], {"number": 0})

    assert "Get help now" in text(by_patient)
    assert "nothing was booked" in text(by_desk)
    assert Appointment.objects.get().starts_at == visit.starts_at


def test_an_emergency_takes_no_earlier_time_and_begins_no_new_answers(client, visit, first_visit):
    visit = move(visit, free(first_visit)[30], number=0, by="x", now=NOW)
    freed = book_first(
        MIWA, intake=all_no(NOW)[1], service=first_visit, slot=free(first_visit)[0], by="x", now=NOW
    )
    offers.wait(
        offers.Wishes(),
        patient=visit.patient,
        service=first_visit,
        intake=visit.intake,
        instead_of=visit,
        now=NOW,
    )
    cancel(freed, number=0, by="x", now=NOW)
    tells_of_an_emergency(visit.patient)
    link = new_offer_link(Offer.objects.get(), now=NOW)
    before = Intake.objects.count()
    taken = client.post(reverse("offer", kwargs={"link": link}), {"answer": "yes"})
    again = client.post(reverse("answer_again", kwargs={"link": link}))

    assert "Get help now" in text(taken)
    assert "Get help now" in text(again)
    assert Offer.objects.get().state == "open"
    assert Intake.objects.count() == before
    visit.refresh_from_db()
    assert visit.starts_at != freed.starts_at


def test_what_is_told_while_a_check_is_taken_as_done_is_not_wiped_out(visit):
    Appointment.objects.update(check_due=True)
    seen = Appointment.objects.get()
    asked = intakes.find(intakes.begin(by="patient", country="GB", language="en", now=NOW))
    Appointment.objects.update(intake=asked)
    checking.check_again(seen, now=NOW)

    assert Appointment.objects.get().check_due


def test_answers_that_aged_are_due_again_when_the_visit_is_near(visit):
    times = ("starts_at", "ends_at", "busy_from", "busy_until")
    Appointment.objects.update(
        **{each: getattr(visit, each) + timedelta(days=14) for each in times}
    )
    visit = Appointment.objects.get()
    near = visit.starts_at - timedelta(hours=1)

    assert not checking.is_due(visit, now=visit.starts_at - timedelta(days=3))
    assert checking.is_due(visit, now=near)
    checking.check_again(visit, now=near)
    assert Appointment.objects.get().check_due


def test_answers_that_were_taken_back_after_booking_are_due(client, rosa, visit):
    near = visit.starts_at - timedelta(hours=1)
    Intake.objects.update(begun_at=near - timedelta(hours=2))
    stood = intakes.standing(visit.intake, now=NOW)
    while stood.interview.steps:
        intakes.go_back(visit.intake, stood, now=NOW + timedelta(seconds=1))
        stood = intakes.standing(visit.intake, now=NOW)

    assert checking.is_due(Appointment.objects.get(), now=near)


def test_a_link_neither_shows_nor_changes_who_is_in_the_books(client, visit):
    link, intake = begun_for(visit.patient)
    intake.versions.create(
        number=1, at=NOW, interview=all_no(NOW)[1].versions.get(number=1).interview
    )
    wait = reverse("wait_first", kwargs={"link": link})
    asked = page(client, wait)
    client.post(wait, TYPED)
    booked = client.post(
        starts(page(client, reverse("slots", kwargs={"link": link})))[5], TYPED, follow=True
    )

    assert MIWA.phone not in asked
    assert 'name="phone"' not in asked
    assert "Your visit is booked" in text(booked)
    assert Patient.objects.count() == 1
    assert PersonalDetails.objects.get().phone == MIWA.phone
