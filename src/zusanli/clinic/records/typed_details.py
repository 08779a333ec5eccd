"""Who somebody is, as it was typed: read, or the words that say what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from zusanli.clinic.records.patients import Details
from zusanli.core.words import Words

FEWEST_DIGITS = 5
KANA = frozenset(chr(each) for each in (*range(0x3041, 0x30FF), 0x30FC, 0x20, 0x3000))
LONGEST: Mapping[str, int] = {
    "family_name": 80,
    "given_name": 80,
    "family_reading": 80,
    "given_reading": 80,
    "phone": 40,
    "email": 254,
    "born": 80,
}
NAMES = tuple(LONGEST)
READINGS = frozenset({"family_reading", "given_reading"})
OLDEST = 130
"""Years: nobody was ever older, and a year typed wrong is caught."""


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed: the details, or a problem at each field that has one."""

    typed: Mapping[str, str]
    details: Details | None
    problems: Mapping[str, str]


def read_details(
    sent: Mapping[str, str],
    say: Words,
    *,
    today: date,
    reachable: bool = True,
    language: str | None = None,
) -> Read:
    """
    Read what was typed; what is not in `sent` was left empty.

    `reachable` asks for a phone number or an email address. Names are taken as they are typed:
    there is no shape that a name must have. The patient's language is that of `say` unless given.
    """
    typed = {name: " ".join(sent.get(name, "").split())[:254] for name in NAMES}
    born, problem = _born(typed["born"], say, today)
    problems = {
        "family_name": "" if typed["family_name"] else say("Please give the family name."),
        "phone": _phone(typed, say, reachable=reachable),
        "email": _email(typed["email"], say),
        "born": problem,
        **{name: _reading(typed[name], say) for name in READINGS},
    }
    for name, value in typed.items():
        if len(value) > LONGEST[name]:
            problems[name] = say("That is too long.")
    wrong = {name: words for name, words in problems.items() if words}
    given = {name: value for name, value in typed.items() if name != "born"}
    details = None if wrong else Details(**given, born=born, language=language or say.language)
    return Read(typed, details, wrong)


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
