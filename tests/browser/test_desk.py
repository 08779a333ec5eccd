"""The desk, in a real browser at a real server: by keyboard, at any width."""

from datetime import date, timedelta

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.looks import inspect

A_MONDAY = date.today() + timedelta(days=14 - date.today().weekday())  # noqa: DTZ011 - of the demo


@pytest.fixture
def rosa(at_work):
    """Make the receptionist's browser, at the desk."""

    def come(**more):
        page = at_work("rosa", **{"viewport": DESK, **more})
        page.goto("/desk/")
        return page

    return come


def find(page, name: str) -> None:
    page.keyboard.press("/")
    page.keyboard.type(name)
    page.keyboard.press("Enter")
    page.wait_for_selector(".found a")


def press_to(page, selector: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(selector)


def enter(page, on: str, leads_to: str) -> None:
    """Go to a link or button by the Tab key, and press it."""
    press_to(page, on)
    page.keyboard.press("Enter")
    settled(page, leads_to)


def settled(page, selector: str) -> None:
    """Wait until a page is there and whoever is at the keyboard is in its content."""
    page.wait_for_selector(selector)
    page.wait_for_function(
        "() => document.getElementById('desk-content').contains(document.activeElement)"
    )


def open_patient(page, name: str) -> None:
    find(page, name)
    page.click(".found a")
    page.wait_for_selector("a[href$='/course/']")


def test_somebody_who_calls_is_booked_and_moved_by_keyboard_alone(rosa):
    page = rosa()
    find(page, "Nov")
    settled(page, ".found")
    enter(page, ".found a", "a[href$='/course/']")
    enter(page, "a[href*='/book/']", ".starts")
    enter(page, ".start", "form .primary")
    assert page.evaluate("document.activeElement.matches('.primary')")
    page.keyboard.press("Enter")
    settled(page, "a[href$='/move/']")
    enter(page, "a[href$='/move/']", ".starts")
    enter(page, ".start", "#why")
    enter(page, "#why", "a[href$='/cancel/']")

    assert "moved" in page.inner_text("main")
    assert page.problems == []


def test_the_keys_turn_the_days_and_stay_off_when_they_are_turned_off(rosa):
    page = rosa()
    today = page.inner_text("h1")
    page.keyboard.press("n")
    page.wait_for_function("before => document.querySelector('h1').innerText !== before", arg=today)
    page.keyboard.press("t")
    page.wait_for_function("before => document.querySelector('h1').innerText === before", arg=today)
    page.click("#keys button")
    page.goto("/desk/waiting/")
    page.keyboard.press("t")
    page.wait_for_timeout(300)

    assert page.url.endswith("/desk/waiting/")
    assert page.inner_text("#keys button") == "Turn the keys on"
    assert page.problems == []


def test_a_whole_course_is_booked_in_one_go(rosa):
    page = rosa()
    open_patient(page, "Okafor")
    page.click("a[href$='/course/']")
    plan(page)
    page.click("button[value=book]")
    page.wait_for_selector("a[href*='/book/']")

    assert page.inner_text("main").count("Following visit · ") == 6


def plan(page) -> None:
    page.wait_for_selector("#first")
    page.select_option("#service", label="Following visit")
    page.select_option("#with", label="Bob Lee")
    page.fill("#first", A_MONDAY.isoformat())
    page.fill("#time", "10:00")
    page.click("button[value=show]")
    page.wait_for_selector(".visits")


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_shuts_nobody_out(rosa, viewport):
    page = rosa(viewport=viewport)
    for each in page.query_selector_all("details summary"):
        each.click()
    inspect(page)
    for way in ("new/", "../waiting/"):
        page.goto(f"/desk/patients/{way}")
        inspect(page)
    open_patient(page, "Brown")
    inspect(page)
    patient = page.url
    page.click("a[href$='/course/']")
    page.wait_for_selector("#first")
    inspect(page)
    plan(page)
    inspect(page)
    page.goto(patient)
    page.click("a[href*='/book/']")
    page.click(".start >> nth=0")
    page.wait_for_selector("form .primary")
    inspect(page)
    page.goto(patient)
    page.click("a[href*='/desk/visits/']")
    page.wait_for_selector("a[href$='/cancel/']")
    inspect(page)
    assert page.problems == []
