"""Where mail goes when it does not go to a server: kept on this machine, or nowhere yet."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage as Parsed
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

ENDING = ".eml"


class NoMailServerError(OSError):
    """ZUSANLI_MAIL names no server, so that no mail can leave."""


class NotSetUp(BaseEmailBackend):
    """Tells that no server was named; messages are then tried again and shown at the desk."""

    def open(self) -> bool:
        """
        Refuse.

        Raises:
            NoMailServerError: always.
        """
        raise NoMailServerError

    def send_messages(self, _messages: Sequence[EmailMessage]) -> int:
        """
        Refuse.

        Raises:
            NoMailServerError: always.
        """
        raise NoMailServerError


class KeptOnThisMachine(BaseEmailBackend):
    """
    Keeps each mail as a file, word for word as a server would have got it.

    The file is named by the Message-ID: the same message twice is one file.
    """

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        """Keep mails."""
        folder = kept_in()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for each in messages:
            made = each.message()
            name = "".join(c for c in str(made["Message-ID"]) if c.isalnum() or c == "-")
            part = folder / f".{name}{os.getpid()}"
            part.write_bytes(made.as_bytes())
            part.replace(folder / f"{name}{ENDING}")
        return len(messages)


@dataclass(frozen=True, slots=True)
class KeptMail:
    """A mail that was kept, as it is shown: `calendar` is the attached .ics, empty if none."""

    name: str
    subject: str
    to: str
    at: datetime
    text: str
    calendar: str


def kept_in() -> Path:
    """Give the folder that mails are kept in."""
    return Path(settings.KEPT_MAIL)


def kept_mails() -> list[KeptMail]:
    """Read the mails that were kept, the newest first."""
    return sorted(_read(), key=lambda each: (each.at, each.name), reverse=True)


def _read() -> Iterator[KeptMail]:
    for file in kept_in().glob(f"*{ENDING}"):
        mail = message_from_bytes(file.read_bytes(), policy=policy.default)
        if isinstance(mail, Parsed):
            yield KeptMail(
                name=file.stem,
                subject=str(mail["Subject"]),
                to=str(mail["To"]),
                at=mail["Date"].datetime,
                text=_content(mail, "text/plain"),
                calendar=_content(mail, "text/calendar"),
            )


def _content(mail: Parsed, kind: str) -> str:
    found = (part.get_content() for part in mail.walk() if part.get_content_type() == kind)
    text = next(found, "")
    return text.decode() if isinstance(text, bytes) else str(text)
