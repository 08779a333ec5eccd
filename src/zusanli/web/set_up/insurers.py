"""What insurers' policies cover, in the clinic's words, each dated and with where it was read."""

from datetime import UTC, datetime

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from zusanli.clinic.receipts.coverage_notes import keep_note, shown_notes
from zusanli.clinic.receipts.models import CoverageNote
from zusanli.clinic.staff.models import Role
from zusanli.core.words import noop
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import clock_for
from zusanli.web.set_up.fields import NOT_TO_COME, Words, day_field, typed_in
from zusanli.web.set_up.steps import step_page


class NoteForm(forms.Form):
    """A note on one policy."""

    payer = Words(noop("Insurer"), longest=120)
    policy = Words(noop("Policy or plan, empty for all of them"), longest=120, required=False)
    covers = Words(noop("What it covers, in your words"), longest=500)
    as_of = day_field(noop("As of"))
    source = Words(noop("Where you read it, or who said it"), longest=240)


@staff(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def insurers(request: HttpRequest) -> HttpResponseBase:
    """Show the notes, or keep another; one on the same policy takes the place of the older."""
    now = datetime.now(UTC)
    today = clock_for(request).day_of(now)
    form = NoteForm(typed_in(request), initial={"as_of": today})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["as_of"] <= today:
            keep_note(**form.cleaned_data, by=staff_member(request).called, now=now)
            return redirect("set_up_insurers")
        form.add_error("as_of", NOT_TO_COME)
    shown = {"form": form, "notes": shown_notes(on=today)}
    return step_page(request, "set_up_insurers", shown, wrong=bool(form.errors))


@staff(Role.MANAGER)
@require_POST
def drop(_request: HttpRequest, *, pk: int) -> HttpResponseBase:
    """Show nothing of a policy any more; what was noted stays in the log."""
    found = get_object_or_404(CoverageNote, pk=pk)
    same = CoverageNote.objects.filter(payer__iexact=found.payer, policy__iexact=found.policy)
    same.update(active=False)
    return redirect("set_up_insurers")
