"""Erasing somebody: from a wish at the desk to a line without a name, in a real browser."""

import csv

from tests.browser.conftest import DESK, PHONE
from tests.browser.looks import inspect
from tests.browser.walks import look_for, takes_in
from zusanli.synthetic.staff import PASSWORD

TORSTEN = {"family_name": "Zetterqvist", "given_name": "Torsten", "phone": "+44 20 7946 0177"}
WISH = "a:text-is('This person asks to be erased')"


def test_who_asks_is_erased_by_the_manager_and_the_log_says_that_somebody_was(at_work):
    bob, ada = at_work("bob", viewport=DESK), at_work("ada", viewport=PHONE)
    takes_in(bob, TORSTEN)
    look_for(bob, "zetterqvist")
    bob.click("main td a")
    bob.click(WISH)
    bob.click("main form .primary")
    bob.wait_for_selector(".told")
    inspect(bob)

    ada.goto("/keeping/")
    inspect(ada)
    ada.click("main li a:has-text('Zetterqvist')")
    ada.wait_for_selector("#why")
    inspect(ada)
    ada.fill("#why", "Torsten asked")
    ada.check("#sure")
    ada.click("text=Erase for good")
    ada.fill("input[type=password]", PASSWORD)  # who erases shows again who they are
    ada.keyboard.press("Enter")
    ada.wait_for_selector("#why-problem")
    ada.fill("#why", "asked for it at the desk")
    ada.check("#sure")
    ada.click("text=Erase for good")
    ada.wait_for_selector("table.stacked")

    assert "asked for it at the desk" in ada.inner_text("main")
    assert "Zetterqvist" not in ada.content()
    inspect(ada)
    ada.goto("/log/")
    ada.select_option("#what", "removed")
    ada.get_by_role("button", name="Show").click()
    ada.wait_for_url("**what=removed**")
    inspect(ada)
    with ada.expect_download() as taken:
        ada.get_by_role("button", name="Take what is found").click()
    table = taken.value.path().read_text(encoding="utf-8-sig")
    rows = list(csv.reader(table.splitlines()))
    assert len(rows) > 1
    assert all("removed" in " ".join(row) for row in rows[1:])
    look_for(bob, "zetterqvist")
    assert bob.query_selector("main td a") is None
    assert bob.problems == []
