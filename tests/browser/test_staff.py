"""The staff at their computers, in a real browser at a real server."""

import re

import pytest

from tests.browser.conftest import DESK, PHONE, clinic_of_its_own
from tests.browser.looks import inspect
from tests.browser.walks import sign_in
from zusanli.synthetic.staff import PASSWORD

MEI = "mei@willow.example"
ADA = "ada@willow.example"
ROSA = "rosa@willow.example"


# Whoever adds a passkey here can come in by password nowhere else.
site = pytest.fixture(scope="module")(clinic_of_its_own)


@pytest.fixture
def at_desk(visitor, site):
    """Somebody of the staff; passkeys need the name localhost, as an address has none."""

    def come(**more):
        return visitor(
            viewport=more.pop("viewport", DESK), base_url=site.replace("127.0.0.1", "localhost")
        )

    return come


def show_again(page) -> None:
    if "/sign-in/again/" in page.url:
        page.fill("#id_password", PASSWORD)
        page.click("main .primary")


def with_passkeys(page) -> None:
    """Give the browser something that makes passkeys, and whoever presses its button."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def session_ends(page) -> float:
    cookies = {each["name"]: each["expires"] for each in page.context.cookies()}
    return cookies["sessionid"]


def test_a_practitioner_adds_a_passkey_and_signs_in_with_it_alone(at_desk):
    page = at_desk()
    with_passkeys(page)
    sign_in(page, MEI)
    page.goto("/account/passkeys/new/")
    show_again(page)
    page.click("#passkey_add")
    page.wait_for_selector(".codes")
    assert len(page.query_selector_all(".codes li")) == 10
    page.click(".ways button")
    page.wait_for_url("**/sign-in/")

    page.click("#passkey_login")
    page.wait_for_selector(".ways")
    assert "Mei Tan" in page.inner_text(".ways")
    assert page.problems == []

    page.goto("/account/passkeys/")
    page.click("main .feeds .button")
    show_again(page)
    page.click("main .primary")
    page.wait_for_url("**/account/passkeys/")
    assert "There is none yet" in page.inner_text("main")


def test_a_passkey_stands_beside_the_password_and_the_tick_of_the_computer_counts(at_desk):
    page = at_desk()
    with_passkeys(page)
    sign_in(page, "bob@willow.example")
    page.goto("/account/passkeys/new/")
    show_again(page)
    page.click("#passkey_add")
    page.wait_for_selector(".codes")
    page.click(".ways button")
    page.wait_for_url("**/sign-in/")
    page.fill("#id_login", "bob@willow.example")
    page.fill("#id_password", PASSWORD)
    page.click("form.sign-in .primary")
    page.wait_for_url("**/sign-in/code/")
    page.click("#passkey_instead")
    page.wait_for_selector(".ways")
    assert session_ends(page) == -1  # with the browser

    page.click(".ways button")
    page.wait_for_url("**/sign-in/")
    page.uncheck("#id_shared")
    page.click("#passkey_login")
    page.wait_for_selector(".ways")
    assert session_ends(page) > 0
    assert page.problems == []


def test_without_a_passkey_the_page_says_so(at_desk):
    page = at_desk()
    with_passkeys(page)
    page.goto("/sign-in/")
    page.click("#passkey_login")
    page.wait_for_selector("#passkey-problem:not([hidden])")

    assert "did not work" in page.inner_text("#passkey-problem")


def test_a_manager_invites_a_receptionist_who_comes_in(at_desk):
    ada = at_desk()
    sign_in(ada, ADA)
    ada.click(".ways a:has-text('Staff')")
    ada.click("text=Invite somebody")
    ada.fill("#email", "ola@willow.example")
    ada.check("input[value=reception]")
    ada.click("main .primary")
    ada.wait_for_url("**/sign-in/again/**")
    show_again(ada)
    address = ada.input_value("#address")
    ola = at_desk(viewport=PHONE)
    ola.goto(re.sub(r"^https?://[^/]+", "", address))
    ola.fill("#given_name", "Ola")
    ola.fill("#family_name", "Berg")
    ola.fill("#password", "quiet-river-seven-stones")
    ola.fill("#again", "quiet-river-seven-stones")
    ola.click("main .primary")
    ola.wait_for_url("**/sign-in/")
    ola.fill("#id_login", "ola@willow.example")
    ola.fill("#id_password", "quiet-river-seven-stones")
    ola.click("form.sign-in .primary")
    ola.wait_for_selector(".ways")

    assert "Ola Berg" in ola.inner_text(".ways")
    assert "Staff" not in ola.inner_text(".ways")
    assert ada.problems == ola.problems == []


def test_a_forgotten_password_is_set_anew_by_the_mail_that_comes(at_desk):
    page = at_desk(viewport=PHONE)
    page.goto("/sign-in/")
    page.click("text=I forgot my password")
    page.fill("#email", "nils@willow.example")
    page.click("main .primary")
    page.wait_for_selector("text=Look at your mail")
    for _ in range(60):
        page.goto("/mail/")
        if page.query_selector(".mail:has-text('A new password')"):
            break
        page.wait_for_timeout(500)
    page.click(".mail:has-text('A new password') a[href*='/sign-in/invited/']")
    page.wait_for_selector("#password")
    assert page.input_value("#given_name") == "Nils"
    page.fill("#password", "counting-every-needle")
    page.fill("#again", "counting-every-needle")
    page.click("main .primary")
    page.wait_for_url("**/sign-in/")
    page.fill("#id_login", "nils@willow.example")
    page.fill("#id_password", "counting-every-needle")
    page.click("form.sign-in .primary")
    page.wait_for_selector(".ways")

    assert page.problems == []


PAGES = (
    "/account/",
    "/account/second-factor/",
    "/account/password/",
    "/account/app/",
    "/account/passkeys/",
    "/account/passkeys/new/",
    "/staff/",
    "/staff/invite/",
    "/staff/1/",
)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_shuts_nobody_out(at_desk, viewport):
    page = at_desk(viewport=viewport)
    page.goto("/sign-in/")
    inspect(page)
    sign_in(page, ADA)
    page.goto("/account/app/")
    inspect(page)
    show_again(page)
    for address in PAGES:
        page.goto(address)
        inspect(page)
    assert page.problems == []


def test_by_keyboard_alone(at_desk):
    page = at_desk()
    page.goto("/sign-in/")
    for wanted, typed in (("id_login", ROSA), ("id_password", PASSWORD)):
        for _ in range(20):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.id") == wanted:
                break
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    page.wait_for_selector(".ways")

    assert "Rosa Field" in page.inner_text(".ways")
