"""Patients at their phones, in a real browser at a real server."""

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.walks import answer, answer_all, begin
from zusanli.core.words import LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_whoever_has_new_chest_pain_is_told_to_call_and_offered_no_visit(visitor, language):
    page = visitor(language=language)
    begin(page)
    answer(page, {"ticks": ["chest_pain_new"]})

    assert "999" in page.inner_text(".notice.alarm")
    assert page.get_attribute(".call", "href") == "tel:999"
    assert page.query_selector("a[href*=book]") is None
    assert page.problems == []


def test_an_ordinary_patient_comes_to_the_end_by_tapping(visitor):
    page = visitor()
    begin(page)
    answer_all(page, {"complaints": ["knee_pain"], "age": 67})

    assert "You may book an assessment visit." in page.inner_text("main")
    assert page.problems == []


def test_a_daughter_answers_for_her_father_and_each_answer_says_so(visitor):
    page = visitor(viewport=DESK)
    begin(page, "relative")
    answer(page, {})
    page.goto(f"{page.url}answers/")

    assert "relative, " in page.inner_text("main")
    assert "patient, " not in page.inner_text("main")


def test_where_it_is_numb_is_tapped_on_the_soles(visitor):
    page = visitor()
    begin(page)
    answer_all(page, {"complaints": ["numb_feet"], "age": 68})
    page.click("text=Answer what is left now")
    while page.get_attribute("form.question", "data-screen") != "numb_places":
        answer(page, {})
    page.click("svg[data-view=sole] .place[data-place='left.sole']")

    assert page.is_checked("input[value='left.sole']")
    page.click(".answers .primary")
    page.wait_for_function(
        "() => document.querySelector('form.question')?.dataset.screen !== 'numb_places'"
    )
    assert page.problems == []


def test_a_phone_that_loses_its_connection_keeps_what_was_ticked(visitor):
    page = visitor()
    begin(page)
    page.check("input[value=coughing_blood]")
    page.context.set_offline(True)
    page.click(".answers .primary")
    page.wait_for_selector("#no-connection:not([hidden])")
    assert page.is_checked("input[value=coughing_blood]")

    page.context.set_offline(False)
    page.click(".answers .primary")
    page.wait_for_selector(".notice.alarm")


def test_two_tabs_on_one_questionnaire_record_one_answer(visitor):
    page = visitor()
    begin(page)
    other = page.context.new_page()
    other.goto(page.url)
    answer(page, {})
    other.click("button[value=none]")
    other.wait_for_selector(".told")

    assert "answered already" in other.inner_text(".told")


def test_it_works_without_scripts(visitor):
    page = visitor(viewport=PHONE, java_script_enabled=False)
    page.goto("/")
    page.click(".begin button")
    page.check("input[value=chest_pain_new]")
    page.click(".answers .primary")

    assert "Get help now" in page.inner_text("h1")


def test_by_keyboard_alone(visitor):
    page = visitor(viewport=DESK)
    page.goto("/")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.value") == "patient":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("form.question")
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "checkbox":
            break
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector(".notice.alarm")
