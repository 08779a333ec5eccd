"""
Signing in, own account and colleagues: only what is used of allauth, each with who may open it.

allauth's own list of addresses is not included: it has sign-up and more, and what it adds in a new
version would open here unseen.
"""

from collections.abc import Callable
from functools import wraps

from allauth.account import views as accounts
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkeys
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import path

from zusanli.web.access import Page, anyone, signed_in
from zusanli.web.staff import account, invited, licences, members, my_page


def whole(view: Callable[..., HttpResponseBase]) -> Page:
    """Have a page of allauth loaded whole: passkeys need scripts that begin with the page."""

    @wraps(view)
    def opened(request: HttpRequest, **named: object) -> HttpResponseBase:
        if request.method == "GET" and "HX-Request" in request.headers:
            return HttpResponse(headers={"HX-Redirect": request.get_full_path()})
        return view(request, **named)

    return opened


urlpatterns = [
    path("sign-in/", anyone(whole(accounts.login)), name="account_login"),
    path("sign-out/", anyone(whole(accounts.logout)), name="account_logout"),
    path("sign-in/closed/", anyone(whole(accounts.account_inactive)), name="account_inactive"),
    path("sign-in/code/", anyone(whole(second_factor.authenticate)), name="mfa_authenticate"),
    path("sign-in/passkey/", anyone(whole(passkeys.login_webauthn)), name="mfa_login_webauthn"),
    path("sign-in/forgotten/", invited.forgotten, name="account_reset_password"),
    path("sign-in/invited/<str:link>/", invited.invitation, name="invitation"),
    path(
        "sign-in/again/", signed_in(whole(accounts.reauthenticate)), name="account_reauthenticate"
    ),
    path(
        "sign-in/again/code/",
        signed_in(whole(second_factor.reauthenticate)),
        name="mfa_reauthenticate",
    ),
    path(
        "sign-in/again/passkey/",
        signed_in(whole(passkeys.reauthenticate_webauthn)),
        name="mfa_reauthenticate_webauthn",
    ),
    path("account/", account.own, name="account"),
    path("account/public-page/", my_page.my_page, name="my_page"),
    path(
        "account/password/",
        signed_in(whole(accounts.password_change)),
        name="account_change_password",
    ),
    path("account/second-factor/", signed_in(whole(second_factor.index)), name="mfa_index"),
    path("account/app/", signed_in(whole(app.activate_totp)), name="mfa_activate_totp"),
    path("account/app/remove/", signed_in(whole(app.deactivate_totp)), name="mfa_deactivate_totp"),
    path(
        "account/codes/",
        signed_in(whole(codes.view_recovery_codes)),
        name="mfa_view_recovery_codes",
    ),
    path(
        "account/codes/new/",
        signed_in(whole(codes.generate_recovery_codes)),
        name="mfa_generate_recovery_codes",
    ),
    path("account/passkeys/", signed_in(whole(passkeys.list_webauthn)), name="mfa_list_webauthn"),
    path("account/passkeys/new/", signed_in(whole(passkeys.add_webauthn)), name="mfa_add_webauthn"),
    path(
        "account/passkeys/<int:pk>/remove/",
        signed_in(whole(passkeys.remove_webauthn)),
        name="mfa_remove_webauthn",
    ),
    path("staff/", members.members, name="members"),
    path("staff/invite/", members.invite, name="invite"),
    path("staff/<int:pk>/", members.member, name="member"),
    path("staff/<int:pk>/licence/", licences.licence, name="licence"),
]
