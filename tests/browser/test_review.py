"""Bob reviews a patient before the first needle, in a browser: nothing goes unseen to a needle."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.charting import add, asked, open_note
from tests.browser.conftest import DESK, PHONE, clinic_of_its_own
from tests.browser.looks import inspect
from zusanli.core.words import LANGUAGES
from zusanli.synthetic.staff import PASSWORD

# What others tell of its patients at the shared clinic would hold here as well.
site = pytest.fixture(scope="module")(clinic_of_its_own)

REFUSED = "422"
"""What was not taken is answered with this code, which a browser writes down."""


@pytest.fixture
def bob(at_work):
    """Bob at the page of the day."""

    def come(**more):
        page = at_work("bob", **{"viewport": DESK, **more})
        page.goto("/today/")
        return page

    return come


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


def examine_all_that_is_due(page) -> None:
    """Look at all that the review asks for; it is nothing of it."""
    while page.query_selector(".examination:has(strong) button[name=all]"):
        press(page, ".examination:has(strong) button[name=all] >> nth=0")


def test_feet_that_do_not_feel_are_needled_once_they_are_examined_and_never_warmed(bob):
    page = bob()
    note = asked(page, "Okafor")
    add(page, "st36 l", ".again")
    assert "no plan was signed" in page.inner_text(".again")
    assert "To be examined first" in page.inner_text(".today-care")

    open_review(page, "Okafor")
    assert "Examinations are due." in page.inner_text("#missing")
    examine_all_that_is_due(page)
    check_in(page)
    press(page, "button:has-text('I went through the history')")
    page.wait_for_selector("#missing:has-text('Nothing stands in the way')")
    page.click("#sign-plan .primary")
    page.wait_for_selector(".done:has-text('was signed by Bob Lee')")

    page.goto(note)
    page.click("text=Let the patient read the sheet and sign")
    page.fill("#name", "Grace Okafor")
    for each in page.query_selector_all("main form input[type=checkbox]"):
        each.check()
    page.click("main form .primary")
    page.goto(note)
    add(page, "st36 l", "#set-1")
    page.click("#beside summary:has-text('Heat')")
    page.select_option("#warm-where", "top_of_foot")
    page.fill("#warm-min", "10")
    page.click("#beside form:has(#warm-method) button")
    page.wait_for_selector(".again")
    assert "heat" in page.inner_text(".again").lower()
    assert [each for each in page.problems if REFUSED not in each] == []


def test_on_warfarin_no_point_is_free_before_the_inr_is_on_record(bob):
    page = bob()
    open_note(page, "Hughes")
    open_review(page, "Hughes")
    assert page.query_selector(".points .point input:checked:not(:disabled)") is None
    examine_all_that_is_due(page)
    check_in(page)
    press(page, "button:has-text('I went through the history')")
    page.wait_for_selector("#missing.alarm")
    page.wait_for_selector("#examine-inr_record:has-text('a hold waits for it')")
    page.click("#examine-inr_record summary")
    page.fill("#inr_record-inr", "2.4")
    press(page, "#examine-inr_record .primary")
    page.wait_for_selector("#missing:has-text('No doctor is named')")
    page.fill("#doctor-name", "Dr Quill")
    page.fill("#doctor-day", datetime.now(UTC).date().isoformat())
    press(page, "button:text-is('Keep this doctor')")
    page.wait_for_selector("#missing:has-text('Nothing stands in the way')")
    page.click("#sign-plan .primary")
    page.wait_for_selector(".done:has-text('was signed by Bob Lee')")

    assert page.problems == []


def test_whose_licence_lapsed_signs_nothing_and_needles_nobody(at_work):
    yesterday = (datetime.now(UTC) - timedelta(days=1)).date()
    ada = at_work("ada", viewport=DESK)
    ada.goto("/staff/")
    ada.click("main a:has-text('Mei Tan')")
    ada.click("a[href$='/licence/']")
    for name, typed in (
        ("title", "Acupuncturist"),
        ("issuer", "A made-up register"),
        ("number", "M-1031"),
    ):
        ada.fill(f"#id_{name}", typed)
    ada.fill("#id_valid_until", yesterday.isoformat())
    ada.click("main form .primary")
    ada.fill("#id_password", PASSWORD)
    ada.click("main .primary")
    ada.wait_for_selector("main >> text=Mei Tan")
    mei = at_work("mei", viewport=DESK)
    open_review(mei, "Novak")
    check_in(mei)
    mei.wait_for_selector("#missing a:has-text('licence')")
    asked(mei)
    add(mei, "st36 l", ".again")

    assert "licence" in mei.inner_text(".again")
    assert mei.query_selector("#set-1") is None


def test_in_pregnancy_a_point_is_held_and_taken_with_a_reason_that_leaves_its_trace(bob):
    page = bob()
    open_review(page, "Ahmed")
    examine_all_that_is_due(page)
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
