"""
A real browser at a real server: the made-up clinic, started as `make demo` starts it.

Each process of a run has a clinic of its own, so tests may change it; each test has a browser of
its own that knows nothing yet.
"""

import fcntl
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.walks import sign_in

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""A browser that reaches for nothing but the page."""
SECONDS = 20_000


@pytest.fixture(scope="session")
def made_up(tmp_path_factory) -> Path:
    """Make the clinic once for all who test: making it takes longer than most journeys."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    base = tmp_path_factory.getbasetemp()
    # Of a run in several processes each has a folder of its own, side by side.
    folder = base.parent / f"made-up-{run}" if run else base / "made-up"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "done").exists():
            _demo("fill", "--data", str(folder / "demo"))
            (folder / "done").touch()
    return folder / "demo"


@pytest.fixture(scope="session")
def site(tmp_path_factory, made_up) -> Iterator[str]:
    """The address of the clinic that most tests share; they may change it."""
    yield from started(made_up, tmp_path_factory.mktemp("clinic") / "demo")


def clinic_of_its_own(tmp_path_factory, made_up) -> Iterator[str]:
    """
    Give a module a clinic that no other test has changed.

        site = pytest.fixture(scope="module")(clinic_of_its_own)
    """
    yield from started(made_up, tmp_path_factory.mktemp("clinic") / "demo")


def started(made_up: Path, data: Path) -> Iterator[str]:
    """Start a copy of the clinic in a folder of its own, and stop it afterwards."""
    shutil.copytree(made_up, data)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    _demo("--port", str(port), "--data", str(data))
    yield f"http://127.0.0.1:{port}"
    _demo("stop", "--data", str(data))


def _demo(*arguments: str) -> None:
    command = [sys.executable, "-m", "zusanli.site.demo", *arguments]
    ran = subprocess.run(command, capture_output=True, check=False, timeout=400)
    assert ran.returncode == 0, ran.stderr.decode()


@pytest.fixture(scope="session")
def chromium() -> Browser:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=[*QUIET], headless=True
        )
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium, site):
    """Make somebody with a browser of their own: `visitor(language="ja", viewport=PHONE)`."""
    contexts: list[BrowserContext] = []

    def make(*, language: str = "en", viewport: dict[str, int] = PHONE, **more: object) -> Page:
        context = chromium.new_context(
            locale=language, viewport=viewport, reduced_motion="reduce", **{"base_url": site} | more
        )
        context.set_default_timeout(SECONDS)
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("console", lambda m: m.type == "error" and page.problems.append(m.text))
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def badges() -> dict[str, object]:
    """What a browser keeps of who signed in: 30 sign-ins a minute are taken from one machine."""
    return {}


@pytest.fixture
def at_work(visitor, badges):
    """Somebody of the staff who has signed in, by first name: `at_work("mei", viewport=DESK)`."""

    def come(name: str, **more: object) -> Page:
        if name not in badges:
            page = visitor()
            sign_in(page, f"{name}@willow.example")
            badges[name] = page.context.storage_state()
        return visitor(storage_state=badges[name], **more)

    return come
