"""Who somebody is, as a form asks for it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import QueryDict

from zusanli.clinic.records.models import PersonalDetails
from zusanli.clinic.records.patients import Details
from zusanli.clinic.records.typed_details import LONGEST, NAMES, READINGS, Read, read_details
from zusanli.core.words import Words, noop

JAPANESE = "ja"


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the form, with what was typed and what is wrong with it."""

    name: str
    label: str
    value: str = ""
    problem: str = ""
    type: str = "text"
    autocomplete: str = "off"
    hint: str = ""
    longest: int = 80


FIELDS = (
    ("family_name", noop("Family name"), "text", "family-name"),
    ("given_name", noop("Given name"), "text", "given-name"),
    ("family_reading", noop("Family name in kana"), "text", "off"),
    ("given_reading", noop("Given name in kana"), "text", "off"),
    ("phone", noop("Phone number"), "tel", "tel"),
    ("email", noop("Email address"), "email", "email"),
    ("born", noop("Date of birth"), "date", "bday"),
)
HINTS = {
    "phone": noop("A phone number or an email address is enough."),
    "born": noop("So that nobody is taken for somebody else. You may leave it empty."),
}


def fields(
    read: Read | None,
    say: Words,
    *,
    start: Mapping[str, str] | None = None,
    readings: bool = False,
) -> list[Field]:
    """Give the fields, with what was typed; the reading is asked where names are read by kana."""
    typed = read.typed if read else start or {}
    problems = read.problems if read else {}
    return [
        Field(
            name=name,
            label=say(label),
            value=typed.get(name, ""),
            problem=problems.get(name, ""),
            type=kind,
            autocomplete=autocomplete,
            hint=say(HINTS[name]) if name in HINTS else "",
            longest=LONGEST[name],
        )
        for name, label, kind, autocomplete in FIELDS
        if name not in READINGS or readings or say.language == JAPANESE or typed.get(name)
    ]


def read(sent: QueryDict, say: Words, *, today: date, reachable: bool = True) -> Read:
    """Read the form as it was sent; `reachable` asks for a phone number or an email address."""
    typed = {name: sent.get(name, "") for name in NAMES}
    return read_details(typed, say, today=today, reachable=reachable)


def as_typed(details: Details | PersonalDetails) -> dict[str, str]:
    """Give details as they would stand in the form."""
    return {name: str(getattr(details, name) or "") for name, *_ in FIELDS}
