"""The page of the day in a browser: who is here by one tap."""

from tests.browser.conftest import DESK
from tests.browser.taps import Taps

SATO = "li:has-text('佐藤')"


def test_a_patient_is_noted_as_here_with_one_of_two_taps_and_the_other_takes_it_back(at_work):
    page = at_work("rosa", viewport=DESK)
    page.goto("/today/")
    taps = Taps(page)
    taps.tap(f"{SATO} .do .primary", then=f"{SATO} .stage:has-text('here')")
    taps.told("a patient is noted as here")
    assert taps.taps == 1
    taps.tap(f"{SATO} button[name=back]", then=f"{SATO} .stage:has-text('expected')")

    assert page.query_selector("#beds") is None
    assert page.query_selector("a[href$='/review/']") is None
    assert page.problems == []


def test_nobody_at_the_desk_opens_a_note_or_a_review(at_work):
    page = at_work("rosa", viewport=DESK)
    page.goto("/today/")
    patient = page.get_attribute(f"{SATO} .who a", "href")
    visit = page.get_attribute(f"{SATO} .do form", "action").split("/")[2]

    for address in (f"{patient}review/", f"{patient}letter/", f"/visits/{visit}/note/"):
        assert page.goto(address).status == 403
