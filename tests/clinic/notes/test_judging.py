"""What a practitioner finds and judges counts beside what was answered, and never silently."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from tests.clinic.booking.willow_street import NOW
from tests.clinic.notes.at_the_clinic import come
from zusanli.clinic.books import rule_book
from zusanli.clinic.records import intakes, judging
from zusanli.clinic.records.intakes import emergency_of, standing
from zusanli.clinic.records.judgements import judged
from zusanli.clinic.records.models import Judgement
from zusanli.core.case.record import Release
from zusanli.core.triage.flags import Urgency
from zusanli.errors import InputError
from zusanli.synthetic import cast
from zusanli.synthetic.people import answers

CLOT = "suspected_deep_vein_clot"


@pytest.fixture
def knee(bob):
    return come(cast.KNEE, bob)


@pytest.fixture
def runner(bob):
    return come(cast.RUNNER, bob)


def raised(here) -> set[str]:
    return {each.flag.id for each in here.decision.triage.raised if each.stops}


def test_what_an_examination_finds_raises_what_a_patient_did_not_tell(knee):
    assert knee.decision.triage.urgency is Urgency.ROUTINE
    knee.examine("skin_of_legs_and_feet", {"skin_black": True})

    assert knee.decision.triage.urgency is Urgency.EMERGENCY


def test_a_practitioners_no_does_not_take_a_patients_yes_back(runner):
    judging.answer(
        runner.patient, {"one_leg_newly_swollen": False}, member=runner.member, now=runner.now
    )

    assert CLOT in raised(runner)


def test_a_correction_takes_it_back_with_a_reason_and_keeps_both(runner):
    judging.correct(
        runner.patient,
        "one_leg_newly_swollen",
        False,
        reason="The tick was meant for last year.",
        member=runner.member,
        now=runner.now,
    )

    assert CLOT not in raised(runner)
    assert [each.reason for each in runner.decision.case.overrides] == [
        "The tick was meant for last year."
    ]
    assert any(each.value for each in runner.stood.interview.answers)


def test_a_correction_without_a_reason_is_none(runner):
    with pytest.raises(InputError, match="reason"):
        judging.correct(
            runner.patient,
            "one_leg_newly_swollen",
            False,
            reason=" ",
            member=runner.member,
            now=runner.now,
        )

    assert not Judgement.objects.exists()


def test_an_emergency_told_before_is_lifted_by_a_correction_alone(bob):
    _, intake = answers(cast.BLACK_TOE, now=NOW)
    here = come(cast.KNEE, bob)
    intake.patient = here.patient
    intake.save()
    assert emergency_of(here.patient, now=here.now)
    judging.correct(here.patient, "skin_black", False, reason="Ink.", member=bob, now=here.now)

    assert emergency_of(here.patient, now=here.now) is None


def test_what_is_answered_after_a_correction_counts_again(bob):
    here = come(cast.KNEE, bob)
    judging.correct(here.patient, "skin_black", False, reason="Ink.", member=bob, now=here.now)
    _, intake = answers(cast.BLACK_TOE, now=here.now + timedelta(hours=1))
    intake.patient = here.patient
    intake.save()

    assert emergency_of(here.patient, now=here.now + timedelta(hours=2))


def released_by(here, role: str, **more: object) -> None:
    judged_so = Release(
        flag=CLOT,
        assessed_by="Dr Ames",
        role=role,
        at=here.now,
        result=str(more.get("result", "excluded")),
        findings=(("one_leg_newly_swollen", True),),
    )
    judging.release(here.patient, judged_so, member=here.member, now=here.now)


def test_a_doctor_releases_an_urgent_flag(runner):
    released_by(runner, "doctor")

    assert CLOT not in raised(runner)


@pytest.mark.parametrize(
    ("role", "result"), [("practitioner", "excluded"), ("doctor", "confirmed")]
)
def test_nobody_else_does_and_what_was_confirmed_stays(runner, role, result):
    released_by(runner, role, result=result)

    assert CLOT in raised(runner)


def test_a_patient_cannot_be_the_one_who_judged(runner):
    with pytest.raises(InputError, match="assessed_by"):
        judging.release(
            runner.patient,
            Release(CLOT, "the patient", "doctor", runner.now, "excluded", ()),
            member=runner.member,
            now=runner.now,
        )


def test_what_todays_rules_cannot_read_is_named_and_clears_nothing(runner):
    Judgement.objects.create(
        patient=runner.patient,
        kind="override",
        at=runner.now,
        member=runner.member,
        by="Bob",
        what={"finding": "of_an_older_release", "value": False},
    )

    assert len(judged(runner.patient, until=runner.now).unread) == 1
    assert CLOT in raised(runner)


def test_what_was_judged_is_never_rewritten(runner):
    released_by(runner, "doctor")

    with pytest.raises(DatabaseError), transaction.atomic():
        Judgement.objects.update(by="somebody else")
    with pytest.raises(DatabaseError), transaction.atomic():
        Judgement.objects.all().delete()


def test_examined_today_is_by_the_day_of_the_clinic(bob):
    here = come(cast.NUMB_FEET, bob, now=NOW)
    here.examine_all_that_is_due()
    due = {each.id for each in here.decision.triage.examinations_due}
    tomorrow = standing(here.intake, now=here.now + timedelta(days=1)).decision.triage

    assert due == set()
    assert "skin_of_legs_and_feet" in {each.id for each in tomorrow.examinations_due}


def test_what_is_asked_again_counts_as_asked_today(bob):
    here = come(cast.KNEE, bob)
    here.now += timedelta(days=5)
    assert not here.decision.triage.may_needle
    here.ask_again()

    assert here.decision.triage.may_needle


def test_what_is_told_when_asked_again_alarms(bob):
    here = come(cast.KNEE, bob)
    here.now += timedelta(days=5)
    here.ask_again(frozenset({"skin_black"}))

    assert here.decision.triage.urgency is Urgency.EMERGENCY


def test_what_is_said_again_stands_once_with_who_said_it_last(bob):
    here = come(cast.KNEE, bob)
    here.now += timedelta(days=5)
    here.ask_again()
    answers = here.decision.case.answers
    findings = [each.finding for each in answers]

    assert len(findings) == len(set(findings))
    assert {each.by for each in answers} == {"patient", "Bob"}


def test_a_not_sure_that_is_asked_again_is_answered(bob):
    here = come(cast.UNSURE, bob)
    opened = next(each for each in here.decision.triage.open if each.flag.serious)
    judging.answer(here.patient, dict.fromkeys(opened.unknown, False), member=bob, now=here.now)

    assert opened.flag.id not in {each.flag.id for each in here.decision.triage.open}


def test_who_is_asked_anew_is_asked_all_of_it_whatever_was_asked_again_before(bob):
    here = come(cast.KNEE, bob)
    here.ask_again()
    here.examine("skin_of_legs_and_feet", {"skin_sore": False})
    judging.correct(here.patient, "skin_black", False, reason="Ink.", member=bob, now=here.now)
    later = here.now + timedelta(hours=5)
    of_nobody = intakes.find(intakes.begin(by="patient", country="GB", language="en", now=later))
    anew = intakes.find(intakes.begin(by="patient", country="GB", language="en", now=later))
    anew.patient = here.patient
    anew.save()

    left_out = asked_of(of_nobody, later) - asked_of(anew, later)

    # What is left out is a no to good news, which alarms and stands, and what never changes.
    findings = (rule_book().findings[each] for each in left_out)
    assert all(each.protective or each.lasting for each in findings)


def asked_of(intake, now) -> set[str]:
    """Give each single thing that is asked for a serious sign, lists by their items."""
    questions = standing(intake, now=now).decision.triage.next_questions
    serious = [each.finding for each in questions if each.can_reach >= Urgency.URGENT]
    return {one for each in serious for one in (each.items or (each.id,))}


def test_nobody_says_no_again_for_whom_was_not_sure(bob):
    here = come(cast.UNSURE, bob)
    here.now += timedelta(days=5)
    here.ask_again()

    assert not here.decision.triage.may_needle
    assert any(each.flag.serious for each in here.decision.triage.open)
