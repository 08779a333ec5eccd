"""A supervisor at patients' records, in a real browser: found, joined, parted, printed."""

import pytest

from tests.browser.conftest import DESK, PHONE, clinic_of_its_own
from tests.browser.looks import inspect
from tests.browser.walks import look_for, takes_in

# What others tell of its patients at the shared clinic would hold here as well.
site = pytest.fixture(scope="module")(clinic_of_its_own)


AGAIN = {"family_name": "Sato", "given_name": "Miwa", "phone": "+44 20 7946 0102"}


@pytest.fixture
def bob(at_work):
    def come(**more):
        return at_work("bob", **{"viewport": DESK, **more})

    return come


def to_answers(page) -> str:
    """Open whoever answered a questionnaire, and give the address."""
    look_for(page, "sato miwa")
    for each in page.eval_on_selector_all("main td a", "all => all.map(one => one.href)"):
        page.goto(each)
        if page.query_selector("a[href$='/leaflet/']"):
            return each
    raise AssertionError("nobody has a leaflet")


def test_who_was_taken_in_twice_is_joined_and_parted_by_keyboard(bob):
    page = bob()
    takes_in(page, AGAIN)
    page.goto("/patients/twice/")
    inspect(page)
    page.focus("main td a")
    page.keyboard.press("Enter")
    page.wait_for_selector("#why")
    inspect(page)
    page.focus("#why")
    page.keyboard.press("Enter")
    page.wait_for_selector("#why-problem")
    page.focus("#why")
    page.keyboard.type("the same number")
    page.keyboard.press("Enter")
    page.wait_for_selector(".told a[href*='/part/']")
    look_for(page, "sato miwa")
    assert len(page.query_selector_all("main td a")) == 1
    page.click("main td a")
    page.wait_for_selector("a[href*='/part/']")
    page.focus("a[href*='/part/']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#why")
    inspect(page)
    page.focus("#why")
    page.keyboard.type("sisters")
    page.keyboard.press("Enter")
    page.wait_for_selector("#timeline")
    look_for(page, "sato miwa")

    assert len(page.query_selector_all("main td a")) == 2
    assert page.problems == []


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_shuts_nobody_out(bob, viewport):
    page = bob(viewport=viewport)
    patient = to_answers(page)
    inspect(page)
    for way in ("leaflet/", "join/"):
        page.goto(f"{patient}{way}")
        inspect(page)
    page.goto("/desk/day-sheet/")
    inspect(page)

    assert page.problems == []


def test_a_misspelt_name_is_found(bob):
    page = bob()
    look_for(page, "Okofor")

    assert "Okafor" in page.inner_text("main table")


def test_the_sheet_is_printed_without_buttons_and_with_room_to_write(bob):
    page = bob()
    page.goto("/desk/day-sheet/")
    page.emulate_media(media="print")

    assert not page.is_visible("text=Next day")
    assert not page.is_visible(".ways")
