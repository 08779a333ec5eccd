"""Name, country, address and how the clinic is reached."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from zusanli.clinic.premises.models import Clinic, the_clinic
from zusanli.clinic.premises.zones import zones_of
from zusanli.clinic.staff.models import Role
from zusanli.core.words import noop
from zusanli.web.access import staff
from zusanli.web.set_up.fields import Paragraphs, Words, choice_field, mail_field, offer, typed_in
from zusanli.web.set_up.places import NO_COUNTRY, NO_ZONE, countries, the_zone
from zusanli.web.set_up.steps import done, step_page

KEPT = ("name", "country", "time_zone", "phone", "email", "street", "city", "region", "postal_code")


class ClinicForm(forms.Form):
    """Where the clinic is, and how it is reached."""

    name = Words(noop("Name of the clinic"), longest=120)
    country = choice_field(noop("Country"), wrong=NO_COUNTRY)
    time_zone = forms.ChoiceField(label=noop("Time zone"), required=False)
    postal_code = Words(noop("Postal code"), longest=20, required=False)
    region = Words(noop("Prefecture, state or county"), longest=80, required=False)
    city = Words(noop("Town"), longest=80, required=False)
    street = Paragraphs(noop("House and street"), longest=200, rows=2, required=False)
    phone = Words(
        noop("Phone of the clinic"), longest=40, widget=forms.TextInput(attrs={"type": "tel"})
    )
    email = mail_field(noop("Email address of the clinic"))

    def __init__(self, request: HttpRequest, clinic: Clinic) -> None:
        initial = {each: getattr(clinic, each) for each in KEPT}
        super().__init__(typed_in(request), initial=initial)
        offer(self, "country", countries(request))
        zones = zones_of(self.data.get("country", clinic.country))
        offer(self, "time_zone", [("", ""), *((each, each) for each in zones)])

    def clean(self) -> dict[str, Any]:
        """See that the time zone is one of the country's; where there is one, it is that."""
        typed = self.cleaned_data
        # A zone of the country before is no mistake of whoever chose another country.
        self.errors.pop("time_zone", None)
        if "country" in typed:
            typed["time_zone"] = the_zone(typed["country"], self.data.get("time_zone", ""))
            if not typed["time_zone"]:
                self.add_error("time_zone", NO_ZONE)
        return typed


@staff(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def clinic(request: HttpRequest) -> HttpResponseBase:
    """Show where the clinic is, or change it."""
    found = the_clinic()
    form = ClinicForm(request, found)
    if request.method == "POST" and form.is_valid():
        for each in KEPT:
            setattr(found, each, form.cleaned_data[each])
        found.save(update_fields=KEPT)
        return done(request, "set_up_clinic")
    shown = {"form": form, "address": found.address}
    return step_page(request, "set_up_clinic", shown, wrong=bool(form.errors))
