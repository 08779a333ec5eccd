"""What surrounds a visit, by its link: consent, advice, check-in, own data, calendar, mails."""

import re

import pytest

from tests.browser.conftest import DESK, PHONE
from tests.browser.looks import inspect
from tests.browser.test_booking import ALICE, fill, form, visit
from tests.browser.test_journeys import mailed
from zusanli.core.words import LANGUAGES

BIRTHDAY = {"en": "1 February 1960", "ja": "1960年2月1日", "zh-Hant": "1960年2月1日"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_of_a_visit_shuts_anybody_out(visitor, language):
    page = visitor(language=language, viewport=DESK if language == "ja" else PHONE)
    visit(page)
    booked = page.url
    for look in (consent, advice, calendar, own_data):
        page.goto(booked)
        look(page, language)
        page.click("a[href*='/visits/']:not([href$='/advice.pdf'])")
        page.wait_for_selector("dl.visit")
    assert [each for each in page.problems if "422" not in each] == []


def consent(page, language: str) -> None:
    page.click("a[href$='/consent/']")
    page.wait_for_selector("form.signing")
    inspect(page, language)
    page.click("form.signing .primary")
    page.wait_for_selector("#name-problem")
    inspect(page, language)


def advice(page, language: str) -> None:
    page.click("a[href$='/advice/']")
    page.wait_for_selector(".sheet")
    inspect(page, language)


def calendar(page, language: str) -> None:
    page.click("a[href$='/calendar/']")
    page.click("button[value=make]")
    page.wait_for_selector(".feeds")
    inspect(page, language)


def own_data(page, language: str) -> None:
    page.click("a[href$='/my-data/']")
    page.wait_for_selector("#proof")
    inspect(page, language)
    page.fill("#proof", ALICE["#phone"])
    page.click("main .primary")
    page.wait_for_selector("#text")
    inspect(page, language)
    page.click("form[action$='/correct/'] button")
    page.wait_for_selector("#text-problem")
    assert in_sight(page, "#text-problem")
    inspect(page, language)


def in_sight(page, selector: str) -> bool:
    place = page.query_selector(selector).bounding_box()
    return 0 <= place["y"] <= page.viewport_size["height"]


def test_no_page_of_a_check_in_shuts_anybody_out(visitor):
    page = visitor()
    link = mailed(page, r"/visits/[\w-]+/how-are-you/")
    inspect(page, "en")
    for language in LANGUAGES:
        page = visitor(language=language)
        page.goto(link)
        inspect(page, language)
        page.click("main form .primary")
        page.wait_for_selector("#news-problem")
        inspect(page, language)
        page.click("label:has(input[name=news][value=no])")
        page.click("main form .primary")
        page.wait_for_selector("a.button[href$='/how-are-you/']")
        inspect(page, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_that_opens_nothing_leads_back_to_the_start(visitor, language):
    page = visitor(language=language)
    page.goto("/visits/opens-nothing/")
    inspect(page, language)
    page.click("main a.button")
    page.wait_for_selector(".begin")


def test_whoever_asks_to_be_called_may_load_the_page_again(visitor):
    page = visitor()
    page.goto("/")
    page.click(".begin button")
    page.check("input[value=chest_pain_new]")
    page.click(".answers .primary")
    page.fill("#phone", "020 7946 0555")
    page.click(".call-me button")
    page.wait_for_selector(".call-me [role=status]")
    page.reload()

    assert re.search(r"/outcome/$", page.url)
    assert page.query_selector(".notice.alarm")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_day_of_birth_is_written_as_the_reader_writes_it(visitor, language):
    page = visitor(language=language)
    with_birthday(page)
    page.click("a[href$='/my-data/']")
    page.fill("#proof", ALICE["#phone"])
    page.click("main .primary")
    page.wait_for_selector("#text")

    assert BIRTHDAY[language] in page.inner_text("dl.facts")


def with_birthday(page) -> None:
    form(page)
    fill(page)
    page.fill("input[type=date]", "1960-02-01")
    page.click("form.details .primary")
    page.wait_for_selector("dl.visit")
