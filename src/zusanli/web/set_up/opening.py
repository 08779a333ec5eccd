"""The page that opens an empty clinic: its first manager, and what has to be known of it."""

from datetime import UTC, datetime
from typing import Any

from allauth.account.utils import perform_login
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.clinic.premises.opening import Opened, Owner, SpentError, may_open, open_clinic
from zusanli.clinic.premises.zones import zones_of
from zusanli.clinic.staff.invitations import AlreadyHereError
from zusanli.clinic.staff.models import Role, User
from zusanli.core.words import noop
from zusanli.web.access import anyone
from zusanli.web.set_up.fields import EMPTY, Words, choice_field, mail_field, offer, typed_in
from zusanli.web.set_up.places import NO_COUNTRY, NO_ZONE, countries, the_zone

DIFFER = noop("The two passwords differ. Type the same twice.")
TAKEN = noop("Somebody with this address is among the staff already.")
TREATS_TOO = (Role.PRACTITIONER,)


class OpeningForm(forms.Form):
    """The clinic, and who is its first manager."""

    clinic = Words(noop("Name of the clinic"), longest=120)
    country = choice_field(noop("Country"), wrong=NO_COUNTRY)
    time_zone = forms.ChoiceField(label=noop("Time zone"), required=False)
    phone = Words(
        noop("Phone of the clinic"), longest=40, widget=forms.TextInput(attrs={"type": "tel"})
    )
    family_name = Words(noop("Family name"), longest=150)
    given_name = Words(noop("Given name"), longest=150)
    email = mail_field(noop("Email address, to sign in with"))
    password = forms.CharField(
        label=noop("Password"), strip=False, error_messages={"required": EMPTY},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label=noop("Password again"), strip=False, error_messages={"required": EMPTY},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    treats = forms.BooleanField(label=noop("I treat patients myself"), required=False)

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(typed_in(request), initial={"treats": True})
        offer(self, "country", [("", ""), *countries(request)])
        zones = zones_of(self.data.get("country", ""))
        if len(zones) > 1:
            offer(self, "time_zone", [("", ""), *((each, each) for each in zones)])
        else:
            del self.fields["time_zone"]

    def clean(self) -> dict[str, Any]:
        """See that the passwords are one, that it is good, and that the time zone is known."""
        typed = self.cleaned_data
        if typed.get("password") and typed.get("again") and typed["password"] != typed["again"]:
            self.add_error("again", DIFFER)
        self._judge_password()
        if "country" in typed:
            typed["time_zone"] = the_zone(typed["country"], self.data.get("time_zone", ""))
            if not typed["time_zone"]:
                self.add_error("time_zone", NO_ZONE)
        return typed

    def _judge_password(self) -> None:
        typed = self.cleaned_data
        owner = User(
            username=typed.get("email", ""),
            email=typed.get("email", ""),
            first_name=typed.get("given_name", ""),
            last_name=typed.get("family_name", ""),
        )
        if typed.get("password"):
            try:
                validate_password(typed["password"], owner)
            except ValidationError as error:
                self.add_error("password", error)

    @property
    def owner(self) -> Owner:
        """Who was typed."""
        typed = self.cleaned_data
        also = TREATS_TOO if typed["treats"] else ()
        names = {each: typed[each] for each in ("given_name", "family_name", "email", "password")}
        return Owner(**names, also=also)

    @property
    def opened(self) -> Opened:
        """The clinic that was typed."""
        typed = self.cleaned_data
        return Opened(typed["clinic"], typed["country"], typed["time_zone"], typed["phone"])


@anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_page(request: HttpRequest, *, link: str) -> HttpResponseBase:
    """Take the clinic and its first manager of whoever holds the link, once."""
    now = datetime.now(UTC)
    if not may_open(link, now=now):
        return render(request, "web/staff/spent.html", status=404)
    form = OpeningForm(request)
    if request.method != "POST" or not form.is_valid():
        return _form(request, form)
    try:
        user = open_clinic(link, form.owner, form.opened, now=now)
    except SpentError:
        return render(request, "web/staff/spent.html", status=404)
    except AlreadyHereError:
        form.add_error("email", TAKEN)
        return _form(request, form)
    perform_login(request, user, email_verification="none")
    return redirect("set_up_clinic")


def _form(request: HttpRequest, form: OpeningForm) -> HttpResponseBase:
    wrong = bool(form.errors)
    return render(request, "web/set_up/open.html", {"form": form}, status=422 if wrong else 200)
