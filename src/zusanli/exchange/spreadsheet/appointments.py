"""
A table of appointments: those to come are booked, those of the past are kept as words.

What is to come goes through the same verb as a booking at the desk, so nothing is booked twice and
the safety questions are due. A visit of the past was charted by nobody here: no report counts it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from zusanli.clinic.booking.models import Appointment, Service, State
from zusanli.clinic.booking.outcomes import MayNotBook, NotDone
from zusanli.clinic.booking.search import Slot, practitioners
from zusanli.clinic.booking.ticks import TICK_MINUTES, is_whole
from zusanli.clinic.booking.visits import book
from zusanli.clinic.brought.models import BroughtVisit
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.errors import InputError
from zusanli.exchange.spreadsheet.kinds import How, Kind, Line, Marks, UnreadableError, Wrong
from zusanli.exchange.spreadsheet.moments import start_of
from zusanli.exchange.spreadsheet.whose import WHOSE, whose

LONGEST, MOST_MINUTES = 120, 600
BY = "import"


@dataclass(frozen=True, slots=True)
class OldVisit:
    """A visit of the past, as another program names it; `minutes` is None where it does not say."""

    patient: UUID
    start: datetime
    minutes: int | None
    practitioner: str
    service: str


@dataclass(frozen=True, slots=True)
class Coming:
    """A visit to come, with the practitioner and the service of this clinic."""

    patient: UUID
    start: datetime
    practitioner: int
    service: Service

    def meets(self, other: "Coming") -> bool:
        """Whether both want the same practitioner or patient at one time."""
        same = self.practitioner == other.practitioner or self.patient == other.patient
        return same and self.start < other.end and other.start < self.end

    @property
    def end(self) -> datetime:
        """When the patient may go."""
        return self.start + timedelta(minutes=self.service.minutes)


Visit = OldVisit | Coming


def _read(typed: Mapping[str, str], how: How) -> Visit:
    problems: dict[str, str] = {}
    start = patient = None
    try:
        start = start_of(typed, zone=how.zone, days=how.days)
    except UnreadableError as error:
        problems |= error.problems
    try:
        patient = whose(typed, how)
    except UnreadableError as error:
        problems |= error.problems
    minutes = _minutes(typed.get("minutes", "").strip(), problems)
    if start is None or patient is None or problems:
        raise UnreadableError(problems)
    names = {each: " ".join(typed.get(each, "").split()) for each in ("practitioner", "service")}
    if start > how.now:
        return _coming(patient, start, minutes, names)
    for name, value in names.items():
        if len(value) > LONGEST:
            raise UnreadableError({name: f"has more than {LONGEST} letters"})
    return OldVisit(patient, start, minutes, **names)


def _minutes(typed: str, problems: dict[str, str]) -> int | None:
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and 0 < int(typed[:9]) <= MOST_MINUTES):
        problems["minutes"] = f"is no number of minutes from 1 to {MOST_MINUTES}"
        return None
    return int(typed)


def _coming(
    patient: UUID, start: datetime, minutes: int | None, names: Mapping[str, str]
) -> Coming:
    problems = {}
    who = _practitioner(names["practitioner"])
    service = _service(names["service"])
    if who is None:
        problems["practitioner"] = _no(names["practitioner"], _practitioner_names())
    if service is None:
        problems["service"] = _no(names["service"], _service_names())
    elif minutes is not None and minutes != service.minutes:
        problems["minutes"] = f"{service.name} takes {service.minutes} minutes here, not {minutes}"
    if not is_whole(start):
        problems["time"] = f"a visit begins at a whole {TICK_MINUTES} minutes here"
    if problems or who is None or service is None:
        raise UnreadableError(problems)
    return Coming(patient, start, who, service)


def _no(typed: str, known: Sequence[str]) -> str:
    said = f"{typed} is none" if typed else "is empty"
    return f"{said} of this clinic's: {', '.join(known) or 'there is none yet'}"


def _practitioner(typed: str) -> int | None:
    meant = typed.casefold()
    found = [
        pk
        for pk, each in practitioners().items()
        if meant in (each.called.casefold(), each.email.casefold(), each.username.casefold())
    ]
    return found[0] if len(found) == 1 else None


def _practitioner_names() -> list[str]:
    return [each.called for each in practitioners().values()]


def _service(typed: str) -> Service | None:
    meant = typed.casefold()
    found = [
        each
        for each in Service.objects.filter(active=True)
        if meant and meant in (each.name.casefold(), each.name_ja, each.name_zh_hant)
    ]
    return found[0] if len(found) == 1 else None


def _service_names() -> list[str]:
    return [each.name for each in Service.objects.filter(active=True).order_by("pk")]


def _marks(visit: Visit) -> Marks:
    return frozenset(((visit.patient, visit.start),))


def _known(visits: Sequence[Visit]) -> Marks:
    """Give by person and start what is booked or was brought, under any of a person's records."""
    found: set[tuple[UUID, datetime]] = set()
    for patient in {each.patient for each in visits}:
        own = ids_of(patient)
        booked = Appointment.objects.filter(patient__in=own, state=State.BOOKED)
        brought = BroughtVisit.objects.filter(patient__in=own)
        starts = (*booked.values_list("starts_at"), *brought.values_list("starts_at"))
        found |= {(patient, start) for (start,) in starts}
    return frozenset(found)


def _clashes(lines: Sequence[Line[Visit]], how: How) -> Iterator[Wrong]:
    """Book all that is to come, name what cannot be, and undo it again."""
    booked: list[tuple[int, Coming]] = []
    wrong = []
    with transaction.atomic():
        for line in lines:
            if not isinstance(line.item, Coming):
                continue
            try:
                _book(line.item, BY, how.now)
                booked.append((line.number, line.item))
            except NotDone as why:
                wrong.append(Wrong(line.number, "line", _words(why, line.item, booked)))
        transaction.set_rollback(True)
    yield from wrong


def _words(why: NotDone, visit: Coming, booked: Sequence[tuple[int, Coming]]) -> str:
    if isinstance(why, MayNotBook):
        return "this person told of an emergency here: call them before anything is booked"
    meets = [number for number, each in booked if each.meets(visit)]
    if meets:
        return f"clashes with line {meets[0]}"
    return "the practitioner is not there then, or the time or every bed is taken: see the week"


def _book(visit: Coming, by: str, now: datetime) -> None:
    book(
        patient=Patient.objects.get(pk=visit.patient),
        intake=None,
        service=visit.service,
        slot=Slot(visit.start, visit.practitioner),
        by=by,
        at_desk=True,
        now=now,
    )


def _take_in(visits: Sequence[Visit], by: str, now: datetime) -> None:
    """
    Book what is to come, and keep what was.

    Raises:
        InputError: somebody booked the time since it was looked at.
    """
    BroughtVisit.objects.bulk_create(
        BroughtVisit(
            patient_id=each.patient,
            starts_at=each.start,
            minutes=each.minutes,
            practitioner=each.practitioner,
            service=each.service,
            brought_at=now,
            brought_by=by,
        )
        for each in visits
        if isinstance(each, OldVisit)
    )
    for each in visits:
        if isinstance(each, Coming):
            try:
                _book(each, by, now)
            except NotDone as error:
                raise InputError(
                    "FILE", f"{each.start:%Y-%m-%d %H:%M} UTC was taken meanwhile: try again"
                ) from error


APPOINTMENTS: Kind[Visit] = Kind(
    name="appointments",
    guesses={
        **WHOSE,
        "start": ("starts at", "start time", "begin", "開始日時", "予約日時", "開始時間"),
        "day": ("date", "appointment date", "日付", "予約日", "日期", "預約日期"),
        "time": ("from", "appointment time", "時刻", "時間", "予約時間"),
        "minutes": ("length", "duration", "duration minutes", "分", "所要時間", "分鐘"),
        "practitioner": ("therapist", "provider", "with", "施術者", "担当", "治療師"),
        "service": ("treatment", "type", "appointment type", "メニュー", "施術", "項目", "服務"),
    },
    needed=(("family_name", "email"), ("start", "day")),
    read=_read,
    marks=_marks,
    known=_known,
    known_says="is in the books already: this person has a visit then",
    take_in=_take_in,
    clashes=_clashes,
)
