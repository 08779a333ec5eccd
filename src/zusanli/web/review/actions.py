"""What a practitioner sends from the review: each is kept with who and when."""

from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache

from zusanli.clinic.plans.signing import (
    NotToBeSignedError,
    PlanChangedError,
    Reading,
    sign_plan,
)
from zusanli.clinic.records import judging
from zusanli.clinic.records.intakes import standing
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import intakes_of
from zusanli.clinic.staff.models import User
from zusanli.core.case.record import Release
from zusanli.core.rulebook import RuleBook
from zusanli.core.triage.triage import Raised
from zusanli.core.words import noop
from zusanli.errors import InputError
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import clock_for, read_day
from zusanli.web.desk.people import patient_at
from zusanli.web.records.roles import TREATS
from zusanli.web.review.fields import NO, read_fields
from zusanli.web.review.views import MISSING, Problem, page, read_point, visit_to_review
from zusanli.web.speech import book_of, language_of

LONGEST = 500
NOTHING_MARKED = noop("Nothing was marked, so nothing was kept.")
NO_REASON = noop("Please write why. The reason stands in the record.")
NOT_TAKEN = noop("This could not be kept: {why}")
NO_TIME = noop("Please give the day and time at which it was judged; not one that is to come.")
NO_ASSESSOR = noop("Please write who judged it, and what they found.")
NO_DOCTOR = noop("Please write the doctor's name, and the day of the last review.")
CHANGED = noop("Something changed since you opened this page. Look at it again, then sign.")
NOT_YET = noop("Not signed. What is missing stands above.")
Done = Callable[[HttpRequest, Patient, User, datetime], Problem | str]


def _action(do: Done) -> Callable[..., HttpResponseBase]:
    """Declare something that is sent: where it goes back to, or what could not be taken."""

    @staff(*TREATS)
    @never_cache
    def view(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
        if request.method != "POST":
            return redirect("review", patient=patient)
        kept = patient_at(patient)
        done = do(request, kept, staff_member(request), datetime.now(UTC))
        if isinstance(done, Problem):
            return page(request, kept, done, status=422)
        return redirect(f"{reverse('review', kwargs={'patient': patient})}#{done}")

    view.__doc__ = do.__doc__
    view.__name__ = do.__name__
    return view


@_action
def answer(request: HttpRequest, patient: Patient, member: User, now: datetime) -> Problem | str:
    """Keep what the practitioner asked and was told."""
    book, at = book_of(request), request.POST.get("at", "open")[:80]
    names = [each for each in request.POST if each in book.findings]
    sent = read_fields(names, request.POST, book)
    if sent.problems or not sent.values:
        return Problem(at, book.say(NOTHING_MARKED), sent.problems)
    judging.answer(patient, sent.values, member=member, now=now)
    return "open"


@_action
def examine(request: HttpRequest, patient: Patient, member: User, now: datetime) -> Problem | str:
    """Keep an examination; of what was looked at as a whole, nothing found is a no to each."""
    book = book_of(request)
    kind = book.examinations.get(request.POST.get("kind", ""))
    if kind is None:
        return Problem("examinations", book.say(NOTHING_MARKED), {})
    at, posted = f"examine-{kind.id}", request.POST.copy()
    if posted.get("all") == NO:
        for name in kind.required:
            posted.setdefault(name, NO)
    sent = read_fields(kind.findings, posted, book)
    if sent.problems or not sent.values:
        return Problem(at, book.say(NOTHING_MARKED), sent.problems)
    when = _moment(request, "when") if request.POST.get("when") else now
    if when is None or when > now:
        return Problem(at, book.say(NO_TIME), {})
    judging.examine(patient, kind.id, sent.values, at=when, member=member, now=now)
    return "examinations"


@_action
def correct(request: HttpRequest, patient: Patient, member: User, now: datetime) -> Problem | str:
    """Put a value in the place of what was said, with the reason; both are kept."""
    book, finding = book_of(request), request.POST.get("finding", "")
    at, reason = f"correct-{finding}"[:80], _reason(request)
    if finding not in book.findings:
        return Problem(at, book.say(NOTHING_MARKED), {})
    sent = read_fields([finding], request.POST, book)
    if finding not in sent.values:
        return Problem(at, book.say(NOTHING_MARKED), sent.problems)
    if not reason:
        return Problem(at, book.say(NO_REASON), {})
    return _kept(
        at,
        "raised",
        book,
        lambda: judging.correct(
            patient, finding, sent.values[finding], reason=reason, member=member, now=now
        ),
    )


@_action
def release(request: HttpRequest, patient: Patient, member: User, now: datetime) -> Problem | str:
    """Keep a doctor's judgement of a raised urgent flag, with the values that were judged."""
    book, flag = book_of(request), request.POST.get("flag", "")
    at, when = f"release-{flag}"[:80], _moment(request, "when")
    raised = next((each for each in _raised(patient, now) if each.flag.id == flag), None)
    if raised is None:
        return Problem(at, book.say(NOTHING_MARKED), {})
    if when is None or when > now:
        return Problem(at, book.say(NO_TIME), {})
    who, result = request.POST.get("who", "").strip()[:120], request.POST.get("result", "")
    if not who or not result:
        return Problem(at, book.say(NO_ASSESSOR), {})
    values = tuple(
        (each.name, each.value)
        for each in raised.because
        if each.name in book.findings and not isinstance(each.value, tuple)
    )
    judged = Release(flag, who, request.POST.get("role", ""), when, result, values)
    return _kept(
        at, "raised", book, lambda: judging.release(patient, judged, member=member, now=now)
    )


@_action
def lift(request: HttpRequest, patient: Patient, member: User, now: datetime) -> Problem | str:
    """Lift a hold for today, with the reason."""
    book, reason = book_of(request), _reason(request)
    precaution, point = request.POST.get("precaution", ""), request.POST.get("point", "")
    at = f"lift-{precaution or point}"[:80]
    if not reason:
        return Problem(at, book.say(NO_REASON), {})
    return _kept(
        at,
        "precautions" if precaution else "points",
        book,
        lambda: judging.lift(
            patient,
            precaution=precaution or None,
            point=point or None,
            place=request.POST.get("place") or None,
            reason=reason,
            member=member,
            now=now,
        ),
    )


@_action
def choose(request: HttpRequest, patient: Patient, member: User, now: datetime) -> Problem | str:
    """Keep the conditions and patterns that the practitioner chose."""
    book = book_of(request)
    return _kept(
        "diagnoses",
        "points",
        book,
        lambda: judging.choose(
            patient,
            conditions=tuple(request.POST.getlist("condition")),
            patterns=tuple(request.POST.getlist("pattern")),
            member=member,
            now=now,
        ),
    )


@_action
def history(request: HttpRequest, patient: Patient, member: User, now: datetime) -> Problem | str:
    """Keep that the history was gone through with the patient."""
    note = request.POST.get("note", "")[:LONGEST]
    judging.take_history(patient, note=note, member=member, now=now)
    return "history"


@_action
def doctor(request: HttpRequest, patient: Patient, member: User, now: datetime) -> Problem | str:
    """Keep which doctor looks after the illness behind the course, and when they last did."""
    book, day = book_of(request), read_day(request.POST.get("reviewed_on", ""))
    named = request.POST.get("doctor", "").strip()[:120]
    if not named or day is None:
        return Problem("doctor", book.say(NO_DOCTOR), {})
    return _kept(
        "doctor",
        "doctor",
        book,
        lambda: judging.name_doctor(patient, named, reviewed_on=day, member=member, now=now),
    )


@_action
def sign(request: HttpRequest, patient: Patient, member: User, now: datetime) -> Problem | str:
    """Sign the plan as it was read."""
    say, visit = book_of(request).say, visit_to_review(patient, now=now)
    if visit is None:
        return Problem("sign", say(NOT_YET), {})
    try:
        points = [read_point(each) for each in request.POST.getlist("point")]
        sheet = Reading(request.POST.get("read", ""), language_of(request))
        sign_plan(visit, points, sheet, member=member, now=now)
    except NotToBeSignedError as error:
        why = say.apart(say(MISSING[each][0]) for each in error.missing)
        return Problem("sign", f"{say(NOT_YET)} {why}", {})
    except (PlanChangedError, ValueError, KeyError):
        return Problem("sign", say(CHANGED), {})
    return "sign"


def _raised(patient: Patient, now: datetime) -> tuple[Raised, ...]:
    """Give what is raised in any questionnaire of a patient, the last one first."""
    kept = intakes_of(patient.pk).order_by("-begun_at")
    return tuple(
        raised for each in kept for raised in standing(each, now=now).decision.triage.raised
    )


def _kept(at: str, then: str, book: RuleBook, keep: Callable[[], object]) -> Problem | str:
    try:
        keep()
    except InputError as error:
        return Problem(at, book.say(NOT_TAKEN, why=str(error)), {})
    return then


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()[:LONGEST]


def _moment(request: HttpRequest, name: str) -> datetime | None:
    """Give a moment as it is typed by the clinic's clock."""
    try:
        local = datetime.fromisoformat(request.POST.get(name, ""))
    except ValueError:
        return None
    return local if local.tzinfo else local.replace(tzinfo=clock_for(request).zone)
