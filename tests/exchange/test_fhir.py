"""
What is given as FHIR is what FHIR R4 takes: by the specification's own lists, and by a judge.

The lists below are those elements of https://hl7.org/fhir/R4/careplan.html, goal.html and
questionnaireresponse.html that are written here; an element that is not among them fails.
"""

import json
import re
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from tests.clinic.booking.pages import text
from tests.clinic.booking.willow_street import NOW, clinic, practitioner
from tests.clinic.notes.at_the_clinic import come, come_now, licensed
from zusanli.clinic.books import rule_book
from zusanli.core.words import LANGUAGES
from zusanli.documents.care_plan import Aim, CarePlan, Part, Sessions, State
from zusanli.exchange.fhir.care_plan import fhir_care_plan
from zusanli.exchange.fhir.questionnaire_response import Subject, fhir_questionnaire_response
from zusanli.synthetic import cast

pytestmark = pytest.mark.django_db
ALICE = UUID("5f0c4c3e-6b8f-4f5b-9f2e-000000000001")
TODAY = date(2026, 11, 26)
ACTIVITY_STATUS = {
    "not-started", "scheduled", "in-progress", "on-hold", "completed", "cancelled", "stopped",
    "unknown", "entered-in-error",
}  # fmt: skip
GOAL_STATUS = {
    "proposed", "planned", "accepted", "active", "on-hold", "completed", "cancelled",
    "entered-in-error", "rejected",
}  # fmt: skip
REFERENCE = {"identifier": {"system": str, "value": str}}
ELEMENTS = {
    "CarePlan": {
        "resourceType": {"CarePlan"},
        "contained": ["Goal"],
        "language": set(LANGUAGES),
        "status": {"draft", "active", "on-hold", "revoked", "completed", "unknown"},
        "intent": {"proposal", "plan", "order", "option"},
        "title": str,
        "subject": REFERENCE,
        "created": re.compile(r"\d{4}-\d\d-\d\d"),
        "goal": [{"reference": re.compile(r"#goal-\d+")}],
        "activity": [
            {"detail": {"code": {"text": str}, "status": ACTIVITY_STATUS, "description": str}}
        ],
    },
    "Goal": {
        "resourceType": {"Goal"},
        "id": re.compile(r"[A-Za-z0-9\-.]{1,64}"),
        "lifecycleStatus": GOAL_STATUS,
        "description": {"text": str},
        "subject": REFERENCE,
        "target": [{"dueDate": re.compile(r"\d{4}-\d\d-\d\d")}],
    },
    "QuestionnaireResponse": {
        "resourceType": {"QuestionnaireResponse"},
        "language": set(LANGUAGES),
        "identifier": {"system": str, "value": str},
        "status": {"in-progress", "completed", "amended", "entered-in-error", "stopped"},
        "subject": REFERENCE,
        "authored": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)"),
        "item": [
            {
                "linkId": str,
                "text": str,
                "answer": [
                    {
                        "valueBoolean": bool,
                        "valueDecimal": float,
                        "valueDate": re.compile(r"\d{4}-\d\d-\d\d"),
                        "valueCoding": {"system": str, "code": str, "display": str},
                        "valueQuantity": {"value": float, "system": str, "code": str},
                    }
                ],
            }
        ],
    },
}
REQUIRED = {
    "CarePlan": ("status", "intent", "subject"),
    "Goal": ("lifecycleStatus", "description", "subject"),
    "QuestionnaireResponse": ("status",),
}


def faults(value, shape, where: str):
    """Give what the lists do not know."""
    if isinstance(shape, str):
        yield from faults(value, ELEMENTS[shape], f"{where}.{shape}")
        yield from (f"{where} has no {each}" for each in REQUIRED[shape] if each not in value)
    elif isinstance(shape, dict):
        yield from (f"{where}.{name}?" for name in value if name not in shape)
        yield from ["empty"] * (not value)
        for name in set(value) & set(shape):
            yield from faults(value[name], shape[name], f"{where}.{name}")
    elif isinstance(shape, list):
        yield from ["no list of something"] * (not isinstance(value, list) or not value)
        for each in value:
            yield from faults(each, shape[0], where)
    elif not _is(value, shape):
        yield f"{where}: {value}"


def _is(value, shape) -> bool:
    if isinstance(shape, set):
        return value in shape
    if isinstance(shape, re.Pattern):
        return bool(shape.fullmatch(value))
    if shape is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, shape) and value != ""


def judged(resource: dict) -> None:
    """Have another program read it, where one is installed."""
    models = pytest.importorskip("fhir.resources.R4B")
    models.get_fhir_model_class(resource["resourceType"]).model_validate(resource)


def plan_of(*aims: Aim, planned: int | None = 10, kept: int = 2) -> CarePlan:
    phases = ((2, 3), (1, 4)) if planned else ()
    return CarePlan(TODAY, Sessions(planned, kept, phases, (4, 8)), aims)


WALK = Aim(Part.LIFESTYLE, "Walk", State.UNDER_WAY, TODAY, date(2027, 1, 5))
DIET = Aim(Part.LIFESTYLE, "Less salt", State.DROPPED, TODAY)
FEET = Aim(Part.SELF_CARE, "Look at your feet", State.REACHED, TODAY)
PHYSIO = Aim(Part.OTHER_CARE, "Physiotherapy", State.UNDER_WAY, TODAY)
PLANS = {
    "nothing agreed": plan_of(planned=None, kept=0),
    "everything": plan_of(WALK, DIET, FEET, PHYSIO),
    "over": plan_of(FEET, kept=10),
}


@pytest.fixture
def bob():
    clinic()
    return licensed(practitioner("Bob"))


def response_of(here, *, is_whole: bool = True):
    subject = Subject(here.patient.pk, here.intake.pk)
    return fhir_questionnaire_response(here.decision, subject, authored=NOW, is_whole=is_whole)


@pytest.fixture(params=[cast.KNEE, cast.WARFARIN, cast.UNSURE], ids=lambda each: each.family_name)
def answered(request, bob):
    return response_of(come(request.param, bob))


@pytest.mark.element("004-L038-1")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_a_care_plan_is_one_to_fhir(name, language):
    say = rule_book(language).say
    resource = json.loads(json.dumps(fhir_care_plan(PLANS[name], None, say, patient=ALICE)))

    assert list(faults(resource, "CarePlan", "")) == []


@pytest.mark.element("004-L038-1")
def test_it_holds_other_treatments_and_goals_for_life_with_how_they_stand(bob):
    here = come(cast.WARFARIN, bob)
    say = rule_book().say
    resource = fhir_care_plan(PLANS["everything"], here.decision, say, patient=ALICE)
    held = {
        (each["detail"]["code"]["text"], each["detail"]["description"]): each["detail"]["status"]
        for each in resource["activity"]
    }

    assert held["Goals for everyday life", "Walk"] == "in-progress"
    assert held["Goals for everyday life", "Less salt"] == "cancelled"
    assert held["What you do yourself", "Look at your feet"] == "completed"
    assert held["Other treatments and medicines", "Physiotherapy"] == "in-progress"
    assert any("arfarin" in description for _, description in held)
    assert [each["description"]["text"] for each in resource["contained"]] == ["Walk", "Less salt"]
    assert [each["reference"] for each in resource["goal"]] == ["#goal-1", "#goal-2"]
    assert list(faults(json.loads(json.dumps(resource)), "CarePlan", "")) == []


@pytest.mark.element("003-L040-1")
def test_answers_are_a_questionnaire_response_to_fhir(answered):
    assert list(faults(json.loads(json.dumps(answered)), "QuestionnaireResponse", "")) == []
    assert len(answered["item"]) > 10
    assert all(len(one) == 1 for each in answered["item"] for one in each["answer"]), (
        "a value is of one kind"
    )


@pytest.mark.element("003-L040-1")
def test_yes_no_and_not_sure_stay_three_and_what_was_not_asked_is_not_there(bob):
    sure = response_of(come(cast.WARFARIN, bob))["item"]
    unsure = response_of(come(cast.UNSURE, bob, now=NOW.replace(hour=12)))["item"]
    values = [one for each in unsure for one in each["answer"]]
    asked = {each["linkId"] for each in sure}

    assert {one["valueCoding"]["code"] for one in values if "valueCoding" in one} >= {
        "asked-unknown"
    }
    assert not any("valueBoolean" in one for one in values)
    assert "blood_thinner_kind" in asked
    assert asked < {"complaints", *rule_book().findings}


@pytest.mark.element("003-L040-1")
def test_it_is_resumed_by_its_link_in_another_browser_and_without_an_account(client):
    clinic()
    address = client.post(reverse("begin"), {"who": "patient"}).url
    for number in range(2):
        client.post(address, {"number": number, "answer": "unsure"}, follow=True)
    here, elsewhere = (text(each.get(address)) for each in (client, Client()))
    shown = re.compile(r'data-number="(\d+)"')

    assert shown.search(here)[1] == shown.search(elsewhere)[1] == "2"


def test_the_answers_are_taken_along_by_who_treats(client, bob):
    here = come_now(cast.KNEE, bob)
    client.force_login(bob)
    got = client.get(reverse("questionnaire_fhir", kwargs={"patient": here.patient.pk}))
    resource = json.loads(got.content)

    assert resource["status"] == "completed"
    assert got["Content-Disposition"] == 'attachment; filename="questionnaire.json"'
    assert "Archer" not in got.content.decode()


@pytest.mark.parametrize("name", PLANS)
def test_another_program_reads_the_care_plan(name):
    judged(fhir_care_plan(PLANS[name], None, rule_book().say, patient=ALICE))


def test_another_program_reads_the_answers(answered):
    judged(answered)
