"""What allauth asks of us: its words, its secrets, and that nobody signs up alone."""

import base64
import logging
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse

from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.staff.models import User
from zusanli.core.words import noop
from zusanli.web.staff.nav import work_of

log = logging.getLogger("zusanli.sign_in")
DONE: Mapping[str, str] = {
    "account/messages/password_changed.txt": noop(
        "Your password is changed. You are signed out everywhere else."
    ),
    "mfa/messages/totp_activated.txt": noop("Your app is set up."),
    "mfa/messages/totp_deactivated.txt": noop("Codes of your app are not asked for any more."),
    "mfa/messages/webauthn_added.txt": noop("Your passkey is added."),
    "mfa/messages/webauthn_removed.txt": noop("Your passkey is removed."),
}
"""What is said of what was done; of the rest the page itself tells."""
WRONG_CODE = noop(
    "That code was not right, or was used already. Wait for the next one and type that."
)
NO_PASSKEY = noop("That was no answer of a passkey. Try once more.")
DJANGO_SAYS = (noop("Enter a valid email address."), noop("This field is required."))
"""Of forms that are not ours; here, so that it is translated as well."""


class Accounts(DefaultAccountAdapter):
    """Accounts of the staff."""

    error_messages = {  # noqa: RUF012 - as allauth declares it
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": noop(
            "Address and password do not belong together. After five wrong tries an address is "
            "shut for 15 minutes."
        ),
        "too_many_login_attempts": noop(
            "There were too many wrong tries. Wait 15 minutes, or ask a manager for a link to set "
            "a new password."
        ),
        "enter_current_password": noop("That is not your password of today."),
        "incorrect_password": noop("That is not your password."),
        "incorrect_code": WRONG_CODE,
        "rate_limited": noop("There were too many wrong tries. Wait 15 minutes."),
    }

    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        """Say no: colleagues are invited."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Go to where somebody works."""
        return work_of(request.user) if isinstance(request.user, User) else reverse("account")

    def get_password_change_redirect_url(self, _request: HttpRequest) -> str:
        """Go back to one's own account."""
        return reverse("account")

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        _message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
        **_more: object,
    ) -> None:
        """Say what was done, where the page does not show it."""
        text = message or DONE.get(message_template or "", "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)

    def _get_login_attempts_cache_key(self, _request: HttpRequest, **credentials: str) -> str:
        # allauth counts by the host that was asked for, with its port: whoever guesses picks those.
        return credentials.get("email", "").strip().lower()

    def unlock(self, request: HttpRequest, user: User) -> None:
        """Forget how often a password was wrong: there is a new one."""
        self._delete_login_attempts_cached_email(request, email=user.email)


class SecondFactors(DefaultMFAAdapter):
    """Apps that show codes, passkeys, and codes on paper."""

    error_messages = {  # noqa: RUF012 - as allauth declares it
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": WRONG_CODE,
        "no_passkey": NO_PASSKEY,
        "cannot_generate_recovery_codes": noop("Set up an app or a passkey first."),
    }

    def get_totp_issuer(self) -> str:
        """Name the clinic in the app."""
        return the_clinic().name

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the clinic where passkeys are listed."""
        return {**super().get_public_key_credential_rp_entity(), "name": the_clinic().name}

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:  # noqa: A002 - allauth's own word
        """Number the passkeys; whoever adds one may call it otherwise."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return f"Passkey {number}"

    def build_totp_svg(self, url: str) -> str:
        """Draw the picture that an app reads, to stand in a page."""
        drawn: str = super().build_totp_svg(url)
        return drawn[drawn.index("<svg") :]

    def encrypt(self, text: str) -> str:
        """Lock a secret away: a copy of the database makes no codes."""
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open a secret. One that was locked with a key that is gone fits no code any more."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            log.exception("a second factor cannot be read: its key is gone; reset it")
            # Random and not empty: codes of an empty secret could be guessed.
            return base64.b32encode(secrets.token_bytes(20)).decode()


def may_ask(request: HttpRequest, *, action: str, key: str) -> bool:
    """Whether something was not asked for too often yet."""
    return bool(ratelimit.consume(request, action=action, key=key))


def _lock() -> Fernet:
    file = Path(settings.SECOND_FACTOR_KEY)
    if not file.exists():
        _make_key(file)
    return Fernet(file.read_bytes())


def _make_key(file: Path) -> None:
    """Make the key whole or not at all; of two processes that do, the first one's counts."""
    with NamedTemporaryFile(dir=file.parent) as part:
        part.write(Fernet.generate_key())
        part.flush()
        with suppress(FileExistsError):
            os.link(part.name, file)
