"""The questionnaire as it is kept: begun, answered, gone back, and found again by its link."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from django.db import IntegrityError, transaction

from zusanli.clinic.books import rule_book
from zusanli.clinic.links import hashed, new_link
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.judgements import judged
from zusanli.clinic.records.models import CallRequest, Intake, IntakeVersion, Patient
from zusanli.clinic.records.same_person import intakes_of
from zusanli.clinic.records.stored_interview import from_plain, to_plain
from zusanli.clinic.records.told_before import told_before
from zusanli.core.decide import Decision, decide
from zusanli.core.rules.tree import Value
from zusanli.core.triage.flags import Urgency
from zusanli.core.triage.interview import (
    Interview,
    Screen,
    next_screen,
    refreshed,
    reply,
)
from zusanli.version import ENGINE_VERSION

NOTHING_ELSE: Mapping[str, Value] = MappingProxyType({})


class OvertakenError(Exception):
    """Another tab or person answered in the meantime; nothing was recorded."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a questionnaire stands now: what is decided so far, and the screen to show, if any."""

    number: int
    interview: Interview
    decision: Decision
    screen: Screen | None

    @property
    def is_emergency(self) -> bool:
        """Whether help comes first, and nothing else is shown."""
        return self.decision.triage.urgency is Urgency.EMERGENCY


def begin(*, by: str, country: str | None, language: str, now: datetime) -> str:
    """Begin a questionnaire and give its link."""
    link = new_link()
    interview = Interview(by=by, country=country, language=language)
    with transaction.atomic():
        intake = Intake.objects.create(link_hash=hashed(link), begun_at=now)
        IntakeVersion.objects.create(intake=intake, number=0, at=now, interview=to_plain(interview))
    return link


def find(link: str) -> Intake:
    """
    Find a questionnaire by its link.

    Raises:
        Intake.DoesNotExist: nobody was given such a link.
    """
    return Intake.objects.get(link_hash=hashed(link))


def standing(intake: Intake, *, now: datetime, language: str | None = None) -> Standing:
    """
    Say how a questionnaire stands; what has aged since it was answered is asked again.

    It speaks the language that it was last answered in, unless it is read in another.
    """
    return stands(intake.versions.latest("number"), now=now, language=language)


def stands(
    version: IntakeVersion,
    *,
    now: datetime,
    language: str | None = None,
    judged_until: datetime | None = None,
) -> Standing:
    """
    Say how one version of a questionnaire would stand now, if it were the last.

    What practitioners found and judged of the patient counts too, as of `judged_until`.
    """
    kept = from_plain(version.interview, rule_book())
    if language is not None:
        kept = replace(kept, language=language)
    interview = refreshed(kept, book=rule_book(kept.language), on=now)
    return _stands(version, interview, on=now, judged_until=judged_until or now)


def emergency_of(
    patient: Patient, *, now: datetime, language: str | None = None
) -> Standing | None:
    """
    Say how a questionnaire of a patient stands that tells of an emergency, the last of them.

    No later questionnaire takes it back: whoever answers again may have learnt what not to tick.
    It holds for the person, under whichever of their records it was told.
    """
    kept = intakes_of(patient.pk).order_by("-begun_at", "pk")
    stood = (standing(each, now=now, language=language) for each in kept)
    return next((each for each in stood if each.is_emergency), None)


def stood_then(version: IntakeVersion, *, language: str) -> Standing:
    """Say in a language how a questionnaire stood at one of its versions, by today's rules."""
    kept = replace(from_plain(version.interview, rule_book()), language=language)
    return _stands(version, kept, on=version.at, judged_until=version.at)


def _stands(
    version: IntakeVersion, interview: Interview, *, on: datetime, judged_until: datetime
) -> Standing:
    # "Today" of an examination is the clinic's day, whose offset the moment carries.
    here = on.astimezone(the_clinic().zone)
    everything = judged(version.intake.patient, until=judged_until)
    beside = everything.since(version.intake.begun_at)
    own, before = interview.case(here), told_before(version.intake, until=on)
    decision = decide(
        case=beside.beside(replace(own, answers=(*before, *own.answers))),
        book=rule_book(interview.language),
        engine=ENGINE_VERSION,
    )
    return Standing(version.number, interview, decision, next_screen(interview, decision))


def answer(
    intake: Intake,
    stood: Standing,
    value: Value | None,
    *,
    now: datetime,
    also: Mapping[str, Value] = NOTHING_ELSE,
) -> None:
    """
    Record the answer to the screen that is shown; None is "not sure".

    `also` is what the same answer says of other findings.

    Raises:
        OvertakenError: another answer came first.
    """
    if stood.screen is None:
        raise OvertakenError
    _keep(intake, stood, reply(stood.interview, stood.screen, value, now, also=also), now)


def go_back(intake: Intake, stood: Standing, *, now: datetime) -> None:
    """
    Forget the last screen; the versions before are kept.

    Raises:
        OvertakenError: another answer came first.
    """
    _keep(intake, stood, stood.interview.back(), now)


def speak(intake: Intake, stood: Standing, language: str, *, now: datetime) -> None:
    """
    Go on in another language; what was answered stays.

    Raises:
        OvertakenError: another answer came first.
    """
    _keep(intake, stood, replace(stood.interview, language=language), now)


def ask_to_be_called(intake: Intake, stood: Standing, *, phone: str, now: datetime) -> CallRequest:
    """Keep that somebody wants to be called; the desk sees it at once."""
    return CallRequest.objects.create(
        intake=intake, asked_at=now, phone=phone, emergency=stood.is_emergency
    )


def _keep(intake: Intake, stood: Standing, interview: Interview, now: datetime) -> None:
    try:
        with transaction.atomic():
            IntakeVersion.objects.create(
                intake=intake, number=stood.number + 1, at=now, interview=to_plain(interview)
            )
    except IntegrityError as error:
        raise OvertakenError from error
