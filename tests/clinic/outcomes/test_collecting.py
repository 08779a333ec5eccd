"""Scores are kept as they were given, with who held the form; what got worse is asked after."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import DatabaseError

from tests.clinic.outcomes.treated import (
    A_DAY,
    A_WEEK,
    BEGUN,
    WALKING,
    given,
    start,
    told,
    treated,
    visited,
)
from zusanli.clinic.books import rule_book
from zusanli.clinic.check_ins.models import Alert, CheckIn, News
from zusanli.clinic.links import new_link
from zusanli.clinic.outcomes.asking import NEW, NUMBERS, STEPS, Given, form_for
from zusanli.clinic.outcomes.collecting import collect
from zusanli.clinic.outcomes.handing import OPEN_FOR, HandedBackError, hand_over, handed, send
from zusanli.clinic.outcomes.models import CollectedBy, HandOver, OutcomeSet
from zusanli.clinic.records.intakes import find, standing
from zusanli.core.course.review import GLOBAL_CHANGE, NEW_SYMPTOMS

pytestmark = pytest.mark.django_db
BEFORE = BEGUN - A_DAY


def test_what_was_not_given_is_kept_as_not_known(alice):
    kept = told(alice, start(pain=None, walking=None), BEFORE)

    kept.refresh_from_db()
    assert kept.values["pain_0_10"] is None
    assert kept.functions == [{"name": WALKING, "value": None}]


def test_the_patient_alone_is_away_from_the_needler(alice, bob):
    kept = told(alice, start(), BEFORE, visit=visited(alice, bob, BEGUN))

    assert (kept.collected_by, kept.collector, kept.away_from_needler) == ("patient", None, True)


@pytest.mark.parametrize(
    ("who", "collected_by", "away"),
    [
        ("rosa", CollectedBy.RECEPTION, True),
        ("mei", CollectedBy.PRACTITIONER, True),
        ("bob", CollectedBy.PRACTITIONER, False),
    ],
    ids=["reception", "another practitioner", "who treats that day"],
)
@pytest.mark.parametrize("with_visit", [True, False], ids=["of a visit", "between visits"])
def test_who_put_the_needles_in_is_marked(  # noqa: PLR0917 - fixtures
    request, alice, bob, rosa, mei, who, collected_by, away, with_visit
):
    visit = visited(alice, bob, BEGUN)
    kept = told(
        alice,
        start(),
        BEFORE,
        visit=visit if with_visit else None,
        collector=request.getfixturevalue(who),
    )

    assert kept.collected_by == collected_by
    assert kept.away_from_needler is away


def test_the_form_before_the_first_needles_asks_for_no_change(alice):
    form = form_for(alice, rule_book(), now=BEFORE)

    assert not form.later
    assert form.names_functions
    assert {each.id for each in form.measures} == set(NUMBERS)


def test_later_forms_keep_the_symptom_and_the_things_that_were_named_first(alice, bob):
    told(alice, start(), BEFORE)
    treated(alice, bob, 1)
    form = form_for(alice, rule_book(), now=BEGUN + A_DAY)

    assert form.later
    assert (form.functions, form.target) == ((WALKING,), "pain_0_10")
    assert {GLOBAL_CHANGE, NEW_SYMPTOMS} <= {each.id for each in form.measures}


@pytest.mark.parametrize(
    ("name", "value"), [("pain_0_10", 11.0), ("pain_0_10", -1.0), ("mnsi_screen", 3.0)]
)
def test_a_value_outside_its_measure_is_refused(alice, name, value):
    with pytest.raises(ValueError, match=name):
        told(alice, Given({name: value}), BEFORE)
    assert not OutcomeSet.objects.exists()


@pytest.mark.parametrize(
    ("what", "news"),
    [
        (given(pain=8.0), News.YES),
        (given(walking=1.0), News.YES),
        (given(change=-1.0), News.YES),
        (given(new=1.0), News.YES),
        (given(new=None), News.NOT_SURE),
    ],
    ids=["pain rose by 2", "a function fell", "a little worse", "something new", "not sure"],
)
@pytest.mark.element("000-L034-1")
def test_what_got_worse_or_may_have_leads_to_the_danger_questions(alice, bob, what, news):
    told(alice, start(), BEFORE)
    visit = treated(alice, bob, 1)[0]
    coming = visited(alice, bob, BEGUN + A_WEEK)
    kept = collect(alice, what, visit=coming, by="patient", language="en", now=BEGUN + A_DAY)

    assert standing(find(kept.questions), now=BEGUN + A_DAY).screen.id == "sudden_illness"
    check_in = CheckIn.objects.get()
    assert (check_in.visit, check_in.news, check_in.values) == (visit, news, {})
    assert Alert.objects.get().check_in == check_in
    coming.refresh_from_db()
    assert coming.intake == check_in.questions


@pytest.mark.parametrize(
    "what",
    [given(pain=5.0), given(pain=None, walking=None), given(pain=7.0)],
    ids=["a little better", "nothing given but that nothing is new", "one point"],
)
def test_what_is_not_worse_alarms_nobody(alice, bob, what):
    told(alice, start(), BEFORE)
    treated(alice, bob, 1)
    told(alice, what, BEGUN + A_DAY)

    assert not Alert.objects.exists()


def test_a_form_that_was_handed_over_is_sent_once(alice):
    link = hand_over(alice, visit=None, by="Rosa", now=BEFORE)
    send(handed(link), start(), by="patient", language="en", now=BEFORE)

    with pytest.raises(HandedBackError):
        send(handed(link), start(pain=0.0), by="patient", language="en", now=BEFORE)
    assert OutcomeSet.objects.get().values["pain_0_10"] == 6.0


def test_a_form_that_was_handed_over_ends(alice):
    link = hand_over(alice, visit=None, by="Rosa", now=BEFORE)

    with pytest.raises(HandedBackError):
        send(handed(link), start(), by="patient", language="en", now=BEFORE + OPEN_FOR)
    with pytest.raises(HandOver.DoesNotExist):
        handed(new_link())


def test_nobody_writes_over_a_set(alice):
    kept = told(alice, start(), BEFORE)

    with pytest.raises(DatabaseError), transaction.atomic():
        OutcomeSet.objects.filter(pk=kept.pk).update(away_from_needler=False)
    with pytest.raises(DatabaseError), transaction.atomic():
        kept.delete()


def test_a_set_that_the_staff_took_has_somebodys_name(alice):
    with pytest.raises(IntegrityError), transaction.atomic():
        OutcomeSet.objects.create(
            patient=alice,
            at=BEFORE + timedelta(hours=1),
            by="patient",
            language="en",
            values={},
            functions=[],
            collected_by=CollectedBy.RECEPTION,
            away_from_needler=True,
        )


def test_the_words_of_the_form_are_those_of_the_measures():
    measures = rule_book().measures

    assert measures[GLOBAL_CHANGE].items == STEPS
    assert measures[NEW_SYMPTOMS].items == NEW
