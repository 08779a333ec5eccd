"""Nobody real is in what comes along, and nothing of the demo leaves the machine."""

import re
from pathlib import Path

import pytest

from zusanli.site.mail import MAIL, mail

HOME = Path(__file__).parents[2]
ROOMS = ("src", "tests", "docs", "examples", "tools")
KINDS = frozenset((".py", ".toml", ".csv", ".json", ".md", ".html", ".txt", ".po", ".ics", ".cff"))
ADDRESS = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,})")
RESERVED = (".example", ".invalid", ".test", ".localhost", "example.com", "example.org")
"""Domains that are nobody's, and never will be (RFC 2606, RFC 6761)."""
MADE_HERE = "compiled"


def texts():
    """Give every text of the project that somebody wrote."""
    for room in ROOMS:
        for file in (HOME / room).rglob("*"):
            if file.suffix in KINDS and MADE_HERE not in file.parts and file.is_file():
                yield file, file.read_text(encoding="utf-8")


@pytest.mark.element("002-L074-1")
def test_no_address_that_comes_along_belongs_to_anybody():
    real = {
        f"{file.relative_to(HOME)}: {found[0]}"
        for file, text in texts()
        for found in ADDRESS.finditer(text)
        if not found[1].casefold().endswith(RESERVED)
    }

    assert real == set()


@pytest.mark.element("002-L074-1")
@pytest.mark.parametrize("environ", [{}, {MAIL: "smtp://me:secret@mail.clinic.example"}])
def test_the_demo_hands_no_mail_to_any_server(environ):
    settings = mail(environ, demo=True, address="http://localhost:8000")

    assert settings["EMAIL_BACKEND"].endswith(".KeptOnThisMachine")
    assert "EMAIL_HOST" not in settings
    assert settings["DEFAULT_FROM_EMAIL"].endswith(".invalid")
