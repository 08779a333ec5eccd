"""What a patient's page shows, made ready for the page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.records.intakes import Standing, standing
from zusanli.clinic.records.models import Intake, Patient, PersonalDetails
from zusanli.clinic.records.same_person import ids_of, intakes_of
from zusanli.core.triage.flags import Urgency
from zusanli.core.words import Words, noop
from zusanli.documents.answered import answered, called
from zusanli.documents.wording import answer_text, complaints_text
from zusanli.web.booking.details import FIELDS
from zusanli.web.booking.when import Clock
from zusanli.web.speech import OWN_NAMES

URGENCIES = {
    Urgency.EMERGENCY: noop("Emergency: help comes first"),
    Urgency.URGENT: noop("To be seen the same day"),
    Urgency.SOON: noop("To be seen within days"),
    Urgency.ROUTINE: noop("No warning sign is raised"),
}
STATES = {"booked": noop("booked"), "cancelled": noop("cancelled")}


@dataclass(frozen=True, slots=True)
class Changed:
    """One line of a version of the details: what it says, and what was said before."""

    label: str
    value: str
    before: str | None


@dataclass(frozen=True, slots=True)
class Version:
    """The details as somebody recorded them."""

    pk: int
    when: str
    by: str
    details: PersonalDetails
    lines: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Visit:
    """One line of the list of visits."""

    when: str
    service: str
    practitioner: str
    state: str
    check_due: bool


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A questionnaire with its answers and what they come to."""

    intake: Intake
    number: int
    begun: str
    urgency: str
    alarming: bool
    brings: str
    raised: tuple[str, ...]
    open: tuple[str, ...]
    may_book: bool
    said: tuple[tuple[str, str], ...]
    versions: tuple[tuple[int, str], ...]


def history(patient: Patient, clock: Clock, say: Words) -> list[Version]:
    """
    Give every version of the details, the one that holds first, with what each changed.

    Those of a record that was joined to this one follow, each with the one before it there.
    """
    return [each for own in ids_of(patient.pk) for each in _versions(own, clock, say)]


def _versions(own: UUID, clock: Clock, say: Words) -> list[Version]:
    kept = list(PersonalDetails.objects.filter(patient=own).order_by("pk"))
    return [
        Version(
            pk=each.pk,
            when=clock.when(each.recorded_at),
            by=called(each.recorded_by, say),
            details=each,
            lines=changes(before, each, say),
        )
        for before, each in zip([None, *kept], kept, strict=False)
    ][::-1]


def changes(
    before: PersonalDetails | None, after: PersonalDetails, say: Words
) -> tuple[Changed, ...]:
    """Give what one version says that the one before did not."""
    named = [(name, say(label)) for name, label, *_ in FIELDS]
    lines = [
        (label, _text(after, name), None if before is None else _text(before, name))
        for name, label in (*named, ("language", say("Language")))
    ]
    return tuple(
        Changed(*line)
        for line in lines
        if line[1] != line[2] and (line[1] or line[2])  # an empty first value says nothing
    )


def visits(patient: Patient, clock: Clock) -> list[Visit]:
    """Give the visits, the latest first."""
    kept = Appointment.objects.filter(patient__in=ids_of(patient.pk)).select_related(
        "service", "practitioner"
    )
    return [
        Visit(
            when=clock.when(each.starts_at),
            service=each.service.called(clock.language),
            practitioner=each.practitioner.called,
            state=STATES[each.state],
            check_due=each.check_due and each.is_booked,
        )
        for each in kept.order_by("-starts_at")
    ]


def questionnaires(patient: Patient, clock: Clock, *, now: datetime) -> list[Questionnaire]:
    """Give the questionnaires as they stand, the latest first."""
    kept = intakes_of(patient.pk).order_by("-begun_at")
    return [
        questionnaire(each, standing(each, now=now, language=clock.language), clock)
        for each in kept
    ]


def questionnaire(intake: Intake, stood: Standing, clock: Clock) -> Questionnaire:
    """Give a questionnaire as it stood, with the way to each of its versions."""
    decision, book = stood.decision, stood.decision.book
    triage, brings = decision.triage, stood.interview.complaints
    return Questionnaire(
        intake=intake,
        number=stood.number,
        begun=clock.when(intake.begun_at),
        urgency=URGENCIES[triage.urgency],
        alarming=triage.urgency >= Urgency.URGENT,
        brings=complaints_text(brings, book) if brings else "",
        raised=_titles(each.flag.title for each in triage.raised),
        open=_titles(each.flag.title for each in triage.open if each.flag.serious),
        may_book=triage.may_book_assessment,
        said=tuple(
            (answer_text(each, book), each.who_and_when(book.say))
            for each in answered(decision.case, book)
        ),
        versions=tuple(
            (number, clock.when(at))
            for number, at in intake.versions.order_by("-number").values_list("number", "at")
        ),
    )


def _titles(titles: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(titles))


def _text(details: PersonalDetails, name: str) -> str:
    value = str(getattr(details, name) or "")
    return OWN_NAMES.get(value, value) if name == "language" else value
