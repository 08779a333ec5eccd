"""
Who may open a page: said at each view, and refused where nothing was said.

An address whose view declares nothing answers nobody, and a test names it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.cache import add_never_cache_headers

from zusanli.clinic.records.intakes import find
from zusanli.clinic.staff.models import Role, User
from zusanli.clinic.staff.second_factors import lacks_second_factor
from zusanli.core.words import noop
from zusanli.web.staff.held import give_back, hold


class Opens(StrEnum):
    """What opens a page."""

    NOTHING = "nothing"
    LINK = "link"
    SIGNED_IN = "signed_in"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Access:
    """What opens a page: for pages of the staff which roles, for links how they are looked up."""

    by: Opens
    roles: frozenset[str] = frozenset()
    link: str = ""


NEEDS_SECOND_FACTOR = noop(
    "Your role opens patients' records, so a password is not enough. Set up an app or a passkey "
    "first."
)
RAN_OUT = noop("Your time was over, so you were signed out. Sign in again to go on where you were.")
KEPT = noop("What you just sent is kept for an hour, and is done when you have signed in.")
LOST = noop("What you just sent was not kept: send it again when you have signed in.")
Page = Callable[..., HttpResponseBase]


def anyone(view: Page) -> Page:
    """Declare a page that anybody may open."""
    return _declared(view, Access(Opens.NOTHING))


def holder_of(find_it: Callable[[str], object]) -> Callable[[Page], Page]:
    """Declare a page that a link opens, and hand it what the link leads to; or it is not found."""

    def declare(view: Page) -> Page:
        @wraps(view)
        def opened(request: HttpRequest, link: str, **named: object) -> HttpResponseBase:
            try:
                found = find_it(link)
            except ObjectDoesNotExist as error:
                raise Http404 from error
            return view(request, found, **named)

        room = find_it.__module__.rpartition(".")[2]
        return _declared(opened, Access(Opens.LINK, link=f"{room}.{find_it.__name__}"))

    return declare


holder_of_link = holder_of(find)
"""Declare a page that the link of a questionnaire opens."""


def signed_in(view: Page) -> Page:
    """Declare a page for whoever of the staff is signed in, such as their own account."""

    @wraps(view)
    def opened(request: HttpRequest, **named: object) -> HttpResponseBase:
        if not isinstance(request.user, User):
            return _to_sign_in(request)
        return _kept_nowhere(view(request, **named))

    return _declared(opened, Access(Opens.SIGNED_IN))


def staff(*roles: Role) -> Callable[[Page], Page]:
    """
    Declare a page for who is signed in and has one of the roles.

    Whose roles open records has to show a second factor too, where the clinic is not the demo.
    """

    def declare(view: Page) -> Page:
        @wraps(view)
        def opened(request: HttpRequest, **named: object) -> HttpResponseBase:
            user = request.user
            if not isinstance(user, User):
                # Who sat down at a desk that was left cannot prepare what lets people in.
                kept = set(roles) != {Role.MANAGER} and hold(request)
                return _to_sign_in(request, kept=kept)
            if not user.has_role(*roles):
                raise PermissionDenied
            if lacks_second_factor(user):
                messages.warning(request, NEEDS_SECOND_FACTOR)
                return redirect("mfa_index")
            give_back(request)
            return _kept_nowhere(view(request, **named))

        return _declared(opened, Access(Opens.ROLE, frozenset(roles)))

    return declare


def staff_member(request: HttpRequest) -> User:
    """
    Give who is signed in, at a page of the staff.

    Raises:
        PermissionDenied: nobody is.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def access_of(view: object) -> Access | None:
    """Give what a view declared; None is that it opens for nobody."""
    return getattr(view, "access", None)


class AccessMiddleware:
    """Answers nobody at an address whose view declared nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, _request: HttpRequest, view: object, _args: object, _kwargs: object
    ) -> None:
        """
        Refuse a view that declares nothing.

        Raises:
            PermissionDenied: it declares nothing.
        """
        if access_of(view) is None:
            raise PermissionDenied


def _to_sign_in(request: HttpRequest, *, kept: bool = False) -> HttpResponseBase:
    """Have somebody sign in, and come back. Passwords that were just typed are never kept."""
    if getattr(request, "ran_out", None) is not None:
        messages.info(request, RAN_OUT)
        if request.method == "POST":
            messages.info(request, KEPT if kept else LOST)
    return redirect_to_login(request.get_full_path())


def _kept_nowhere(response: HttpResponseBase) -> HttpResponseBase:
    # Nobody gets back to a page of the staff by the browser's button after they signed out.
    add_never_cache_headers(response)
    return response


def _declared(view: Page, access: Access) -> Page:
    view.access = access  # type: ignore[attr-defined] # functions carry what is said of them
    return view
