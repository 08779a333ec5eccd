"""Every page that a visitor comes to: nobody shut out, light, and from this clinic alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import DESK, PHONE
from tests.browser.walks import answer, answer_all, begin
from zusanli.core.words import LANGUAGES

MOST_BYTES, MOST_REQUESTS = 150_000, 12


def start(page):
    page.goto("/")


def first_screen(page):
    begin(page)


def emergency(page):
    begin(page)
    answer(page, {"ticks": ["chest_pain_new"]})


def may_book(page):
    begin(page)
    answer_all(page, {"complaints": ["numb_feet"], "age": 68})


def drawing(page):
    may_book(page)
    page.click("a.button[href$='/more/']")
    while page.query_selector(".drawing") is None:
        answer(page, {})


def on_paper(page):
    page.goto("/questions/on-paper/")


PAGES = (start, first_screen, emergency, may_book, drawing, on_paper)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("come_to", PAGES, ids=lambda each: each.__name__)
def test_shuts_nobody_out(visitor, come_to, language):
    page = visitor(language=language, viewport=PHONE if language == "ja" else DESK)
    come_to(page)
    found = Axe().run(page).response["violations"]

    assert [(each["id"], each["nodes"][0]["html"]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.evaluate("document.documentElement.lang") == language


@pytest.mark.parametrize("come_to", PAGES, ids=lambda each: each.__name__)
def test_is_light_and_asks_nobody_else(visitor, site, come_to):
    page = visitor()
    come_to(page)
    address, asked = page.url, []
    fresh = visitor()
    fresh.on("requestfinished", lambda request: asked.append((request.url, request.sizes())))
    fresh.goto(address, wait_until="networkidle")

    assert [url for url, _ in asked if not url.startswith(site)] == []
    assert len(asked) <= MOST_REQUESTS
    assert sum(sizes["responseBodySize"] for _, sizes in asked) <= MOST_BYTES
