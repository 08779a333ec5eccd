"""Whole ways of people through the clinic, in a real browser at a real server with its worker."""

import json
import re
import time
from pathlib import Path

import pytest

from tests.browser.conftest import DESK
from tests.browser.test_booking import fill, form, free_times
from tests.browser.walks import answer_all, begin
from zusanli.clinic.links import new_link

CASES = Path(__file__).parents[2] / "examples" / "cases"
TODAY, SOON = "Please be seen today:", "Please be seen within days:"
PATIENTS = {
    "article_000_poor_circulation_and_a_sore": [TODAY],
    "article_001_sciatica_with_tingling": [],
    "article_002_runner_after_a_long_flight": [TODAY],
    "article_003_neuropathy_after_chemotherapy": [],
    "article_004_numb_feet_with_diabetes": [],
}
"""What each of the articles' patients is told before they may book."""
BEHIND_A_LINK = (
    "questions/{}/",
    "questions/{}/answers/",
    "visits/{}/",
    "visits/{}/my-data/",
    "visits/{}/my-data.json",
    "change/{}/cancel/",
    "offers/{}/",
    "calendar/{}.ics",
)
NOT_FOR_ELERI = re.compile("Tuesday|Thursday|Friday|Saturday")
"""The made-up clinic's own patient waits longer, for a Monday or a Wednesday."""
WITHIN_SECONDS = 60
"""The worker looks for mail at once; a machine that is busy takes longer."""


def true_of(case: str) -> dict[str, object]:
    """What somebody says yes to, and the numbers they type."""
    read = json.loads((CASES / f"{case}.json").read_text())
    said = {
        name: answer["value"] if isinstance(answer, dict) else answer
        for name, answer in read["answers"].items()
    }
    ticks = {each for value in said.values() if isinstance(value, list) for each in value}
    ticks |= {name for name, value in said.items() if value is True}
    return {**said, "ticks": ticks, "complaints": read["complaints"]}


@pytest.mark.parametrize("case", PATIENTS)
def test_the_articles_patients_hear_what_comes_first_and_then_of_a_visit(visitor, case):
    page = visitor()
    begin(page)
    answer_all(page, true_of(case))
    said = [each.inner_text() for each in page.query_selector_all("main .notice h2")]

    assert said == PATIENTS[case]
    assert page.query_selector("main a.primary[href$='/visits/']")
    assert page.problems == []


def test_iris_is_not_sure_of_anything_and_books_an_assessment(visitor):
    page = visitor()
    begin(page)
    answer_all(page, {"complaints": ["numb_feet"]}, unsure=True)
    assert "Not sure was a good answer" in page.inner_text("main")
    page.click("main a.primary")
    page.click(".start >> nth=0")
    fill(page)
    page.click("form.details .primary")
    page.wait_for_selector("dl.visit")
    page.click("a[href$='/consent/']")
    page.wait_for_selector("form.signing")

    sheet = page.inner_text("main")
    assert "No needles yet" in sheet
    assert "I do not agree to needles yet" in sheet


def test_a_daughter_books_for_her_father_and_may_not_sign_for_him(visitor):
    page = visitor()
    begin(page, "relative")
    answer_all(page, {"complaints": ["foot_pain"], "age": 86})
    page.click("main a.primary")
    page.click(".start >> nth=1")
    fill(page)
    page.click("form.details .primary")
    page.wait_for_selector("dl.visit")
    visit = page.url
    page.click("a[href$='/my-data/']")
    page.fill("#proof", "020 7946 0555")
    page.click("main .primary")
    page.wait_for_selector("h2")
    assert "relative, 20" in page.inner_text("main")

    page.goto(visit)
    page.click("a[href$='/consent/']")
    page.wait_for_selector("#signer")
    options = page.eval_on_selector_all("#signer option", "all => all.map(each => each.value)")
    assert options == ["patient", "parent", "guardian"]


def test_who_waits_is_offered_the_time_that_another_gives_back(visitor):
    waits, cancels = visitor(), visitor()
    free_times(waits)
    waits.click("a[href$='/wait/']")
    fill(waits)
    waits.click("main form .primary")
    waits.wait_for_load_state("networkidle")
    listed = waits.url
    free_times(cancels)
    days = cancels.locator("section.day", has_text=NOT_FOR_ELERI)
    days.locator(".start").last.click()
    fill(cancels)
    cancels.click("form.details .primary")
    cancels.click("a[href$='/cancel/']")
    cancels.wait_for_selector("#why")
    cancels.click("main form .primary")
    cancels.wait_for_selector(".gone")

    waits.goto(re.sub(r"/(wait|my-offer)/.*", "/visits/", listed))
    waits.click("form[action$='/my-offer/'] button")
    waits.click("button.primary:has-text('Yes, I take it')")
    waits.wait_for_selector("h1:has-text('Your visit is booked')")
    assert waits.problems == []


def test_a_stranger_who_guesses_links_finds_nothing(visitor):
    stranger = visitor()
    for place in BEHIND_A_LINK:
        for guess in (new_link(), "1", "a" * 43, "%00", "..%2f..%2f", "x" * 3000):
            found = stranger.request.get("/" + place.format(guess))
            assert found.status in {404, 400, 414}, (place, guess[:20], found.status)
            assert "Okafor" not in found.text()


def test_a_phone_that_loses_its_connection_while_booking_keeps_what_was_typed(visitor):
    page = visitor()
    form(page)
    fill(page)
    page.context.set_offline(offline=True)
    page.click("form.details .primary")
    page.wait_for_selector("#no-connection:not([hidden])")
    assert page.input_value("#family_name") == "Archer"

    page.context.set_offline(offline=False)
    page.click("form.details .primary")
    page.wait_for_selector("dl.visit")
    assert "Your visit is booked" in page.inner_text("h1")


def test_pavel_reads_his_mail_tells_that_something_is_new_and_the_clinic_sees_it(visitor):
    page = visitor()
    link = mailed(page, r"/visits/[\w-]+/how-are-you/")
    page.goto(link)
    page.click("label:has(input[name=news][value=not_sure])")
    page.fill("#note", "my calf is tight")
    page.click("main form .primary")
    page.wait_for_selector("form.question")
    assert "chest pain" in page.inner_text("main")

    mei = visitor(viewport=DESK)
    mei.goto("/alerts/")
    mei.fill("input[name=login]", "mei@willow.example")
    mei.fill("input[type=password]", "three-miles-more")
    mei.keyboard.press("Enter")
    mei.wait_for_selector("article.notice")
    assert "my calf is tight" in mei.inner_text("main")
    assert "how urgent it is, nobody knows" in mei.inner_text("main")


def mailed(page, pattern: str) -> str:
    """Wait for a mail that holds such a link, and give the path of the first."""
    until = time.monotonic() + WITHIN_SECONDS
    while time.monotonic() < until:
        page.goto("/mail/")
        found = re.search(pattern, page.content())
        if found:
            return found[0]
        page.wait_for_timeout(500)
    raise AssertionError(f"no mail came with {pattern}")
