"""Outcomes by their pages: charts and words, scores taken, decisions kept, who came no more."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import text
from tests.clinic.outcomes.treated import (
    A_DAY,
    A_WEEK,
    AN_HOUR,
    WALKING,
    given,
    start,
    told,
    treated,
    visited,
)
from zusanli.clinic.audit.models import Entry
from zusanli.clinic.booking.patient_links import new_visit_link
from zusanli.clinic.check_ins.models import Alert
from zusanli.clinic.outcomes.asking import NUMBERS
from zusanli.clinic.outcomes.deciding import decide
from zusanli.clinic.outcomes.handing import hand_over, handed
from zusanli.clinic.outcomes.models import CourseDecision, Leaving, OutcomeSet, What
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.core.words import LANGUAGES

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
"""Pages read the clock themselves, so nothing here depends on the day."""
BEGUN = NOW - 6 * A_WEEK + A_DAY
NUMB = {"pain_0_10": "3", "numbness_0_10": "", "target": "pain_0_10", "by": "patient"}


@pytest.fixture
def six(alice, bob):
    """Six visits, the last five days ago, with a start and an answer that nothing moved."""
    told(alice, start(), BEGUN - A_DAY)
    visits = treated(alice, bob, 6, begun=BEGUN)
    told(alice, given(change=0.0), NOW - A_DAY)
    return visits


@pytest.fixture
def ada(bob) -> User:
    user = User.objects.create(username="ada", email="ada@x.example", first_name="Ada")
    GivenRole.objects.create(user=user, role=Role.MANAGER)
    return user


def at(patient, name: str = "patient_outcomes") -> str:
    return reverse(name, kwargs={"patient": patient.pk})


def deciding(client, patient, *, seen: int = 0, **fields: str):
    return client.post(at(patient), {"seen": seen, **fields}, follow=True)


# The page of a patient.


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_a_chart_and_a_table_of_each_measure_in_each_language(
    client, six, alice, bob, language
):
    client.force_login(bob)
    client.cookies["language"] = language
    shown = text(client.get(at(alice)))

    assert shown.count('<svg class="chart"') == shown.count("<caption")
    assert 'id="measure-pain_0_10"' in shown
    assert "style=" not in shown
    assert f'<html lang="{language}">' in shown


def test_the_smallest_change_that_matters_is_said_with_its_sources(client, six, alice, bob):
    client.force_login(bob)
    shown = text(client.get(at(alice)))

    assert "A change of 2 points is the smallest that studies found to matter" in shown
    assert 'class="band"' in shown
    assert "1,708 patients" in shown
    assert shown.index("measure-pain_0_10") < shown.index("measure-patient_specific_function")


def test_what_was_not_given_is_a_gap_and_says_so(client, six, alice, bob):
    told(alice, given(pain=None, change=0.0), NOW - AN_HOUR)
    told(alice, given(pain=6.0, change=0.0), NOW - timedelta(minutes=5))
    client.force_login(bob)
    shown = text(client.get(at(alice))).split('id="measure-pain_0_10"')[1].split("</section>")[0]

    assert shown.count('class="missing"') == 1
    assert shown.count("<circle") == 3
    assert len(re.search(r'points="([^"]*)"', shown)[1].split()) == 2
    assert "<td>not given" in shown


def test_what_the_needler_collected_is_marked(client, six, alice, bob):
    told(alice, given(change=0.0), NOW - AN_HOUR, collector=bob, visit=six[-1])
    client.force_login(bob)
    shown = text(client.get(at(alice)))

    assert "not away from who put the needles in" in shown
    assert "by-needler" in shown
    assert "Some of these answers were collected by who put the needles in." in shown


def test_without_a_start_the_page_says_that_no_change_is_known(client, alice, bob):
    treated(alice, bob, 3, begun=NOW - 3 * A_WEEK)
    told(alice, given(change=0.0), NOW - AN_HOUR)
    client.force_login(bob)
    shown = text(client.get(at(alice)))

    assert "no answers were given before the first needles" in shown
    assert "Not known. What is missing may be the very number that got worse." in shown
    assert 'class="band"' not in shown


# Decisions.


def test_a_course_is_stopped_at_visit_6_and_the_visits_that_stand_are_shown(
    client, six, alice, bob
):
    coming = visited(alice, bob, NOW + A_DAY)
    client.force_login(bob)
    shown = text(client.get(at(alice)))
    assert "Review due, after visit 6" in shown
    assert "Consider stopping." in shown
    assert "After visit 6 nothing has moved enough." in shown

    after = text(deciding(client, alice, what="stop", reason="Nothing moved."))
    assert "This course was stopped" in after
    assert reverse("desk_cancel", kwargs={"visit": coming.pk}) in after
    coming.refresh_from_db()
    assert coming.is_booked
    kept = CourseDecision.objects.get()
    assert (kept.decided_by, kept.what, kept.said["then"]) == (bob, "stop", "consider stopping")


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"what": "stop", "reason": "  "}, "Please write the reason"),
        ({"reason": "Nothing moved."}, "Please choose one of the three"),
        ({"what": "pause", "reason": "Nothing moved."}, "Please choose one of the three"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(client, six, alice, bob, fields, said):
    client.force_login(bob)
    answer = deciding(client, alice, **fields)

    assert answer.status_code == 422
    assert said in text(answer)
    assert fields["reason"].strip() in text(answer)
    assert not CourseDecision.objects.exists()


def test_two_tabs_decide_once_and_what_was_typed_stays(client, six, alice, bob, mei):
    decide(alice, What.CONTINUE, reason="She asks to.", seen=0, by=mei, now=NOW)
    client.force_login(bob)
    told_so = text(deciding(client, alice, what="stop", reason="Nothing moved at all."))

    assert "Somebody else decided in the meantime" in told_so
    assert "She asks to." in told_so
    assert "Nothing moved at all." in told_so
    assert CourseDecision.objects.count() == 1


def test_a_decision_before_any_visit_is_refused_in_words(client, alice, bob):
    client.force_login(bob)

    assert "No visit took place yet" in text(
        deciding(client, alice, what="stop", reason="She called.")
    )


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.MANAGER, Role.RESEARCHER])
def test_nobody_else_reads_outcomes(client, six, alice, role):
    user = User.objects.create(username="x", email="x@x.example")
    GivenRole.objects.create(user=user, role=role)
    client.force_login(user)

    assert client.get(at(alice)).status_code == 403


# Scores.


def test_a_patient_tells_how_it_is_before_the_first_needles(client, alice, bob):
    visit = visited(alice, bob, NOW + A_DAY)
    link = new_visit_link(visit, now=NOW)
    address = reverse("scores", kwargs={"link": link})
    assert address in text(client.get(reverse("visit", kwargs={"link": link})))
    shown = text(client.get(address))
    assert "How it is before the first needles" in shown
    assert "Since before the first treatment" not in shown

    thanked = client.post(address, NUMB | {"name-0": WALKING, "value-0": "2"}, follow=True)
    assert "Thank you" in text(thanked)
    kept = OutcomeSet.objects.get()
    assert (kept.visit, kept.collected_by, kept.away_from_needler) == (visit, "patient", True)
    assert kept.values == dict.fromkeys(NUMBERS) | {"pain_0_10": 3.0}
    assert (kept.target, kept.functions) == ("pain_0_10", [{"name": WALKING, "value": 2.0}])


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"pain_0_10": "11"}, "Please choose a number from 0 to 10"),
        ({"pain_0_10": "2.5"}, "Please choose a number from 0 to 10"),
        ({"value-1": "4"}, "Please say what it is for"),
        ({"name-1": WALKING, "value-1": "4"}, "stands there twice"),
    ],
)
def test_a_form_that_cannot_be_taken_says_where_and_loses_nothing(client, alice, bob, fields, said):
    link = new_visit_link(visited(alice, bob, NOW + A_DAY), now=NOW)
    sent = NUMB | {"name-0": WALKING, "value-0": "2"} | fields
    answer = client.post(reverse("scores", kwargs={"link": link}), sent)

    assert answer.status_code == 422
    assert said in text(answer)
    assert f'value="{WALKING}"' in text(answer)
    assert not OutcomeSet.objects.exists()


def test_later_it_must_be_said_whether_something_is_new_and_not_sure_asks_on(client, six, alice):
    link = new_visit_link(six[-1], now=NOW)
    address = reverse("scores", kwargs={"link": link})
    assert "one of the last two" in text(client.post(address, NUMB))

    asked = client.post(address, NUMB | {"new": "unsure"})
    assert asked.url.startswith("/questions/")
    assert Alert.objects.count() == 1


def test_a_tick_counts_more_than_none_of_these_beside_it(client, six, alice):
    link = new_visit_link(six[-1], now=NOW)
    client.post(reverse("scores", kwargs={"link": link}), NUMB | {"new": ["none", "1", "3"]})

    assert OutcomeSet.objects.last().values["symptoms_new_since_visit"] == 2.0


def test_a_device_is_handed_over_without_the_staff_on_it(client, alice, bob, rosa):
    visit = visited(alice, bob, NOW + AN_HOUR)
    client.force_login(rosa)
    opened = client.post(at(alice, "hand_over"), follow=True)
    shown, address = text(opened), opened.request["PATH_INFO"]

    assert "How it is before the first needles" in shown
    assert 'class="ways"' not in shown
    assert "Archer" not in shown
    assert client.get(at(alice, "desk_patient")).status_code in {302, 404}
    back = client.post(address, NUMB, follow=True)
    assert "Please hand it back" in text(back)
    assert "Please hand it back" in text(client.get(address, follow=True))
    kept = OutcomeSet.objects.get()
    assert (kept.collected_by, kept.away_from_needler) == ("patient", True)
    assert kept.visit == (visit if visit.starts_at.date() == NOW.date() else None)


def test_a_form_that_came_too_late_is_not_kept_and_nothing_breaks(client, alice):
    link = hand_over(alice, visit=None, by="Rosa", now=NOW - A_DAY)

    assert "Please hand it back" in text(
        client.post(reverse("handed", kwargs={"link": link}), NUMB, follow=True)
    )
    assert handed(link).used_at is None
    assert not OutcomeSet.objects.exists()


def test_reception_copies_scores_from_paper(client, alice, rosa):
    client.force_login(rosa)
    client.post(at(alice, "scores_at_desk"), NUMB)
    kept = OutcomeSet.objects.get()

    assert (kept.collected_by, kept.collector) == ("reception", rosa)
    assert kept.away_from_needler


def test_who_treats_today_is_told_to_let_somebody_else_ask(client, alice, bob):
    visited(alice, bob, NOW - timedelta(minutes=1))
    client.force_login(bob)
    shown = text(client.get(at(alice, "scores_at_desk")))
    client.post(at(alice, "scores_at_desk"), NUMB)

    assert "People tell kinder numbers" in shown
    assert not OutcomeSet.objects.get().away_from_needler


# The overview, and who came no more.


def test_reviews_that_wait_are_named_to_who_treats_and_counted_for_a_manager(
    client, six, alice, bob, ada
):
    client.force_login(bob)
    named = text(client.get(reverse("outcomes")))
    client.force_login(ada)
    counts = text(client.get(reverse("outcomes")))

    assert "Archer" in named
    assert at(alice) in named
    assert "Archer" not in counts
    assert str(alice.pk) not in counts
    assert "Reviews that wait: 1" in counts


def test_who_came_no_more_is_counted_with_reasons_unknown_among_them(client, alice, bob, ada):
    treated(alice, bob, 3, begun=NOW - 14 * A_WEEK)
    client.force_login(ada)
    counts = text(client.get(reverse("outcomes")))

    assert "Came no more: 1 of 1" in counts
    assert "more than 42 days ago" in counts
    assert "<td>not known</td><td>1</td>" in counts


def test_reception_writes_down_why(client, alice, bob, rosa):
    treated(alice, bob, 3, begun=NOW - 14 * A_WEEK)
    client.force_login(rosa)
    assert client.post(at(alice, "left"), {}).status_code == 422
    client.post(at(alice, "left"), {"why": "cost", "note": "Too dear."})

    assert Leaving.objects.get().why == "cost"
    client.force_login(bob)
    assert "<td>cost</td><td>1</td>" in text(client.get(reverse("outcomes")))


def test_who_was_never_here_is_not_written_down_as_gone(client, alice, rosa):
    client.force_login(rosa)

    assert "has not been here yet" in text(client.post(at(alice, "left"), {"why": "cost"}))


def test_opening_outcomes_is_written_into_the_log(client, six, alice, bob):
    client.force_login(bob)
    client.get(at(alice))
    client.get(reverse("outcomes"))

    opened = Entry.objects.filter(who=f"staff:{bob.pk}").order_by("number")
    assert [each.record for each in opened][-2:] == [str(alice.pk), "outcomes"]
