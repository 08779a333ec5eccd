"""The questions of a visit, read out: the answers go into the record, and that it was done too."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.consents.signing import questionnaire_of
from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.writing import (
    NO_ANSWERS,
    RefusedError,
    Sheet,
    signed_for_needles,
    was_sent,
    write_all,
)
from zusanli.clinic.records.asking_again import AskedAgain, ask_again, to_ask_again
from zusanli.clinic.staff.models import User
from zusanli.core.findings import Finding
from zusanli.core.visit.allowing import Refusal
from zusanli.core.visit.entry_writing import Plain
from zusanli.core.words import ENGLISH
from zusanli.errors import InputError


class QuestionsChangedError(Exception):
    """Other questions are to be asked than those that were read out; nothing was recorded."""


def questions(visit: Appointment, *, now: datetime, language: str = ENGLISH) -> AskedAgain | None:
    """Give what is read out at a visit; None where the patient answered no questionnaire."""
    intake = questionnaire_of(visit)
    if intake is None:
        return None
    return to_ask_again(intake.versions.latest("number"), now=now, language=language)


def read_out(asked: AskedAgain) -> tuple[Finding, ...]:
    """Give the single things that are read out, each once."""
    return tuple({each.id: each for each in (*asked.of_the_day, *asked.items)}.values())


def ask(
    note: Note,
    told: Iterable[str],
    *,
    read: frozenset[str],
    sheet: Sheet,
    member: User,
    now: datetime,
    why: str = "",
) -> None:
    """
    Keep what a patient told when asked again; who tells of nothing, and signed once, agrees.

    `read` are the findings that were read out. No is said for nobody to a question that was not.

    Raises:
        InputError: what was told was not read out.
        QuestionsChangedError: other questions are to be asked by now.
        RefusedError: the patient answered no questionnaire.
        NoteOvertakenError, ReasonNeededError: as `write_all`.
    """
    said = frozenset(told)
    if not said <= read:
        raise InputError("told", f"{', '.join(sorted(said - read))} was not read out")
    with transaction.atomic():
        if was_sent(Note.objects.select_for_update().get(pk=note.pk), sheet):
            return
        asked = questions(note.visit, now=now)
        if asked is None:
            raise RefusedError((Refusal("agree", (NO_ANSWERS,)),))
        if read != {each.id for each in read_out(asked)}:
            raise QuestionsChangedError
        whats: list[Plain] = [{"do": "asked_again", "told": sorted(said)}]
        if not said and signed_for_needles(note.patient) is not None:
            whats.append({"do": "agree"})
        write_all(note, whats, sheet, member=member, now=now, why=why)
        ask_again(note.patient, asked, said, member=member, now=now)
