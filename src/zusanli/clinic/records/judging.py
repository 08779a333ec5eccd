"""What a practitioner does with a record before the needle: answer, examine, judge, choose."""

from collections.abc import Mapping
from datetime import date, datetime

from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.judgements import read_part
from zusanli.clinic.records.models import Judgement, JudgementKind, Patient
from zusanli.clinic.staff.models import User
from zusanli.core.case.record import Release
from zusanli.core.case.values import plain_value
from zusanli.core.rules.tree import Value
from zusanli.errors import InputError

Found = Mapping[str, Value | None]
"""Findings with their values; None is that it was looked for and is not known."""


def answer(patient: Patient, given: Found, *, member: User, now: datetime) -> Judgement:
    """
    Keep what a practitioner knows or was told just now.

    It stands beside what the patient answered, and the bad news of the two counts: whoever knows
    better than a patient's yes corrects it with a reason.

    Raises:
        InputError: a finding or value is not known.
    """
    what = {
        name: {"value": plain_value(value), "by": member.called, "at": now.isoformat()}
        for name, value in given.items()
    }
    return _keep(patient, JudgementKind.ANSWERS, what, member, now)


def examine(
    patient: Patient, kind: str, found: Found, *, at: datetime, member: User, now: datetime
) -> Judgement:
    """
    Keep what was looked at, felt or measured at a time, such as the day of a blood test.

    Raises:
        InputError: the examination, a finding or a value is not known, or `at` is yet to come.
    """
    what = {
        "id": kind,
        "by": member.called,
        "at": at.isoformat(),
        "findings": {name: plain_value(value) for name, value in found.items()},
    }
    return _keep(patient, JudgementKind.EXAMINATION, what, member, now)


def correct(
    patient: Patient,
    finding: str,
    value: Value | None,
    *,
    reason: str,
    member: User,
    now: datetime,
) -> Judgement:
    """
    Put a value in the place of all that was said or found before; both are kept.

    It is the one way in which an emergency that a patient's answer raised is taken back.

    Raises:
        InputError: no reason is given, or the finding or value is not known.
    """
    what = {"finding": finding, "value": plain_value(value), **_signed(member, now, reason)}
    return _keep(patient, JudgementKind.OVERRIDE, what, member, now)


def release(patient: Patient, judged: Release, *, member: User, now: datetime) -> Judgement:
    """
    Keep somebody's judgement of a raised urgent flag, such as a doctor's.

    Whether it counts is the decision's to say, as long as the values judged are those of today.

    Raises:
        InputError: the flag, the result or a finding is not known, or the assessor is a layperson.
    """
    what = {
        "flag": judged.flag,
        "assessed_by": judged.assessed_by,
        "role": judged.role,
        "at": judged.at.isoformat(),
        "result": judged.result,
        "findings": {name: plain_value(value) for name, value in judged.findings},
    }
    return _keep(patient, JudgementKind.RELEASE, what, member, now)


def lift(
    patient: Patient,
    *,
    reason: str,
    member: User,
    now: datetime,
    precaution: str | None = None,
    point: str | None = None,
    place: str | None = None,
) -> Judgement:
    """
    Lift the hold of one precaution or of one point, for as long as an answer holds.

    Raises:
        InputError: no reason is given, or what is lifted is not known.
    """
    meant: dict[str, object] = {"precaution": precaution, "point": point, "place": place}
    what = {name: each for name, each in meant.items() if each is not None}
    signed = {**what, **_signed(member, now, reason)}
    return _keep(patient, JudgementKind.OVERRIDE, signed, member, now)


def choose(
    patient: Patient,
    *,
    conditions: tuple[str, ...],
    patterns: tuple[str, ...],
    member: User,
    now: datetime,
) -> Judgement:
    """
    Keep what the practitioner takes the trouble to be; it takes the place of the last choice.

    Raises:
        InputError: a condition or pattern is not known.
    """
    what = {"conditions": list(conditions), "patterns": list(patterns)}
    return _keep(patient, JudgementKind.CHOSEN, what, member, now)


def take_history(patient: Patient, *, note: str, member: User, now: datetime) -> Judgement:
    """Keep that the history was gone through with the patient, and what was added to it."""
    return _keep(patient, JudgementKind.HISTORY, {"note": note.strip()}, member, now)


def name_doctor(
    patient: Patient, doctor: str, *, reviewed_on: date, member: User, now: datetime
) -> Judgement:
    """
    Keep which doctor looks after the illness, and on which day they last did.

    Raises:
        InputError: nobody is named, or the day is yet to come.
    """
    if not doctor.strip():
        raise InputError("doctor", "is not named")
    if reviewed_on > now.astimezone(the_clinic().zone).date():
        raise InputError("reviewed_on", "is yet to come")
    what = {"doctor": doctor.strip(), "reviewed_on": reviewed_on.isoformat()}
    return _keep(patient, JudgementKind.MONITORED, what, member, now)


def _signed(member: User, now: datetime, reason: str) -> dict[str, object]:
    return {"by": member.called, "at": now.isoformat(), "reason": reason}


def _keep(
    patient: Patient, kind: JudgementKind, what: Mapping[str, object], member: User, now: datetime
) -> Judgement:
    read_part(kind, what, book=rule_book(), on=now)
    return Judgement.objects.create(
        patient=patient, kind=kind, at=now, member=member, by=member.called, what=dict(what)
    )
