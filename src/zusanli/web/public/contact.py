"""
A message to the desk, from anybody: no account, and no picture puzzle that shuts people out.

Programs are held off by a field that people do not see, by the time that writing takes, and by how
many messages come from one place. Whoever is held off by mistake is told so, and what they typed
stays in the form.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from allauth.account.adapter import get_adapter
from allauth.core.ratelimit import consume
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.enquiries.writing import Message, TooManyError, write_to_desk
from zusanli.core.words import Words, noop
from zusanli.web.access import anyone
from zusanli.web.speech import book_of, language_of

SALT = "zusanli.contact"
FASTEST = timedelta(seconds=3)
"""Nobody reads the form and writes a message in less. basis = "proposed"."""
STANDS_FOR = timedelta(hours=12)
RATE = "contact"
"""What the settings call how many messages one place may send."""
LONGEST = {"name": 80, "reach": 254, "text": 1000}
FEWEST_DIGITS = 5
PROBLEMS = {
    "name": noop("Please say how we may call you."),
    "reach": noop("Please type a whole phone number or an email address, so that we can answer."),
    "text": noop("Please write what we can do for you."),
    "long": noop("That is too long."),
    "trap": noop("One field is to stay empty, and was filled in. Please press the button again."),
    "fast": noop("That was very fast. Please wait a few seconds and press the button again."),
    "stale": noop("This page was open for long. Please press the button again."),
    "many": noop("Many messages came in just now. Please call us, or try again in an hour."),
}


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, and what is wrong with it by field; `whole` is about the form itself."""

    name: str
    reach: str
    text: str
    problems: dict[str, str]
    whole: str = ""


@anyone
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request: HttpRequest) -> HttpResponseBase:
    """Show the form, and keep what it sends for the desk."""
    now, say = datetime.now(UTC), book_of(request).say
    if request.method != "POST":
        return _form(request, Typed("", "", "", {}), now)
    typed = read(request.POST, say, now=now)
    if not typed.problems and not typed.whole:
        many = _said("many", say)
        if not consume(request, action=RATE, key=_place(request)):
            return _form(request, _but(typed, many), now)
        try:
            message = Message(typed.name, typed.reach, typed.text, language_of(request))
            write_to_desk(message, now=now)
        except TooManyError:
            return _form(request, _but(typed, many), now)
        return redirect("contact_sent")
    return _form(request, typed, now)


@anyone
@require_safe
def sent(request: HttpRequest) -> HttpResponseBase:
    """Say that the message is at the desk."""
    return render(request, "web/public/contact_sent.html")


def read(sent: QueryDict, say: Words, *, now: datetime) -> Typed:
    """Read the form, or say at each field what is missing."""
    name, reach = (" ".join(_text(sent, each).split()) for each in ("name", "reach"))
    text = _text(sent, "text").strip()
    typed = {"name": name, "reach": reach, "text": text}
    wrong = {each: _said(each, say) for each in typed if not typed[each]}
    if reach and not _can_be_reached(reach):
        wrong["reach"] = _said("reach", say)
    wrong |= {each: _said("long", say) for each in typed if len(typed[each]) > LONGEST[each]}
    held_off = _held_off(sent, now)
    return Typed(name, reach, text, wrong, _said(held_off, say) if held_off else "")


def _said(problem: str, say: Words) -> str:
    return say(PROBLEMS[problem])


def _text(sent: QueryDict, name: str) -> str:
    return sent.get(name, "").replace("\0", "")


def _can_be_reached(reach: str) -> bool:
    if sum(each.isdigit() for each in reach) >= FEWEST_DIGITS and "@" not in reach:
        return True
    try:
        validate_email(reach)
    except ValidationError:
        return False
    return True


def _held_off(sent: QueryDict, now: datetime) -> str:
    """Say what speaks for a program; empty where nothing does."""
    if sent.get("website"):
        return "trap"
    try:
        shown = datetime.fromisoformat(signing.loads(sent.get("shown", ""), salt=SALT))
    except (signing.BadSignature, ValueError, TypeError):
        return "stale"
    if now - shown < FASTEST:
        return "fast"
    return "stale" if now - shown > STANDS_FOR else ""


def _place(request: HttpRequest) -> str:
    """Tell one place from another by a hash under our own key: no address is kept."""
    place = get_adapter(request).get_client_ip(request)
    return salted_hmac(SALT, str(place), algorithm="sha256").hexdigest()


def _but(typed: Typed, whole: str) -> Typed:
    return Typed(typed.name, typed.reach, typed.text, typed.problems, whole)


def _form(request: HttpRequest, typed: Typed, now: datetime) -> HttpResponseBase:
    wrong = bool(typed.problems or typed.whole)
    context = {
        "typed": typed,
        "longest": LONGEST,
        "shown": signing.dumps(now.isoformat(), salt=SALT),
    }
    return render(request, "web/public/contact.html", context, status=422 if wrong else 200)
