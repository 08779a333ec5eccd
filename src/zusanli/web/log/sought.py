"""What somebody looks for in the log, read from the address of the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from zusanli.clinic.audit.actor import member
from zusanli.clinic.audit.models import Entry, Verb
from zusanli.clinic.audit.reading import READS, WRITES, About, Wanted, about, only
from zusanli.clinic.booking.slots import moment
from zusanli.clinic.records.models import IntakeVersion
from zusanli.clinic.records.same_person import ids_of, intakes_of
from zusanli.clinic.staff.models import User
from zusanli.core.words import noop
from zusanli.web.log.words import KINDS

FIELDS = ("patient", "colleague", "what", "kind", "since", "until")
WHATS: Mapping[str, tuple[str, tuple[Verb, ...]]] = {
    "read": (noop("read or taken away"), READS),
    "written": (noop("written"), WRITES),
    "removed": (noop("removed"), (Verb.REMOVED,)),
}
NO_PATIENT = noop("That is no patient's number. It stands on their page.")
NO_DAY = noop("Please give a day such as 2026-03-09, or leave it empty.")


@dataclass(frozen=True, slots=True)
class Sought:
    """What was typed, and what is wrong with it by field; then nothing is shown."""

    typed: Mapping[str, str]
    patient: UUID | None
    wanted: Wanted
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def entries(self) -> QuerySet[Entry]:
        """Give the entries that are meant; none while something is wrong."""
        if self.problems:
            return Entry.objects.none()
        found = Entry.objects.all()
        if self.patient:
            found = about(ids_of(self.patient), _records_of(self.patient))
        return only(found, self.wanted)

    @property
    def address(self) -> str:
        """Give it as it stands in an address."""
        return urlencode({name: value for name, value in self.typed.items() if value})


def sought(sent: Mapping[str, str], zone: ZoneInfo) -> Sought:
    """Read what somebody looks for; days are the clinic's, and the last is part of it."""
    typed = {name: sent.get(name, "").strip()[:64] for name in FIELDS}
    problems = {}
    patient = _id(typed["patient"])
    if typed["patient"] and patient is None:
        problems["patient"] = NO_PATIENT
    days = {name: _day(typed[name]) for name in ("since", "until")}
    problems |= {name: NO_DAY for name, day in days.items() if typed[name] and day is None}
    since, until = days["since"], days["until"]
    wanted = Wanted(
        who=_member(typed["colleague"]),
        verbs=WHATS[typed["what"]][1] if typed["what"] in WHATS else (),
        kind=typed["kind"] if typed["kind"] in KINDS else "",
        since=_midnight(since, zone) if since else None,
        until=_midnight(until + timedelta(days=1), zone) if until else None,
    )
    return Sought(typed, patient, wanted, problems)


def colleagues() -> Iterable[User]:
    """Give everybody of the staff, also who works here no more, by name."""
    return sorted(User.objects.all(), key=lambda each: each.called)


def _records_of(patient: UUID) -> list[About]:
    """Name what was written before anybody knew whose it was."""
    intakes = intakes_of(patient).values_list("pk", flat=True)
    versions = IntakeVersion.objects.filter(intake__in=intakes).values_list("pk", flat=True)
    return [
        About("records.intake", tuple(map(str, intakes))),
        About("records.intakeversion", tuple(map(str, versions))),
    ]


def _member(typed: str) -> str:
    return member(int(typed)) if typed.isascii() and typed.isdecimal() else ""


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None


def _day(typed: str) -> date | None:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if 1900 <= day.year < 2999 else None  # noqa: PLR2004 - a database and a clock reach so far


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return moment(day, time.min, zone)
