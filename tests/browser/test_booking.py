"""Patients who book, move and cancel, in a real browser at a real server."""

import pytest

from tests.browser.conftest import DESK
from tests.browser.looks import EACH_LANGUAGE, inspect
from tests.browser.walks import answer_all, begin

ALICE = {"#family_name": "Archer", "#given_name": "Alice", "#phone": "020 7946 0555"}


def free_times(page):
    begin(page)
    answer_all(page, {"complaints": ["knee_pain"], "age": 67})
    page.click("main a.primary")
    page.wait_for_selector(".starts")


def form(page):
    free_times(page)
    page.click(".start >> nth=4")
    page.wait_for_selector("#family_name")


def visit(page):
    form(page)
    fill(page)
    page.click("form.details .primary")
    page.wait_for_selector("dl.visit")


def cancelling(page):
    visit(page)
    page.click("a[href$='/cancel/']")
    page.wait_for_selector("#why")


def fill(page):
    for field, typed in ALICE.items():
        page.fill(field, typed)


@pytest.mark.parametrize(("language", "viewport"), EACH_LANGUAGE)
def test_shuts_nobody_out(visitor, language, viewport):
    page = visitor(language=language, viewport=viewport)
    free_times(page)
    inspect(page, language)
    times = page.url
    page.click("a[href$='/wait/']")
    page.wait_for_selector(".days")
    inspect(page, language)
    page.goto(times)
    page.click(".start >> nth=4")
    page.wait_for_selector("#family_name")
    page.click("form.details .primary")
    page.wait_for_selector("#family_name-problem")
    inspect(page, language)
    fill(page)
    page.click("form.details .primary")
    page.wait_for_selector("dl.visit")
    inspect(page, language)
    booked = page.url
    page.click("a[href$='/cancel/']")
    page.wait_for_selector("#why")
    inspect(page, language)
    page.goto(booked)
    page.click("a[href$='/move/']")
    page.click(".start >> nth=-1")
    page.wait_for_selector("dl.visit dd strong")
    inspect(page, language)
    assert page.problems == []


def test_two_clicks_from_the_free_times_book_a_visit(visitor):
    page = visitor()
    free_times(page)
    page.evaluate(
        "() => { sessionStorage.clicks = 0;"
        " addEventListener('click', () => sessionStorage.clicks++, true); }"
    )
    page.click(".start >> nth=0")
    page.wait_for_selector("#family_name")
    for field, typed in ALICE.items():
        page.focus(field)
        page.keyboard.type(typed)
    page.click("form.details .primary")
    page.wait_for_selector("dl.visit")

    assert page.evaluate("sessionStorage.clicks") == "2"
    assert "Your visit is booked" in page.inner_text("h1")


def test_two_browsers_that_want_one_time_get_one_visit_and_one_list_of_others(visitor):
    alice, charlie = visitor(), visitor()
    for page in (alice, charlie):
        form(page)
        fill(page)
    alice.click("form.details .primary")
    alice.wait_for_selector("dl.visit")
    charlie.click("form.details .primary")
    charlie.wait_for_selector("button[name=instead]")

    assert charlie.input_value("#family_name") == "Archer"
    charlie.click("button[name=instead] >> nth=0")
    charlie.wait_for_selector("dl.visit")
    assert "Your visit is booked" in charlie.inner_text("h1")


def test_a_visit_is_cancelled_once_and_the_old_page_says_so(visitor):
    page = visitor()
    cancelling(page)
    old = page.url
    page.click("main form .primary")
    page.wait_for_selector(".gone")
    page.goto(old)

    assert "This link was used already" in page.inner_text("h1")
    assert page.problems == []


def test_a_visit_is_booked_by_keyboard_alone(visitor):
    page = visitor(viewport=DESK)
    free_times(page)
    press_to(page, ".start")
    page.keyboard.press("Enter")
    page.wait_for_selector("#family_name")
    for field, typed in ALICE.items():
        press_to(page, field)
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_selector("dl.visit")


def test_it_is_booked_without_scripts(visitor):
    page = visitor(java_script_enabled=False)
    page.goto("/")
    go(page, ".begin button")
    while page.query_selector("form.question"):
        go(page, "button[value=none], button[value=no], button[value=unsure]")
    go(page, "main a.primary")
    go(page, ".start >> nth=7")
    fill(page)
    go(page, "form.details .primary")

    assert "Your visit is booked" in page.inner_text("h1")


def go(page, selector: str) -> None:
    """Press what leads to another page, and be there: without scripts nothing else tells."""
    with page.expect_navigation():
        page.click(selector)


def press_to(page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(selector)
