"""Referrals that patients bring from a physician, kept at the desk."""

from datetime import UTC, datetime
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.clinic.receipts.referrals import Paper, keep_referral, referrals_of
from zusanli.core.words import noop
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import clock_for
from zusanli.web.desk.people import names, patient_at
from zusanli.web.records.roles import KNOWS
from zusanli.web.set_up.fields import NOT_TO_COME, Words, day_field, typed_in
from zusanli.web.speech import book_of


class ReferralForm(forms.Form):
    """What stands on the paper."""

    physician = Words(noop("Physician who refers"), longest=120)
    on = day_field(noop("Day of the referral"))
    reason = Words(noop("For what, as it stands there"), longest=240)
    reference = Words(
        noop("The physician's own number, if there is one"), longest=80, required=False
    )
    chronic_pain = forms.BooleanField(label=noop("It is for chronic pain"), required=False)


@staff(*KNOWS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def referrals(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Show the referrals of a patient, or keep one."""
    found, now = patient_at(patient), datetime.now(UTC)
    form = ReferralForm(typed_in(request))
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["on"] <= clock_for(request).day_of(now):
            keep_referral(
                found, Paper(**form.cleaned_data), by=staff_member(request).called, now=now
            )
            return redirect("referrals", patient=found.pk)
        form.add_error("on", NOT_TO_COME)
    context = {
        "patient": found,
        "named": names([found.pk], book_of(request).say)[found.pk],
        "referrals": referrals_of(found),
        "form": form,
    }
    wrong = bool(form.errors)
    return render(request, "web/receipts/referrals.html", context, status=422 if wrong else 200)
