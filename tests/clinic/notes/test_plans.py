"""A plan is signed on what is known today, by somebody who may, and is refused otherwise."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from tests.clinic.booking.pages import hired, page, text
from tests.clinic.booking.willow_street import NOW, practitioner
from tests.clinic.notes.at_the_clinic import come
from zusanli.clinic.plans.models import Plan
from zusanli.clinic.plans.monitoring import review_overdue
from zusanli.clinic.plans.signing import (
    Chosen,
    Missing,
    NotToBeSignedError,
    PlanChangedError,
    Reading,
    hash_of,
    plan_of,
    sign_plan,
)
from zusanli.clinic.records import judging
from zusanli.clinic.records.models import Intake
from zusanli.clinic.staff.licences import Credential, licence_of, record_licence
from zusanli.clinic.staff.models import Role
from zusanli.synthetic import cast
from zusanli.synthetic.people import answers

SP6 = (Chosen("SP6", "left"),)


@pytest.fixture
def knee(bob):
    """Somebody of whom everything is known but what the practitioner adds."""
    here = come(cast.KNEE, bob)
    here.ask_again()
    here.examine_all_that_is_due()
    return here


def missing(here, points=SP6) -> set[Missing]:
    with pytest.raises(NotToBeSignedError) as refused:
        here.sign_plan(points)
    return set(refused.value.missing)


@pytest.mark.element("000-L019-11")
def test_it_is_signed_with_history_and_examination_and_not_without_either(bob):
    here = come(cast.KNEE, bob)
    assert {Missing.NO_HISTORY, Missing.NO_EXAMINATION} <= missing(here)
    here.take_history()
    assert Missing.NO_EXAMINATION in missing(here)
    here.ask_again()
    here.examine_all_that_is_due()
    plan = here.sign_plan(SP6)

    assert plan.number == 1
    assert plan.points == [{"code": "SP6", "side": "left", "place": None}]
    assert plan.decision["triage"]["may_needle"] is True
    assert plan.licence == "Acupuncturist, A register A-1"


def test_questions_read_out_and_numbers_of_others_are_no_examination(bob):
    here = come(cast.KNEE, bob)
    here.take_history()
    here.ask_again()
    here.examine("inr_record", {"inr": 2.4})

    assert missing(here) == {Missing.NO_EXAMINATION}


def test_what_was_recorded_for_an_earlier_questionnaire_does_not_count(knee):
    knee.take_history()
    Intake.objects.filter(pk=knee.intake.pk).update(begun_at=knee.now + timedelta(minutes=1))

    assert missing(knee) == {Missing.NO_HISTORY, Missing.NO_EXAMINATION}


def test_it_is_refused_while_something_serious_is_open(bob):
    here = come(cast.UNSURE, bob)
    here.take_history()

    assert Missing.OPEN in missing(here)


def test_it_is_refused_while_something_serious_is_raised(bob):
    here = come(cast.RUNNER, bob)
    here.take_history()

    assert Missing.RAISED in missing(here)


def test_it_is_refused_while_another_questionnaire_tells_of_something_serious(knee):
    _, intake = answers(cast.RUNNER, now=NOW - timedelta(hours=3))
    intake.patient = knee.patient
    intake.save()
    knee.take_history()

    assert missing(knee) == {Missing.TOLD_ELSEWHERE}


def test_it_is_refused_while_an_examination_is_due(bob):
    here = come(cast.NUMB_FEET, bob)
    here.take_history()

    assert Missing.EXAMINATIONS_DUE in missing(here)


def test_it_is_refused_while_the_precautions_say_not_today(knee):
    knee.take_history()
    knee.examine("vital_signs", {"fever": True, "temperature": 39.0})

    assert {Missing.WITHHELD} <= missing(knee) or {Missing.RAISED} <= missing(knee)


@pytest.mark.element("000-L041-1")
@pytest.mark.element("001-L039-2")
@pytest.mark.parametrize("last_day", [date(2026, 11, 25), None])
def test_it_is_refused_to_whose_licence_lapsed_or_was_never_seen(bob, last_day):
    eve = practitioner("Eve")
    if last_day:
        seen = Credential("Acupuncturist", "A register", "E-1", last_day)
        record_licence(eve, seen, by="Ada Quist", now=NOW)
    here = come(cast.KNEE, eve)
    here.ask_again()
    here.examine_all_that_is_due()
    here.take_history()

    assert missing(here) == {Missing.NO_LICENCE}


def test_a_licence_that_was_renewed_holds_and_its_last_record_counts(bob):
    lapsed = Credential("Acupuncturist", "A register", "A-1", NOW.date() - timedelta(days=1))
    record_licence(bob, lapsed, by="Ada Quist", now=NOW)
    assert licence_of(bob, on=NOW.date()) is None
    renewed = Credential("Acupuncturist", "A register", "A-1", NOW.date())
    record_licence(bob, renewed, by="Ada Quist", now=NOW)

    assert licence_of(bob, on=NOW.date())
    assert licence_of(bob, on=NOW.date() + timedelta(days=1)) is None


def test_no_point_that_is_held_or_barred_is_signed(bob):
    here = come(cast.WARFARIN, bob)
    here.ask_again()
    here.examine_all_that_is_due()
    here.take_history()
    here.name_doctor()

    assert missing(here) == {Missing.POINT_NOT_FREE}
    assert missing(here, ()) == {Missing.NO_POINTS}


def test_warfarin_is_needled_once_an_inr_is_on_record(bob):
    here = come(cast.WARFARIN, bob)
    here.ask_again()
    here.examine_all_that_is_due()
    here.take_history()
    here.name_doctor()
    here.examine("inr_record", {"inr": 2.4}, at=here.now - timedelta(days=6))

    assert here.sign_plan(SP6)


def test_a_hold_is_lifted_with_a_name_and_a_reason_that_stand_in_the_plan(bob):
    here = come(cast.WARFARIN, bob)
    here.ask_again()
    here.examine_all_that_is_due()
    here.take_history()
    here.name_doctor()
    judging.lift(
        here.patient,
        precaution="warfarin_needs_an_inr",
        reason="Stable for years, tested every 12 weeks, seen in the yellow book.",
        member=bob,
        now=here.now,
    )
    plan = here.sign_plan(SP6)

    assert [each["by"] for each in plan.decision["lifts"]] == ["Bob"]


def test_what_changed_since_it_was_read_is_not_signed(knee, bob):
    knee.take_history()
    read = Reading(hash_of(knee.decision), "en")
    judging.choose(
        knee.patient, conditions=("knee_osteoarthritis",), patterns=(), member=bob, now=knee.now
    )

    with pytest.raises(PlanChangedError):
        sign_plan(knee.visit, SP6, read, member=knee.member, now=knee.now)


@pytest.mark.element("002-L070-1")
def test_every_version_stays_and_none_is_rewritten(knee):
    knee.take_history()
    knee.sign_plan(SP6)
    knee.sign_plan((Chosen("ST36", "left"),))

    assert [each.number for each in knee.patient.plans.all()] == [1, 2]
    assert plan_of(knee.patient).number == 2
    with pytest.raises(DatabaseError), transaction.atomic():
        Plan.objects.update(points=[])


class TestADoctorWhoLooksAfterTheCirculation:
    @pytest.fixture
    def eleri(self, bob):
        """Somebody with poor circulation, of whom all is known but who looks after it."""
        here = come(cast.WARFARIN, bob)
        here.ask_again()
        here.examine_all_that_is_due()
        here.take_history()
        here.examine("inr_record", {"inr": 2.4}, at=here.now - timedelta(days=6))
        return here

    @pytest.mark.element("000-L037-1")
    def test_without_one_no_course_begins_and_with_one_nothing_of_it_stands_in_the_way(self, eleri):
        assert Missing.NO_DOCTOR in missing(eleri)
        eleri.name_doctor(days_ago=366)
        assert Missing.DOCTOR_OVERDUE in missing(eleri)
        assert review_overdue(eleri.patient, on=eleri.now.date())
        eleri.name_doctor(days_ago=364)

        assert eleri.sign_plan(SP6)
        assert not review_overdue(eleri.patient, on=eleri.now.date())

    @pytest.mark.element("000-L037-1")
    def test_the_desk_reads_before_a_booking_that_the_doctor_comes_first(self, eleri, client):
        client.force_login(hired("Rosa", Role.RECEPTION))
        address = reverse("desk_course", kwargs={"patient": eleri.patient.pk})
        told = "is to see their doctor again"
        assert told not in page(client, address)
        eleri.name_doctor(days_ago=400)
        shown = page(client, address)

        assert told in shown
        assert "Okafor" not in shown

    def test_the_review_page_takes_the_doctor_and_refuses_what_is_half_said(
        self, eleri, client, bob
    ):
        client.force_login(bob)
        address = reverse("review_doctor", kwargs={"patient": eleri.patient.pk})
        half = client.post(address, {"doctor": "Dr Okafor", "reviewed_on": ""})
        assert half.status_code == 422
        assert "the day of the last review" in text(half)
        ahead = (datetime.now(UTC) + timedelta(days=9)).date().isoformat()
        assert client.post(address, {"doctor": "X", "reviewed_on": ahead}).status_code == 422
        client.post(address, {"doctor": "Dr Okafor", "reviewed_on": "2026-05-04"})

        review = page(client, reverse("review", kwargs={"patient": eleri.patient.pk}))
        assert "Dr Okafor, last review on 2026-05-04" in review

    def test_of_a_bad_knee_no_doctor_is_asked_for(self, knee):
        assert Missing.NO_DOCTOR not in missing(knee)
