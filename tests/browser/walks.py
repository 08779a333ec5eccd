"""What people do on the pages, as they would do it."""

from collections.abc import Mapping

from playwright.sync_api import Page

from zusanli.synthetic.staff import PASSWORD

LONGEST = 260


def begin(page: Page, who: str = "patient") -> None:
    page.goto("/")
    if who == "patient":
        page.click(".begin button")
    else:
        page.click("details summary")
        page.click(f"button[value={who}]")
    page.wait_for_selector("form.question")


def answer_all(page: Page, true: Mapping[str, object], *, unsure: bool = False) -> None:
    """Answer until the outcome: ticks and yes for what is true, none and no for the rest."""
    for _ in range(LONGEST):
        page.wait_for_selector("form.question, .call-me")
        if page.query_selector("form.question") is None:
            return
        answer(page, true, unsure=unsure)
    raise AssertionError("the questions do not come to an end")


def answer(page: Page, true: Mapping[str, object], *, unsure: bool = False) -> None:
    """Answer the screen that is shown."""
    number = page.get_attribute("form.question", "data-number")
    items = page.query_selector_all("input[name=item]")
    if unsure and not _is_what_brings(page, true):
        page.click("button[value=unsure]")
    elif items:
        _tick(page, true)
    elif page.query_selector("input.typed"):
        page.fill("input.typed", str(true[page.get_attribute("form.question", "data-screen")]))
        page.click(".answers .primary")
    else:
        page.click(
            "button[value=no]"
            if page.query_selector("button[value=no]")
            else "button[value=unsure]"
        )
    page.wait_for_function(
        "n => document.querySelector('form.question')?.dataset.number !== n", arg=number
    )


def _is_what_brings(page: Page, true: Mapping[str, object]) -> bool:
    return any(page.query_selector(f"input[value='{each}']") for each in true.get("complaints", ()))


def _tick(page: Page, true: Mapping[str, object]) -> None:
    wanted = {*true.get("ticks", ()), *true.get("complaints", ())}
    boxes = page.query_selector_all("input[name=item]")
    ticked = [each for each in boxes if each.get_attribute("value") in wanted]
    for each in ticked:
        each.check()
    page.click(".answers .primary" if ticked else "button[value=none]")


def sign_in(page: Page, email: str) -> None:
    page.goto("/sign-in/")
    page.fill("#id_login", email)
    page.fill("#id_password", PASSWORD)
    page.click("form.sign-in .primary")
    page.wait_for_selector(".ways")


def look_for(page: Page, name: str) -> None:
    page.goto("/patients/")
    page.fill("#name", name)
    page.keyboard.press("Enter")
    page.wait_for_selector("main td a, main [role=status]")


def takes_in(page: Page, details: dict[str, str]) -> None:
    page.goto("/desk/patients/new/")
    for name, typed in details.items():
        page.fill(f"[name={name}]", typed)
    page.keyboard.press("Enter")
    page.wait_for_selector("a[href$='/course/']")
