"""Booking, moving and cancelling, and what the database refuses whoever asks."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.clinic.booking.willow_street import ALICE, MONDAY_AT_TEN, NOW, all_no, practitioner
from zusanli.clinic.booking import patient_links
from zusanli.clinic.booking.models import (
    Appointment,
    AppointmentChange,
    Event,
    Occupied,
    Place,
    Service,
    TimeOff,
)
from zusanli.clinic.booking.outcomes import (
    AlreadyBooked,
    AlreadyChanged,
    MayNotBook,
    SlotTaken,
    Why,
)
from zusanli.clinic.booking.search import Slot, free_slots, in_time_off, nearest_slots
from zusanli.clinic.booking.slots import Span
from zusanli.clinic.booking.visits import book, book_first, cancel, move
from zusanli.clinic.records import intakes
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import register

HOUR = timedelta(hours=1)


@pytest.fixture
def visit(asked, first_visit, bed, bob) -> Appointment:
    return book_first(
        ALICE,
        intake=asked,
        service=first_visit,
        slot=Slot(MONDAY_AT_TEN, bob.pk),
        by="patient",
        now=NOW,
    )


def another(first_visit, bob, at=MONDAY_AT_TEN, **named):
    return book_first(
        ALICE,
        intake=all_no(NOW)[1],
        service=first_visit,
        slot=Slot(at, bob.pk),
        by="patient",
        now=NOW,
        **named,
    )


def test_a_visit_takes_its_time_of_practitioner_place_and_patient(visit):
    assert visit.occupied.filter(resource=f"practitioner:{visit.practitioner_id}").count() == 15
    assert visit.occupied.filter(resource=f"place:{visit.place_id}").count() == 15
    assert visit.occupied.filter(resource=f"patient:{visit.patient_id}").count() == 12
    assert [each.kind for each in Event.objects.all()] == ["booked"]
    assert not visit.check_due


def test_who_comes_second_is_told_what_is_free_nearby_and_leaves_no_trace(visit, first_visit, bob):
    with pytest.raises(SlotTaken) as told:
        another(first_visit, bob)

    assert Patient.objects.count() == 1
    assert Appointment.objects.count() == 1
    near = nearest_slots(first_visit, told.value.slot, now=NOW)
    assert len(near) == 4
    assert MONDAY_AT_TEN not in {each.start for each in near}
    assert another(first_visit, bob, near[0].start).is_booked


@pytest.mark.parametrize("apart", [-60, -30, 0, 30, 60])
def test_nobody_is_booked_into_the_buffers(visit, first_visit, bob, apart):
    with pytest.raises(SlotTaken):
        another(first_visit, bob, MONDAY_AT_TEN + timedelta(minutes=apart))


def test_a_second_practitioner_needs_a_second_bed(visit, first_visit):
    dora = practitioner("Dora")

    with pytest.raises(SlotTaken):
        another(first_visit, dora)
    Place.objects.create(room="Garden room", bed="door")
    assert another(first_visit, dora).place.bed == "door"


def test_a_bed_that_is_for_another_service_is_not_given(first_visit, bob):
    massage = Service.objects.create(name="Moxa", minutes=30, first_visit=False)
    Place.objects.create(room="Moxa room", only_for=massage)

    with pytest.raises(SlotTaken):
        another(first_visit, bob)


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(MONDAY_AT_TEN.replace(hour=8), id="before the hours"),
        pytest.param(MONDAY_AT_TEN.replace(hour=16, minute=30), id="reaches out of them"),
        pytest.param(MONDAY_AT_TEN - timedelta(days=1), id="on a Sunday"),
        pytest.param(NOW - HOUR * 24 * 7, id="in the past"),
        pytest.param(MONDAY_AT_TEN.replace(minute=3), id="between two ticks"),
    ],
)
def test_a_time_at_which_nobody_is_there_is_not_booked(first_visit, bed, bob, start):
    with pytest.raises(SlotTaken):
        another(first_visit, bob, start)


def test_a_closing_day_offers_nothing_and_names_the_visits_that_lie_on_it(visit, first_visit):
    day = MONDAY_AT_TEN.replace(hour=0)
    TimeOff.objects.create(starts_at=day, ends_at=day + 24 * HOUR, why="closed")

    assert free_slots(first_visit, Span(day, day + 24 * HOUR), now=NOW) == ()
    assert in_time_off([visit]) == {visit.pk}


def test_an_emergency_is_booked_by_nobody(first_visit, bed, bob):
    link = intakes.begin(by="patient", country="GB", language="en", now=NOW)
    intake = intakes.find(link)
    stood = intakes.standing(intake, now=NOW)
    intakes.answer(intake, stood, frozenset({"chest_pain_new"}), now=NOW)

    for at_desk in (True, False):
        with pytest.raises(MayNotBook) as told:
            book_first(
                ALICE,
                intake=intake,
                service=first_visit,
                slot=Slot(MONDAY_AT_TEN, bob.pk),
                by="anybody",
                at_desk=at_desk,
                now=NOW,
            )
        assert told.value.why is Why.EMERGENCY
    assert not Patient.objects.exists()


def test_who_was_not_asked_books_nothing_and_the_desk_books_with_the_check_due(
    first_visit, bed, bob
):
    link = intakes.begin(by="patient", country="GB", language="en", now=NOW)
    patient = register(ALICE, by="Carol", now=NOW)
    wish = {
        "patient": patient,
        "service": first_visit,
        "slot": Slot(MONDAY_AT_TEN, bob.pk),
        "now": NOW,
    }

    for intake in (None, intakes.find(link)):
        with pytest.raises(MayNotBook) as told:
            book(**wish, intake=intake, by="patient")
        assert told.value.why is Why.NOT_ASKED
    assert book(**wish, intake=None, by="Carol", at_desk=True).check_due


def test_answers_that_have_aged_are_asked_again_before_booking(asked, first_visit, bed, bob):
    with pytest.raises(MayNotBook) as told:
        book_first(
            ALICE,
            intake=asked,
            service=first_visit,
            slot=Slot(MONDAY_AT_TEN + 24 * HOUR, bob.pk),
            by="patient",
            now=NOW + timedelta(days=4),
        )

    assert told.value.why is Why.NOT_ASKED


def test_a_second_tap_on_book_finds_the_first_visit(visit, asked, first_visit, bob):
    with pytest.raises(AlreadyBooked) as told:
        book_first(
            ALICE,
            intake=asked,
            service=first_visit,
            slot=Slot(MONDAY_AT_TEN, bob.pk),
            by="patient",
            now=NOW,
        )

    assert told.value.appointment == visit


def test_moving_gives_the_old_time_back_and_keeps_the_history(visit, first_visit, bob):
    moved = move(visit, Slot(MONDAY_AT_TEN + HOUR / 2, bob.pk), number=0, by="patient", now=NOW)

    assert moved.starts_at == MONDAY_AT_TEN + HOUR / 2
    assert moved.occupied.count() == 42
    last = moved.changes.latest("number")
    assert (last.kind, last.starts_before, last.starts_after) == (
        "moved",
        MONDAY_AT_TEN,
        MONDAY_AT_TEN + HOUR / 2,
    )
    assert another(first_visit, bob, MONDAY_AT_TEN - HOUR).is_booked


def test_a_move_to_a_time_that_is_taken_leaves_the_visit_where_it_was(visit, first_visit, bob):
    other = another(first_visit, bob, MONDAY_AT_TEN + 3 * HOUR)

    with pytest.raises(SlotTaken):
        move(visit, Slot(other.starts_at, bob.pk), number=0, by="patient", now=NOW)
    visit.refresh_from_db()
    assert visit.starts_at == MONDAY_AT_TEN
    assert visit.occupied.count() == 42


def test_a_cancelled_visit_gives_its_time_back_and_stays_in_the_books(visit, first_visit, bob):
    cancelled = cancel(visit, number=0, by="patient", why="a cold", now=NOW)

    assert not cancelled.is_booked
    assert not Occupied.objects.exists()
    assert [each.kind for each in cancelled.changes.all()] == ["booked", "cancelled"]
    assert another(first_visit, bob).is_booked


def test_a_link_changes_a_visit_once(visit):
    link = patient_links.new_change_link(visit)
    found, number = patient_links.visit_by_change_link(link)
    cancel(found, number=number, by="patient", now=NOW)

    found, number = patient_links.visit_by_change_link(link)
    with pytest.raises(AlreadyChanged):
        cancel(found, number=number, by="patient", now=NOW)
    assert visit.changes.count() == 2


@pytest.mark.parametrize("link", ["", "guessed", "WyJhIiwwXQ:1abc:def"])
def test_a_guessed_link_finds_nothing(visit, link):
    with pytest.raises(Appointment.DoesNotExist):
        patient_links.visit_by_link(link)
    with pytest.raises(Appointment.DoesNotExist):
        patient_links.visit_by_change_link(link)


def test_each_message_may_carry_a_link_of_its_own_and_the_database_knows_none(visit):
    first, second = (patient_links.new_visit_link(visit, now=NOW) for _ in range(2))

    assert first != second
    assert patient_links.visit_by_link(first) == patient_links.visit_by_link(second) == visit
    assert not visit.links.filter(link_hash__in=[first, second]).exists()


# ------------------------------------------------------------- the database alone


@pytest.mark.parametrize("resource", ["practitioner", "place", "patient"])
def test_the_database_itself_refuses_a_second_row_for_the_same_five_minutes(visit, resource):
    row = visit.occupied.filter(resource__startswith=resource).first()

    with pytest.raises(IntegrityError), transaction.atomic():
        Occupied.objects.create(resource=row.resource, tick=row.tick, appointment=visit)


def test_the_database_refuses_time_that_belongs_to_nothing(visit):
    with pytest.raises(IntegrityError), transaction.atomic():
        Occupied.objects.create(resource="practitioner:99", tick=1)


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param({"ends_at": MONDAY_AT_TEN}, id="ends when it starts"),
        pytest.param({"busy_from": MONDAY_AT_TEN + HOUR}, id="busy later than it starts"),
        pytest.param({"state": "perhaps"}, id="a state that is not known"),
        pytest.param({"intake": None}, id="nobody asked and nothing due"),
    ],
)
def test_the_database_refuses_a_visit_that_cannot_be(visit, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(pk=visit.pk).update(**wrong)


def test_the_database_refuses_two_changes_with_one_number(visit, bob):
    change = AppointmentChange.objects.get()
    change.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        change.save(force_insert=True)


def test_the_database_refuses_a_length_that_is_no_whole_number_of_ticks(bob):
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.create(name="odd", minutes=52, first_visit=False)


def test_a_search_that_is_wrong_books_nothing_twice(visit, first_visit, bob):
    day = timedelta(days=1)
    Appointment.objects.update(
        starts_at=MONDAY_AT_TEN + day,
        ends_at=MONDAY_AT_TEN + day + HOUR,
        busy_from=MONDAY_AT_TEN + day,
        busy_until=MONDAY_AT_TEN + day + HOUR,
    )

    ten = Slot(MONDAY_AT_TEN, bob.pk)
    assert ten in free_slots(first_visit, Span(NOW, MONDAY_AT_TEN + day), now=NOW)
    with pytest.raises(SlotTaken):
        another(first_visit, bob)
    assert Patient.objects.count() == Appointment.objects.count() == 1
