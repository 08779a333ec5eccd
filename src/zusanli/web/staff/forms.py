"""Forms of signing in: those of allauth, with the question whether others use the computer."""

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase

from zusanli.clinic.links import hashed
from zusanli.web.staff.adapters import NO_PASSKEY
from zusanli.web.staff.sessions import SHARED, limit

A_CODE_COUNTS_FOR = 3
"""Steps: its own, and the one before and after."""
ENDS_WITH = (AttributeError, KeyError, LookupError, TypeError, ValueError)
"""What reading something that is no passkey's answer ends with, deep in what reads it."""


class SignInForm(LoginForm):
    """Address and password."""

    shared = forms.BooleanField(required=False, initial=True)

    def login(self, request: HttpRequest, redirect_url: str | None = None) -> HttpResponseBase:
        """Sign in; the session lasts as long as the computer lets it."""
        request.session[SHARED] = self.cleaned_data["shared"]
        response: HttpResponseBase = super().login(request, redirect_url=redirect_url)
        if request.user.is_authenticated:
            limit(request.session)
        return response


class OneTime:
    """
    A code that opens once.

    A code of an app is taken for a step before and after its own, since clocks and fingers are
    slow; allauth remembers a used one for one step only.
    """

    def clean_code(self) -> str:
        """
        Take a code.

        Raises:
            ValidationError: it is wrong, or was used.
        """
        typed = self.cleaned_data["code"]  # type: ignore[attr-defined] # of the form mixed in
        used = f"code-used:{self.user.pk}:{hashed(typed)}"  # type: ignore[attr-defined] # the same
        code: str = super().clean_code()  # type: ignore[misc] # the same
        # Of two that send it at the same moment one adds it.
        if not cache.add(used, value=True, timeout=app_settings.TOTP_PERIOD * A_CODE_COUNTS_FOR):
            raise _problem("incorrect_code")
        return code


class CodeForm(OneTime, AuthenticateForm):
    """A code after the password."""


class CodeAgainForm(OneTime, ReauthenticateForm):
    """A code before a sensitive page."""


class FromABrowser(forms.Form):
    """What a browser gives of a passkey; what is none is refused in words."""

    credential = forms.JSONField(
        error_messages={"required": NO_PASSKEY, "invalid": NO_PASSKEY}, widget=forms.HiddenInput
    )


class Answered(FromABrowser):
    """The answer of a passkey to a challenge."""

    def clean_credential(self) -> Authenticator:
        """
        Find whose passkey answered.

        Raises:
            ValidationError: nobody's did.
        """
        with _words_for_what_is_none():
            return super().clean_credential()  # type: ignore[misc] # of the form mixed in


class PasskeyForm(Answered, LoginWebAuthnForm):
    """A passkey alone."""

    shared = forms.BooleanField(required=False, initial=True)

    def clean(self) -> dict[str, object]:
        """Keep whether the computer is shared, for the session that begins now."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        context.request.session[SHARED] = bool(cleaned.get("shared"))
        return cleaned


class PasskeyAfterPasswordForm(Answered, AuthenticateWebAuthnForm):
    """A passkey as second factor."""


class PasskeyAgainForm(Answered, ReauthenticateWebAuthnForm):
    """A passkey before a sensitive page."""


class NewPasskeyForm(FromABrowser, AddWebAuthnForm):
    """A passkey that is added."""

    def clean(self) -> dict[str, object]:
        """
        Read what the browser made.

        Raises:
            ValidationError: it is no passkey.
        """
        with _words_for_what_is_none():
            return super().clean() or {}


@contextmanager
def _words_for_what_is_none() -> Iterator[None]:
    try:
        yield
    except forms.ValidationError as error:
        if error.code != "incorrect_code":
            raise
        raise _problem("no_passkey") from error
    except ENDS_WITH as error:
        raise _problem("no_passkey") from error


def _problem(code: str) -> forms.ValidationError:
    problem: forms.ValidationError = get_adapter().validation_error(code)
    return problem
