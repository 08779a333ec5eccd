"""The managers' page: who works here, what they may do, and how they come in."""

from collections.abc import Callable
from datetime import UTC, datetime

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, validate_email
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.staff import invitations
from zusanli.clinic.staff.members import (
    LastManagerError,
    change_roles,
    deactivate,
    reactivate,
    take_second_factors,
)
from zusanli.clinic.staff.models import Role, User
from zusanli.clinic.staff.second_factors import (
    has_second_factor,
    with_second_factor,
)
from zusanli.core.words import noop
from zusanli.web.access import Page, staff
from zusanli.web.booking.when import clock_for
from zusanli.web.speech import book_of
from zusanli.web.staff.ending import ending
from zusanli.web.staff.names import ROLES

BEFORE_A_CHANGE: Callable[[Page], Page] = reauthentication_required(allow_get=True)
"""Whoever lets people in shows again who they are: a desk left for a minute is no way in."""
LONGEST = MaxLengthValidator(150)
"""As much as PostgreSQL keeps of what somebody signs in with."""
LAST_MANAGER = noop("Somebody else must be manager first: nobody would be left to let people in.")


@staff(Role.MANAGER)
@require_safe
def members(request: HttpRequest) -> HttpResponseBase:
    """List the staff."""
    everybody = User.objects.prefetch_related("given_roles").order_by(
        "-is_active", "last_name", "first_name", "email"
    )
    protected, now = with_second_factor(), datetime.now(UTC)
    clock, say = clock_for(request), book_of(request).say
    rows = [
        {
            "user": each,
            "roles": _named({given.role for given in each.given_roles.all()}),
            "has_factor": each.pk in protected,
            "waits": not each.has_usable_password(),
            "ending": ending(each, clock, say, now=now) if each.is_active else (),
        }
        for each in everybody
    ]
    return render(request, "web/staff/members.html", {"rows": rows})


@staff(Role.MANAGER)
@BEFORE_A_CHANGE
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest) -> HttpResponseBase:
    """Invite a colleague; the link is shown once, and can go by mail."""
    if request.method != "POST":
        return _invite_form(request)
    email, roles = request.POST.get("email", "").strip(), _roles(request)
    problem = _wrong_with(email, roles)
    if problem:
        return _invite_form(request, problem)
    try:
        user = invitations.invite(email, roles=roles)
    except invitations.AlreadyHereError:
        return _invite_form(request, noop("Somebody with this address is among the staff already."))
    return _shown_link(request, user)


@staff(Role.MANAGER)
@BEFORE_A_CHANGE
@require_http_methods(["GET", "HEAD", "POST"])
def member(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one of the staff, and change what they may do or how they come in."""
    user = get_object_or_404(User, pk=pk)
    if request.method != "POST":
        return _member_page(request, user)
    done = request.POST.get("do")
    if done in {"link", "mail"}:
        return _shown_link(request, user) if done == "link" else _mailed(request, user)
    try:
        _change(request, user, done)
    except LastManagerError:
        messages.error(request, LAST_MANAGER)
    return redirect("member", pk=pk)


def _change(request: HttpRequest, user: User, done: str | None) -> None:
    match done:
        case "roles":
            change_roles(user, roles=_roles(request))
            messages.success(request, noop("The roles are changed."))
        case "close":
            deactivate(user, now=datetime.now(UTC))
            messages.success(request, noop("The account is closed. Open sessions end at once."))
        case "open":
            reactivate(user)
            messages.success(request, noop("The account is open again."))
        case "factor":
            take_second_factors(user)
            messages.success(
                request, noop("The second factor is taken away. The next sign-in needs none.")
            )
        case _:
            raise Http404


def _shown_link(request: HttpRequest, user: User) -> HttpResponseBase:
    """Show a link once: the database keeps its hash alone."""
    link = invitations.new_invitation(user, now=datetime.now(UTC))
    path = reverse("invitation", kwargs={"link": link})
    address = f"{settings.SITE_ADDRESS}{path}"
    if not settings.SITE_ADDRESS:
        address = request.build_absolute_uri(path)
    ends_at = user.invitations.latest("pk").ends_at.astimezone(the_clinic().zone)
    shown = {"member": user, "address": address, "ends_at": ends_at}
    return render(request, "web/staff/link.html", shown)


def _mailed(request: HttpRequest, user: User) -> HttpResponseBase:
    invitations.send_invitation(user, now=datetime.now(UTC))
    messages.success(request, noop("A mail with a link is on its way."))
    return redirect("member", pk=user.pk)


def _member_page(request: HttpRequest, user: User) -> HttpResponseBase:
    return render(
        request,
        "web/staff/member.html",
        {
            "member": user,
            "roles": ROLES.items(),
            "ticked": user.roles,
            "has_factor": has_second_factor(user),
            "waits": not user.has_usable_password(),
            "licences": user.licences.order_by("-pk"),
        },
    )


def _invite_form(request: HttpRequest, problem: str = "") -> HttpResponseBase:
    return render(
        request,
        "web/staff/invite.html",
        {
            "roles": ROLES.items(),
            "ticked": request.POST.getlist("role"),
            "typed": request.POST.get("email", ""),
            "problem": problem,
        },
        status=422 if problem else 200,
    )


def _wrong_with(email: str, roles: list[Role]) -> str:
    try:
        validate_email(email)
        LONGEST(email)
    except ValidationError:
        return noop("That is no mail address. Type it as name@clinic.example.")
    return "" if roles else noop("Tick at least one role: without one, no page opens.")


def _roles(request: HttpRequest) -> list[Role]:
    return [each for each in Role if each.value in request.POST.getlist("role")]


def _named(roles: set[str]) -> list[str]:
    return [ROLES[each] for each in ROLES if each.value in roles]
