"""
The note of a visit: begun, written entry by entry, closed when every needle is accounted for.

An entry carries the number that the note stood at when it was written, and a key of its own. Who
writes at the same time as somebody else is told; what is sent twice stands once.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.books import rule_book
from zusanli.clinic.consents.models import Consent, Scope
from zusanli.clinic.consents.signing import consent_for, questionnaire_of
from zusanli.clinic.notes.arrivals import arrive
from zusanli.clinic.notes.models import Note, NoteEntry
from zusanli.clinic.plans.signing import plan_of, told_elsewhere
from zusanli.clinic.records.intakes import standing
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.clinic.staff.models import User
from zusanli.core.decide import Decision
from zusanli.core.visit.allowing import Refusal, refusals
from zusanli.core.visit.chart import Chart, Electro, Warmed
from zusanli.core.visit.charting import charted, with_entry
from zusanli.core.visit.entries import Agreed, Entry, Placed, Positioned
from zusanli.core.visit.entry_reading import read_entry
from zusanli.core.words import noop

NO_PLAN = noop("no plan was signed for this patient yet")
NOT_AGREED = noop("the patient has not agreed to needles for today")
NEVER_SIGNED = noop("the patient has never signed for needles")
TOLD_ELSEWHERE = noop("a serious sign was told in another questionnaire and is not judged yet")
JUDGED = (Placed, Positioned, Electro, Warmed)
"""What today's decision is asked about. Whatever else was done is a fact, and is written down."""
NO_ANSWERS = noop("the patient answered no questionnaire")


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
    """The visit is closed: what is written now says why."""


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
        return visit.note


def write(
    note: Note, what: dict[str, object], sheet: Sheet, *, member: User, now: datetime, why: str = ""
) -> NoteEntry:
    """
    Add an entry to a note.

    Raises:
        InputError: the entry is not known, or does not fit what was charted.
        NoteOvertakenError: somebody else wrote meanwhile.
        RefusedError: today's decision does not allow it.
        ReasonNeededError: the visit is closed, and no reason is given.
    """
    entry = read_entry(what, book=rule_book())
    with transaction.atomic():
        locked = Note.objects.select_for_update().get(pk=note.pk)
        kept = list(locked.entries.order_by("number"))
        again = next((each for each in kept if each.key == sheet.key), None)
        if again is not None:
            return again
        if len(kept) != sheet.seen:
            raise NoteOvertakenError(tuple(kept[sheet.seen :]))
        chart = _chart(kept)
        if chart.closed_at is not None and not why.strip():
            raise ReasonNeededError
        _refuse(locked, entry, chart, now=now)
        with_entry(chart, entry, at=now)
        return NoteEntry.objects.create(
            note=locked,
            number=len(kept) + 1,
            key=sheet.key,
            at=now,
            member=member,
            by=member.called,
            why=why.strip()[:500],
            what=what,
        )


def chart_of(note: Note) -> Chart:
    """
    Give what a note says.

    Raises:
        InputError: an entry cannot be read by today's rules.
    """
    return _chart(note.entries.order_by("number"))


def signed_for_needles(patient: Patient) -> Consent | None:
    """Give the last consent to needles that was not taken back."""
    found = Consent.objects.filter(
        patient__in=ids_of(patient.pk), scope=Scope.NEEDLES, withdrawal=None
    )
    return found.order_by("pk").last()


def _chart(entries: Iterable[NoteEntry]) -> Chart:
    book = rule_book()
    return charted((read_entry(each.what, book=book), each.at) for each in entries)


def _refuse(note: Note, entry: Entry, chart: Chart, *, now: datetime) -> None:
    visit = note.visit
    if isinstance(entry, Agreed) and signed_for_needles(visit.patient) is None:
        raise RefusedError((Refusal("agree", (NEVER_SIGNED,), with_reason=False),))
    if isinstance(entry, Placed) and (missing := _no_needle(visit, chart, now)):
        raise RefusedError((Refusal("needle", missing, with_reason=False),))
    if not isinstance(entry, JUDGED):
        return
    refused = tuple(refusals(entry, chart=chart, decision=_decision(visit, now)))
    if refused:
        raise RefusedError(refused)


def _decision(visit: Appointment, now: datetime) -> Decision:
    intake = questionnaire_of(visit)
    if intake is None:
        raise RefusedError((Refusal("note", (NO_ANSWERS,), with_reason=False),))
    return standing(intake, now=now).decision


def _no_needle(visit: Appointment, chart: Chart, now: datetime) -> tuple[str, ...]:
    """Say what is missing before any needle of a visit."""
    missing = []
    if plan_of(visit.patient) is None:
        missing.append(NO_PLAN)
    signed = consent_for(visit, now=now)
    if not chart.agreed and (signed is None or signed.scope != Scope.NEEDLES):
        missing.append(NOT_AGREED)
    if told_elsewhere(visit, now=now):
        missing.append(TOLD_ELSEWHERE)
    return tuple(missing)
