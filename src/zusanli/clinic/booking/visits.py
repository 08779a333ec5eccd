"""A visit is booked, moved or cancelled. Each is one transaction, and the database has the say."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from zusanli.clinic.booking.events import emit
from zusanli.clinic.booking.models import (
    Appointment,
    AppointmentChange,
    ChangeKind,
    Course,
    EventKind,
    Service,
    State,
    WaitListEntry,
    WaitState,
)
from zusanli.clinic.booking.occupying import free, lapse, occupy, occupy_instead
from zusanli.clinic.booking.outcomes import (
    AlreadyBooked,
    AlreadyChanged,
    MayNotBook,
    SlotTaken,
    Why,
)
from zusanli.clinic.booking.search import Slot, length_of, openings
from zusanli.clinic.booking.slots import Span
from zusanli.clinic.booking.ticks import is_whole
from zusanli.clinic.booking.waiting import leave, offer_freed
from zusanli.clinic.records.intakes import Standing, emergency_of, standing
from zusanli.clinic.records.models import Intake, Patient
from zusanli.clinic.records.patients import Details, register
from zusanli.clinic.records.same_person import ids_of, intakes_of


def book(
    *,
    patient: Patient,
    intake: Intake | None,
    service: Service,
    slot: Slot,
    by: str,
    at_desk: bool = False,
    seen: Standing | None = None,
    now: datetime,
) -> Appointment:
    """
    Book a visit.

    A patient books by a questionnaire in which the emergency questions were put. The desk may book
    without, for somebody on the telephone, and the check is then recorded as due. An emergency is
    booked by nobody. `seen` is how the questionnaire stood a moment ago, where that is known.

    Raises:
        MayNotBook: help comes first, or nobody asked.
        AlreadyBooked: this questionnaire has booked a visit that is still to come.
        SlotTaken: the time is not free.
    """
    seen = seen or look(intake, now=now)
    with transaction.atomic():
        due = check_is_due(intake, seen, patient=patient, at_desk=at_desk, now=now)
        if intake is not None and not at_desk:
            _once(intake, now)
        visit = place_visit(
            patient=patient,
            intake=intake,
            service=service,
            slot=slot,
            by=by,
            check_due=due,
            now=now,
        )
        # Who waited with nothing booked waits from now on for something earlier.
        WaitListEntry.objects.filter(
            patient__in=ids_of(patient.pk),
            service=service,
            appointment=None,
            state=WaitState.WAITING,
        ).update(appointment=visit)
        emit(EventKind.BOOKED, appointment=visit, now=now)
    return visit


def book_first(
    details: Details | None,
    *,
    intake: Intake,
    service: Service,
    slot: Slot,
    by: str,
    at_desk: bool = False,
    seen: Standing | None = None,
    now: datetime,
) -> Appointment:
    """
    Take a patient into the books and book a visit; when it cannot be booked, neither is done.

    Who is in the books already stays as they are, with or without `details`: a link may be in other
    hands, and the number that is kept proves who somebody is.

    Raises:
        MayNotBook, AlreadyBooked, SlotTaken: as `book`.
    """
    seen = seen or look(intake, now=now)
    with transaction.atomic():
        patient = intake.patient
        if patient is None:
            if details is None:
                raise ValueError("nobody has said who comes")
            patient = register(details, by=by, now=now)
        visit = book(
            patient=patient,
            intake=intake,
            service=service,
            slot=slot,
            by=by,
            at_desk=at_desk,
            seen=seen,
            now=now,
        )
        Intake.objects.filter(pk=intake.pk, patient=None).update(patient=patient)
    return visit


def move(
    visit: Appointment, slot: Slot, *, number: int, by: str, why: str = "", now: datetime
) -> Appointment:
    """
    Move a visit to another time or practitioner. `number` is the change that was last seen.

    Raises:
        AlreadyChanged: it was changed in the meantime, cancelled, or has begun.
        MayNotBook: an emergency was told since; the visit stays where it was.
        SlotTaken: the new time is not free; the visit stays where it was.
    """
    with transaction.atomic():
        visit = _as_seen(visit, number, now)
        if emergency_of(visit.patient, now=now):
            raise MayNotBook(Why.EMERGENCY)
        before, old = visit.starts_at, Span(visit.busy_from, visit.busy_until)
        old_practitioner = visit.practitioner_id
        for place in _places(visit.service, slot, ignoring=visit, now=now):
            _set_time(visit, slot, place)
            lapse(visit, now=now)
            if occupy_instead(visit):
                break
        else:
            raise SlotTaken(slot)
        visit.save()
        _note(visit, ChangeKind.MOVED, number=number + 1, by=by, why=why, before=before, now=now)
        emit(EventKind.MOVED, appointment=visit, now=now)
        offer_freed(old, practitioner=old_practitioner, now=now)
    return visit


def cancel(
    visit: Appointment, *, number: int, by: str, why: str = "", now: datetime
) -> Appointment:
    """
    Cancel a visit, and offer its time to who waits. `number` is the change that was last seen.

    Raises:
        AlreadyChanged: it was changed in the meantime, cancelled, or has begun.
    """
    with transaction.atomic():
        visit = _as_seen(visit, number, now)
        visit.state = State.CANCELLED
        visit.save(update_fields=["state"])
        free(visit)
        _note(
            visit,
            ChangeKind.CANCELLED,
            number=number + 1,
            by=by,
            why=why,
            before=visit.starts_at,
            now=now,
        )
        for entry in WaitListEntry.objects.filter(appointment=visit):
            leave(entry.pk, now=now)
        emit(EventKind.CANCELLED, appointment=visit, now=now)
        offer_freed(
            Span(visit.busy_from, visit.busy_until), practitioner=visit.practitioner_id, now=now
        )
    return visit


def can_change(visit: Appointment, *, number: int, now: datetime) -> bool:
    """Whether a visit is still to come, and as it was at a change."""
    return visit.is_booked and visit.last_number == number and visit.starts_at > now


def coming_visit(intake: Intake, *, now: datetime) -> Appointment | None:
    """Give the visit that a questionnaire has booked and that is still to come."""
    return intake.appointments.filter(state=State.BOOKED, ends_at__gt=now).first()


def next_visit(patient: Patient, service: Service, *, now: datetime) -> Appointment | None:
    """Give the next visit of a kind that a patient has."""
    booked = _to_come(patient, now).filter(service=service)
    return booked.order_by("starts_at").first()


def ask_before(visit: Appointment, intake: Intake) -> None:
    """Let a new questionnaire stand behind a visit whose check is due, until it is answered."""
    with transaction.atomic():
        Intake.objects.filter(pk=intake.pk, patient=None).update(patient=visit.patient)
        Appointment.objects.filter(pk=visit.pk, check_due=True).update(intake=intake)


def ask_anew(patient: Patient, intake: Intake, *, now: datetime) -> None:
    """Let a new questionnaire stand behind all visits to come: something is new or worse."""
    with transaction.atomic():
        Intake.objects.filter(pk=intake.pk, patient=None).update(patient=patient)
        _to_come(patient, now).update(intake=intake, check_due=True)


def look(intake: Intake | None, *, now: datetime) -> Standing | None:
    """Say how a questionnaire stands, before a transaction that others have to wait for begins."""
    return None if intake is None else standing(intake, now=now)


def check_is_due(
    intake: Intake | None,
    seen: Standing | None,
    *,
    patient: Patient,
    at_desk: bool,
    now: datetime,
) -> bool:
    """
    Say whether the emergency questions are still to be put, as things stand at this moment.

    The patient's questionnaires are locked, so that no answer slips in between this and the
    booking; this one is decided on anew only when one did since it was seen.

    Raises:
        MayNotBook: an emergency is raised; or nobody asked, and it is not the desk that books.
    """
    asked = False
    others = {each.pk: each for each in locked_intakes(patient)}
    if intake is not None:
        locked = others.pop(intake.pk, None) or Intake.objects.select_for_update().get(pk=intake.pk)
        if seen is None or locked.versions.latest("number").number != seen.number:
            seen = standing(locked, now=now)
        if seen.is_emergency:
            raise MayNotBook(Why.EMERGENCY)
        asked = seen.decision.triage.may_book_assessment
    if others and emergency_of(patient, now=now):
        raise MayNotBook(Why.EMERGENCY)
    if not asked and not at_desk:
        raise MayNotBook(Why.NOT_ASKED)
    return not asked


def locked_intakes(patient: Patient) -> QuerySet[Intake]:
    """Give every questionnaire of a person, locked: nothing is answered or joined meanwhile."""
    return intakes_of(patient.pk).select_for_update(of=("self",)).order_by("pk")


def place_visit(
    *,
    patient: Patient,
    intake: Intake | None,
    service: Service,
    slot: Slot,
    by: str,
    check_due: bool,
    course: Course | None = None,
    now: datetime,
) -> Appointment:
    """
    Write a visit and take its time, at the first place that is free.

    Raises:
        SlotTaken: nobody is there then, or somebody was faster.
    """
    visit = Appointment(
        patient=patient,
        intake=intake,
        service=service,
        course=course,
        check_due=check_due,
        booked_at=now,
        booked_by=by,
    )
    for place in _places(service, slot, now=now):
        _set_time(visit, slot, place)
        lapse(visit, now=now)
        # Undone when the place is taken, so that no visit stands without its time.
        with transaction.atomic():
            visit.save(force_insert=True)
            if occupy(visit):
                _note(visit, ChangeKind.BOOKED, number=0, by=by, now=now)
                return visit
            transaction.set_rollback(True)
    raise SlotTaken(slot)


def _to_come(patient: Patient, now: datetime) -> QuerySet[Appointment]:
    return Appointment.objects.filter(
        patient__in=ids_of(patient.pk), state=State.BOOKED, starts_at__gt=now
    )


def _once(intake: Intake, now: datetime) -> None:
    coming = coming_visit(intake, now=now)
    if coming is not None:
        raise AlreadyBooked(coming)


def _places(
    service: Service, slot: Slot, *, ignoring: Appointment | None = None, now: datetime
) -> Iterable[int]:
    """Give the places that look free; the database decides whether they are."""
    if slot.start < now or not is_whole(slot.start):
        return ()
    around = length_of(service).busy_at(slot.start)
    found = openings(service, around, practitioner=slot.practitioner, ignoring=ignoring, now=now)
    opening = found.get(slot.practitioner)
    return () if opening is None else opening.places_for(slot.start, length_of(service))


def _set_time(visit: Appointment, slot: Slot, place: int) -> None:
    length = length_of(visit.service)
    there, busy = length.visit_at(slot.start), length.busy_at(slot.start)
    visit.practitioner_id, visit.place_id = slot.practitioner, place
    visit.starts_at, visit.ends_at = there.start, there.end
    visit.busy_from, visit.busy_until = busy.start, busy.end


def _as_seen(visit: Appointment, number: int, now: datetime) -> Appointment:
    """Give the visit as it is now, locked, if it is still what was seen."""
    locked = Appointment.objects.select_for_update(of=("self",)).select_related(
        "service", "practitioner", "place", "patient"
    )
    fresh = locked.get(pk=visit.pk)
    if not can_change(fresh, number=number, now=now):
        raise AlreadyChanged(fresh)
    return fresh


def _note(
    visit: Appointment,
    kind: ChangeKind,
    *,
    number: int,
    by: str,
    why: str = "",
    before: datetime | None = None,
    now: datetime,
) -> None:
    try:
        with transaction.atomic():
            AppointmentChange.objects.create(
                appointment=visit,
                number=number,
                kind=kind,
                at=now,
                by=by,
                why=why,
                starts_before=before,
                starts_after=None if kind is ChangeKind.CANCELLED else visit.starts_at,
                practitioner_id=visit.practitioner_id,
                place_id=visit.place_id,
            )
    except IntegrityError as error:
        raise AlreadyChanged(visit) from error
