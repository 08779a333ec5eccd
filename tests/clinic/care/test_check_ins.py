"""After a visit: what is new or worse is asked after at once, and the clinic is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zusanli.clinic.books import rule_book
from zusanli.clinic.check_ins.alerts import (
    AlreadySettledError,
    not_heard_from,
    settle,
    signs,
    to_look_at,
)
from zusanli.clinic.check_ins.asking import Told, measures_for, needs_a_look, side_effects
from zusanli.clinic.check_ins.models import Alert, CheckIn, News
from zusanli.clinic.check_ins.telling import TooEarlyError, check_in
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.records.intakes import answer, find, standing
from zusanli.core.triage.flags import Urgency

WELL = Told({"pain_0_10": 3.0, "interference_0_10": 2.0}, frozenset(), News.NO)
NONE_TICKED: frozenset[str] = frozenset()


def tell(visit, told: Told, now):
    return check_in(visit, told, by="patient", language="en", now=now)


def worse(pain: float) -> Told:
    return replace(WELL, values={**WELL.values, "pain_0_10": pain})


@pytest.mark.django_db
def test_who_is_well_is_thanked_and_nobody_is_alarmed(visit, after):
    kept, link = tell(visit, WELL, after)

    assert link == ""
    assert kept.values == {"pain_0_10": 3.0, "interference_0_10": 2.0}
    assert not Alert.objects.exists()
    assert not Message.objects.filter(kind=Kind.WORSE).exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "told",
    [
        replace(WELL, news=News.YES),
        replace(WELL, news=News.NOT_SURE),
        replace(WELL, events=frozenset({"skin_infection"})),
        replace(WELL, events=frozenset({"bruising", "new_feeling_in_the_legs"})),
    ],
    ids=["something is new", "not sure", "an infection", "new feelings"],
)
@pytest.mark.element("000-L034-1")
def test_what_may_be_new_leads_to_the_danger_questions_and_the_clinic_is_told(visit, after, told):
    kept, link = tell(visit, told, after)

    assert find(link) == kept.questions
    assert standing(kept.questions, now=after).screen.id == "sudden_illness"
    assert [each.alert.check_in for each in to_look_at(now=after)] == [kept]
    message = Message.objects.get(kind=Kind.WORSE)
    assert (message.subject, message.patient, message.due_at) == (str(kept.pk), None, after)


@pytest.mark.django_db
def test_a_rise_that_matters_counts_as_worse_even_if_nobody_says_so(visit, after):
    tell(visit, WELL, after)
    tell(visit, replace(worse(4.0), values={"pain_0_10": 4.0}), after)
    assert not Alert.objects.exists()

    tell(visit, worse(6.0), after)
    assert Alert.objects.count() == 1


@pytest.mark.django_db
def test_a_number_that_was_not_given_is_not_known_and_hides_no_rise(visit, after):
    tell(visit, WELL, after)
    tell(visit, replace(WELL, values={"pain_0_10": None, "interference_0_10": None}), after)
    tell(visit, worse(7.0), after)

    assert Alert.objects.count() == 1
    assert CheckIn.objects.all()[1].values["pain_0_10"] is None


@pytest.mark.django_db
def test_visits_to_come_wait_for_the_answers(visit, after, bob):
    coming = type(visit).objects.get(pk=visit.pk)
    coming.pk, coming.starts_at, coming.ends_at = None, *(after + timedelta(days=d) for d in (1, 2))
    coming.busy_from, coming.busy_until, coming.check_due = coming.starts_at, coming.ends_at, False
    coming.save(force_insert=True)
    kept, _ = tell(visit, replace(WELL, news=News.YES), after)

    coming.refresh_from_db()
    assert (coming.check_due, coming.intake) == (True, kept.questions)


@pytest.mark.django_db
def test_before_the_visit_there_is_nothing_to_look_back_on(visit):
    with pytest.raises(TooEarlyError):
        tell(visit, WELL, visit.starts_at - timedelta(minutes=1))


@pytest.mark.django_db
def test_emergencies_stand_first_then_who_stopped_half_way(visit, after):
    kept = [
        tell(visit, replace(WELL, news=News.YES), after + timedelta(minutes=n))[0] for n in range(2)
    ]
    stood = standing(kept[1].questions, now=after)
    answer(kept[1].questions, stood, frozenset({"chest_pain_new"}), now=after)
    first, second = to_look_at(now=after)

    assert first.alert.check_in == kept[1]
    assert first.urgency is Urgency.EMERGENCY
    assert next(signs(first))
    assert second.unanswered


@pytest.mark.django_db
def test_an_alert_stays_until_somebody_says_what_was_done_and_once(visit, after):
    tell(visit, replace(WELL, news=News.YES), after)
    alert = Alert.objects.get()
    settle(alert, by="Bob", what="Called: seen by her GP today.", now=after)

    assert to_look_at(now=after) == []
    with pytest.raises(AlreadySettledError):
        settle(alert, by="Mei", what="Called too.", now=after)
    assert Alert.objects.get().settled_by == "Bob"


@pytest.mark.django_db
def test_who_does_not_answer_is_shown_and_not_taken_as_well(visit, after):
    later = visit.ends_at + timedelta(days=5)
    assert list(not_heard_from(now=later)) == [visit]

    tell(visit, WELL, later)
    assert list(not_heard_from(now=later)) == []


def test_each_complaint_is_followed_by_its_own_symptom_and_by_what_it_keeps_from_doing():
    book = rule_book()
    asked = {
        each: [m.id for m in measures_for(frozenset({each}), book)] for each in book.complaints
    }

    assert asked["numb_feet"] == ["numbness_0_10", "interference_0_10"]
    assert asked["leg_pain"] == ["pain_0_10", "interference_0_10"]
    assert all(len(each) == 2 for each in asked.values())
    assert [m.id for m in measures_for(frozenset(), book)] == ["pain_0_10", "interference_0_10"]


@given(
    news=st.sampled_from(News),
    events=st.frozensets(st.sampled_from([each.id for each in side_effects(rule_book())])),
    pain=st.none() | st.integers(0, 10).map(float),
    before=st.none() | st.integers(0, 10).map(float),
)
def test_nothing_but_a_plain_no_without_a_sign_goes_without_a_look(news, events, pain, before):
    book = rule_book()
    told = Told({"pain_0_10": pain}, events, news)
    quiet = (
        news is News.NO
        and not any(book.adverse_events[each].asks_again for each in events)
        and (pain is None or before is None or pain - before < 2)
    )

    assert needs_a_look(told, {"pain_0_10": before}, book) is not quiet
