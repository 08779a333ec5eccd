"""Bob reviews a patient before the first needle, in a browser: nothing goes unseen to a needle."""

import pytest

from tests.browser.conftest import DESK, PHONE, clinic_of_its_own
from tests.browser.looks import inspect
from tests.browser.walks import sign_in
from zusanli.core.words import LANGUAGES

# What others tell of its patients at the shared clinic would hold here as well.
site = pytest.fixture(scope="module")(clinic_of_its_own)


@pytest.fixture
def bob(visitor):
    """Bob at the page of the day."""

    def at_work(*, viewport=DESK, language="en"):
        page = visitor(viewport=viewport, language=language)
        sign_in(page, "bob@willow.example")
        return page

    return at_work


def open_review(page, name: str) -> None:
    page.goto("/patients/")
    page.fill("#name", name)
    page.keyboard.press("Enter")
    page.click(f"main a:has-text('{name}')")
    page.click("main a.primary[href$='/review/']")
    page.wait_for_selector("#missing")


def press(page, selector: str) -> None:
    """Press what is sent bit by bit, and wait until the page is there again."""
    with page.expect_response(lambda answer: "/review/" in answer.url and answer.status == 200):
        page.click(selector)
    page.wait_for_load_state("networkidle")


def check_in(page) -> None:
    """Ask what may differ from day to day; it is nothing of it."""
    page.click("text=Record another examination")
    page.click("#examine-check_in summary")
    press(page, "#examine-check_in button[name=all]")


def test_feet_that_do_not_feel_are_examined_before_a_plan_is_signed(bob):
    page = bob()
    open_review(page, "Okafor")
    assert "Examinations are due." in page.inner_text("#missing")
    while page.query_selector(".examination:has(strong) button[name=all]"):
        press(page, ".examination:has(strong) button[name=all] >> nth=0")
    check_in(page)
    press(page, "button:has-text('I went through the history')")
    page.wait_for_selector("#missing:has-text('Nothing stands in the way')")
    page.click("#sign-plan .primary")
    page.wait_for_selector(".done:has-text('was signed by Bob Lee')")

    assert page.problems == []


def test_in_pregnancy_a_point_is_held_and_taken_with_a_reason_that_leaves_its_trace(bob):
    page = bob()
    open_review(page, "Ahmed")
    while page.query_selector(".examination:has(strong) button[name=all]"):
        press(page, ".examination:has(strong) button[name=all] >> nth=0")
    check_in(page)
    page.click("summary:has-text('Held points')")
    held = page.locator(".point.held[data-point='BL60'] + .holds")
    held = held.locator("form:has-text('regnan')").first
    held.locator("input[name=reason]").fill("Asked for by her midwife, week 40.")
    held.locator("button").click()
    page.wait_for_selector("main >> text=Asked for by her midwife, week 40.")

    assert page.problems == []


def test_the_map_and_the_list_are_in_step(bob):
    page = bob()
    open_review(page, "Novak")
    check_in(page)
    row = page.locator(".points .point").first
    code = row.get_attribute("data-point")
    row.hover()
    page.wait_for_selector(f".leg-map .dot.lit[data-point='{code}']", state="attached")

    assert page.problems == []


def test_what_was_typed_stays_when_it_is_no_number(bob):
    page = bob(viewport=PHONE)
    open_review(page, "Novak")
    page.click("text=Record another examination")
    page.click("#examine-vital_signs summary")
    page.fill("#vital_signs-temperature", "366")
    page.click("#examine-vital_signs .primary")
    page.wait_for_selector("#examine-vital_signs [aria-invalid=true]")

    assert page.input_value("#vital_signs-temperature") == "366"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_shuts_nobody_out(bob, language):
    page = bob(language=language, viewport=PHONE if language == "ja" else DESK)
    page.goto("/today/")
    inspect(page, language)
    open_review(page, "Okafor")
    inspect(page, language)
