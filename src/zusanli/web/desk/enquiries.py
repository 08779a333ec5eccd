"""What people wrote to the desk, until somebody has answered them."""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.clinic.enquiries.models import Enquiry
from zusanli.clinic.enquiries.writing import AlreadySettledError, settle, waiting
from zusanli.core.words import noop
from zusanli.web.booking.when import clock_for, read_number
from zusanli.web.desk.people import at_desk, who_asks
from zusanli.web.speech import OWN_NAMES, book_of

LONGEST = 500
NOTHING_SAID = noop("Please write what was done.")
TOO_LATE = noop("Somebody else has settled this meanwhile. What you typed was not kept.")


@at_desk
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def enquiries(request: HttpRequest) -> HttpResponseBase:
    """Show the messages that wait, and keep what was done about one."""
    if request.method != "POST":
        return _shown(request)
    say = book_of(request).say
    pk = read_number(request.POST.get("enquiry", ""))
    enquiry = Enquiry.objects.filter(pk=pk).first() if pk is not None else None
    if enquiry is None:
        raise Http404
    what = request.POST.get("what", "").replace("\0", "").strip()[:LONGEST]
    if not what:
        return _shown(request, problem=say(NOTHING_SAID), at=enquiry.pk)
    try:
        settle(enquiry, by=who_asks(request), what=what, now=datetime.now(UTC))
    except AlreadySettledError:
        return _shown(request, problem=say(TOO_LATE))
    return redirect("desk_enquiries")


def _shown(request: HttpRequest, *, problem: str = "", at: int | None = None) -> HttpResponse:
    clock = clock_for(request)
    items = [
        {
            "enquiry": each,
            "when": clock.when(each.at),
            "language": OWN_NAMES.get(each.language, each.language),
            "by_mail": "@" in each.reach,
        }
        for each in waiting()
    ]
    context = {"items": items, "problem": problem, "at": at}
    return render(request, "web/desk/enquiries.html", context, status=422 if problem else 200)
