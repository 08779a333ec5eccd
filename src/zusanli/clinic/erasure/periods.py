"""Until when a record is kept, and whose time is over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, Model, Q

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.books import rule_book
from zusanli.clinic.brought.models import BroughtNote, BroughtVisit
from zusanli.clinic.check_ins.models import CheckIn
from zusanli.clinic.erasure.models import KeptFor
from zusanli.clinic.letters.models import Letter
from zusanli.clinic.outcomes.models import OutcomeSet
from zusanli.clinic.plans.models import Plan
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.receipts.models import Receipt
from zusanli.clinic.records.models import IntakeVersion, Judgement, Merge, Patient
from zusanli.clinic.records.patients import known
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.retention import Retention, kept_until

CARE: tuple[tuple[type[Model], str, str], ...] = (
    (IntakeVersion, "intake__patient", "at"),
    (Judgement, "patient", "at"),
    (Plan, "patient", "at"),
    (CheckIn, "patient", "at"),
    (OutcomeSet, "patient", "at"),
    (Letter, "patient", "at"),
    (Receipt, "patient", "at"),
    (BroughtVisit, "patient", "starts_at"),
)
"""What is part of somebody's care beside their visits, by whose it is and when it was."""


class TooShortError(Exception):
    """The law of the clinic's country asks for more years."""


@dataclass(frozen=True, slots=True)
class Period:
    """
    For how many years records are kept here; `law` is what the country asks for, if it is known.

    `years` is None until a manager has set them, where nothing that was read binds the clinic: then
    nobody's time is over, for nobody knows when.
    """

    years: int | None
    law: Retention | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A person's record: the last day of care, None where there was none, and until when."""

    patient: UUID
    last: date | None
    until: date | None

    def is_over(self, today: date) -> bool:
        """Whether it need not be kept any more."""
        return self.until is not None and self.until <= today


def period() -> Period:
    """Give what holds at this clinic now."""
    law = rule_book().retentions.get(the_clinic().country)
    chosen = KeptFor.objects.order_by("-pk").values_list("years", flat=True).first()
    binding = law.years if law is not None and not law.proposed else None
    known_years = [each for each in (chosen, binding) if each is not None]
    return Period(max(known_years, default=None), law)


def keep_for(years: int, *, by: str, why: str, now: datetime) -> KeptFor:
    """
    Set the years.

    Raises:
        TooShortError: the law asks for more.
    """
    law = period().law
    if law is not None and not law.proposed and years < law.years:
        raise TooShortError
    return KeptFor.objects.create(years=years, at=now, by=by, why=why)


def kept(patient: UUID, *, today: date) -> Kept:
    """
    Say until when the record of a person is kept, under whichever of their records care was.

    Who never had any care here is kept from the day on which they were taken in; when they ask, it
    is not the law that keeps them.
    """
    own = ids_of(patient)
    last = max(_days_of_care(own, today), default=None)
    held = period()
    if held.years is None:
        return Kept(own[0], last, None)
    added = min(Patient.objects.filter(pk__in=own).values_list("added_at", flat=True))
    details = known([own[0]]).get(own[0])
    until = kept_until(
        last or _day(added),
        born=details.born if details else None,
        years=held.years,
        minors=held.law.minors if held.law else (),
    )
    return Kept(own[0], last, until)


def ended(*, today: date, most: int) -> list[Kept]:
    """Give the records that need not be kept any more, those of longest ago first."""
    years = period().years
    if years is None:
        return []
    found: list[Kept] = []
    for patient in _quiet_since(_before(today, years)):
        each = kept(patient, today=today)
        if each.is_over(today):
            found.append(each)
        if len(found) >= most:
            break
    return sorted(found, key=lambda each: (each.until or today, str(each.patient)))


def _quiet_since(day: date) -> Iterator[UUID]:
    """
    Give the records that are kept of people of whose care nothing is later than a day.

    Who was taken in after it is left out, unless something older was brought along.
    """
    brought = (BroughtVisit.objects.values("patient"), BroughtNote.objects.values("patient"))
    old = Q(added_at__date__lte=day) | Q(pk__in=brought[0]) | Q(pk__in=brought[1])
    taken_in = Merge.objects.filter(separation=None).values("patient")
    rows = Patient.objects.filter(old).exclude(pk__in=taken_in)
    seen = Appointment.objects.filter(starts_at__date__gt=day, state=State.BOOKED)
    rows = rows.exclude(pk__in=seen.values("patient"))
    rows = rows.exclude(pk__in=BroughtNote.objects.filter(written_on__gt=day).values("patient"))
    for model, whose, at in CARE:
        later = model._default_manager.filter(  # noqa: SLF001 - documented by Django
            **{f"{at}__date__gt": day, f"{whose}__isnull": False}
        )
        rows = rows.exclude(pk__in=later.values(whose))
    yield from rows.order_by("added_at").values_list("pk", flat=True)


def _days_of_care(own: Iterable[UUID], today: date) -> Iterator[date]:
    listed = list(own)
    visits = Appointment.objects.filter(patient__in=listed, state=State.BOOKED)
    days: Mapping[str, datetime | None] = visits.aggregate(last=Max("ends_at"))
    if days["last"] is not None:
        yield _day(days["last"])
    for model, whose, at in CARE:
        rows = model._default_manager.filter(**{f"{whose}__in": listed})  # noqa: SLF001 - documented by Django
        last = rows.aggregate(last=Max(at))["last"]
        if last is not None:
            yield _day(last)
    notes = BroughtNote.objects.filter(patient__in=listed).aggregate(last=Max("written_on"))
    if notes["last"] is not None:
        yield min(notes["last"], today)


def _day(at: datetime) -> date:
    return at.astimezone(the_clinic().zone).date()


def _before(today: date, years: int) -> date:
    day = min(today.day, 28)
    return today.replace(year=today.year - years, day=day)
