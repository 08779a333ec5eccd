"""Waiting for a visit when nothing suits, and taking one that is offered."""

from datetime import UTC, datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from zusanli.clinic.booking import offers
from zusanli.clinic.booking.models import Offer, OfferState, Service
from zusanli.clinic.booking.outcomes import (
    AlreadyBooked,
    AlreadyChanged,
    MayNotBook,
    OfferOver,
    SlotTaken,
)
from zusanli.clinic.booking.patient_links import new_offer_link, new_visit_link, offer_by_link
from zusanli.clinic.booking.waiting import decline
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records import intakes
from zusanli.clinic.records.models import Intake
from zusanli.clinic.records.patients import register
from zusanli.clinic.records.typed_details import Read
from zusanli.web.access import holder_of, holder_of_link
from zusanli.web.booking.details import fields
from zusanli.web.booking.first_visit import first_service, may_book, who_comes
from zusanli.web.booking.help_first import help_first
from zusanli.web.booking.visit import PATIENT, read_wishes, typed_wishes, wish_fields
from zusanli.web.booking.when import clock_for
from zusanli.web.links import link_of
from zusanli.web.questionnaire.standing import standing_of
from zusanli.web.speech import book_of, language_of


@holder_of_link
@never_cache
def wait_first(request: HttpRequest, intake: Intake) -> HttpResponseBase:
    """Put somebody on the list who found no time that suits; they may book meanwhile."""
    now = datetime.now(UTC)
    stood = standing_of(request, intake, now)
    service = first_service()
    if service is None or not may_book(stood):
        return redirect("outcome", link=link_of(request))
    if request.method != "POST":
        return _form(request, intake, None, now)
    typed = who_comes(request, intake, now)
    if typed is not None and typed.details is None:
        return _form(request, intake, typed, now)
    _listed(request, intake, service, typed, by=stood.interview.by, now=now)
    return render(request, "web/booking/listed.html", {"link": link_of(request)})


@holder_of_link
@require_POST
def my_offer(request: HttpRequest, intake: Intake) -> HttpResponseBase:
    """Go back to the offer that the answers were asked again for."""
    now = datetime.now(UTC)
    kept = offers.offer_for(intake, now=now)
    if kept is None:
        return redirect("slots", link=link_of(request))
    return redirect("offer", link=new_offer_link(kept, now=now))


@holder_of(offer_by_link)
@never_cache
def offer(request: HttpRequest, found: Offer) -> HttpResponseBase:
    """Show what is kept for somebody who waits, and take their yes or no."""
    now = datetime.now(UTC)
    if request.method == "POST":
        if request.POST.get("answer") == "no":
            decline(found, now=now)
            return redirect("offer", link=link_of(request))
        return _taken(request, found, now)
    open_ = found.state == OfferState.OPEN and found.valid_until > now
    return _offer_page(request, found, state="" if open_ else found.state or OfferState.LAPSED)


@holder_of(offer_by_link)
@require_POST
def answer_again(request: HttpRequest, found: Offer) -> HttpResponseBase:
    """Begin the questionnaire anew, since answers age; the offer waits meanwhile."""
    now = datetime.now(UTC)
    if told := help_first(request, found.patient, now):
        return told
    link = intakes.begin(
        by=PATIENT, country=the_clinic().country, language=language_of(request), now=now
    )
    offers.ask_again(found, intakes.find(link))
    return redirect("question", link=link)


def _taken(request: HttpRequest, found: Offer, now: datetime) -> HttpResponseBase:
    try:
        visit = offers.take(found, by=PATIENT, now=now)
    except AlreadyBooked as already:
        visit = already.appointment
    except MayNotBook:
        told = help_first(request, found.patient, now)
        return told or _offer_page(request, found, ask_again=True)
    except OfferOver as over:
        return _offer_page(request, found, state=over.state)
    except (AlreadyChanged, SlotTaken):
        return _offer_page(request, found, state=OfferState.LAPSED)
    return redirect("visit", link=new_visit_link(visit, now=now))


def _offer_page(
    request: HttpRequest, found: Offer, *, state: str = "", ask_again: bool = False
) -> HttpResponseBase:
    clock = clock_for(request)
    return render(
        request,
        "web/booking/offer.html",
        {
            "link": link_of(request),
            "offer": found,
            "name": found.service.called(clock.language),
            "when": clock.when(found.starts_at),
            "zone": clock.zone_name(found.starts_at),
            "who": found.practitioner.called,
            "valid_until": clock.when(found.valid_until),
            "instead_of": clock.when(found.entry.appointment.starts_at)
            if found.entry.appointment
            else "",
            "state": state,
            "ask_again": ask_again,
        },
    )


def _form(
    request: HttpRequest, intake: Intake, typed: Read | None, now: datetime
) -> HttpResponseBase:
    return render(
        request,
        "web/booking/wait.html",
        {
            **wish_fields(request, now),
            **typed_wishes(request.POST),
            "link": link_of(request),
            "fields": () if intake.patient else fields(typed, book_of(request).say),
        },
    )


def _listed(
    request: HttpRequest,
    intake: Intake,
    service: Service,
    typed: Read | None,
    *,
    by: str,
    now: datetime,
) -> None:
    with transaction.atomic():
        patient = intake.patient
        if patient is None:
            if typed is None or typed.details is None:
                return
            patient = register(typed.details, by=by, now=now)
        Intake.objects.filter(pk=intake.pk, patient=None).update(patient=patient)
        offers.wait(
            read_wishes(request.POST), patient=patient, service=service, intake=intake, now=now
        )
