"""From the questionnaire to a visit: a list of free times, a form, and it is booked."""

from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from zusanli.clinic.booking.checking import check_again
from zusanli.clinic.booking.models import Appointment, Service
from zusanli.clinic.booking.offers import offer_for
from zusanli.clinic.booking.outcomes import AlreadyBooked, MayNotBook, SlotTaken
from zusanli.clinic.booking.patient_links import new_visit_link
from zusanli.clinic.booking.search import Slot, nearest_slots, practitioners
from zusanli.clinic.booking.visits import book_first, coming_visit
from zusanli.clinic.records import intakes
from zusanli.clinic.records.models import Intake
from zusanli.clinic.records.typed_details import Read
from zusanli.web.access import holder_of_link
from zusanli.web.booking.details import fields, read
from zusanli.web.booking.help_first import help_first
from zusanli.web.booking.week import near, week
from zusanli.web.booking.when import clock_for, read_number, slot_at, tick_of
from zusanli.web.links import link_of
from zusanli.web.prices import price_of
from zusanli.web.questionnaire.standing import standing_of
from zusanli.web.speech import book_of


@holder_of_link
@never_cache
@require_safe
def slots(request: HttpRequest, intake: Intake) -> HttpResponseBase:
    """List the free times, day by day."""
    now = datetime.now(UTC)
    stood = standing_of(request, intake, now)
    if not stood.is_emergency and coming_visit(intake, now=now):
        return render(request, "web/booking/already.html", {"link": link_of(request)})
    if not may_book(stood):
        return redirect("outcome", link=link_of(request))
    service = first_service()
    kept = offer_for(intake, now=now) is not None
    context: dict[str, object] = {"link": link_of(request), "service": service, "kept": kept}
    if service is not None:
        shown = week(
            request,
            service,
            address=lambda slot: _address(request, slot),
            patient=intake.patient,
            now=now,
        )
        context |= {"week": shown, "name": service.called(stood.interview.language)}
        context |= {"price": price_of(service)}
    return render(request, "web/booking/slots.html", context)


@holder_of_link
@never_cache
def slot(request: HttpRequest, intake: Intake, *, practitioner: int, tick: int) -> HttpResponseBase:
    """Ask who comes, and book the time that was chosen; it is taken only then."""
    now = datetime.now(UTC)
    stood = standing_of(request, intake, now)
    if not may_book(stood):
        return redirect("outcome", link=link_of(request))
    wanted = wanted_slot(practitioner, tick)
    if request.method != "POST":
        return _form(request, intake, wanted, now=now)
    if "instead" in request.POST:
        wanted = instead(request.POST["instead"]) or wanted
    typed = who_comes(request, intake, now)
    if typed is not None and typed.details is None:
        return _form(request, intake, wanted, typed=typed, now=now)
    try:
        visit = book_first(
            typed.details if typed else None,
            intake=intake,
            service=_service(),
            slot=wanted,
            by=stood.interview.by,
            seen=stood,
            now=now,
        )
    except MayNotBook:
        told = help_first(request, intake.patient, now) if intake.patient else None
        return told or redirect("outcome", link=link_of(request))
    except AlreadyBooked as already:
        visit = already.appointment
    except SlotTaken:
        return _form(request, intake, wanted, typed=typed, taken=True, now=now)
    return _to_visit(visit, now)


@holder_of_link
@require_POST
def my_visit(request: HttpRequest, intake: Intake) -> HttpResponseBase:
    """Show the visit that this questionnaire has booked."""
    now = datetime.now(UTC)
    visit = coming_visit(intake, now=now)
    if visit is None:
        return redirect("slots", link=link_of(request))
    check_again(visit, now=now)
    return _to_visit(visit, now)


def who_comes(request: HttpRequest, intake: Intake, now: datetime) -> Read | None:
    """Read who comes; None for who is in the books, and is neither asked nor shown by a link."""
    if intake.patient is not None:
        return None
    return read(request.POST, book_of(request).say, today=clock_for(request).day_of(now))


def may_book(stood: intakes.Standing) -> bool:
    """Whether a visit may be booked: the questions were put, and help does not come first."""
    return stood.decision.triage.may_book_assessment and not stood.is_emergency


def first_service() -> Service | None:
    """Give the assessment visit, which comes first; None while the clinic offers none."""
    return Service.objects.filter(active=True, first_visit=True).order_by("pk").first()


def wanted_slot(practitioner: int, tick: int) -> Slot:
    """
    Give the slot that an address names.

    Raises:
        Http404: it names none.
    """
    try:
        return slot_at(practitioner, tick)
    except OverflowError:
        raise Http404 from None


def instead(value: str) -> Slot | None:
    """Give the slot that was pressed in place of one that is gone."""
    practitioner, _, tick = value.partition("-")
    who, when = read_number(practitioner), read_number(tick)
    return None if who is None or when is None else wanted_slot(who, when)


def as_value(slot: Slot) -> str:
    """Give what a button sends for a slot."""
    return f"{slot.practitioner}-{tick_of(slot)}"


def _service() -> Service:
    service = first_service()
    if service is None:
        raise Http404
    return service


def _form(
    request: HttpRequest,
    intake: Intake,
    wanted: Slot,
    *,
    typed: Read | None = None,
    taken: bool = False,
    now: datetime,
) -> HttpResponseBase:
    service, clock = _service(), clock_for(request)
    who = practitioners().get(wanted.practitioner)
    if who is None:
        raise Http404
    free = nearest_slots(service, wanted, patient=intake.patient, now=now) if taken else ()
    return render(
        request,
        "web/booking/details.html",
        {
            "link": link_of(request),
            "name": service.called(clock.language),
            "when": clock.when(wanted.start),
            "zone": clock.zone_name(wanted.start),
            "minutes": service.minutes,
            "price": price_of(service),
            "who": who.called,
            "fields": () if intake.patient else fields(typed, book_of(request).say),
            "taken": taken,
            "near": near(free, clock, as_value),
            "wrong": bool(typed and typed.problems),
        },
    )


def _to_visit(visit: Appointment, now: datetime) -> HttpResponseBase:
    return redirect("visit", link=new_visit_link(visit, now=now))


def _address(request: HttpRequest, slot: Slot) -> str:
    return reverse(
        "slot",
        kwargs={
            "link": link_of(request),
            "practitioner": slot.practitioner,
            "tick": tick_of(slot),
        },
    )
