"""The manager sees whose time is over and who asks, sets the years, and erases."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from uuid import UUID

from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from zusanli.clinic.erasure.belonging import TiedToAnotherError
from zusanli.clinic.erasure.erasing import (
    GoneError,
    HinderedError,
    NamesThemError,
    NoReasonError,
    NotErased,
    erase,
    preview,
)
from zusanli.clinic.erasure.models import Erasure, ErasureRequest, Ground
from zusanli.clinic.erasure.periods import Kept, TooShortError, ended, keep_for, kept, period
from zusanli.clinic.erasure.requests import (
    AlreadySettledError,
    ask_to_be_erased,
    open_requests,
    refuse,
)
from zusanli.clinic.erasure.tidying import NotTidiedError, tidy
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import details_or_none
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import Role
from zusanli.core.words import Words
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import Clock, clock_for, day_in
from zusanli.web.desk.people import names, patient_at
from zusanli.web.erasure import words
from zusanli.web.records.roles import KNOWS
from zusanli.web.speech import book_of
from zusanli.web.staff.members import BEFORE_A_CHANGE

MOST = 50
"""Records listed at once: who erases looks at each."""
LONGEST, LONGEST_ANSWER = 240, 500
MOST_YEARS = 100


@staff(Role.MANAGER)
@never_cache
@require_safe
def keeping(request: HttpRequest) -> HttpResponseBase:
    """Show how long records are kept, who asks to be erased, whose time is over, and who was."""
    return _keeping(request)


@staff(Role.MANAGER)
@never_cache
@BEFORE_A_CHANGE
@require_POST
def years(request: HttpRequest) -> HttpResponseBase:
    """Set the years for which records are kept."""
    typed, why = request.POST.get("years", "").strip(), _typed(request, "why", LONGEST)
    number = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else 0  # noqa: PLR2004 - a hundred years
    if not 1 <= number <= MOST_YEARS:
        return _keeping(request, {"years_problem": words.NO_YEARS})
    if not why:
        return _keeping(request, {"why_problem": words.NO_REASON})
    try:
        keep_for(number, by=staff_member(request).called, why=why, now=datetime.now(UTC))
    except TooShortError:
        return _keeping(request, {"years_problem": words.TOO_SHORT})
    return redirect("keeping")


@staff(Role.MANAGER)
@never_cache
@BEFORE_A_CHANGE
@require_http_methods(["GET", "HEAD", "POST"])
def erase_patient(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Show what would go and what stands in the way, and erase."""
    found = patient_at(patient)
    if request.method != "POST":
        return _form(request, found)
    ground = request.POST.get("ground", "")
    if ground not in Ground.values:
        return _form(request, found, {"ground": words.NO_GROUND})
    if request.POST.get("sure") != "yes":
        return _form(request, found, {"sure": words.NOT_SURE})
    try:
        erase(
            found.pk,
            Ground(ground),
            why=_typed(request, "why", LONGEST),
            by=staff_member(request),
            now=datetime.now(UTC),
        )
    except NotErased as problem:
        return _not_erased(request, found, problem)
    except TiedToAnotherError:
        return _form(request, found, {"ground": words.TIED})
    _tidied(request)
    return redirect("keeping")


@staff(*KNOWS, Role.MANAGER)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Write down that somebody asks to be erased, for a manager to look at."""
    found = patient_at(patient)
    if request.method == "POST":
        ask_to_be_erased(found, by=staff_member(request).called, now=datetime.now(UTC))
    say, clock = book_of(request).say, clock_for(request)
    asked = ErasureRequest.objects.filter(patient__in=ids_of(found.pk)).order_by("-pk")
    context = {
        "patient": found,
        "named": names([found.pk], say)[found.pk],
        "asked": [(clock.when(each.asked_at), each) for each in asked],
        "is_open": any(each.settled_at is None for each in asked),
        "from": _from(kept(found.pk, today=_today(clock)), clock, say),
    }
    return render(request, "web/erasure/ask.html", context)


@staff(Role.MANAGER)
@never_cache
@require_POST
def refuse_patient(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Keep what somebody was answered who is not erased."""
    found = patient_at(patient)
    asked = open_requests().filter(patient__in=ids_of(found.pk)).first()
    answer = _typed(request, "answer", LONGEST_ANSWER)
    if asked is not None and not answer:
        return _form(request, found, {"answer": words.NO_ANSWER})
    if asked is None or not _refused(asked, answer, request):
        return _form(request, found, {"ground": words.ANSWERED})
    return redirect("keeping")


def _refused(asked: ErasureRequest, answer: str, request: HttpRequest) -> bool:
    try:
        refuse(asked, by=staff_member(request).called, answer=answer, now=datetime.now(UTC))
    except AlreadySettledError:
        return False
    return True


def _keeping(request: HttpRequest, problems: dict[str, str] | None = None) -> HttpResponse:
    clock, say = clock_for(request), book_of(request).say
    today = _today(clock)
    over = ended(today=today, most=MOST + 1)
    asked = list(open_requests())
    known = names([*(each.patient for each in over), *(each.patient_id for each in asked)], say)
    held = period()
    sources = book_of(request).sources
    context = {
        "period": held,
        "law_sources": [sources[each] for each in held.law.sources] if held.law else [],
        "asked": [
            (
                each,
                known[each.patient_id],
                clock.when(each.asked_at),
                _from(kept(each.patient_id, today=today), clock, say),
            )
            for each in asked
        ],
        "over": [(each, known[each.patient], *_days(each, clock, say)) for each in over[:MOST]],
        "more": len(over) > MOST,
        "stones": [
            (each, clock.when(each.at), say(words.GROUNDS[each.ground])) for each in _last()
        ],
        "typed": request.POST,
        "answered_badly": bool(problems),
        **{name: say(text) for name, text in (problems or {}).items()},
    }
    status = 422 if problems else 200
    return render(request, "web/erasure/keeping.html", context, status=status)


def _form(
    request: HttpRequest, patient: Patient, problems: dict[str, str] | None = None
) -> HttpResponse:
    clock, say, now = clock_for(request), book_of(request).say, datetime.now(UTC)
    asked = open_requests().filter(patient__in=ids_of(patient.pk)).first()
    likely = Ground.ASKED if asked else Ground.ENDED
    ground = request.POST.get("ground") or likely
    try:
        seen = preview(patient.pk, Ground(ground if ground in Ground.values else likely), now=now)
    except TiedToAnotherError:
        seen, problems = None, {"ground": words.TIED}
    record = kept(patient.pk, today=_today(clock))
    last, until = _days(record, clock, say)
    context = {
        "patient": patient,
        "named": names([patient.pk], say)[patient.pk],
        "born": getattr(details_or_none(patient.pk), "born", None),
        "last": last,
        "until": until,
        "asked": asked,
        "asked_when": clock.when(asked.asked_at) if asked else "",
        "ground": ground,
        "grounds": [(each, say(text)) for each, text in words.GROUNDS.items()],
        "rows": sum(seen.rows.values()) if seen else 0,
        "records": len(ids_of(patient.pk)),
        "hindered": _hindered(seen.hindered_by if seen else (), say),
        "why": _typed(request, "why", LONGEST),
        "problems": {name: say(text) for name, text in (problems or {}).items()},
    }
    return render(request, "web/erasure/erase.html", context, status=422 if problems else 200)


def _not_erased(request: HttpRequest, patient: Patient, problem: NotErased) -> HttpResponse:
    match problem:
        case NoReasonError():
            return _form(request, patient, {"why": words.NO_REASON})
        case NamesThemError():
            return _form(request, patient, {"why": words.NAMES_THEM})
        case HinderedError():
            return _form(request, patient, {"ground": words.HINDERED})
        case GoneError():
            raise Http404
        case _:
            raise problem


def _tidied(request: HttpRequest) -> None:
    """Clear old bytes away where that is quick, and say what is left to be done."""
    messages.success(request, words.ERASED)
    if connection.vendor == "sqlite":
        try:
            tidy()
        except NotTidiedError:
            messages.warning(request, words.NOT_TIDIED)
    else:
        messages.warning(request, words.TIDY_LATER)


def _hindered(by: Iterable[str], say: Words) -> list[str]:
    return [say(words.HINDRANCES[each]) for each in by]


def _last() -> Iterable[Erasure]:
    return Erasure.objects.order_by("-at")[:MOST]


def _days(each: Kept, clock: Clock, say: Words) -> tuple[str, str]:
    return _day(each.last, clock, say(words.NO_CARE)), _day(each.until, clock, say(words.NOT_SET))


def _from(each: Kept, clock: Clock, say: Words) -> str:
    """Say from when a wish may be done."""
    if each.last is None:
        return say(words.AT_ONCE)
    return _day(each.until, clock, say(words.NOT_SET))


def _day(day: date | None, clock: Clock, otherwise: str) -> str:
    return day_in(day, clock.language) if day else otherwise


def _today(clock: Clock) -> date:
    return clock.day_of(datetime.now(UTC))


def _typed(request: HttpRequest, name: str, longest: int) -> str:
    return " ".join(request.POST.get(name, "").split())[:longest]
