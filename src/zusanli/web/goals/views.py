"""The care plan: shown and changed by who treats, printed for the patient, and given as FHIR."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID, uuid4, uuid5

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.books import rule_book
from zusanli.clinic.goals import keeping
from zusanli.clinic.goals.keeping import Goal, GoalOvertakenError, NothingSaidError, Wish
from zusanli.clinic.goals.models import What
from zusanli.clinic.goals.planning import aim_of, care_plan_of
from zusanli.clinic.records.intakes import standing
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import details_or_none, last_intake
from zusanli.core.decide import Decision
from zusanli.core.words import noop
from zusanli.documents import care_plan as documents
from zusanli.documents.blocks import Document
from zusanli.documents.care_plan import TITLES, Part, state_text
from zusanli.documents.html import html
from zusanli.documents.wording import filled
from zusanli.exchange.fhir.care_plan import fhir_care_plan
from zusanli.exchange.fhir.questionnaire_response import Subject, fhir_questionnaire_response
from zusanli.exchange.pdf.printing import to_pdf
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import read_day
from zusanli.web.desk.people import named, patient_at
from zusanli.web.records.roles import TREATS
from zusanli.web.shown import pdf, shown
from zusanli.web.speech import OWN_NAMES, book_of, language_of

LONGEST = 300
HOME = "home"
"""When advice is meant that somebody may follow at home."""
ENDS = {"reached": What.REACHED, "dropped": What.DROPPED}
NOTHING_SAID = noop("Please write what the goal is, or tick some advice.")
TOO_LATE = noop("Somebody else wrote of this goal meanwhile. This is how it stands now.")
NO_DAY = noop("Please give a day such as 2027-03-09, or leave it empty.")
FHIR = "application/fhir+json; charset=utf-8"


class _NoDayError(Exception):
    """A day was typed that is none."""


@staff(*TREATS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def care_plan(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Show the plan, and keep what was agreed."""
    kept, problem = patient_at(patient), ""
    if request.method == "POST":
        try:
            _do(request, kept, datetime.now(UTC))
        except NothingSaidError:
            problem = book_of(request).say(NOTHING_SAID)
        except GoalOvertakenError:
            problem = book_of(request).say(TOO_LATE)
        except _NoDayError:
            problem = book_of(request).say(NO_DAY)
        else:
            return redirect("care_plan", patient=patient)
    return _page(request, kept, problem)


@staff(*TREATS)
@never_cache
@require_safe
def care_plan_pdf(_request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Give the plan on paper, in the patient's own language."""
    now = datetime.now(UTC)
    document = _document(patient_at(patient), now)
    page = html([document], title=document.title, made_for=now)
    return pdf(to_pdf(page), name="care-plan")


@staff(*TREATS)
@never_cache
@require_safe
def care_plan_fhir(_request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Give the plan as a FHIR CarePlan."""
    kept, now = patient_at(patient), datetime.now(UTC)
    language = _language(kept)
    book = rule_book(language)
    plan = care_plan_of(kept, book, now=now)
    decision = _decision(kept, language, now)
    return _file(fhir_care_plan(plan, decision, book.say, patient=kept.pk), "care-plan.json")


@staff(*TREATS)
@never_cache
@require_safe
def questionnaire_fhir(_request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Give the answers to the last questionnaire as a FHIR QuestionnaireResponse."""
    kept, now = patient_at(patient), datetime.now(UTC)
    intake = last_intake(kept)
    if intake is None:
        raise Http404
    stood = standing(intake, now=now, language=_language(kept))
    authored = intake.versions.get(number=stood.number).at
    subject = Subject(patient=kept.pk, questionnaire=intake.pk)
    given = fhir_questionnaire_response(
        stood.decision, subject, authored=authored, is_whole=stood.screen is None
    )
    return _file(given, "questionnaire.json")


def _file(resource: Mapping[str, object], name: str) -> HttpResponse:
    answer = HttpResponse(json.dumps(resource, ensure_ascii=False, indent=1), content_type=FHIR)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _do(request: HttpRequest, patient: Patient, now: datetime) -> None:
    sent, member = request.POST, staff_member(request)
    do = sent.get("do", "")
    if do == "advice":
        _agree(request, patient, now)
    elif do == "set":
        key = _uuid(sent.get("key", ""))
        keeping.set_goal(patient, _wish(request, _part(request)), goal=key, member=member, now=now)
    else:
        goal, seen = _goal(request, patient)
        if do in ENDS:
            keeping.end_goal(goal, ENDS[do], seen=seen, member=member, now=now)
        else:
            wish = _wish(request, goal.last.part, of=goal.last.of)
            keeping.change_goal(goal, wish, seen=seen, member=member, now=now)


def _agree(request: HttpRequest, patient: Patient, now: datetime) -> None:
    """Set a goal for each piece of advice that was ticked and may be given."""
    key = _uuid(request.POST.get("key", ""))
    may_be = dict(_advice(patient, language_of(request), now))
    ticked = [each for each in request.POST.getlist("advice") if each in may_be]
    if not ticked:
        raise NothingSaidError
    for each in ticked:
        wish = Wish(part=Part.SELF_CARE, of=each)
        member = staff_member(request)
        keeping.set_goal(patient, wish, goal=uuid5(key, each), member=member, now=now)


def _goal(request: HttpRequest, patient: Patient) -> tuple[Goal, int]:
    key, seen = _uuid(request.POST.get("goal", "")), request.POST.get("seen", "")
    for each in keeping.goals_of(patient):
        if each.last.goal == key:
            # Whatever is no number is not the number that was shown.
            return each, int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0  # noqa: PLR2004
    raise Http404


def _wish(request: HttpRequest, part: str, *, of: str = "") -> Wish:
    text = " ".join(request.POST.get("text", "").replace("\0", "").split())[:LONGEST]
    typed = request.POST.get("review_on", "").strip()
    day = read_day(typed)
    if typed and day is None:
        raise _NoDayError
    return Wish(part=part, of=of, text=text, review_on=day)


def _part(request: HttpRequest) -> str:
    part = request.POST.get("part", "")
    return part if part in set(Part) else Part.LIFESTYLE


def _uuid(typed: str) -> UUID:
    try:
        return UUID(typed)
    except ValueError as error:
        raise Http404 from error


def _page(request: HttpRequest, patient: Patient, problem: str) -> HttpResponse:
    now, book = datetime.now(UTC), book_of(request)
    goals = keeping.goals_of(patient)
    agreed = {each.last.of for each in goals if not each.is_over}
    advice = _advice(patient, book.say.language, now)
    aims = [(each, aim_of(each, book)) for each in goals]
    context = {
        "patient": patient,
        "named": named(details_or_none(patient.pk), book.say),
        "body": shown(_document(patient, now)),
        "language_name": OWN_NAMES[_language(patient)],
        "goals": [
            {
                "goal": each,
                "key": str(each.last.goal),
                "aim": aim,
                "state": state_text(aim, book.say),
            }
            for each, aim in aims
        ],
        "advice": [(each, text) for each, text in advice if each not in agreed],
        "parts": [(each.value, TITLES[each]) for each in reversed(Part)],
        "answered": last_intake(patient) is not None,
        "key": request.POST.get("key") or uuid4(),
        "problem": problem,
        "at": request.POST.get("goal", "") or request.POST.get("do", ""),
    }
    return render(request, "web/goals/care_plan.html", context, status=422 if problem else 200)


def _document(patient: Patient, now: datetime) -> Document:
    language = _language(patient)
    book = rule_book(language)
    plan = care_plan_of(patient, book, now=now)
    details = details_or_none(patient.pk)
    name = named(details, book.say).name if details else ""
    decision = _decision(patient, language, now)
    return documents.care_plan(plan, decision, book.say, of=name)


def _advice(patient: Patient, language: str, now: datetime) -> list[tuple[str, str]]:
    """Give the advice for home that nothing known or unknown of the patient speaks against."""
    decision = _decision(patient, language, now)
    given = decision.advice if decision else ()
    return [
        (each.advice.id, filled(each.text, decision))
        for each in given
        if decision and each.text and not each.suppressed_because
        if each.advice.when_to_say == HOME
    ]


def _decision(patient: Patient, language: str, now: datetime) -> Decision | None:
    intake = last_intake(patient)
    return standing(intake, now=now, language=language).decision if intake else None


def _language(patient: Patient) -> str:
    details = details_or_none(patient.pk)
    return details.language if details and details.language in OWN_NAMES else "en"
