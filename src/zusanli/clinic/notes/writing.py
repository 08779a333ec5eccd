"""
The note of a visit: begun, written entry by entry, closed when every needle is accounted for.

An entry carries the number that the note stood at when it was written, and a key of its own. Who
writes at the same time as somebody else is told; what is sent twice stands once.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Max

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.books import rule_book
from zusanli.clinic.consents.models import Consent, Scope, Signer
from zusanli.clinic.consents.signing import consent_for, questionnaire_of
from zusanli.clinic.notes.arrivals import arrive
from zusanli.clinic.notes.models import Note, NoteEntry
from zusanli.clinic.plans.signing import plan_of, told_elsewhere
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records import judging
from zusanli.clinic.records.intakes import standing
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.licences import licence_of
from zusanli.clinic.staff.models import User
from zusanli.core.decide import Decision
from zusanli.core.visit.allowing import Refusal, refusals
from zusanli.core.visit.chart import Chart, Electro, Warmed
from zusanli.core.visit.charting import charted, lowers_what_went_in, with_entry
from zusanli.core.visit.entries import Agreed, Entry, Kept, Placed, Positioned
from zusanli.core.visit.entry_reading import read_entry
from zusanli.core.visit.entry_writing import Plain
from zusanli.core.words import ENGLISH, noop
from zusanli.errors import InputError

NO_PLAN = noop("no plan was signed for this patient yet")
NOT_AGREED = noop("the patient has not agreed to needles for today")
NO_LICENCE = noop("no licence of yours that holds today is on record: a manager records it")
NEVER_SIGNED = noop("the patient has never signed for needles")
NO_PARENT = noop("a child does not sign alone: a parent or guardian signs for needles")
TOLD_ELSEWHERE = noop("a serious sign was told in another questionnaire and is not judged yet")
JUDGED = (Placed, Positioned, Electro, Warmed, Kept)
"""What today's decision is asked about. Whatever else was done is a fact, and is written down."""
NO_ANSWERS = noop("the patient answered no questionnaire")
CHILD = "child"
"""The precaution that holds for children."""
LONGEST_REASON = 500
LONGEST_LEFT_IN = 30
"""Days; press needles stay for a week at most. basis = "proposed"."""


class NoteOvertakenError(Exception):
    """
    Somebody else wrote in the note meanwhile; nothing was recorded.

    Attributes:
        since: what was written since.
    """

    def __init__(self, since: tuple[NoteEntry, ...]) -> None:
        super().__init__(f"{len(since)} entries were written meanwhile")
        self.since = since


class RefusedError(Exception):
    """
    Today's decision does not allow it; nothing was recorded.

    Attributes:
        refused: what stands in the way.
    """

    def __init__(self, refused: tuple[Refusal, ...]) -> None:
        super().__init__(", ".join(each.at for each in refused))
        self.refused = refused


class ReasonNeededError(Exception):
    """
    What is written now says why, and no reason is given; nothing was recorded.

    Attributes:
        fewer: it makes fewer of the needles of a set that is out; else the visit is closed.
    """

    def __init__(self, *, fewer: bool) -> None:
        super().__init__("needles become fewer" if fewer else "the visit is closed")
        self.fewer = fewer


@dataclass(frozen=True, slots=True)
class Sheet:
    """A form by which an entry is sent: what the note stood at, and the form's own key."""

    seen: int
    key: UUID


def begin(visit: Appointment, *, member: User, now: datetime) -> Note:
    """Begin the note of a visit, or go on with it."""
    arrive(visit, by=member.called, now=now)
    try:
        with transaction.atomic():
            return Note.objects.create(
                visit=visit, patient=visit.patient, practitioner=member, begun_at=now
            )
    except IntegrityError:
        # Not `visit.note`: that is now the one that could not be written.
        return Note.objects.get(visit=visit)


def write(
    note: Note,
    what: Plain,
    sheet: Sheet,
    *,
    member: User,
    now: datetime,
    why: str = "",
) -> NoteEntry:
    """
    Add an entry to a note.

    Raises:
        InputError, NoteOvertakenError, RefusedError, ReasonNeededError: as `write_all`.
    """
    return write_all(note, (what,), sheet, member=member, now=now, why=why)[0]


def write_all(
    note: Note,
    whats: Sequence[Plain],
    sheet: Sheet,
    *,
    member: User,
    now: datetime,
    why: str = "",
    lifting: bool = False,
    language: str = ENGLISH,
) -> tuple[NoteEntry, ...]:
    """
    Add several entries that belong together: all of them or none.

    With `lifting`, what is held today is lifted with `why` as its reason before it is charted.
    `language` is that of whoever is told what stands in the way.

    Raises:
        InputError: an entry is not known, or does not fit what was charted.
        NoteOvertakenError: somebody else wrote meanwhile.
        RefusedError: today's decision does not allow it.
        ReasonNeededError: no reason is given, and the visit is closed or needles that are out
            become fewer.
    """
    entries = [read_entry(what, book=rule_book()) for what in whats]
    with transaction.atomic():
        locked = Note.objects.select_for_update().get(pk=note.pk)
        kept = list(locked.entries.order_by("number"))
        if again := tuple(each for each in kept if each.key == sheet.key):
            return again
        if len(kept) != sheet.seen:
            raise NoteOvertakenError(tuple(kept[sheet.seen :]))
        chart = _chart(kept)
        if chart.closed_at is not None and not why.strip():
            raise ReasonNeededError(fewer=False)
        today = Today(locked.visit, member, now, why.strip()[:LONGEST_REASON], lifting, language)
        return tuple(_written(locked, today, chart, zip(whats, entries, strict=True), sheet))


def _written(
    note: Note,
    today: "Today",
    chart: Chart,
    entries: Iterable[tuple[Plain, Entry]],
    sheet: Sheet,
) -> Iterator[NoteEntry]:
    for index, (what, entry) in enumerate(entries):
        _refuse(entry, chart, today)
        if lowers_what_went_in(chart, entry) and not today.why:
            raise ReasonNeededError(fewer=True)
        chart = with_entry(chart, entry, at=today.now)
        yield NoteEntry.objects.create(
            note=note,
            number=sheet.seen + index + 1,
            key=sheet.key if index == 0 else uuid5(sheet.key, str(index)),
            at=today.now,
            member=today.member,
            by=today.member.called,
            why=today.why,
            what=what,
        )


def was_sent(note: Note, sheet: Sheet) -> bool:
    """Whether what a form sends was written already: its answer was lost on the way."""
    return note.entries.filter(key=sheet.key).exists()


def chart_of(note: Note) -> Chart:
    """
    Give what a note says.

    Raises:
        InputError: an entry cannot be read by today's rules.
    """
    return _chart(note.entries.order_by("number"))


def signed_for_needles(patient: Patient) -> Consent | None:
    """
    Give the last consent to needles that was not taken back.

    Who took one back is not held to one that was signed before that, for an earlier visit.
    """
    own = Consent.objects.filter(patient__in=ids_of(patient.pk))
    found = own.filter(scope=Scope.NEEDLES, withdrawal=None)
    if (taken_back := own.aggregate(at=Max("withdrawal__at"))["at"]) is not None:
        found = found.filter(signed_at__gt=taken_back)
    return found.order_by("pk").last()


def _chart(entries: Iterable[NoteEntry]) -> Chart:
    book = rule_book()
    return charted((read_entry(each.what, book=book), each.at) for each in entries)


def _refuse(entry: Entry, chart: Chart, today: "Today") -> None:
    visit = today.visit
    if isinstance(entry, Agreed) and signed_for_needles(visit.patient) is None:
        raise RefusedError((Refusal("agree", (NEVER_SIGNED,)),))
    if missing := _missing_before(entry, chart, today):
        raise RefusedError((Refusal("needle", missing),))
    if isinstance(entry, Kept):
        _refuse_another_day(entry, today.now)
    if not isinstance(entry, JUDGED):
        return
    refused = _refused(entry, chart, today)
    if refused and today.lifting and all(each.with_reason for each in refused):
        _lift(refused, today)
        refused = _refused(entry, chart, today)
    if refused:
        raise RefusedError(refused)


def _refuse_another_day(entry: Kept, now: datetime) -> None:
    """Refuse a day on which nobody would take them out: one that is over, or far away."""
    days = (entry.what.remove_by - _day(now)).days
    if not 0 <= days <= LONGEST_LEFT_IN:
        raise InputError("remove_by", f"is today or within {LONGEST_LEFT_IN} days")


def _refused(entry: Entry, chart: Chart, today: "Today") -> tuple[Refusal, ...]:
    decision = decision_of(today.visit, now=today.now, language=today.language)
    if decision is None:
        return (Refusal("note", (NO_ANSWERS,)),)
    return tuple(refusals(entry, chart=chart, decision=decision))


def _lift(refused: Iterable[Refusal], today: "Today") -> None:
    """Keep the reason for each hold before what it held is charted."""
    for hold in dict.fromkeys(each for one in refused for each in one.holds):
        judging.lift(
            today.visit.patient,
            reason=today.why,
            member=today.member,
            now=today.now,
            precaution=hold.precaution,
            point=hold.point,
            place=hold.place,
        )


def decision_of(visit: Appointment, *, now: datetime, language: str = ENGLISH) -> Decision | None:
    """Give the decision that a visit is charted under; None where nobody answered anything."""
    intake = questionnaire_of(visit)
    return None if intake is None else standing(intake, now=now, language=language).decision


def no_needle_because(
    visit: Appointment, chart: Chart, now: datetime, *, member: User
) -> tuple[str, ...]:
    """Say what is missing before any needle of a visit, beside what the decision says."""
    missing = []
    if licence_of(member, on=_day(now)) is None:
        missing.append(NO_LICENCE)
    if plan_of(visit.patient) is None:
        missing.append(NO_PLAN)
    if not _agreed_today(visit, chart, now) and not _signed_today(visit, now):
        missing.append(NOT_AGREED)
    if _signed_alone(visit, now):
        missing.append(NO_PARENT)
    if told_elsewhere(visit, now=now):
        missing.append(TOLD_ELSEWHERE)
    return tuple(missing)


def _missing_before(entry: Entry, chart: Chart, today: "Today") -> tuple[str, ...]:
    """
    Say what is missing before a needle, or a current through it.

    A serious sign of another questionnaire is no less one for heat, moxa and cups.
    """
    match entry:
        case Placed() | Electro():
            return no_needle_because(today.visit, chart, today.now, member=today.member)
        case Warmed() if told_elsewhere(today.visit, now=today.now):
            return (TOLD_ELSEWHERE,)
        case _:
            return ()


def _signed_alone(visit: Appointment, now: datetime) -> bool:
    """Whether a child signed for needles without a parent or guardian."""
    signed = signed_for_needles(visit.patient)
    if signed is None or signed.signer != Signer.PATIENT:
        return False
    decision = decision_of(visit, now=now)
    return decision is not None and any(
        each.precaution.id == CHILD and not each.unknown for each in decision.care.in_force
    )


def _agreed_today(visit: Appointment, chart: Chart, now: datetime) -> bool:
    """Whether the patient agreed today, and has not taken back since what was signed before."""
    signed = signed_for_needles(visit.patient)
    if chart.agreed_at is None or signed is None:
        return False
    return signed.signed_at <= chart.agreed_at and _day(chart.agreed_at) == _day(now)


def _day(now: datetime) -> date:
    return now.astimezone(the_clinic().zone).date()


def _signed_today(visit: Appointment, now: datetime) -> bool:
    signed = consent_for(visit, now=now)
    return signed is not None and signed.scope == Scope.NEEDLES


@dataclass(frozen=True, slots=True)
class Today:
    """Who charts which visit, when, and for what reason if there is one."""

    visit: Appointment
    member: User
    now: datetime
    why: str
    lifting: bool
    language: str
