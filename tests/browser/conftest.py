"""
A real browser at a real server: the made-up clinic, started as `make demo` starts it.

Each test run has a clinic of its own, so tests may change it; each test has a browser of its own
that knows nothing yet.
"""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
"""A browser that reaches for nothing but the page."""
SECONDS = 20_000


@pytest.fixture(scope="session")
def site(tmp_path_factory) -> Iterator[str]:
    """The address of a clinic that was just made up."""
    yield from started(tmp_path_factory.mktemp("clinic") / "demo")


def clinic_of_its_own(tmp_path_factory) -> Iterator[str]:
    """
    Give a module a clinic that no other test has changed.

        site = pytest.fixture(scope="module")(clinic_of_its_own)
    """
    yield from started(tmp_path_factory.mktemp("clinic") / "demo")


def started(data: Path) -> Iterator[str]:
    """Start a clinic in a folder of its own, and stop it afterwards."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "zusanli.site.demo"]
    ran = subprocess.run(
        [*command, "--port", str(port), "--data", str(data)],
        capture_output=True,
        check=False,
        timeout=400,
    )
    assert ran.returncode == 0, ran.stderr.decode()
    yield f"http://127.0.0.1:{port}"
    subprocess.run([*command, "stop", "--data", str(data)], check=True)


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
