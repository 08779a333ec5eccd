"""From an empty database to the first visit that is booked, in the browser."""

import os
import socket
import subprocess
from collections.abc import Iterator

import pytest

from tests.browser.conftest import PHONE
from tests.browser.looks import inspect
from tests.browser.taps import Taps
from tests.journeys.commands import ZUSANLI
from zusanli.site.processes import answers

MOST_TAPS = 10
WORDS = "quiet-river-seven-stones"
OWNER = {
    "clinic": "Lotus",
    "phone": "020 7946 0000",
    "family_name": "Mori",
    "given_name": "Aki",
    "email": "aki@lotus.example",
    "password": WORDS,
    "again": WORDS,
}
FILLED = "main form .primary"


@pytest.fixture(scope="module")
def empty(tmp_path_factory) -> Iterator[tuple[str, str]]:
    """A clinic with nothing in it: its address, and the link that opens it."""
    data = tmp_path_factory.mktemp("empty")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    environment |= {
        "ZUSANLI_MODE": "demo",
        "ZUSANLI_DATA": str(data),
        "ZUSANLI_ADDRESS": address,
        "ZUSANLI_SECRET_KEY": "only-for-one-test-of-an-empty-clinic-that-nobody-ever-opens",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    command = [ZUSANLI, "setup"]
    made = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    serving = [ZUSANLI, "serve", "--port", str(port)]
    running = subprocess.Popen(serving, env=environment, stderr=subprocess.DEVNULL)
    assert answers(port, within=60)
    yield address, made.stdout.strip()
    running.terminate()
    running.wait(20)


@pytest.fixture(scope="module")
def site(empty) -> str:
    """What visitors come to here in place of the clinic that was made up."""
    return empty[0]


def test_an_owner_opens_an_empty_clinic_and_books_the_first_visit(empty, visitor):
    _, link = empty
    page = visitor(viewport=PHONE)
    aki, screens = Taps(page), 0

    def at_a_screen() -> None:
        nonlocal screens
        screens += 1
        inspect(page, "en")

    page.goto(link)
    at_a_screen()
    for name, typed in OWNER.items():
        aki.type(f"#id_{name}", typed)
    page.select_option("#id_country", "GB")
    aki.tap(FILLED, then="#id_street")
    at_a_screen()
    aki.type("#id_street", "12 Willow Street")
    aki.type("#id_city", "London")
    aki.tap(FILLED, then=".week-hours")
    at_a_screen()
    aki.tap(FILLED, then="#id_beds")
    at_a_screen()
    aki.tap(FILLED, then=".services")
    at_a_screen()
    aki.type("#id_new0-price", "75.00")
    aki.tap(FILLED, then="a[href='/desk/patients/new/'].primary")
    at_a_screen()
    aki.tap("a[href='/desk/patients/new/'].primary", then="#family_name")
    aki.type("#family_name", "Archer")
    aki.type("#phone", "020 7946 0001")
    aki.tap("form.details .primary", then="a.primary[href*='/book/']")
    aki.tap("a.primary[href*='/book/']", then=".start")
    aki.tap(".start >> nth=0", then="button.primary[autofocus]")
    assert "75.00 GBP" in page.inner_text("main")
    aki.tap("button.primary[autofocus]", then="a[href$='/move/']")
    aki.told(f"An empty clinic to its first visit, {screens} screens of the set-up")

    assert aki.taps <= MOST_TAPS
    assert page.problems == []
    page.goto(link)
    assert "opens nothing any more" in page.inner_text("h1")


def test_each_step_can_be_skipped_to_the_end_which_is_kept(visitor):
    page = visitor(viewport=PHONE)
    page.goto("/sign-in/")
    page.fill("#id_login", OWNER["email"])
    page.fill("#id_password", WORDS)
    page.click("form.sign-in .primary")
    page.goto("/set-up/clinic/")
    for _ in range(8):
        page.click(".progress a")
    page.click("form:not(.languages) button:has-text('done')")
    page.goto("/set-up/hours/")

    assert page.query_selector("text=Skip this step") is None
    page.click(FILLED)
    assert page.inner_text(".told") == "Saved."
    assert page.input_value("input[name='0-0-opens']") == "09:00"
