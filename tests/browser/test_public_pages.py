"""The pages for everybody, as people see, hear and tap them; and a message from a phone."""

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.looks import EACH_LANGUAGE, inspect
from tests.browser.walks import sign_in

PAGES = (
    "questions",
    "practitioners",
    "practitioners/mei-tan",
    "clinic",
    "numb-feet",
    "claims",
    "prices",
    "contact",
    "contact/sent",
    "search",
)
OF_THE_BOOK = (
    "conditions",
    "conditions/sciatica",
    "points",
    "points/ST36",
    "danger-signs",
    "danger-signs/suspected_deep_vein_clot",
    "contradictions",
    "misprints",
    "glossary",
)
"""One page of each kind that is made of the rule book."""


@pytest.mark.element("001-L037-1")
@pytest.mark.parametrize(("language", "viewport"), EACH_LANGUAGE)
def test_each_page_shuts_nobody_out(visitor, language, viewport):
    page = visitor(language=language, viewport=viewport)
    for each in PAGES:
        page.goto(f"/about/{each}/")

        inspect(page, language)
    assert page.problems == []


@pytest.mark.parametrize(("language", "viewport"), EACH_LANGUAGE)
def test_a_page_of_each_kind_shuts_nobody_out(visitor, language, viewport):
    page = visitor(language=language, viewport=viewport)
    for each in OF_THE_BOOK:
        page.goto(f"/about/{each}/")

        inspect(page, language)
    assert page.problems == []


def test_somebody_finds_who_speaks_their_language_and_what_they_chose_stands_nowhere(visitor):
    page = visitor(viewport=PHONE)
    page.goto("/about/practitioners/")
    page.locator("#language").select_option(label="日本語")
    page.get_by_label("What brings you").select_option(label="Numb feet")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("status").filter(has_text="Found: 1").wait_for()
    inspect(page)
    assert "?" not in page.url
    page.get_by_role("link", name="Mei Tan").click()
    page.get_by_role("heading", name="Mei Tan").wait_for()

    assert "A made-up register" in page.inner_text("main")
    assert page.problems == []


def test_somebody_looks_for_a_page_and_nothing_typed_stands_in_the_address(visitor):
    page = visitor(viewport=PHONE)
    page.goto("/")
    page.get_by_role("link", name="Look for a page").click()
    page.get_by_label("What you look for").fill("swollen calf")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("status").filter(has_text="The best first").wait_for()
    inspect(page)
    assert "swollen" not in page.url
    page.get_by_role("link", name="Possible blood clot in a leg vein").first.click()
    page.get_by_role("heading", name="Be seen today").wait_for()

    assert page.problems == []


@pytest.mark.element("001-L037-1")
def test_a_reader_of_the_table_hears_the_heads_of_both_columns(visitor):
    page = visitor()
    page.goto("/about/practitioners/")
    table = page.get_by_role("table").first

    assert table.get_by_role("columnheader").count() == 2
    assert table.get_by_role("rowheader").count() >= 1


@pytest.mark.element("002-L073-1")
def test_somebody_writes_from_a_phone_and_nothing_typed_stands_in_the_address(visitor):
    page = visitor()
    page.goto("/")
    page.get_by_role("link", name="Write to us").click()
    page.get_by_label("Your name").fill("Yvonne Quill")
    page.get_by_label("Phone number or email address").fill("020 7946 0555")
    page.get_by_label("What can we do for you?").fill("Is there a lift?")
    page.wait_for_timeout(3200)  # as long as somebody needs to write it
    page.get_by_role("button", name="Send to the desk").click()
    page.get_by_role("heading", name="Your message is at the desk").wait_for()

    assert page.url.endswith("/about/contact/sent/")
    assert page.problems == []


def test_the_questions_are_searched(visitor):
    page = visitor()
    page.goto("/about/questions/")
    page.get_by_label("Look for words").fill("insurance")
    page.get_by_role("button", name="Look").click()
    page.get_by_role("status").filter(has_text="Answers found").wait_for()

    assert page.get_by_role("heading", name="Does my insurance pay?").count() == 1
    assert "insurance" not in page.url
    assert page.get_by_role("heading", level=2).count() < 6


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_desk_reads_what_was_written_and_settles_it(visitor, viewport):
    page = visitor(viewport=viewport)
    page.goto("/about/contact/")
    page.get_by_label("Your name").fill(f"Zoe {viewport['width']}")
    page.get_by_label("Phone number or email address").fill("zoe@mail.example")
    page.get_by_label("What can we do for you?").fill("When do you open?")
    page.wait_for_timeout(3200)
    page.get_by_role("button", name="Send to the desk").click()
    page.get_by_role("heading", name="Your message is at the desk").wait_for()
    sign_in(page, "rosa@willow.example")
    page.goto("/desk/")
    page.get_by_role("link", name="Messages to answer").click()
    page.get_by_role("heading", name=f"Zoe {viewport['width']}").wait_for()
    inspect(page, "en")
    message = page.get_by_role("article").filter(has_text=f"Zoe {viewport['width']}")
    message.get_by_label("What was done").fill("Wrote her.")
    message.get_by_role("button", name="Settled").click()
    message.wait_for(state="detached")

    assert page.problems == []


@pytest.mark.element("001-L082-2")
@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_goal_is_agreed_on_and_reached_on_the_care_plan(visitor, viewport):
    page = visitor(viewport=viewport)
    sign_in(page, "bob@willow.example")
    page.goto("/patients/")
    page.get_by_label("name").first.fill("Novak")
    page.get_by_role("main").get_by_role("button").first.click()
    page.get_by_role("link", name="Novak, Pavel").click()
    page.get_by_role("link", name="Care plan").first.click()
    goal = f"Walk {viewport['width']} steps more"
    page.locator("form.details").get_by_label("What the goal is").fill(goal)
    page.get_by_role("button", name="Agree on it").click()
    section = page.get_by_role("region", name=goal)
    section.wait_for()
    inspect(page, "en")
    section.get_by_role("button", name="Reached").click()
    section.get_by_text("reached on").wait_for()

    assert page.problems == []
