"""
Scores collected: by the patient alone with a link, on a device handed over, or by the staff.

The patient's own form comes first wherever it can: who put the needles in is told kinder numbers.
"""

from datetime import UTC, datetime
from uuid import UUID

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.booking.patient_links import visit_by_link
from zusanli.clinic.outcomes import handing
from zusanli.clinic.outcomes.collecting import collect
from zusanli.clinic.outcomes.models import HandOver
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.web.access import anyone, holder_of, staff, staff_member
from zusanli.web.booking.help_first import what_to_do
from zusanli.web.booking.visit import told_of
from zusanli.web.booking.when import Clock, clock_for
from zusanli.web.desk.people import names, patient_at
from zusanli.web.links import link_of
from zusanli.web.outcomes.form import fields, form_of, who_answered
from zusanli.web.outcomes.reading import read
from zusanli.web.records.roles import KNOWS
from zusanli.web.speech import book_of, language_of


@holder_of(visit_by_link)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def scores(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Ask a patient how it is, by the link of a visit; before the first needles, how it begins."""
    now = datetime.now(UTC)
    if not visit.is_booked:
        return redirect("visit", link=link_of(request))
    form = form_of(request, visit.patient, now)
    got = read(request.POST, form, book_of(request).say) if request.method == "POST" else None
    if got is None or got.given is None:
        context = {
            **told_of(request, visit),
            **fields(request, form, got),
            "link": link_of(request),
            "outcome": what_to_do(request, visit.patient, now),
        }
        return _shown(request, "web/outcomes/scores.html", context, wrong=got is not None)
    kept = collect(
        visit.patient,
        got.given,
        visit=visit,
        by=who_answered(request),
        language=language_of(request),
        now=now,
    )
    if kept.questions:
        return redirect("question", link=kept.questions)
    return redirect("scores_kept", link=link_of(request))


@holder_of(visit_by_link)
@never_cache
@require_safe
def scores_kept(request: HttpRequest, visit: Appointment) -> HttpResponseBase:
    """Thank for the answers."""
    outcome = what_to_do(request, visit.patient, datetime.now(UTC))
    context = {"link": link_of(request), "outcome": outcome}
    return render(request, "web/outcomes/kept.html", context)


@holder_of(handing.handed)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def handed(request: HttpRequest, handed_over: HandOver) -> HttpResponseBase:
    """Ask a patient how it is, on a device of the clinic that opens nothing else."""
    now, patient = datetime.now(UTC), handed_over.patient
    if not handing.is_open(handed_over, now=now):
        return redirect("handed_back")
    form = form_of(request, patient, now)
    got = read(request.POST, form, book_of(request).say) if request.method == "POST" else None
    if got is None or got.given is None:
        outcome = what_to_do(request, patient, now)
        context = {**fields(request, form, got), "outcome": outcome, "handed": True}
        return _shown(request, "web/outcomes/scores.html", context, wrong=got is not None)
    try:
        kept = handing.send(
            handed_over,
            got.given,
            by=who_answered(request),
            language=language_of(request),
            now=now,
        )
    except handing.HandedBackError:
        return redirect("handed_back")
    if kept.questions:
        return redirect("question", link=kept.questions)
    return redirect("handed_back")


@anyone
@require_safe
def handed_back(request: HttpRequest) -> HttpResponseBase:
    """Ask for the device back; it says nothing of anybody."""
    return render(request, "web/outcomes/handed_back.html")


@staff(*KNOWS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Sign the staff out, and leave the patient's form on the screen."""
    found, now = patient_at(patient), datetime.now(UTC)
    if request.method != "POST":
        return render(request, "web/outcomes/hand_over.html", _who(request, found))
    visit = visit_of_today(found, clock_for(request), now)
    link = handing.hand_over(found, visit=visit, by=staff_member(request).called, now=now)
    logout(request)
    return redirect("handed", link=link)


@staff(*KNOWS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def at_desk(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Take scores that are read aloud or copied from paper; who holds the form is kept."""
    found, now = patient_at(patient), datetime.now(UTC)
    form = form_of(request, found, now)
    got = read(request.POST, form, book_of(request).say) if request.method == "POST" else None
    visit = visit_of_today(found, clock_for(request), now)
    if got is None or got.given is None:
        colleague = staff_member(request)
        context = {
            **_who(request, found),
            **fields(request, form, got),
            "visit": visit,
            "needles": visit is not None and visit.practitioner_id == colleague.pk,
        }
        return _shown(request, "web/outcomes/at_desk.html", context, wrong=got is not None)
    kept = collect(
        found,
        got.given,
        visit=visit,
        by=who_answered(request),
        language=language_of(request),
        now=now,
        collector=staff_member(request),
    )
    if kept.questions:
        return redirect("question", link=kept.questions)
    return redirect("desk_patient", patient=found.pk)


def visit_of_today(patient: Patient, clock: Clock, now: datetime) -> Appointment | None:
    """Give the visit of a patient on this day, by the clinic's clock: the one not over yet."""
    today = clock.day_of(now)
    own = Appointment.objects.filter(patient__in=ids_of(patient.pk), state=State.BOOKED)
    booked = own.select_related("practitioner")
    visits = [
        each for each in booked.order_by("starts_at") if clock.day_of(each.starts_at) == today
    ]
    return next((each for each in visits if each.ends_at > now), visits[-1] if visits else None)


def _who(request: HttpRequest, patient: Patient) -> dict[str, object]:
    named = names([patient.pk], book_of(request).say)[patient.pk]
    return {"patient": patient, "named": named}


def _shown(
    request: HttpRequest, page: str, context: dict[str, object], *, wrong: bool
) -> HttpResponse:
    return render(request, page, context, status=422 if wrong else 200)
