"""Rooms, and the beds or chairs in them: each takes one patient at a time."""

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from zusanli.clinic.booking.models import Place
from zusanli.clinic.booking.offering import add_room
from zusanli.clinic.staff.models import Role
from zusanli.core.words import noop
from zusanli.web.access import staff
from zusanli.web.set_up.fields import Words, typed_in
from zusanli.web.set_up.steps import done, step_page
from zusanli.web.speech import book_of

MOST_BEDS = 20
BEDS = noop("Please give a number from 1 to 20.")
FIRST_ROOM = noop("Room 1")
BED = noop("bed {number}")


class RoomForm(forms.Form):
    """A room with so many beds."""

    room = Words(noop("Room"), longest=40)
    beds = forms.IntegerField(
        label=noop("Beds or chairs in it"),
        min_value=1,
        max_value=MOST_BEDS,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), BEDS),
    )


@staff(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def rooms(request: HttpRequest) -> HttpResponseBase:
    """Show the rooms, or add one; a step that has some may be left without adding another."""
    say = book_of(request).say
    places = Place.objects.order_by("-active", "room", "bed")
    start = {"beds": 1} if places else {"beds": 1, "room": say(FIRST_ROOM)}
    form = RoomForm(typed_in(request), initial=start)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        add_room(typed["room"], beds=typed["beds"], bed_called=say(BED))
        return done(request, "set_up_rooms")
    shown = {"form": form, "places": places}
    return step_page(request, "set_up_rooms", shown, wrong=bool(form.errors))


@staff(Role.MANAGER)
@require_POST
def switch(request: HttpRequest, *, pk: int) -> HttpResponseBase:
    """Take a bed out of use, or into it; visits that are booked there stay."""
    found = get_object_or_404(Place, pk=pk)
    Place.objects.filter(pk=found.pk).update(active=request.POST.get("do") == "use")
    return redirect("set_up_rooms")
