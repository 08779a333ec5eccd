"""The review by its page: everything before a needle, done there, by who may."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from tests.clinic.notes.at_the_clinic import come_now
from zusanli.clinic.plans.models import Plan
from zusanli.clinic.records.models import Judgement
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.core.words import LANGUAGES
from zusanli.synthetic import cast


@pytest.fixture
def at_review(client: Client, bob):
    """Sign Bob in, and let somebody's review be opened and sent to."""
    client.force_login(bob)

    def opened(person):
        return Review(client, come_now(person, bob))

    return opened


class Review:
    """The page of one patient."""

    def __init__(self, client: Client, here) -> None:
        self.client, self.here = client, here

    @property
    def text(self) -> str:
        return self.get().content.decode()

    def get(self, name: str = "review"):
        return self.client.get(reverse(name, kwargs={"patient": self.here.patient.pk}))

    def send(self, do: str, **said: object):
        address = reverse(f"review_{do}", kwargs={"patient": self.here.patient.pk})
        return self.client.post(address, said)

    def decision(self):
        self.here.now = datetime.now(UTC)
        return self.here.decision

    def points(self) -> list[str]:
        choice = self.decision().choice
        found = choice.points if choice else ()
        return [f"{each.point.code} {each.side}" for each in found if each.in_set]

    def read(self) -> str:
        return self.text.partition('name="read" value="')[2].partition('"')[0]


def test_numb_feet_are_examined_and_then_a_plan_is_signed(at_review):
    page = at_review(cast.NUMB_FEET)
    assert "Examinations are due." in page.text
    for kind in page.decision().triage.examinations_due:
        assert page.send("examine", kind=kind.id, all="no").status_code == 302
    page.send("examine", kind="check_in", all="no")
    page.send("history", note="Metformin for ten years.")
    page.send("choose", condition=["diabetic_neuropathy"])
    signed = page.send("sign", point=page.points(), read=page.read())
    plan = Plan.objects.get()

    assert signed.status_code == 302
    assert plan.by == "Bob"
    assert plan.decision["chosen"]["conditions"] == ["diabetic_neuropathy"]
    assert "Metformin for ten years." in page.text
    assert "Plan 1 was signed by Bob" in page.text


def test_what_was_not_marked_is_not_recorded(at_review):
    page = at_review(cast.NUMB_FEET)
    page.send("examine", kind="feeling_of_feet", monofilament_lost="no")
    kept = Judgement.objects.get()

    assert kept.what["findings"] == {"monofilament_lost": False}
    assert "feeling_of_feet" in {each.id for each in page.decision().triage.examinations_due}


def test_could_not_tell_is_kept_as_not_known(at_review):
    page = at_review(cast.NUMB_FEET)
    page.send("examine", kind="feeling_of_feet", all="no", light_touch_lost="unsure")

    assert Judgement.objects.get().what["findings"]["light_touch_lost"] is None
    assert "feeling_of_feet" in {each.id for each in page.decision().triage.examinations_due}


def test_a_slip_of_the_keys_is_told_at_its_field_and_nothing_typed_is_lost(at_review):
    page = at_review(cast.KNEE)
    refused = page.send("examine", kind="vital_signs", temperature="366", pulse_rate="71")
    shown = refused.content.decode()

    assert refused.status_code == 422
    assert 'value="366"' in shown
    assert 'value="71"' in shown
    assert "Please type a number from" in shown
    assert not Judgement.objects.exists()


def test_a_test_that_is_yet_to_come_is_not_taken(at_review):
    page = at_review(cast.WARFARIN)
    refused = page.send("examine", kind="inr_record", inr="2.4", when="2199-01-01T10:00")

    assert refused.status_code == 422
    assert not Judgement.objects.exists()


def test_a_doctor_releases_a_flag_by_the_page(at_review):
    page = at_review(cast.RUNNER)
    assert "A serious danger sign is raised" in page.text
    at = page.here.now.strftime("%Y-%m-%dT%H:%M")
    judged = {"flag": "suspected_deep_vein_clot", "who": "Dr Ames", "when": at}
    assert page.send("release", **judged, role="doctor", result="").status_code == 422
    page.send("release", **judged, role="doctor", result="excluded")

    assert not any(each.stops for each in page.decision().triage.raised)
    assert "excluded by Dr Ames (doctor)" in page.text


def test_an_override_leaves_its_trace(at_review):
    page = at_review(cast.RUNNER)
    wrong = {"finding": "one_leg_newly_swollen", "one_leg_newly_swollen": "no"}
    refused = page.send("correct", **wrong, reason="")
    assert refused.status_code == 422
    page.send("correct", **wrong, reason="It was last year, and looked after then.")

    assert not page.decision().triage.raised
    assert "It was last year, and looked after then." in page.text
    assert page.client.get(reverse("patient", kwargs={"patient": page.here.patient.pk}))


def test_any_answer_is_corrected_from_the_list_of_all(at_review):
    page = at_review(cast.KNEE)
    address = reverse("review", kwargs={"patient": page.here.patient.pk})
    form = page.client.get(f"{address}?correct=age").content.decode()
    assert 'id="correct-answers-age"' in form
    wrong = page.send("correct", finding="age", at="answers", age="seventy", reason="misread")
    assert 'value="seventy"' in wrong.content.decode()
    page.send("correct", finding="age", at="answers", age="76", reason="She was born in 1950.")

    assert page.decision().facts.known["age"] == 76


def test_an_open_flag_is_closed_by_asking(at_review):
    page = at_review(cast.UNSURE)
    opened = [each for each in page.decision().triage.open if each.flag.serious]
    page.send("answer", at="open", **dict.fromkeys(opened[0].unknown, "no"))

    left = [each.flag.id for each in page.decision().triage.open if each.flag.serious]
    assert opened[0].flag.id not in left


def test_a_hold_is_lifted_with_a_reason_and_not_without(at_review):
    page = at_review(cast.WARFARIN)
    hold = {"precaution": "warfarin_needs_an_inr"}
    assert page.send("lift", **hold, reason="  ").status_code == 422
    page.send("lift", **hold, reason="Stable, seen in the book.")

    assert [each.lift.reason for each in page.decision().lifts] == ["Stable, seen in the book."]


def test_the_examination_that_a_hold_waits_for_is_asked_for(at_review):
    page = at_review(cast.WARFARIN)
    assert waits(page, "inr_record")
    page.send("examine", kind="inr_record", inr="2.4")

    assert not waits(page, "inr_record")
    assert waits(page, "check_in")


def waits(page, kind: str) -> bool:
    of_it = page.text.partition(f'id="examine-{kind}"')[2].partition("</summary>")[0]
    return "a hold waits for it" in of_it


def test_nothing_is_signed_while_something_is_missing(at_review):
    page = at_review(cast.NUMB_FEET)
    refused = page.send("sign", point=["ST36 both"], read=page.read())

    assert refused.status_code == 422
    assert "Not signed." in refused.content.decode()
    assert not Plan.objects.exists()


@pytest.mark.parametrize(
    "sent",
    [
        ("answer", {"at": "x" * 4000}),
        ("examine", {"kind": "nothing"}),
        ("examine", {"kind": "vital_signs", "temperature": "NaN"}),
        ("correct", {"finding": "nothing", "reason": "x"}),
        ("release", {"flag": "nothing", "when": "yesterday"}),
        ("lift", {"precaution": "nothing", "reason": "x"}),
        ("lift", {"point": "nothing", "place": "left.moon", "reason": "x"}),
        ("choose", {"condition": ["nothing"]}),
        ("sign", {"point": ["ST36", "", "nothing left here"], "read": "x"}),
    ],
    ids=lambda each: "-".join((each[0], *each[1])) if isinstance(each, tuple) else None,
)
def test_what_is_no_answer_is_told_and_changes_nothing(at_review, sent):
    page = at_review(cast.KNEE)
    refused = page.send(sent[0], **sent[1])

    assert refused.status_code == 422
    assert not Judgement.objects.exists()


def test_the_desk_sees_no_review(client: Client, at_review):
    page = at_review(cast.KNEE)
    rosa = User.objects.create(username="rosa", email="rosa@x.example")
    GivenRole.objects.create(user=rosa, role=Role.RECEPTION)
    client.force_login(rosa)

    assert page.get().status_code == 403
    assert page.send("history").status_code == 403


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_shown_in_each_language(at_review, language):
    page = at_review(cast.SCIATICA)
    page.client.cookies["language"] = language

    assert f'<html lang="{language}">' in page.text
