"""Patients found and opened; that they were is written into the log by the middleware."""

from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zusanli.clinic.audit.log import searched
from zusanli.clinic.records.finding import found_by_name
from zusanli.clinic.records.intakes import stood_then
from zusanli.clinic.records.models import IntakeVersion
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import Role
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import clock_for
from zusanli.web.desk.people import named, names, patient_at
from zusanli.web.records.brought import brought
from zusanli.web.records.joining import joined
from zusanli.web.records.moments import ROOMS
from zusanli.web.records.papers import papers
from zusanli.web.records.roles import KNOWS, TREATS
from zusanli.web.records.shown import history, questionnaire, questionnaires, visits
from zusanli.web.records.timeline import Reader, timeline
from zusanli.web.speech import book_of

MOST = 50
"""Patients listed at once; who looks for one types more of the name."""


@staff(*KNOWS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponseBase:
    """Find patients by name or number; what is typed goes into no address."""
    typed = " ".join(request.POST.get("name", "").split())[:80]
    say = book_of(request).say
    context: dict[str, object] = {
        "typed": typed,
        "asked": request.method == "POST",
        "supervises": has_role(request, Role.SUPERVISOR),
    }
    if request.method == "POST" and not typed:
        context["problem"] = say("Please type the beginning of a name.")
    elif typed:
        found = found_by_name(typed, most=MOST + 1)
        searched(len(found[:MOST]), now=datetime.now(UTC))
        shown = [(each, named(each, say)) for each in found[:MOST]]
        context |= {"found": shown, "more": len(found) > MOST}
    return render(request, "web/records/search.html", context)


@staff(*KNOWS)
@never_cache
@require_safe
def patient(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Show who a patient is and when they come; to who treats them also what they answered."""
    now, kept = datetime.now(UTC), patient_at(patient)
    say, treats = book_of(request).say, has_role(request, *TREATS)
    context: dict[str, object] = {
        "patient": kept,
        "named": names([kept.pk], say)[kept.pk],
        "history": history(kept, clock_for(request), say),
        "visits": visits(kept, clock_for(request)),
        "treats": treats,
        "supervises": has_role(request, Role.SUPERVISOR),
    }
    reader = Reader(
        patient=kept.pk,
        own=ids_of(kept.pk),
        clock=clock_for(request),
        say=say,
        user=staff_member(request),
        now=now,
    )
    context |= {"days": timeline(reader, ROOMS), "joined": joined(kept, reader.clock)}
    context["brought"] = brought(reader)
    if treats:
        context["questionnaires"] = questionnaires(kept, clock_for(request), now=now)
        context["papers"] = papers(reader)
    return render(request, "web/records/patient.html", context)


@staff(*TREATS)
@never_cache
@require_safe
def answers(request: HttpRequest, *, patient: UUID, intake: UUID, number: int) -> HttpResponseBase:
    """Show a questionnaire as it stood after one of its screens."""
    version = get_object_or_404(
        IntakeVersion.objects.select_related("intake__patient"),
        intake=intake,
        number=number,
        intake__patient__in=ids_of(patient),
    )
    clock = clock_for(request)
    stood = stood_then(version, language=clock.language)
    shown = questionnaire(version.intake, stood, clock)
    return render(
        request,
        "web/records/answers.html",
        {"patient": patient, "at": clock.when(version.at), "each": shown},
    )


def has_role(request: HttpRequest, *roles: Role) -> bool:
    """Whether who asks has one of some roles."""
    return staff_member(request).has_role(*roles)
