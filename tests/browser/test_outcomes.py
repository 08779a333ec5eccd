"""Outcomes in a real browser: a review at visit 6 that stops a course, scores, and a receipt."""

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.looks import EACH_LANGUAGE, inspect
from tests.browser.walks import sign_in

REFUSED = "422"
"""A form that could not be taken says so with this code, which a browser writes down."""


def found(page, name: str = "Lindq") -> str:
    """Find a patient, and give the address of their record."""
    page.goto("/patients/")
    page.fill("#name", name)
    page.click(".find button")
    page.click(".stacked a")
    page.wait_for_selector("a[href$='/outcomes/'], a[href*='/desk/patients/']")
    page.wait_for_url("**/patients/*-*/")
    return page.url


@pytest.mark.parametrize(("language", "viewport"), EACH_LANGUAGE)
def test_no_page_of_outcomes_shuts_anybody_out(at_work, language, viewport):
    page = at_work("bob", language=language, viewport=viewport)
    record = found(page)
    for address in ("outcomes/", "scores/", "came-no-more/", "coverage/", "cost-sheet/"):
        page.goto(f"{record}{address}")
        inspect(page, language)
    page.goto("/outcomes/")
    inspect(page, language)
    assert page.problems == []


def test_a_review_at_visit_6_stops_a_course_and_cancels_nothing_by_itself(at_work):
    page = at_work("bob", viewport=DESK)
    page.goto("/outcomes/")
    page.click("main .found a:has-text('Lindqvist')")
    page.wait_for_selector("#review")
    assert "Review due, after visit 6" in page.inner_text("#review")
    assert "Consider stopping." in page.inner_text("#review")

    page.check("input[name=what][value=stop]")
    page.click("#review .primary")
    page.wait_for_selector("#reason[aria-invalid=true]")
    assert page.is_checked("input[name=what][value=stop]")
    page.fill("#reason", "After six visits nothing moved. She agrees; letter to her doctor.")
    page.click("#review .primary")
    page.wait_for_selector("#stopped")
    stand = page.query_selector_all("#stopped li")
    assert len(stand) == 2
    inspect(page, "en")

    page.goto("/outcomes/")
    assert page.query_selector("main .found a:has-text('Lindqvist')") is None
    page.go_back()
    page.wait_for_selector("#stopped")
    page.click("#stopped .button >> nth=0")
    page.wait_for_selector("form[method=post] button")
    page.wait_for_url("**/cancel/")
    assert [each for each in page.problems if REFUSED not in each] == []


def test_a_tablet_is_handed_over_with_the_form_and_nothing_else(visitor):
    page = visitor(viewport=PHONE)
    sign_in(page, "rosa@willow.example")
    record = found(page)
    page.goto(f"{record}scores/hand-over/")
    inspect(page, "en")
    page.click("main form .primary")
    page.wait_for_selector("main form .numbers")
    assert page.query_selector(".ways") is None
    assert "Lindqvist" not in page.inner_text("body")
    inspect(page, "en")

    page.click("main form .primary")
    page.wait_for_selector("#new-problem")
    page.check("input[name=new][value=none]", force=True)
    page.click("label:has(> input[name=pain_0_10][value='5'])")
    page.click("main form .primary")
    page.wait_for_selector("main .told[role=status]")
    inspect(page, "en")
    page.goto(record)
    assert "/sign-in/" in page.url
    assert [each for each in page.problems if REFUSED not in each] == []


def test_a_receipt_is_made_from_the_clinics_own_line_and_printed(at_work):
    page = at_work("rosa", viewport=DESK)
    page.goto("/receipts/codes/")
    inspect(page, "en")
    page.fill("#label", "Visit")
    page.fill("#text", "Acupuncture, 45 minutes")
    page.fill("#amount", "45")
    page.click("form.details .primary")
    page.wait_for_selector("section.notice h2")
    record = found(page)
    page.goto(record.replace("/patients/", "/desk/patients/"))
    page.click("details summary")
    page.click("details .found a >> nth=0")
    page.click("a[href$='/receipt/']")
    page.check("input[name=line] >> nth=0")
    page.click("form[method=get] button")
    page.wait_for_selector("#text-0[value^=Acu]")
    inspect(page, "en")
    page.click("form.details .primary")
    page.wait_for_selector(".sheet")
    inspect(page, "en")
    printed = page.context.request.get(page.get_attribute("a[href$='.pdf']", "href"))

    assert "45.00 GBP" in page.inner_text(".sheet")
    assert printed.headers["content-type"] == "application/pdf"
    page.goto("/receipts/")
    inspect(page, "en")
    assert page.problems == []
