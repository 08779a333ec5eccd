"""Whether mails go out, and a test mail to whoever asks for it."""

from datetime import UTC, datetime

from allauth.core.ratelimit import consume
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from zusanli.clinic.outbox.carriers import InDoubt, NotTaken, Outcome, Taken
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.staff.models import Role
from zusanli.core.words import Words, noop
from zusanli.exchange.email.trying import Way, send_test, way_of_mail
from zusanli.web.access import staff, staff_member
from zusanli.web.set_up.steps import step_page
from zusanli.web.speech import book_of

RATE = "test_mail"
"""What the settings call how many test mails somebody may ask for."""
TAKEN = noop(
    "The mail server took it, for {address}. Please see whether it arrives, also among junk."
)
KEPT = noop("No mail left this machine: it was kept here, and is shown on the page of mails.")
NOT_TAKEN = noop("It did not go out: {because}")
IN_DOUBT = noop("Nobody knows whether it went out: {because}")
TOO_MANY = noop("That was tried often just now. Please wait an hour.")


@staff(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def mail(request: HttpRequest) -> HttpResponseBase:
    """Show whether mail is set up, or send a test mail and say what became of it."""
    me, say, way = staff_member(request), book_of(request).say, way_of_mail()
    told, well = "", False
    if request.method == "POST":
        if consume(request, action=RATE, key=str(me.pk)):
            now = datetime.now(UTC)
            outcome = send_test(the_clinic(), to=me.email, say=say, now=now)
            told, well = _told(outcome, way, me.email, say), isinstance(outcome, Taken)
        else:
            told = say(TOO_MANY)
    shown = {
        "way": way,
        "me": me.email,
        "sender": settings.DEFAULT_FROM_EMAIL,
        "told": told,
        "well": well,
    }
    return step_page(request, "set_up_mail", shown)


def _told(outcome: Outcome, way: Way, address: str, say: Words) -> str:
    match outcome:
        case Taken():
            return say(KEPT) if way is Way.KEPT_HERE else say(TAKEN, address=address)
        case NotTaken(because=because):
            return say(NOT_TAKEN, because=because)
        case InDoubt(because=because):
            return say(IN_DOUBT, because=because)
        case _:
            return say(NOT_TAKEN, because=outcome.because)
