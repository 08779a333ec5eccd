"""One's own account."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zusanli.clinic.staff.models import User
from zusanli.clinic.staff.second_factors import has_second_factor
from zusanli.web.access import signed_in
from zusanli.web.staff.names import ROLES


@signed_in
@require_safe
def own(request: HttpRequest) -> HttpResponseBase:
    """Show who somebody is here, and how they sign in."""
    user = request.user
    factor = isinstance(user, User) and has_second_factor(user)
    roles = [ROLES[each] for each in ROLES if isinstance(user, User) and each in user.roles]
    return render(request, "web/staff/account.html", {"roles": roles, "has_factor": factor})
