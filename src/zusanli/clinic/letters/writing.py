"""A letter to the doctor: made from what is known, and written only when the patient agrees."""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime

from zusanli.clinic.goals.planning import care_plan_of
from zusanli.clinic.letters.models import Letter
from zusanli.clinic.plans.signing import raised_elsewhere
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.intakes import standing
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.patients import details_of, last_intake
from zusanli.clinic.staff.models import User
from zusanli.core.triage.triage import Raised
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import Block, Notice, facts
from zusanli.documents.html import article
from zusanli.documents.letter import letter
from zusanli.documents.sentences import day_text

LONGEST_NAME = 200
TOLD_ELSEWHERE = noop(
    "Told in another questionnaire, and not judged yet. Please see this patient about it"
)


class NothingKnownError(Exception):
    """The patient answered no questionnaire, so there is nothing to write."""


class NotAgreedError(Exception):
    """Nobody agreed that the letter goes to the doctor, or it is to go to nobody."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter as it would be written now, and the version of the answers it is made from."""

    page: str
    language: str
    answers: int
    release: str


def draft(patient: Patient, *, to: str, language: str, now: datetime) -> Draft:
    """
    Make the letter as things stand, with the patient's name and day of birth.

    Raises:
        NothingKnownError: the patient answered nothing.
    """
    intake = last_intake(patient)
    if intake is None:
        raise NothingKnownError
    stood = standing(intake, now=now, language=language)
    version = intake.versions.get(number=stood.number)
    book = stood.decision.book
    made = letter(stood.decision, care_plan_of(patient, book, now=now))
    told = raised_elsewhere(patient, intake, now=now, language=language)
    heads = (*_heads(patient, to[:LONGEST_NAME], book.say), *_elsewhere(told, book.say))
    page = article(replace(made, blocks=(*heads, *made.blocks)))
    return Draft(page, book.say.language, version.pk, f"{book.release} {book.sha256}")


def write_letter(
    patient: Patient, *, to: str, agreed_by: str, language: str, member: User, now: datetime
) -> Letter:
    """
    Keep a letter as it goes out.

    Raises:
        NotAgreedError: it is not said who agreed, or to whom it goes.
        NothingKnownError: the patient answered nothing.
    """
    if not to.strip() or not agreed_by.strip():
        raise NotAgreedError
    made = draft(patient, to=to.strip(), language=language, now=now)
    return Letter.objects.create(
        patient=patient,
        answers_id=made.answers,
        to=to.strip()[:LONGEST_NAME],
        agreed_by=agreed_by.strip()[:120],
        language=made.language,
        release=made.release,
        page=made.page,
        sha256=hashlib.sha256(made.page.encode()).hexdigest(),
        at=now,
        member=member,
        by=member.called,
    )


def _elsewhere(told: tuple[Raised, ...], say: Words) -> tuple[Block, ...]:
    """Say what an earlier questionnaire told of: a letter that left it out would reassure."""
    titles = tuple(dict.fromkeys(each.flag.title for each in told))
    return (Notice(title=say(TOLD_ELSEWHERE), lines=titles, alarm=True),) if titles else ()


def _heads(patient: Patient, to: str, say: Words) -> tuple[Block, ...]:
    holds, clinic = details_of(patient), the_clinic()
    name = f"{holds.family_name} {holds.given_name}".strip()
    born = day_text(holds.born, say) if holds.born else say("not known")
    return (
        facts(
            [
                (say("To"), to),
                (say("Patient"), f"{name}, {born}"),
                (say("From"), f"{clinic.name}, {clinic.phone}"),
            ]
        ),
    )
