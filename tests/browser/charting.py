"""What a practitioner does at the note of a visit, as they would do it."""

from playwright.sync_api import Page

ASKED = "#asked .told"
BEGIN = "#begin .primary"
NOTHING = "#asked button[name=nothing]"
NOVAK = "Novak"


def open_note(page: Page, name: str = NOVAK) -> str:
    """Book one more visit for somebody, as the desk does, open its note, and give its address."""
    page.goto("/desk/")
    page.fill("#q", name)
    page.click(".search button")
    page.click(".found a")
    page.click("a[href*='/book/']:has-text('Following visit')")
    page.wait_for_selector(".starts")
    starts = page.eval_on_selector_all(".start", "all => all.map(each => each.href)")
    # Of two tests at the same clinic the other may have booked the patient at that time.
    for start in reversed(starts):
        page.goto(start)
        page.click("form .primary")
        page.wait_for_selector("a[href$='/move/'], main .problem")
        if page.query_selector("a[href$='/move/']"):
            address = f"/visits/{page.url.split('/visits/')[1].split('/')[0]}/note/"
            page.goto(address)
            page.wait_for_selector(BEGIN)
            return address
    raise AssertionError("nothing is free")


def begun(page: Page, name: str = NOVAK) -> str:
    address = open_note(page, name)
    page.click(BEGIN)
    page.wait_for_selector(NOTHING)
    return address


def asked(page: Page, name: str = NOVAK) -> str:
    address = begun(page, name)
    page.click(NOTHING)
    page.wait_for_selector(ASKED)
    return address


def add(page: Page, points: str, then: str) -> None:
    page.fill("#points-typed", points)
    page.click(".add button")
    page.wait_for_selector(then)


def count(page: Page, number: int, which: str, how_many: int, then: str) -> None:
    forms = page.query_selector_all(f"#set-{number} form.count")
    form = next(each for each in forms if each.query_selector(f"input[name=step][value={which}]"))
    form.query_selector(f"button[value='{how_many}']").click()
    page.wait_for_selector(then)
