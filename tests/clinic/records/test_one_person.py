"""Two records of one person: read as one, safe under either, and parted again."""

import ast
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

import zusanli
from tests.clinic.booking.pages import NOW, free
from tests.clinic.booking.willow_street import all_no, practitioner
from zusanli.clinic.booking import checking, offers
from zusanli.clinic.booking.joining import (
    NoReasonError,
    SameRecordError,
    TakenInError,
    VisitsMeetError,
    join,
    part,
)
from zusanli.clinic.booking.models import Appointment, Occupied
from zusanli.clinic.booking.outcomes import MayNotBook, SlotTaken, Why
from zusanli.clinic.booking.patient_links import new_visit_link
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.booking.visits import ask_anew, book, move, next_visit
from zusanli.clinic.check_ins.asking import Told
from zusanli.clinic.check_ins.models import News
from zusanli.clinic.check_ins.telling import check_in, last_values
from zusanli.clinic.consents.signing import questionnaire_of
from zusanli.clinic.own_data.corrections import ask_to_correct
from zusanli.clinic.own_data.gathering import gathered
from zusanli.clinic.own_data.proving import TRIES, TooManyTriesError, prove
from zusanli.clinic.plans.models import Plan
from zusanli.clinic.plans.signing import plan_of
from zusanli.clinic.records import intakes, judging
from zusanli.clinic.records.finding import found_by_name
from zusanli.clinic.records.intakes import emergency_of
from zusanli.clinic.records.models import Intake, Merge, Patient
from zusanli.clinic.records.patients import details_of, known, last_intake
from zusanli.clinic.records.same_person import ids_of, kept_record
from zusanli.clinic.staff.models import User
from zusanli.exchange.calendar import feeds

pytestmark = pytest.mark.django_db

A_MINUTE = timedelta(minutes=1)
CHEST_PAIN = frozenset({"chest_pain_new"})
REVERSE = frozenset(str(each.get_accessor_name()) for each in Patient._meta.related_objects)
"""What hangs on a patient by a key, as Django names it."""


@pytest.fixture
def kept(taken_in, bob) -> Patient:
    return taken_in("Archer", "Alice", phone="020 7946 0001", email="alice@x.example")


@pytest.fixture
def again(taken_in) -> Patient:
    return taken_in("Archer-Smith", "Alice", phone="020 7946 0009")


def one(again: Patient, kept: Patient) -> Merge:
    return join(again, into=kept, by="Sue", why="she married", now=NOW)


def answered(patient: Patient) -> Intake:
    intake = all_no(NOW)[1]
    ask_anew(patient, intake, now=NOW)
    return intake


def tells_of_an_emergency(patient: Patient) -> Intake:
    intake = intakes.find(intakes.begin(by="patient", country="GB", language="en", now=NOW))
    Intake.objects.filter(pk=intake.pk).update(patient=patient)
    checking.answer(intake, intakes.standing(intake, now=NOW), CHEST_PAIN, now=NOW)
    return intake


@pytest.fixture
def mei(bob) -> User:
    return practitioner("Mei")


@pytest.fixture
def booked(first_visit, beds, bob, mei):
    """Book somebody who answered the questions: `booked(patient, 3)`, the third time from now."""
    starts = sorted({each.start for each in free(first_visit)})

    def visit(patient: Patient, number: int = 0, who: User = bob) -> Appointment:
        return book(
            patient=patient,
            intake=answered(patient),
            service=first_visit,
            slot=Slot(starts[number], who.pk),
            by="Rosa",
            at_desk=True,
            now=NOW,
        )

    return visit


# What belongs together.


def test_records_that_were_joined_are_of_one_person_the_kept_one_first(again, kept):
    one(again, kept)

    assert ids_of(again.pk) == ids_of(kept.pk) == (kept.pk, again.pk)
    assert kept_record(again) == kept_record(kept) == kept


def test_a_third_record_and_a_record_that_was_kept_before_are_joined_as_well(again, kept, taken_in):
    third, last = taken_in("A."), taken_in("Alice")
    one(again, kept)
    one(third, kept)
    one(kept, last)

    assert set(ids_of(third.pk)) == {third.pk, again.pk, kept.pk, last.pk}
    assert ids_of(again.pk)[0] == kept_record(again).pk == last.pk


def test_nobody_is_joined_with_themselves_or_twice_or_without_a_reason(again, kept, taken_in):
    with pytest.raises(SameRecordError):
        one(kept, kept)
    with pytest.raises(NoReasonError):
        join(again, into=kept, by="Sue", why="", now=NOW)
    one(again, kept)
    with pytest.raises(SameRecordError):
        one(again, kept)
    with pytest.raises(SameRecordError):
        one(kept, again)
    with pytest.raises(TakenInError):
        one(taken_in("Else"), again)
    with pytest.raises(TakenInError):
        one(again, taken_in("Else"))


def test_parted_records_are_two_people_again_and_can_be_joined_once_more(again, kept):
    merge = one(again, kept)
    part(merge, by="Sue", why="sisters", now=NOW)

    assert ids_of(again.pk) == (again.pk,)
    assert ids_of(kept.pk) == (kept.pk,)
    with pytest.raises(TakenInError):
        part(merge, by="Sue", why="sisters", now=NOW)
    one(again, kept)
    assert len(ids_of(again.pk)) == 2


def test_a_merge_is_history(again, kept):
    merge = one(again, kept)

    for change in (lambda: Merge.objects.update(why="else"), merge.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Merge.objects.get().why == "she married"


# Who it is.


def test_the_kept_details_hold_for_both_and_both_names_find_one_person(again, kept):
    one(again, kept)

    assert details_of(again) == details_of(kept)
    assert known([again.pk])[again.pk].family_name == "Archer"
    for typed in ("archer", "archer-smith", "smith", "0009", "0001"):
        assert [each.patient_id for each in found_by_name(typed, most=9)] == [kept.pk]


# Safety.


def test_an_emergency_told_under_either_record_holds_for_the_person(again, kept):
    tells_of_an_emergency(again)
    assert emergency_of(kept, now=NOW) is None
    one(again, kept)

    assert emergency_of(kept, now=NOW)
    assert emergency_of(again, now=NOW)


def test_an_emergency_told_before_is_written_to_every_visit_to_come(again, kept, booked):
    visit = booked(kept)
    assert not visit.check_due
    tells_of_an_emergency(again)
    merge = one(again, kept)
    visit.refresh_from_db()

    assert visit.check_due
    assert checking.help_first(visit, now=NOW)
    with pytest.raises(MayNotBook) as told:
        move(visit, free(visit.service)[3], number=0, by="Rosa", now=NOW)
    assert told.value.why is Why.EMERGENCY
    part(merge, by="Sue", why="sisters", now=NOW)
    visit.refresh_from_db()
    assert visit.check_due, "the questions are asked again"
    assert checking.help_first(visit, now=NOW) is None


def test_an_emergency_told_afterwards_under_the_other_record_is_written_too(again, kept, booked):
    visit = booked(kept)
    one(again, kept)
    tells_of_an_emergency(again)
    visit.refresh_from_db()

    assert checking.help_first(visit, now=NOW)


def test_whoever_told_of_an_emergency_under_another_record_is_booked_by_nobody(again, kept, booked):
    tells_of_an_emergency(again)
    one(again, kept)

    with pytest.raises(MayNotBook):
        booked(kept)


def test_nobody_is_booked_into_two_visits_at_once_under_two_records(again, kept, booked, mei):
    one(again, kept)
    booked(kept)
    with pytest.raises(SlotTaken):
        booked(again, who=mei)


def test_a_visit_that_was_booked_before_takes_the_time_of_both(again, kept, booked, mei):
    visit = booked(kept)
    merge = one(again, kept)
    with pytest.raises(SlotTaken):
        booked(again, who=mei)
    part(merge, by="Sue", why="sisters", now=NOW)

    taken = Occupied.objects.filter(appointment=visit).values_list("resource", flat=True)
    assert f"patient:{again.pk}" not in set(taken)
    assert booked(again, who=mei).starts_at == visit.starts_at


def test_two_who_have_visits_at_the_same_time_are_not_joined_until_one_is_moved(
    again, kept, booked, mei
):
    own, other = booked(kept), booked(again, who=mei)
    with pytest.raises(VisitsMeetError) as told:
        one(again, kept)

    assert set(told.value.visits) == {own, other}
    assert ids_of(kept.pk) == (kept.pk,)
    move(own, free(own.service)[20], number=0, by="Rosa", now=NOW)
    one(again, kept)
    assert len(ids_of(kept.pk)) == 2


def test_news_after_a_visit_is_asked_after_before_every_visit_of_the_person(again, kept, booked):
    visit, coming = booked(again), booked(kept, 20)
    one(again, kept)
    told = Told({"pain_0_10": 4.0}, frozenset(), News.YES)
    check_in(visit, told, by="patient", language="en", now=visit.ends_at)
    coming.refresh_from_db()

    assert coming.check_due
    assert last_values(coming) == {"pain_0_10": 4.0}


def test_the_last_answers_of_the_person_hold_for_each_of_their_visits(again, kept, booked):
    visit = booked(kept)
    intake = all_no(NOW + timedelta(hours=1))[1]
    Intake.objects.filter(pk=intake.pk).update(patient=again)
    one(again, kept)

    assert questionnaire_of(visit) == last_intake(kept) == last_intake(again) == intake


def corrected(patient: Patient, bob: User, *, at: datetime) -> None:
    judging.correct(
        patient, "chest_pain_new", value=False, reason="an old sprain", member=bob, now=at
    )


def test_a_correction_made_before_two_were_joined_takes_back_nothing_of_the_other(again, kept, bob):
    tells_of_an_emergency(again)
    tells_of_an_emergency(kept)
    corrected(kept, bob, at=NOW)
    assert emergency_of(kept, now=NOW) is None
    join(again, into=kept, by="Sue", why="x", now=NOW + A_MINUTE)

    assert emergency_of(kept, now=NOW + A_MINUTE)


def test_a_correction_made_once_they_are_known_to_be_one_counts_for_all(again, kept, bob):
    tells_of_an_emergency(again)
    one(again, kept)
    corrected(kept, bob, at=NOW + A_MINUTE)

    assert emergency_of(kept, now=NOW + A_MINUTE) is None
    assert emergency_of(again, now=NOW + A_MINUTE) is None


def test_what_was_found_under_another_record_counts_for_every_answer_of_the_person(
    again, kept, bob
):
    intake = answered(kept)
    intake.refresh_from_db()
    judging.answer(again, {"chest_pain_new": True}, member=bob, now=NOW)
    assert emergency_of(kept, now=NOW) is None
    one(again, kept)

    assert intakes.standing(intake, now=NOW).is_emergency


def test_a_plan_that_was_signed_before_two_were_joined_holds_no_more(again, kept, booked, bob):
    plan = signed_plan(booked(kept), bob, at=NOW)
    assert plan_of(kept) == plan
    join(again, into=kept, by="Sue", why="x", now=NOW + A_MINUTE)
    assert plan_of(kept) is None
    anew = signed_plan(booked(again, 20), bob, at=NOW + 2 * A_MINUTE)

    assert plan_of(kept) == plan_of(again) == anew


def signed_plan(visit: Appointment, bob: User, *, at: datetime) -> Plan:
    return Plan.objects.create(
        patient=visit.patient,
        visit=visit,
        answers=visit.intake.versions.latest("number"),
        number=1,
        at=at,
        member=bob,
        by="Bob",
        licence="1",
        release="1",
        engine="1",
        decision={},
        points=[],
        sha256="0" * 64,
    )


# Booking, and what is kept of them.


def test_the_next_visit_and_the_wait_list_are_the_persons(again, kept, booked, first_visit):
    visit = booked(again)
    one(again, kept)
    waits = {"service": first_visit, "intake": None, "instead_of": visit, "now": NOW}
    entry = offers.wait(offers.Wishes(), patient=again, **waits)

    assert next_visit(kept, first_visit, now=NOW) == visit
    assert offers.wait(offers.Wishes(weekdays=(1,)), patient=kept, **waits) == entry


def test_own_data_hold_what_is_kept_under_both(again, kept, booked):
    booked(again)
    ask_to_correct(kept, "My name", now=NOW)
    one(again, kept)

    for each in (again, kept):
        found = gathered(each, now=NOW)
        assert found["patient"] == str(kept.pk)
        assert len(found["details"]) == 2
        assert len(found["appointments"]) == len(found["intakes"]) == 1
        assert [row["text"] for row in found["corrections"]] == ["My name"]


def test_tries_to_see_own_data_are_counted_for_the_person(again, kept, booked):
    one(again, kept)
    visits = [booked(again), booked(kept, 20)]
    for number in range(TRIES):
        assert not prove(visits[number % 2], "020 7946 0000", now=NOW)
    with pytest.raises(TooManyTriesError):
        prove(visits[0], "020 7946 0001", now=NOW)


def test_the_number_of_the_kept_record_opens_own_data(again, kept, booked):
    one(again, kept)

    assert prove(booked(again), "020 7946 0001", now=NOW)


def test_a_calendar_holds_the_visits_of_the_person(again, kept, booked):
    visit = booked(again)
    link = feeds.give_to_patient(kept, language="en", now=NOW)
    one(again, kept)

    assert str(visit.pk) in feeds.read(feeds.find(link), now=NOW).decode()
    assert [each.patient for each in feeds.feeds_of(again)] == [kept]


def test_a_visit_under_the_other_record_is_read_by_its_link_as_before(client, again, kept, booked):
    visit = booked(again)
    one(again, kept)
    shown = client.get(reverse("visit", kwargs={"link": new_visit_link(visit, now=NOW)}))

    assert shown.status_code == 200


ONE_RECORD = {
    "clinic/records/finding.py": "words of one name; who it is of is asked afterwards",
    "clinic/outcomes/kept.py": "whoever was here lately, under whichever record",
    "clinic/records/patients.py": "the details that hold are those of the kept record",
    "clinic/records/name_index.py": "each record is found by its own details",
    "web/records/amending.py": "a version of the details, and the one before it",
    "web/records/joining.py": "a record that was joined is named by itself",
    "web/records/shown.py": "versions of the details, record by record",
}
"""Where one record alone is meant, and why."""
LOOKING = frozenset(("filter", "exclude", "get", "get_or_create", "get_object_or_404"))


def test_nothing_is_asked_of_one_record_alone():
    """Whoever asks by a patient's own key misses what was told under another of their records."""
    house = Path(zusanli.__file__).parent
    rooms = [house / room for room in ("clinic", "web", "exchange")]
    found = [
        f"{file.relative_to(house)}:{node.lineno}"
        for room in rooms
        for file in sorted(room.rglob("*.py"))
        if str(file.relative_to(house)) not in ONE_RECORD
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if _hangs_on_a_patient(node) or _looks_for_a_patients(node)
    ]

    assert found == [], "ask by zusanli.clinic.records.same_person.ids_of, or say why in ONE_RECORD"


def _hangs_on_a_patient(node: ast.AST) -> bool:
    if not isinstance(node, ast.Attribute) or node.attr not in REVERSE:
        return False
    return "patient" in {getattr(node.value, "id", ""), getattr(node.value, "attr", "")}


def _looks_for_a_patients(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    if LOOKING.isdisjoint({getattr(node.func, "attr", ""), getattr(node.func, "id", "")}):
        return False
    return any(
        each.arg is not None
        and each.arg.rpartition("__")[2] in {"patient", "patient_id"}
        and not (isinstance(each.value, ast.Constant) and each.value.value is None)
        for each in node.keywords
    )
