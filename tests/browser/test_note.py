"""The note of a visit in a real browser: counted in taps, needles counted, and nothing lost."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from tests.browser.charting import BEGIN, NOTHING, add, asked, begun, count, open_note
from tests.browser.conftest import DESK, PHONE, clinic_of_its_own
from tests.browser.looks import inspect
from tests.browser.taps import Taps

# What others tell of its patients at the shared clinic would hold here as well.
site = pytest.fixture(scope="module")(clinic_of_its_own)


MOST_TAPS = 6
OKAFOR = "Okafor"


@pytest.fixture
def mei(at_work):
    """Make the practitioner's browser, signed in."""

    def come(**more):
        return at_work("mei", **{"viewport": DESK, **more})

    return come


def test_an_unchanged_note_takes_six_taps_and_no_typing(mei):
    page = mei(viewport=PHONE)
    open_note(page)
    taps = Taps(page)
    taps.tap(BEGIN, then=NOTHING)
    taps.tap(NOTHING, then="#points button[name=all]:visible >> text=Keep all")
    taps.tap("#points button[name=all]", then="#set-1 form.count")
    charted = int(
        page.evaluate(
            "() => [...document.querySelectorAll('#set-1 .needle > p:first-child strong')]"
            ".reduce((sum, each) => sum + (each.textContent.includes('both') ? 2 : 1), 0)"
        )
    )
    taps.tap(f"#set-1 form.count button[value='{charted}']", then="#set-1 .counted")
    taps.tap(f"#set-1 form.count button[value='{charted}']", then="#set-1 .counted.told")
    taps.tap("#close button[value='20']", then="#closed")

    taps.told("unchanged note")
    assert (taps.taps, taps.letters) == (MOST_TAPS, 0)
    assert page.problems == []


def test_a_side_effect_takes_two_taps_and_says_what_to_do_at_the_first(mei):
    page = mei(viewport=PHONE)
    begun(page)
    taps = Taps(page)
    taps.tap(".event summary:text-is('A bruise')", then=".event[open] button")
    taps.tap(".event[open] button[value=mild]", then=".happened")

    taps.told("side effect")
    assert (taps.taps, taps.letters) == (2, 0)
    assert "What to do" in page.inner_text(".happened")


def test_for_somebody_who_faints_what_to_do_stands_first(mei):
    page = mei(viewport=PHONE)
    asked(page)
    page.click(".event summary:text-is('Fainting')")
    shown = page.inner_text(".event[open]")
    page.click(".event[open] button[value=moderate]")
    page.wait_for_selector(".happened")
    page.wait_for_function("document.activeElement.id === 'effects'")
    page.fill(".happened input[name=action]", "needles out, legs up, water")
    page.click(".happened form.beside button")
    page.wait_for_selector(".happened .told")

    assert shown.index("out") < shown.index("mild")
    assert "legs up" in page.inner_text(".happened .told")
    assert page.problems == []


def test_supine_and_prone_are_counted_each_by_itself(mei):
    page = mei()
    asked(page)
    add(page, "st36 b", "#set-1")
    add(page, "bl57 l", "#set-2")
    assert "on the back" in page.inner_text("#set-1 h2")
    assert "face down" in page.inner_text("#set-2 h2")
    count(page, 1, "in", 2, "#set-1 .counted")
    count(page, 1, "out", 2, "#set-1 .counted.told")
    assert page.query_selector("#close button[value='20']") is None
    count(page, 2, "in", 1, "#set-2 .counted")
    count(page, 2, "out", 1, "#set-2 .counted.told")
    page.click("#close button[value='30']")
    page.wait_for_selector("#closed")

    assert page.problems == []


def test_a_needle_that_is_missing_is_looked_for_and_found(mei):
    page = mei()
    asked(page)
    add(page, "st36 b, sp6 l", "#set-1")
    count(page, 1, "in", 3, "#set-1 .counted")
    count(page, 1, "out", 2, "#set-1 .notice.alarm")
    assert "not accounted for: 1" in page.inner_text("#set-1 .notice.alarm")
    assert "Not as many came out" in page.inner_text("#close")
    count(page, 1, "out", 3, "#set-1 .counted.told")
    page.click("#close button[value='10']")
    page.wait_for_selector("#closed")


def test_a_needle_stays_in_on_purpose_with_a_day_to_take_it_out(mei):
    page = mei(viewport=PHONE)
    asked(page)
    add(page, "st36 b", "#set-1")
    count(page, 1, "in", 2, "#set-1 .counted")
    count(page, 1, "out", 1, "#set-1 .notice.alarm")
    form = "#set-1 form:has(input[name=remove_by])"
    page.fill(f"{form} input[name=count]", "1")
    page.fill(f"{form} input[name=where]", "left knee")
    day = (datetime.now(UTC) + timedelta(days=3)).date().isoformat()
    page.fill(f"{form} input[name=remove_by]", day)
    page.click(f"{form} button")
    page.wait_for_selector("#set-1 .mark-line:has-text('left knee')")
    page.click("#close button[value='10']")
    page.wait_for_selector("#closed")

    assert f"out by {day}" in page.inner_text("#closed")


def test_heat_is_refused_for_feet_that_do_not_feel(mei):
    page = mei()
    begun(page, OKAFOR)
    page.click("#beside summary:has-text('Heat')")
    page.select_option("#warm-where", "top_of_foot")
    page.fill("#warm-min", "10")
    page.click("#beside form:has(#warm-method) button")
    page.wait_for_selector(".again")

    assert "heat" in page.inner_text(".again").lower()
    assert page.query_selector(".again .primary") is None
    assert page.input_value("#warm-min") == "10"


def test_a_lost_connection_loses_nothing_and_doubles_nothing(mei):
    page = mei()
    address = asked(page)
    page.context.set_offline(True)
    page.fill("#points-typed", "st36 b")
    page.click(".add button")
    page.wait_for_selector("#no-connection:visible")
    assert page.input_value("#points-typed") == "st36 b"
    page.context.set_offline(False)
    page.click(".add button")
    page.wait_for_selector("#set-1")

    answer_lost = True

    def lose(route) -> None:
        nonlocal answer_lost
        if route.request.method == "POST" and answer_lost:
            answer_lost = False
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/note/", lose)
    count_in = "#set-1 form.count button[value='2']"
    page.click(count_in)
    page.wait_for_selector("#no-connection:visible")
    page.click(count_in)
    page.wait_for_selector("#set-1 .counted")
    page.goto(address)
    page.click(".note-history summary")
    history = page.inner_text(".note-history")

    assert history.count("set 1: 2 in") == 1
    assert history.count("charted: ST36") == 1


def test_of_two_tabs_the_second_is_told_and_nothing_is_lost(mei):
    page = mei()
    address = asked(page)
    other = page.context.new_page()
    other.goto(address)
    add(page, "sp6 l", "#set-1")
    other.fill("#points-typed", "gb34 r")
    other.click(".add button")
    other.wait_for_selector(".again")

    assert "SP6" in other.inner_text(".again")
    assert other.input_value("#points-typed") == "gb34 r"
    other.click(".again .primary")
    other.wait_for_selector("#set-1 .needle:nth-child(2)")
    assert "GB34" in other.inner_text("#set-1")
    assert "SP6" in other.inner_text("#set-1")


def test_the_minutes_run_and_say_when_they_are_over(mei):
    page = mei()
    asked(page)
    add(page, "st36 l", "#set-1")
    page.click("#set-1 .stay button[value='10']")
    page.wait_for_selector("text=To stay for 10 minutes")
    count(page, 1, "in", 1, "#set-1 .due")
    assert re.search(r"(9|10) min left", page.inner_text("#set-1 .due"))
    page.evaluate(
        "() => { const d = document.querySelector('#set-1 .due');"
        " d.dataset.due = new Date(Date.parse(d.dataset.now) - 60000).toISOString(); }"
    )
    page.wait_for_selector("#set-1 .due.over")

    assert "over by" in page.inner_text("#set-1 .due")


COUNT_TONES = """
window.tones = 0;
const make = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () {
  window.tones += 1;
  return make.call(this);
};
"""


def test_the_alarm_is_heard_at_the_note_and_at_the_day(mei):
    page = mei()
    page.add_init_script(COUNT_TONES)
    asked(page)
    add(page, "st36 l", "#set-1")
    page.click("#set-1 .stay button[value='10']")
    page.wait_for_selector("text=To stay for 10 minutes")
    count(page, 1, "in", 1, "#set-1 .due")
    assert page.evaluate("tones") == 0
    page.evaluate(
        "() => { const d = document.querySelector('#set-1 .due');"
        " d.dataset.due = new Date(Date.parse(d.dataset.now) - 60000).toISOString(); }"
    )
    page.wait_for_function("() => window.tones >= 3")

    page.goto("/desk/")
    page.click(".ways a:text-is('Today')")
    page.wait_for_selector("#beds .bed")
    page.click("h1")
    page.evaluate("() => document.querySelector('#beds .bed').classList.add('over')")
    page.wait_for_function("() => window.tones >= 3")


def test_it_is_charted_without_scripts(mei):
    page = mei()
    address = asked(page)
    plain = page.context.browser.new_context(
        java_script_enabled=False,
        storage_state=page.context.storage_state(),
        base_url=page.url.split("/visits")[0],
    )
    bare = plain.new_page()
    bare.goto(address)
    bare.fill("#points-typed", "st36 l")
    bare.click(".add button")
    bare.click("#set-1 form.count button[value='1']")
    bare.click("#set-1 form.count button[value='1']")
    bare.click("#close button[value='10']")

    assert bare.query_selector("#closed")
    plain.close()


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_page_is_for_everybody(mei, viewport):
    page = mei(viewport=viewport)
    asked(page)
    add(page, "st36 b", "#set-1")
    page.evaluate("() => document.querySelectorAll('details').forEach(each => each.open = true)")
    inspect(page)
