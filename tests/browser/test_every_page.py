"""Every page that a visitor comes to: nobody shut out, light, and from this clinic alone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from tests.browser.looks import EACH_LANGUAGE, inspect
from tests.browser.walks import answer, answer_all, begin

MOST_BYTES, MOST_REQUESTS = 150_000, 12


def walk(page: Page) -> Iterator[str]:
    """Come to each page of the questionnaire, and give its name when it is shown."""
    page.goto("/")
    yield "start"
    page.goto("/questions/on-paper/")
    yield "on paper"
    begin(page)
    yield "first screen"
    answer(page, {"ticks": ["chest_pain_new"]})
    yield "emergency"
    begin(page)
    answer_all(page, {"complaints": ["numb_feet"], "age": 68})
    yield "may book"
    page.click("a.button[href$='/more/']")
    while page.query_selector(".drawing") is None:
        answer(page, {})
    yield "drawing"


@pytest.mark.parametrize(("language", "viewport"), EACH_LANGUAGE)
def test_shuts_nobody_out(visitor, language, viewport):
    page = visitor(language=language, viewport=viewport)
    for _ in walk(page):
        inspect(page, language)


def test_is_light_and_asks_nobody_else(visitor, site):
    page = visitor()
    for name in walk(page):
        asked = []
        fresh = visitor()
        fresh.on(
            "requestfinished", lambda each, asked=asked: asked.append((each.url, each.sizes()))
        )
        fresh.goto(page.url, wait_until="networkidle")

        assert [url for url, _ in asked if not url.startswith(site)] == [], name
        assert len(asked) <= MOST_REQUESTS, name
        assert sum(sizes["responseBodySize"] for _, sizes in asked) <= MOST_BYTES, name
