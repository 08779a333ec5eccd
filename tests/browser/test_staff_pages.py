"""Each page of the staff, as whoever works on it: nobody shut out, in each language and width."""

import re

import pytest

from tests.browser.conftest import DESK
from tests.browser.looks import EACH_LANGUAGE, inspect
from tests.browser.walks import sign_in

WORKS_ON = {
    "rosa": (
        "/desk/",
        "/desk/patients/",
        "/corrections/",
        "/desk/messages/",
        "/patients/",
        "/receipts/",
        "/receipts/codes/",
        "/desk/day-sheet/",
    ),
    "mei": ("/today/", "/alerts/", "/staff/calendar/", "/account/public-page/"),
    "bob": ("/log/", "/outcomes/", "/patients/twice/"),
    "ada": (
        "/reports/",
        "/keeping/",
        "/staff/",
        "/staff/invite/",
        "/set-up/",
        "/set-up/clinic/",
        "/set-up/hours/",
        "/set-up/rooms/",
        "/set-up/services/",
        "/set-up/staff/",
        "/set-up/insurers/",
        "/set-up/texts/",
        "/set-up/mail/",
        "/staff/2/licence/",
        "/account/second-factor/",
    ),
    "nils": ("/account/", "/account/password/", "/account/passkeys/", "/log/"),
}
"""Pages by address; the last one of the researcher is not open to them, and says so."""
OF_A_PATIENT = ("review/", "letter/", "outcomes/", "join/")
"""What is done for one patient, below the address of their record."""
LANDS_ON = {
    "rosa": "/desk/",
    "mei": "/today/",
    "bob": "/today/",
    "ada": "/desk/",
    "nils": "/account/",
}


@pytest.mark.parametrize("who", LANDS_ON)
def test_whoever_signs_in_is_where_they_work_and_each_way_from_there_is_walked_here(visitor, who):
    page = visitor(viewport=DESK)
    sign_in(page, f"{who}@willow.example")
    walked = {address for pages in WORKS_ON.values() for address in pages}

    assert page.url.endswith(LANDS_ON[who])
    assert {each.get_attribute("href") for each in page.query_selector_all(".ways a")} <= walked


@pytest.mark.parametrize(("language", "viewport"), EACH_LANGUAGE)
def test_no_page_of_the_staff_shuts_anybody_out(at_work, language, viewport):
    for who, pages in WORKS_ON.items():
        page = at_work(who, language=language, viewport=viewport)
        for address in pages:
            page.goto(address)
            inspect(page, language)
        if who == "bob":
            record(page, language)


def record(page, language: str) -> None:
    """Read a patient's record: found, opened, as it stood once, and about to be corrected."""
    page.goto("/patients/")
    page.fill("#name", "Nov")
    page.click(".find button")
    page.wait_for_selector(".stacked a")
    inspect(page, language)
    page.click(".stacked a")
    page.wait_for_selector("a[href$='/details/']")
    inspect(page, language)
    then = page.get_attribute("a[href*='/answers/']", "href")
    correct = page.get_attribute("a[href^='/patients/'][href$='/details/']", "href")
    own = page.url
    for address in (then, correct, *(f"{own}{each}" for each in OF_A_PATIENT)):
        page.goto(address)
        inspect(page, language)


def test_who_asked_for_a_correction_is_two_clicks_from_the_form_that_makes_it(at_work):
    page = at_work("rosa", viewport=DESK)
    page.goto("/corrections/")
    page.click("article h2 a >> nth=0")
    page.click("a[href$='/details/']")
    page.wait_for_selector("#family_name")

    assert re.search(r"/desk/patients/[0-9a-f-]{36}/details/$", page.url)


def test_a_page_that_was_answered_with_a_problem_can_be_loaded_again(at_work):
    page = at_work("rosa", viewport=DESK)
    page.goto("/corrections/")
    page.click("article form button >> nth=0")
    page.wait_for_selector("[aria-invalid=true]")
    page.reload()

    assert page.url.endswith("/corrections/")
    assert page.query_selector("article")
