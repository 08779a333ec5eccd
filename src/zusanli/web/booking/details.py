"""Who somebody is, as a form asks for it: read, or the words that say what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import QueryDict

from zusanli.clinic.records.models import PersonalDetails
from zusanli.clinic.records.patients import Details
from zusanli.core.words import Words, noop

FEWEST_DIGITS = 5
KANA = frozenset(chr(each) for each in (*range(0x3041, 0x30FF), 0x30FC, 0x20, 0x3000))
LONGEST = {"family_name": 80, "given_name": 80, "phone": 40, "email": 254}
OLDEST = 130
"""Years: nobody was ever older, and a year typed wrong is caught."""
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
READINGS = frozenset({"family_reading", "given_reading"})


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed: the details, or a problem at each field that has one."""

    typed: Mapping[str, str]
    details: Details | None
    problems: Mapping[str, str]


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
            longest=LONGEST.get(name, 80),
        )
        for name, label, kind, autocomplete in FIELDS
        if name not in READINGS or readings or say.language == JAPANESE or typed.get(name)
    ]


def read(sent: QueryDict, say: Words, *, today: date, reachable: bool = True) -> Read:
    """
    Read the form. `reachable` asks for a phone number or an email address.

    Names are taken as they are typed: there is no shape that a name must have.
    """
    typed = {name: " ".join(sent.get(name, "").split())[:254] for name, *_ in FIELDS}
    born, problem = _born(typed["born"], say, today)
    problems = {
        "family_name": "" if typed["family_name"] else say("Please give the family name."),
        "phone": _phone(typed, say, reachable=reachable),
        "email": _email(typed["email"], say),
        "born": problem,
        **{name: _reading(typed[name], say) for name in READINGS},
    }
    for name, value in typed.items():
        if len(value) > LONGEST.get(name, 80):
            problems[name] = say("That is too long.")
    wrong = {name: words for name, words in problems.items() if words}
    given = {name: value for name, value in typed.items() if name != "born"}
    details = None if wrong else Details(**given, born=born, language=say.language)
    return Read(typed, details, wrong)


def as_typed(details: Details | PersonalDetails) -> dict[str, str]:
    """Give details as they would stand in the form."""
    return {name: str(getattr(details, name) or "") for name, *_ in FIELDS}


def _born(typed: str, say: Words, today: date) -> tuple[date | None, str]:
    if not typed:
        return None, ""
    try:
        born = date.fromisoformat(typed)
    except ValueError:
        return None, say("Please give a day such as 1958-03-09, or leave it empty.")
    if born > today or today.year - born.year > OLDEST:
        return None, say("That birth day cannot be right.")
    return born, ""


def _phone(typed: Mapping[str, str], say: Words, *, reachable: bool) -> str:
    digits = sum(each.isdigit() for each in typed["phone"])
    if typed["phone"] and digits < FEWEST_DIGITS:
        return say("Please type the whole number.")
    if reachable and not typed["phone"] and not typed["email"]:
        return say("Please give a phone number or an email address, so that we can reach you.")
    return ""


def _email(typed: str, say: Words) -> str:
    try:
        if typed:
            validate_email(typed)
    except ValidationError:
        return say("This does not look like an email address. Please check it.")
    return ""


def _reading(typed: str, say: Words) -> str:
    return "" if set(typed) <= KANA else say("Please write how the name is spoken, in kana.")
