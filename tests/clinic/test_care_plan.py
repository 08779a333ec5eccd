"""The care plan: three parts that are followed, other care beside it, and who is told of it."""

import json
import re
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from tests.clinic.booking.pages import hired, page, text
from tests.clinic.booking.willow_street import NOW, clinic, practitioner
from tests.clinic.notes.at_the_clinic import come, come_now, licensed
from zusanli.clinic.booking.courses import plan_course
from zusanli.clinic.books import rule_book
from zusanli.clinic.goals import keeping
from zusanli.clinic.goals.keeping import GoalOvertakenError, NothingSaidError, Wish, goals_of
from zusanli.clinic.goals.models import GoalEntry, Part, What
from zusanli.clinic.goals.planning import care_plan_of
from zusanli.clinic.letters.models import Letter
from zusanli.clinic.letters.writing import write_letter
from zusanli.clinic.notes.arrivals import arrive
from zusanli.clinic.own_data.gathering import gathered
from zusanli.clinic.records.models import PersonalDetails
from zusanli.clinic.records.patients import Details, register
from zusanli.clinic.staff.models import Role
from zusanli.documents.care_plan import State, care_plan
from zusanli.documents.linter import lint
from zusanli.documents.plain_text import plain_text
from zusanli.synthetic import cast

pytestmark = pytest.mark.django_db
WALK = Wish(Part.LIFESTYLE, text="Walk for 15 minutes on most days")
FEET = Wish(Part.SELF_CARE, of="look_at_your_feet")
PHYSIO = Wish(Part.OTHER_CARE, text="Physiotherapy at Elm Road, once a week")


@pytest.fixture
def bob():
    clinic()
    return licensed(practitioner("Bob"))


@pytest.fixture
def alice(bob):
    return come(cast.WARFARIN, bob)


@pytest.fixture
def here(bob):
    return come_now(cast.WARFARIN, bob)


@pytest.fixture
def asked(client: Client, here, bob) -> str:
    """The address of the plan; Bob is signed in."""
    client.force_login(bob)
    return reverse("care_plan", kwargs={"patient": here.patient.pk})


def agreed(here, *wishes: Wish):
    return [
        keeping.set_goal(here.patient, each, goal=uuid4(), member=here.member, now=here.now)
        for each in wishes
    ]


def the_plan(here, now=None):
    return care_plan_of(here.patient, rule_book(), now=now or here.now)


def part(paper: str, title: str) -> str:
    """What stands under a heading, up to the next, on one line."""
    found = re.search(rf"^{title.upper()}\n(.*?)(?=^[A-Z ]+$|\Z)", paper, re.DOTALL | re.MULTILINE)[
        1
    ]
    return " ".join(found.split())


class TestTheThreeParts:
    @pytest.mark.element("001-L082-2")
    def test_visits_self_care_and_goals_for_life_each_stand_there_with_how_they_go(self, alice):
        phases = [(2, 3), (1, 4)]
        more = {"service": alice.visit.service, "practitioner": alice.member, "by": "Bob"}
        plan_course(patient=alice.patient, phases=phases, now=alice.now, **more)
        arrive(alice.visit, by="Rosa", now=alice.now)
        walk, _ = agreed(alice, WALK, FEET)
        goal = goals_of(alice.patient)[0]
        later = alice.now + timedelta(days=3)
        keeping.end_goal(goal, What.REACHED, seen=1, member=alice.member, now=later)
        plan = the_plan(alice, later)
        paper = plain_text(care_plan(plan, alice.decision, rule_book().say))

        assert (plan.sessions.planned, plan.sessions.kept) == (10, 1)
        assert "2 a week for 3 weeks" in paper
        assert "under way since 26 November 2026" in part(paper, "What you do yourself")
        assert "reached on 29 November 2026" in part(paper, "Goals for everyday life")
        assert walk.text in part(paper, "Goals for everyday life")

    @pytest.mark.element("001-L082-2")
    def test_a_goal_is_changed_and_each_entry_stays_with_its_name(self, alice):
        agreed(alice, WALK)
        longer = Wish(Part.LIFESTYLE, text="Walk for 30 minutes", review_on=date(2027, 1, 5))
        goal = goals_of(alice.patient)[0]
        keeping.change_goal(goal, longer, seen=1, member=alice.member, now=alice.now)
        aim = the_plan(alice).aims[0]

        assert (aim.says, aim.state) == ("Walk for 30 minutes", State.UNDER_WAY)
        assert aim.look_again == date(2027, 1, 5)
        assert [(each.what, each.by) for each in GoalEntry.objects.order_by("number")] == [
            ("set", "Bob"),
            ("changed", "Bob"),
        ]
        with pytest.raises(DatabaseError), transaction.atomic():
            GoalEntry.objects.update(text="")

    def test_of_two_who_write_at_once_the_second_is_told(self, alice):
        agreed(alice, WALK)
        goal = goals_of(alice.patient)[0]
        more = {"member": alice.member, "now": alice.now}
        keeping.end_goal(goal, What.REACHED, seen=1, **more)

        with pytest.raises(GoalOvertakenError):
            keeping.end_goal(goal, What.DROPPED, seen=1, **more)
        with pytest.raises(GoalOvertakenError):
            keeping.change_goal(goals_of(alice.patient)[0], WALK, seen=2, **more)

    def test_what_is_sent_twice_stands_once_and_nothing_is_no_goal(self, alice):
        key, more = uuid4(), {"member": alice.member, "now": alice.now}
        assert keeping.set_goal(alice.patient, WALK, goal=key, **more) == keeping.set_goal(
            alice.patient, WALK, goal=key, **more
        )

        with pytest.raises(NothingSaidError):
            keeping.set_goal(alice.patient, Wish(Part.LIFESTYLE, text=" "), goal=uuid4(), **more)

    def test_nothing_planned_and_nothing_agreed_says_so(self, alice):
        paper = plain_text(care_plan(the_plan(alice), alice.decision, rule_book().say))

        assert "none yet" in paper
        assert paper.count("Nothing was agreed yet.") == 3

    def test_it_says_nothing_that_must_not_be_said(self, alice):
        agreed(alice, WALK, FEET, PHYSIO)
        document = care_plan(the_plan(alice), alice.decision, rule_book().say)

        assert list(lint(document, rule_book())) == []


class TestOtherCare:
    @pytest.mark.element("004-L038-1")
    def test_other_treatments_and_medicines_stand_there_and_none_is_dropped(self, alice):
        agreed(alice, PHYSIO)
        paper = plain_text(care_plan(the_plan(alice), alice.decision, rule_book().say))
        other = part(paper, "Other treatments and medicines")

        assert PHYSIO.text in other
        assert "blood thinner" in other.casefold()
        assert "Keep on with the treatment that was prescribed" in other

    def test_what_nobody_asked_is_not_known_and_not_no(self, bob):
        unsure = come(cast.UNSURE, bob)
        told = plain_text(care_plan(the_plan(unsure), unsure.decision, rule_book().say))
        paper = plain_text(care_plan(the_plan(unsure), None, rule_book().say))

        assert "A blood thinner: not known" in told
        assert "they are not known" in paper

    @pytest.mark.element("004-L038-1")
    def test_the_letter_to_the_doctor_tells_of_it(self, alice):
        agreed(alice, WALK, FEET, PHYSIO)
        letter = write_letter(
            alice.patient,
            to="Dr Ames",
            agreed_by="Alice Archer",
            language="en",
            member=alice.member,
            now=alice.now,
        )
        told = Letter.objects.get(pk=letter.pk).page.split("<h2>Care plan</h2>")[1].split("<h2>")[0]

        assert WALK.text in told
        assert PHYSIO.text in told
        assert "Look at your feet each day" in told
        assert "Held so far" in told

    @pytest.mark.element("004-L038-1")
    def test_it_is_given_as_a_file_with_both_sections(self, client, asked, here):
        agreed(here, WALK, PHYSIO)
        got = client.get(reverse("care_plan_fhir", kwargs={"patient": here.patient.pk}))
        plan = json.loads(got.content)
        titles = [each["detail"]["code"]["text"] for each in plan["activity"]]

        assert got["Content-Type"].startswith("application/fhir+json")
        assert plan["resourceType"] == "CarePlan"
        assert {"Visits", "Goals for everyday life", "Other treatments and medicines"} <= {*titles}
        assert "Archer" not in got.content.decode()


class TestThePage:
    @pytest.mark.element("001-L082-2")
    def test_a_goal_is_agreed_changed_and_reached_on_it(self, client, asked):
        client.post(asked, {"do": "set", "key": uuid4(), "part": "lifestyle", "text": "Walk more"})
        goal = GoalEntry.objects.get()
        sent = {"goal": goal.goal, "seen": 1, "text": "Walk to the shop", "review_on": "2027-03-09"}
        shown = text(client.post(asked, {"do": "change", **sent}, follow=True))
        assert "Walk to the shop" in shown
        assert "9 March 2027" in shown
        shown = text(
            client.post(asked, {"do": "reached", "goal": goal.goal, "seen": 2}, follow=True)
        )

        assert "reached on" in shown
        assert 'value="dropped"' not in shown
        assert [each.what for each in GoalEntry.objects.order_by("number")] == [
            "set",
            "changed",
            "reached",
        ]

    def test_advice_is_ticked_and_only_what_suits_the_patient_is_offered(self, client, bob):
        here = come_now(cast.NUMB_FEET, bob)
        client.force_login(bob)
        asked = reverse("care_plan", kwargs={"patient": here.patient.pk})
        shown = page(client, asked)
        offered = re.findall(r'name="advice" value="(\w+)"', shown)
        assert "look_at_your_feet" in offered
        left_out = {each.advice.id for each in here.decision.advice if each.suppressed_because}
        assert left_out
        assert left_out.isdisjoint(offered)
        ticked = ["look_at_your_feet", "shoes_always", next(iter(left_out))]
        client.post(asked, {"do": "advice", "key": uuid4(), "advice": ticked})

        assert {each.of for each in GoalEntry.objects.all()} == set(ticked[:2])

    @pytest.mark.parametrize(
        ("sent", "said"),
        [
            ({"do": "set", "text": " "}, "Please write what the goal is"),
            ({"do": "set", "text": "Walk", "review_on": "soon"}, "Please give a day such as"),
            ({"do": "advice"}, "Please write what the goal is"),
        ],
    )
    def test_what_cannot_be_kept_is_said_and_what_was_typed_stays(self, client, asked, sent, said):
        told = client.post(asked, {"key": uuid4(), "part": "other_care", **sent})

        assert told.status_code == 422
        assert said in text(told)
        assert sent.get("text", "").strip() in text(told)
        assert 'value="other_care" selected' in text(told)
        assert not GoalEntry.objects.exists()

    def test_who_wrote_meanwhile_is_told(self, client, asked, here):
        agreed(here, WALK)
        goal = GoalEntry.objects.get().goal
        client.post(asked, {"do": "change", "goal": goal, "seen": 1, "text": "Walk far"})
        told = text(client.post(asked, {"do": "reached", "goal": goal, "seen": 1}))

        assert "Somebody else wrote of this goal meanwhile" in told
        assert goals_of(here.patient)[0].last.what == What.CHANGED

    def test_a_goal_of_somebody_else_is_not_found(self, client, asked, here):
        other = register(Details("Other", phone="1"), by="Rosa", now=NOW)
        agreed(here, WALK)
        theirs = reverse("care_plan", kwargs={"patient": other.pk})
        sent = {"do": "reached", "goal": GoalEntry.objects.get().goal, "seen": 1}

        assert client.post(theirs, sent).status_code == 404

    @pytest.mark.parametrize("language", ["en", "ja", "zh-Hant"])
    def test_it_is_printed_in_the_patients_language(self, client, asked, here, language):
        last = PersonalDetails.objects.filter(patient=here.patient).latest("pk")
        last.pk, last.language = None, language
        last.save()
        agreed(here, FEET)
        printed = client.get(reverse("care_plan_pdf", kwargs={"patient": here.patient.pk}))

        assert printed.content.startswith(b"%PDF")
        assert f'<article class="plain" lang="{language}"' in page(client, asked)

    def test_it_stands_in_the_record_the_timeline_and_the_own_data(self, client, asked, here):
        agreed(here, WALK)
        shown = page(client, reverse("patient", kwargs={"patient": here.patient.pk}))

        assert asked in shown
        assert "Goal set" in shown
        assert "Walk for 15" in json.dumps(gathered(here.patient, now=datetime.now(UTC)))

    @pytest.mark.parametrize("name", ["care_plan", "care_plan_pdf", "care_plan_fhir"])
    def test_it_is_for_those_who_treat(self, client, here, name):
        client.force_login(hired("Rosa", Role.RECEPTION))

        where = reverse(name, kwargs={"patient": here.patient.pk})
        assert client.get(where).status_code == 403

    def test_who_answered_nothing_has_a_plan_and_no_answers_to_take_along(self, client, bob):
        other = register(Details("Other", phone="1"), by="Rosa", now=NOW)
        client.force_login(bob)
        named = {"patient": other.pk}

        assert "no advice can be chosen" in page(client, reverse("care_plan", kwargs=named))
        assert client.get(reverse("care_plan_fhir", kwargs=named)).status_code == 200
        assert client.get(reverse("questionnaire_fhir", kwargs=named)).status_code == 404
