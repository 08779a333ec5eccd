"""All settings at one glance, and the end of the set-up."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zusanli.clinic.premises.models import Clinic, the_clinic
from zusanli.clinic.staff.models import Role
from zusanli.web.access import staff
from zusanli.web.set_up.steps import STEPS, missing


@staff(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponseBase:
    """List the steps, and say whether anybody can be booked yet."""
    if request.method == "POST":
        Clinic.objects.filter(pk=1).update(setting_up=False)
        return redirect("set_up")
    context = {"steps": STEPS, "missing": missing(), "setting_up": the_clinic().setting_up}
    return render(request, "web/set_up/set_up.html", context)
