"""The owner's page: what was charted stands there, in the drawing as in the table."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.browser.charting import NOTHING, add, count
from tests.browser.conftest import DESK, PHONE, clinic_of_its_own
from tests.browser.looks import inspect

# Who is due today may have been charted by others at the shared clinic.
site = pytest.fixture(scope="module")(clinic_of_its_own)

NOVAK = "li:has-text('Novak')"


def needles(page) -> int:
    """Give how many needles the report counts."""
    return int(re.search(r"counted: ([\d,]+)\.", page.inner_text("main"))[1].replace(",", ""))


def bruises(page) -> int:
    row = page.query_selector("tr:has(th:text-is('A bruise')) td")
    return int(row.inner_text()) if row else 0


def table(page) -> dict[str, int]:
    """Give the visits of each week as the table tells them."""
    rows = page.eval_on_selector_all(
        "details tbody tr", "all => all.map(each => [...each.cells].map(cell => cell.innerText))"
    )
    return {monday: sum(map(int, counts)) for monday, *counts in rows}


def drawn(page) -> list[float]:
    """Give how tall the bar of each week is that has one, from left to right."""
    parts = page.eval_on_selector_all(
        ".week-bars rect",
        "all => all.map(each => [each.x.baseVal.value, each.height.baseVal.value])",
    )
    tall: dict[float, float] = {}
    for x, height in parts:
        tall[x] = tall.get(x, 0) + height
    return [tall[x] for x in sorted(tall)]


def charts_a_visit(page) -> date:
    """Chart three needles and a bruise at the visit that is due, close it, and give its day."""
    page.goto("/today/")
    if page.query_selector(NOVAK) is None:
        pytest.skip("the clinic is closed on Sundays, so nobody is charted")
    page.click(f"{NOVAK} button:text-is('Begin')")
    page.wait_for_selector(NOTHING)
    page.click(NOTHING)
    page.wait_for_selector("#asked .told")
    add(page, "st36 b, sp6 l", "#set-1")
    count(page, 1, "in", 3, "#set-1 .counted")
    count(page, 1, "out", 3, "#set-1 .counted.told")
    page.click(".event summary:text-is('A bruise')")
    page.click(".event[open] button[value=mild]")
    page.wait_for_selector(".happened")
    page.click("#close button[value='20']")
    page.wait_for_selector("#closed")
    return datetime.now(UTC).date()


def test_what_was_charted_stands_in_the_report_and_the_drawing_says_what_the_table_does(at_work):
    ada, mei = at_work("ada", viewport=DESK), at_work("mei", viewport=DESK)
    ada.goto("/reports/")
    before, bruised = needles(ada), bruises(ada)
    day = charts_a_visit(mei)
    ada.reload()
    visits, heights = table(ada), drawn(ada)
    most = max(visits.values())

    assert (needles(ada), bruises(ada)) == (before + 3, bruised + 1)
    assert str(day - timedelta(days=day.weekday())) in visits
    assert heights == [
        pytest.approx(each / most * max(heights), abs=0.3) for each in visits.values() if each
    ]
    ada.set_viewport_size(PHONE)
    ada.select_option("#weeks", "26")
    ada.get_by_role("button", name="Show").click()
    ada.wait_for_url("**/reports/?weeks=26")
    inspect(ada)

    assert len(table(ada)) == 26
    assert needles(ada) == before + 3
    assert ada.problems == mei.problems == []
