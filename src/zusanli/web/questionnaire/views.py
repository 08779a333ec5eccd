"""The questionnaire, screen by screen, on a phone; help first, and no name asked."""

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST, require_safe

from zusanli.clinic.booking import checking
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records import intakes
from zusanli.clinic.records.models import Intake
from zusanli.core.findings import Kind, Stage, sided
from zusanli.core.rulebook import RuleBook
from zusanli.core.triage.interview import Screen, progress
from zusanli.core.triage.questionnaire import AFTER_BOOKING
from zusanli.core.words import LANGUAGES, noop
from zusanli.documents.answered import answered
from zusanli.documents.wording import answer_text, place_text
from zusanli.web.access import anyone, holder_of_link
from zusanli.web.body.drawing import views as drawn_views
from zusanli.web.links import link_of
from zusanli.web.questionnaire.outcome import outcome
from zusanli.web.questionnaire.reading import NotAnAnswer, read, sides_drawn
from zusanli.web.questionnaire.standing import standing_of
from zusanli.web.speech import COOKIE, book_of, language_of

WHO = (
    ("patient", noop("for myself")),
    ("relative", noop("for somebody in my family")),
    ("parent", noop("for my child")),
    ("guardian", noop("for somebody whose guardian I am")),
    ("carer", noop("for somebody I care for")),
    ("interpreter", noop("for somebody I interpret for")),
)
"""Who may answer; recorded with each answer."""
OF_THE_FEET = frozenset(("numb_feet", "foot_pain"))
"""Complaints for which the picture begins with the soles."""
A_YEAR = 365 * 24 * 3600


@anyone
@require_safe
def start(request: HttpRequest) -> HttpResponseBase:
    """Offer the questionnaire before anything else: help comes before names."""
    return render(request, "web/start.html", {"who": WHO})


@anyone
@require_POST
def choose_language(request: HttpRequest) -> HttpResponseBase:
    """Remember the language, and go back to the page it was chosen on."""
    language = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    ours = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    response = redirect(back if ours else "/")
    if language in LANGUAGES:
        response.set_cookie(COOKIE, language, max_age=A_YEAR, samesite="Lax", httponly=True)
    return response


@anyone
@require_POST
def begin(request: HttpRequest) -> HttpResponseBase:
    """Begin a questionnaire, and go to its first screen."""
    who = request.POST.get("who", "")
    link = intakes.begin(
        by=who if who in dict(WHO) else "patient",
        country=the_clinic().country,
        language=language_of(request),
        now=datetime.now(UTC),
    )
    return redirect("question", link=link)


@holder_of_link
@never_cache
def question(request: HttpRequest, intake: Intake, *, more: bool = False) -> HttpResponseBase:
    """Show the screen that comes next, or take the answer to the one that was shown."""
    now = datetime.now(UTC)
    stood = standing_of(request, intake, now)
    if request.method == "POST":
        return _answered(request, intake, stood, now)
    if stood.screen is None or (stood.screen.stage in AFTER_BOOKING and not more):
        return redirect("outcome", link=link_of(request))
    return _shown(request, stood, stood.screen)


@holder_of_link
@never_cache
@require_GET
def result(request: HttpRequest, intake: Intake) -> HttpResponseBase:
    """Say what to do now, and whether a visit may be booked."""
    stood = standing_of(request, intake, datetime.now(UTC))
    return render(
        request,
        "web/outcome.html",
        {"link": link_of(request), "outcome": outcome(stood), "stood": stood},
    )


@holder_of_link
@never_cache
@require_safe
def answers(request: HttpRequest, intake: Intake) -> HttpResponseBase:
    """Show what was answered, by whom and when, to read again or to print."""
    stood = standing_of(request, intake, datetime.now(UTC))
    said = [
        (answer_text(each, book_of(request)), each.who_and_when(book_of(request).say))
        for each in answered(stood.decision.case, book_of(request))
    ]
    return render(request, "web/answers.html", {"link": link_of(request), "said": said})


@anyone
@require_safe
def on_paper(request: HttpRequest) -> HttpResponseBase:
    """Give the first questions to print, for whoever fills them in by hand."""
    book = book_of(request)
    asked = [each for each in book.findings.values() if each.stage is Stage.FIRST]
    screens = [
        (each.text, [book.findings[item].label for item in each.items], each.kind.value)
        for each in asked
    ]
    return render(request, "web/paper.html", {"screens": screens})


@holder_of_link
def call_me(request: HttpRequest, intake: Intake) -> HttpResponseBase:
    """Keep the wish to be called, or ask for a number that can be dialled."""
    if request.method != "POST":
        return redirect("outcome", link=link_of(request))
    now = datetime.now(UTC)
    stood = standing_of(request, intake, now)
    phone = request.POST.get("phone", "").strip()
    problem = ""
    if sum(each.isdigit() for each in phone) < 5 or len(phone) > 40:  # noqa: PLR2004
        problem = book_of(request).say("Please type the number that we can call you on.")
    else:
        intakes.ask_to_be_called(intake, stood, phone=phone, now=now)
    return render(
        request,
        "web/outcome.html",
        {
            "link": link_of(request),
            "outcome": outcome(stood),
            "stood": stood,
            "phone": phone,
            "problem": problem,
            "will_call": not problem,
        },
    )


def _answered(
    request: HttpRequest, intake: Intake, stood: intakes.Standing, now: datetime
) -> HttpResponseBase:
    sent = request.POST
    if stood.screen is None or sent.get("number") != str(stood.number):
        return _overtaken(request, stood)
    try:
        if sent.get("answer") == "back":
            intakes.go_back(intake, stood, now=now)
        else:
            value = read(stood.screen, sent, book_of(request))
            also = sides_drawn(stood.screen, value, sent)
            checking.answer(intake, stood, value, now=now, also=also)
    except NotAnAnswer as wrong:
        return _shown(request, stood, stood.screen, problem=str(wrong))
    except intakes.OvertakenError:
        return _overtaken(request, intakes.standing(intake, now=now))
    return redirect(request.path)


def _overtaken(request: HttpRequest, stood: intakes.Standing) -> HttpResponseBase:
    """Tell that this screen was answered before, on another tab or by a second tap."""
    if stood.screen is None:
        return redirect("outcome", link=link_of(request))
    told = book_of(request).say(
        "That screen was answered already. This is the one that comes next."
    )
    return _shown(request, stood, stood.screen, told=told)


def _shown(
    request: HttpRequest,
    stood: intakes.Standing,
    screen: Screen,
    *,
    problem: str = "",
    told: str = "",
) -> HttpResponse:
    book = book_of(request)
    kind = "list" if screen.finding is None or screen.items else screen.finding.kind.value
    brings = stood.interview.complaints or frozenset()
    return render(
        request,
        "web/question.html",
        {
            "stood": stood,
            "screen": screen,
            "kind": kind,
            "ticks": _ticks(screen, book),
            "views": drawn_views() if kind == Kind.PLACES else (),
            "first_view": "front" if OF_THE_FEET.isdisjoint(brings) else "sole",
            "ticked": request.POST.getlist("item") if problem else [],
            "typed": request.POST.get("answer", "") if problem else "",
            "progress": progress(stood.interview, screen, stood.decision),
            "can_wait": screen.stage in AFTER_BOOKING,
            "problem": problem,
            "told": told,
            "link": link_of(request),
        },
    )


def _ticks(screen: Screen, book: RuleBook) -> list[tuple[str, str]]:
    if screen.finding is None:
        return [(each.id, each.label) for each in book.complaints.values()]
    if screen.finding.kind is Kind.PLACES:
        return [(each, place_text(each, book)) for each in sided(screen.finding.places)]
    return [(each.id, each.label) for each in screen.items]
