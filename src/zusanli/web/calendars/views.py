"""Private calendars: given, taken away, and read by programs."""

from datetime import UTC, datetime

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.booking.patient_links import visit_by_link
from zusanli.clinic.records.models import Patient
from zusanli.clinic.staff.models import Role, User
from zusanli.exchange.calendar import feeds
from zusanli.exchange.calendar.models import Feed, Names
from zusanli.web.access import holder_of, staff
from zusanli.web.booking.when import read_number
from zusanli.web.speech import language_of

TREATS = (Role.PRACTITIONER, Role.SUPERVISOR)


@holder_of(feeds.find)
@never_cache
@require_safe
def feed(_request: HttpRequest, given: Feed) -> HttpResponseBase:
    """Give a calendar to the program that has its link."""
    data = feeds.read(given, now=datetime.now(UTC))
    return HttpResponse(data, content_type="text/calendar; charset=utf-8")


@staff(*TREATS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_staff(request: HttpRequest) -> HttpResponseBase:
    """Let a practitioner have their own busy times in a calendar, or take that back."""
    user = request.user
    if not isinstance(user, User):  # `staff` lets nobody else in
        return redirect("start")
    if request.POST.get("do") == "make":
        typed = request.POST.get("names", "")
        names = Names(typed) if typed in Names.values else Names.NOTHING
        link = feeds.give_to_staff(user, names=names, now=datetime.now(UTC))
        return _shown(request, "web/staff_calendar.html", user, link=link)
    if _revoked(request, user):
        return redirect("staff_calendar")
    return _shown(request, "web/staff_calendar.html", user)


@holder_of(visit_by_link)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def of_patient(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Let a patient have their visits in a calendar, or take that back."""
    patient = visit.patient
    if request.POST.get("do") == "make":
        link = feeds.give_to_patient(patient, language=language_of(request), now=datetime.now(UTC))
        return _shown(request, "web/patient_calendar.html", patient, link=link)
    if _revoked(request, patient):
        return redirect(request.path)
    return _shown(request, "web/patient_calendar.html", patient)


def _revoked(request: HttpRequest, owner: User | Patient) -> bool:
    """Take away one of the owner's own links, if that was asked."""
    asked = request.POST.get("revoke", "")
    given = feeds.feeds_of(owner).filter(pk=read_number(asked) or 0).first()
    if given is not None:
        feeds.revoke(given, now=datetime.now(UTC))
    return bool(asked)


def _shown(
    request: HttpRequest, template: str, owner: User | Patient, *, link: str = ""
) -> HttpResponse:
    """Show the links that there are. A new one is shown this once: nobody here knows it later."""
    path = reverse("calendar_feed", kwargs={"link": link}) if link else ""
    site = settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/")
    return render(
        request,
        template,
        {"feeds": feeds.feeds_of(owner), "address": f"{site}{path}" if path else ""},
    )
