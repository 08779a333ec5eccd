"""Forms of signing in: those of allauth, with the question whether others use the computer."""

from allauth.account.forms import LoginForm
from allauth.core import context
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from django import forms
from django.http import HttpRequest, HttpResponseBase

from zusanli.web.staff.sessions import SHARED, limit


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


class PasskeyForm(LoginWebAuthnForm):
    """A passkey alone."""

    shared = forms.BooleanField(required=False, initial=True)

    def clean(self) -> dict[str, object]:
        """Keep whether the computer is shared, for the session that begins now."""
        cleaned: dict[str, object] = super().clean() or self.cleaned_data
        context.request.session[SHARED] = bool(cleaned.get("shared"))
        return cleaned
