"""To give somebody a private calendar, to take it away again, and to read it."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from zusanli.clinic.booking.models import Appointment, AppointmentChange, State
from zusanli.clinic.books import rule_book
from zusanli.clinic.links import hashed, new_link
from zusanli.clinic.premises.models import Clinic, the_clinic
from zusanli.clinic.records.models import Patient, PersonalDetails
from zusanli.clinic.records.patients import known
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import User
from zusanli.core.words import ENGLISH, Words
from zusanli.exchange.calendar.models import Feed, Names
from zusanli.exchange.ics import Entry, feed

PAST = timedelta(days=31)
"""Visits before that stand in the record; a calendar is for the days to come."""
LATER = timedelta(days=366)
SEEN_EVERY = timedelta(hours=1)
"""How exactly it is known when a calendar was read last: programs ask for it all day."""


def give_to_staff(user: User, *, names: Names, now: datetime) -> str:
    """Make a link to a practitioner's busy times."""
    return _given(now, user=user, names=names, language=ENGLISH)


def give_to_patient(patient: Patient, *, language: str, now: datetime) -> str:
    """Make a link to a patient's own visits."""
    return _given(now, patient=patient, language=language)


def revoke(given: Feed, *, now: datetime) -> None:
    """Take a link away."""
    Feed.objects.filter(pk=given.pk, revoked_at=None).update(revoked_at=now)


def feeds_of(owner: User | Patient) -> QuerySet[Feed]:
    """Give the links that somebody has, the newest first."""
    mine = {"user": owner} if isinstance(owner, User) else {"patient__in": ids_of(owner.pk)}
    return Feed.objects.filter(**mine, revoked_at=None).order_by("-made_at", "-pk")


def find(link: str) -> Feed:
    """
    Find a calendar by its link; of somebody who works here no more there is none.

    Raises:
        Feed.DoesNotExist: nobody was given such a link, or it was taken away.
    """
    found = Feed.objects.select_related("user", "patient")
    given = found.get(link_hash=hashed(link), revoked_at=None)
    if given.user is not None and not given.user.is_active:
        raise Feed.DoesNotExist
    return given


def read(given: Feed, *, now: datetime) -> bytes:
    """Give a calendar as a file."""
    clinic, say = the_clinic(), rule_book(given.language).say
    if given.read_at is None or now - given.read_at > SEEN_EVERY:
        Feed.objects.filter(pk=given.pk).update(read_at=now)
    visits = Appointment.objects.filter(
        state=State.BOOKED, ends_at__gt=now - PAST, starts_at__lt=now + LATER
    ).order_by("starts_at")
    if given.patient is not None:
        own = list(_own(visits.filter(patient__in=ids_of(given.patient.pk)), clinic, say))
        return feed(own, name=say("Your appointments"))
    return feed(list(_busy(visits, given, clinic)), name=clinic.name)


def initials(details: PersonalDetails | None) -> str:
    """Give the first letters of a name, the family name's first; empty if there is no name."""
    if details is None:
        return ""
    # Of a written character nobody reads a first letter; the reading gives one.
    names = (
        details.family_reading or details.family_name,
        details.given_reading or details.given_name,
    )
    return "".join(f"{name.strip()[:1].upper()}." for name in names if name.strip())


def _given(
    now: datetime,
    *,
    user: User | None = None,
    patient: Patient | None = None,
    names: Names = Names.NOTHING,
    language: str,
) -> str:
    link = new_link()
    Feed.objects.create(
        link_hash=hashed(link),
        user=user,
        patient=patient,
        names=names,
        language=language,
        made_at=now,
    )
    return link


def _own(visits: QuerySet[Appointment], clinic: Clinic, say: Words) -> Iterator[Entry]:
    last = _last_changes(visits)
    for each in visits:
        yield Entry(
            uid=f"{each.pk}@zusanli",
            start=each.starts_at,
            end=each.ends_at,
            zone=clinic.zone,
            summary=say("Your appointment"),
            stamp=last[each.pk].at,
            sequence=last[each.pk].number,
            location=", ".join([clinic.name, *clinic.address.splitlines()]),
        )


def _busy(visits: QuerySet[Appointment], given: Feed, clinic: Clinic) -> Iterator[Entry]:
    mine = visits.filter(practitioner=given.user).select_related("place")
    names = _initials_of(mine) if given.names == Names.INITIALS else {}
    last = _last_changes(mine)
    for each in mine:
        yield Entry(
            uid=f"{each.pk}@zusanli",
            # With the minutes before and after, in which nobody else can be seen either.
            start=each.busy_from,
            end=each.busy_until,
            zone=clinic.zone,
            summary=names.get(each.patient_id) or "Busy",
            stamp=last[each.pk].at,
            sequence=last[each.pk].number,
            location=str(each.place),
        )


def _last_changes(visits: QuerySet[Appointment]) -> dict[UUID, AppointmentChange]:
    changes = AppointmentChange.objects.filter(appointment__in=visits.order_by())
    return {each.appointment_id: each for each in changes.order_by("number")}


def _initials_of(visits: QuerySet[Appointment]) -> dict[UUID, str]:
    """Give the initials of each patient, by the details that hold: the last of them."""
    details = known(visits.order_by().values_list("patient", flat=True).distinct())
    return {patient: initials(each) for patient, each in details.items()}
