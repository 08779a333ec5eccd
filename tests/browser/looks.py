"""What every page must be: open to everybody, inside its window, named, in their language."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import DESK, PHONE

EACH_LANGUAGE = [
    pytest.param("en", DESK, id="en"),
    pytest.param("ja", PHONE, id="ja"),
    pytest.param("zh-Hant", PHONE, id="zh-Hant"),
]
"""The languages and widths that every page is looked at in."""
WHAT_IS_WRONG = {"resultTypes": ["violations"]}
"""What is right takes axe as long to write down as to find."""
SMALLEST = 43.5
"""Pixels, a rounding below the 44 that a finger needs."""
TOO_SMALL = """least => [...document.querySelectorAll("a, button, summary, select, input")]
  .filter(each => each.checkVisibility() && !each.closest("label") && !each.matches(".skip"))
  .filter(each => each.getBoundingClientRect().height < least)
  .map(each => each.outerHTML)"""


def inspect(page: Page, language: str = "en") -> None:
    """Look at a page as somebody who sees, hears or taps it."""
    found = Axe().run(page, options=WHAT_IS_WRONG).response["violations"]
    told = [(each["id"], each["nodes"][0]["html"]) for each in found]

    assert told == [], f"{page.url}: {told}"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url
    assert page.evaluate("document.documentElement.lang") == language, page.url
    assert page.title().partition(" · ")[0].strip(), page.url
    assert page.query_selector("h1"), page.url
    assert page.evaluate(TOO_SMALL, SMALLEST) == [], page.url
