"""A visit booked at the desk for somebody who calls or stands there."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.booking.models import Service
from zusanli.clinic.booking.outcomes import MayNotBook, SlotTaken
from zusanli.clinic.booking.search import Slot, nearest_slots, practitioners
from zusanli.clinic.booking.visits import book
from zusanli.clinic.plans.monitoring import review_overdue
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import last_intake
from zusanli.web.booking.first_visit import as_value, instead, wanted_slot
from zusanli.web.booking.week import near, week
from zusanli.web.booking.when import clock_for, tick_of
from zusanli.web.desk.people import at_desk, names, patient_at, who_asks
from zusanli.web.prices import price_of
from zusanli.web.speech import book_of

NO_NOTICE = timedelta(0)
"""Who stands at the desk may be treated at once."""


@at_desk
@never_cache
@require_safe
def slots(request: HttpRequest, *, patient: UUID, service: int) -> HttpResponseBase:
    """List the free times for a patient."""
    found, wanted = patient_at(patient), service_at(service)

    def address(slot: Slot) -> str:
        return reverse("desk_book_slot", kwargs=_at(found, wanted, slot))

    shown = week(
        request, wanted, address=address, patient=found, notice=NO_NOTICE, now=datetime.now(UTC)
    )
    return render(
        request,
        "web/desk/slots.html",
        {**told_of(request, found, wanted), "week": shown},
    )


@at_desk
@never_cache
def slot(
    request: HttpRequest, *, patient: UUID, service: int, practitioner: int, tick: int
) -> HttpResponseBase:
    """Ask once more, and book."""
    now = datetime.now(UTC)
    found, wanted = patient_at(patient), service_at(service)
    chosen = wanted_slot(practitioner, tick)
    if request.method != "POST":
        return _form(request, found, wanted, chosen)
    chosen = instead(request.POST.get("instead", "")) or chosen
    try:
        visit = book(
            patient=found,
            intake=last_intake(found),
            service=wanted,
            slot=chosen,
            by=who_asks(request),
            at_desk=True,
            now=now,
        )
    except MayNotBook:
        return help_first(request, found)
    except SlotTaken:
        return _form(request, found, wanted, chosen, taken_at=now)
    return redirect("desk_visit", visit=visit.pk)


def help_first(request: HttpRequest, patient: Patient) -> HttpResponseBase:
    """Say that an emergency is raised, and what to tell; not by which answer."""
    context = {"named": names([patient.pk], book_of(request).say)[patient.pk], "patient": patient}
    return render(request, "web/desk/help_first.html", context)


def service_at(key: int) -> Service:
    """
    Give a service that is offered.

    Raises:
        Http404: there is none.
    """
    found = Service.objects.filter(pk=key, active=True).first()
    if found is None:
        raise Http404
    return found


def told_of(request: HttpRequest, patient: Patient, service: Service) -> dict[str, object]:
    """Give for whom and for what a time is looked for, and whether a doctor is due before."""
    today = clock_for(request).day_of(datetime.now(UTC))
    return {
        "patient": patient,
        "named": names([patient.pk], book_of(request).say)[patient.pk],
        "service": service,
        "name": service.called(clock_for(request).language),
        "price": price_of(service),
        "see_doctor": review_overdue(patient, on=today),
    }


def _form(
    request: HttpRequest,
    patient: Patient,
    service: Service,
    chosen: Slot,
    *,
    taken_at: datetime | None = None,
) -> HttpResponseBase:
    clock = clock_for(request)
    who = practitioners().get(chosen.practitioner)
    if who is None:
        raise Http404
    free = nearest_slots(service, chosen, patient=patient, now=taken_at) if taken_at else ()
    return render(
        request,
        "web/desk/book.html",
        {
            **told_of(request, patient, service),
            "when": clock.when(chosen.start),
            "who": who.called,
            "taken": taken_at is not None,
            "near": near(free, clock, as_value),
        },
    )


def _at(patient: Patient, service: Service, slot: Slot) -> dict[str, object]:
    return {
        "patient": patient.pk,
        "service": service.pk,
        "practitioner": slot.practitioner,
        "tick": tick_of(slot),
    }
