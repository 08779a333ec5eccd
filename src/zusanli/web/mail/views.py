"""The demo's mails, as their readers would get them."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.premises.models import Clinic
from zusanli.exchange.email.backends import kept_mails
from zusanli.web.access import anyone


@anyone
@never_cache
@require_safe
def mails(request: HttpRequest) -> HttpResponseBase:
    """Show every mail that was kept, the newest first."""
    clinic = Clinic.objects.filter(pk=1).first()
    zone = clinic.zone if clinic else None
    shown = [(each, each.at.astimezone(zone)) for each in kept_mails()]
    return render(request, "web/mails.html", {"mails": shown})


@anyone
@never_cache
@require_safe
def calendar(_request: HttpRequest, name: str) -> HttpResponseBase:
    """Give what came along with a mail, to open it in a calendar."""
    found = next((each.calendar for each in kept_mails() if each.name == name), "")
    if not found:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="appointment.ics"'}
    return HttpResponse(found, content_type="text/calendar; charset=utf-8", headers=headers)
