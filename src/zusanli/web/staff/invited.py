"""Setting a password by a link: of a new colleague, or of one who forgot theirs."""

from datetime import UTC, datetime

from django.contrib import messages
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.clinic.staff.invitations import SpentError, accept, open_invitation, send_invitation
from zusanli.clinic.staff.models import Invitation, User
from zusanli.core.words import noop
from zusanli.web.access import anyone
from zusanli.web.staff.adapters import Accounts, may_ask

SET = noop("Your password is set. Sign in with it now.")
LONGEST_NAME = 150


@anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def forgotten(request: HttpRequest) -> HttpResponseBase:
    """
    Send a link for a new password, and say the same whether anybody has the address.

    The mail is written by the worker: how long this answer takes tells nothing either.
    """
    typed = request.POST.get("email", "").strip()
    if request.method != "POST" or "@" not in typed:
        problem = noop("Type the address that you sign in with.") if request.POST else ""
        return render(request, "account/password_reset.html", {"typed": typed, "problem": problem})
    if not may_ask(request, action="reset_password", key=typed.lower()):
        return render(request, "429.html", status=429)
    user = User.objects.filter(email=typed.lower(), is_active=True).first()
    if user is not None:
        send_invitation(user, now=datetime.now(UTC))
    return render(request, "account/password_reset_done.html")


@anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, link: str) -> HttpResponseBase:
    """Take name and password of whoever holds the link, once."""
    now = datetime.now(UTC)
    try:
        found = open_invitation(link, now=now)
        if request.method != "POST":
            return _asked(request, found, {})
        problems = _problems(request, found)
        if problems:
            return _asked(request, found, problems)
        user = _accepted(request, found, now)
    except (Invitation.DoesNotExist, SpentError):
        return render(request, "web/staff/spent.html", status=404)
    Accounts(request).unlock(request, user)
    messages.success(request, SET)
    return redirect("account_login")


def _asked(request: HttpRequest, found: Invitation, problems: dict[str, str]) -> HttpResponseBase:
    typed = {
        "given_name": request.POST.get("given_name", found.user.first_name),
        "family_name": request.POST.get("family_name", found.user.last_name),
    }
    return render(
        request,
        "web/staff/invitation.html",
        {
            "invited": found.user,
            "is_new": not found.user.has_usable_password(),
            "typed": typed,
            "problems": problems,
        },
        status=422 if problems else 200,
    )


def _problems(request: HttpRequest, found: Invitation) -> dict[str, str]:
    """Say at each field what is wrong with it."""
    sent = request.POST
    problems = {}
    for field in ("given_name", "family_name"):
        if not sent.get(field, "").strip():
            problems[field] = noop("Please type your name: it stands under what you do.")
        elif len(sent[field]) > LONGEST_NAME:
            problems[field] = noop("Please type a shorter name.")
    try:
        validate_password(sent.get("password", ""), found.user)
    except ValidationError as error:
        problems["password"] = " ".join(error.messages)
    if sent.get("password") != sent.get("again"):
        problems["again"] = noop("The two passwords differ. Type the same twice.")
    return problems


def _accepted(request: HttpRequest, found: Invitation, now: datetime) -> User:
    return accept(
        found,
        given_name=request.POST["given_name"].strip(),
        family_name=request.POST["family_name"].strip(),
        password=request.POST["password"],
        now=now,
    )
