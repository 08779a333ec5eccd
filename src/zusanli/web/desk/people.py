"""Who may stand at the desk, and how patients are named there: no answer of theirs is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from zusanli.clinic.records.models import Patient, PersonalDetails
from zusanli.clinic.records.patients import known
from zusanli.clinic.records.same_person import kept_record
from zusanli.clinic.staff.models import Role, User
from zusanli.core.words import ENGLISH, Words, noop
from zusanli.web.access import staff

at_desk = staff(Role.RECEPTION, Role.PRACTITIONER, Role.SUPERVISOR, Role.MANAGER)
"""Declare a page of the desk."""
TAKEN_AWAY = noop("(name taken away)")


@dataclass(frozen=True, slots=True)
class Named:
    """What the desk sees of a patient: the family name first, and how it is read."""

    name: str
    reading: str = ""
    language: str = ""
    phone: str = ""
    email: str = ""


def named(details: PersonalDetails | None, say: Words) -> Named:
    """Name a patient; whose details were taken away is told to be nameless."""
    if details is None:
        return Named(say(TAKEN_AWAY))
    return Named(
        name=f"{details.family_name}{_between(details)}{details.given_name}".strip(),
        reading=f"{details.family_reading} {details.given_reading}".strip(),
        language=details.language,
        phone=details.phone,
        email=details.email,
    )


def _between(details: PersonalDetails) -> str:
    if details.language == ENGLISH:
        return ", " if details.given_name else ""
    chinese = details.language == "zh-Hant" and not details.family_name.isascii()
    return "" if chinese else " "


def names(patients: Iterable[UUID], say: Words) -> dict[UUID, Named]:
    """Name several patients at once."""
    listed = set(patients)
    details = known(listed)
    return {each: named(details.get(each), say) for each in listed}


def patient_at(key: UUID) -> Patient:
    """
    Give a patient; of a person with several records the one that is kept.

    Raises:
        Http404: there is none.
    """
    found = Patient.objects.filter(pk=key).first()
    if found is None:
        raise Http404
    return kept_record(found)


def who_asks(request: HttpRequest) -> str:
    """Give the name that stands under what is done."""
    user = request.user
    return user.called if isinstance(user, User) else ""
