"""What a practitioner lets patients read of them: their own yes or no, and their own words."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.staff.licences import TREATS, licence_of
from zusanli.clinic.staff.models import PublicPage, User
from zusanli.clinic.staff.public_pages import Said, known, page_of, save_page
from zusanli.clinic.staff.tongues import TONGUES
from zusanli.core.words import LANGUAGES, noop
from zusanli.documents.linter import lint_words
from zusanli.web.access import staff, staff_member
from zusanli.web.speech import book_of

LONGEST = {"name": 120, "about": 400, "place": 80}
MOST_PLACES = 10
NO_NAME = noop("Please type your name as patients are to read it.")
TOO_LONG = noop("That is too long.")
WRONG_PLACES = noop("Please type at most ten places, each on a line of its own and not too long.")
PROMISES = noop("These words promise what nobody may promise: {words}")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed, and what is wrong with it by field."""

    said: Said
    shown: bool
    problems: dict[str, str]


@staff(*TREATS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def my_page(request: HttpRequest) -> HttpResponseBase:
    """Show the form with what stands on the page, and keep what is sent."""
    user, now = staff_member(request), datetime.now(UTC)
    if request.method != "POST":
        return _form(request, user, _kept(user))
    typed = read(request)
    if typed.problems:
        return _form(request, user, typed)
    save_page(user, typed.said, shown=typed.shown, now=now)
    told = noop("Your page is kept, and patients can find it.")
    hidden = noop("Your page is kept, and nobody can see it.")
    messages.success(request, told if typed.shown else hidden)
    return redirect("my_page")


def read(request: HttpRequest) -> Typed:
    """Read the form, or say at each field what is wrong."""
    sent, book = request.POST, rule_book()
    said = Said(
        name=" ".join(_text(sent, "name").split()),
        languages=known(sent.getlist("language"), TONGUES),
        places=_places(sent),
        complaints=known(sent.getlist("complaint"), book.complaints),
        conditions=known(sent.getlist("condition"), book.conditions),
        about=" ".join(_text(sent, "about").split()),
    )
    return Typed(said, sent.get("shown") == "yes", dict(_wrong(said, request)))


def _wrong(said: Said, request: HttpRequest) -> dict[str, str]:
    say = book_of(request).say
    wrong = {}
    if not said.name:
        wrong["name"] = say(NO_NAME)
    for field in ("name", "about"):
        if len(getattr(said, field)) > LONGEST[field]:
            wrong[field] = say(TOO_LONG)
    if len(said.places) > MOST_PLACES or any(len(e) > LONGEST["place"] for e in said.places):
        wrong["places"] = say(WRONG_PLACES)
    promised = _promised(said.about)
    if promised:
        wrong["about"] = say(PROMISES, words=say.listed(promised))
    return wrong


def _promised(about: str) -> tuple[str, ...]:
    """Give what the linter of our own texts finds, whichever of our languages it is written in."""
    found = (each.words for one in LANGUAGES for each in lint_words(about, rule_book(one)))
    return tuple(dict.fromkeys(found))


def _places(sent: QueryDict) -> tuple[str, ...]:
    lines = (" ".join(each.split()) for each in _text(sent, "places").splitlines())
    return tuple(dict.fromkeys(each for each in lines if each))


def _text(sent: QueryDict, name: str) -> str:
    return sent.get(name, "").replace("\0", "")


def _kept(user: User) -> Typed:
    page = page_of(user)
    if page is None:
        return Typed(Said(user.called), shown=False, problems={})
    said = Said(
        page.name,
        tuple(page.languages),
        tuple(page.places),
        tuple(page.complaints),
        tuple(page.conditions),
        page.about,
    )
    return Typed(said, page.is_shown, {})


def _form(request: HttpRequest, user: User, typed: Typed) -> HttpResponseBase:
    book, today = book_of(request), datetime.now(UTC).astimezone(the_clinic().zone).date()
    page: PublicPage | None = page_of(user)
    context = {
        "typed": typed,
        "page": page,
        "may_be_shown": licence_of(user, on=today) is not None,
        "tongues": TONGUES.items(),
        "complaints": book.complaints.values(),
        "conditions": book.conditions.values(),
        "longest": LONGEST,
    }
    return render(request, "web/staff/my_page.html", context, status=422 if typed.problems else 200)
