"""A manager records a licence that they have seen."""

from datetime import UTC, datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from zusanli.clinic.staff.licences import Credential, last_licence, record_licence
from zusanli.clinic.staff.models import Role, User
from zusanli.core.words import noop
from zusanli.web.access import staff, staff_member
from zusanli.web.staff.members import BEFORE_A_CHANGE

EMPTY = {"required": noop("Please fill this in, as it stands on the licence.")}
NO_DAY = {"invalid": noop("Please give the day, or leave it empty.")}


class LicenceForm(forms.Form):
    """What stands on a licence."""

    title = forms.CharField(max_length=120, error_messages=EMPTY, label=noop("What it is"))
    issuer = forms.CharField(max_length=120, error_messages=EMPTY, label=noop("Who gave it"))
    number = forms.CharField(max_length=60, error_messages=EMPTY, label=noop("Its number"))
    valid_until = forms.DateField(
        required=False, error_messages=NO_DAY, label=noop("Its last day, if it has one")
    )
    degree_seen = forms.BooleanField(required=False, label=noop("The degree"))
    training_seen = forms.BooleanField(required=False, label=noop("The clinical training"))
    exam_seen = forms.BooleanField(required=False, label=noop("The exam that was passed"))

    @property
    def credential(self) -> Credential:
        """What was typed."""
        return Credential(**self.cleaned_data)


def _renewed(user: User) -> dict[str, object]:
    """Fill in what stays when a licence is renewed; its last day is always typed anew."""
    last = last_licence(user)
    if last is None:
        return {}
    stays = ("title", "issuer", "number", "degree_seen", "training_seen", "exam_seen")
    return {each: getattr(last, each) for each in stays}


@staff(Role.MANAGER)
@BEFORE_A_CHANGE
@require_http_methods(["GET", "HEAD", "POST"])
def licence(request: HttpRequest, *, pk: int) -> HttpResponseBase:
    """Record a licence of one of the staff."""
    user = get_object_or_404(User, pk=pk)
    form = LicenceForm(request.POST or None, initial=_renewed(user))
    if request.method == "POST" and form.is_valid():
        by = staff_member(request).called
        record_licence(user, form.credential, by=by, now=datetime.now(UTC))
        messages.success(request, noop("The licence is recorded."))
        return redirect("member", pk=pk)
    shown = {"member": user, "form": form}
    return render(request, "web/staff/licence.html", shown, status=422 if form.errors else 200)
