"""The form by which a practitioner is looked for: what can be chosen, and what was."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.http import QueryDict

from zusanli.clinic.staff.licences import body_of, other_names
from zusanli.clinic.staff.public_pages import Practitioner, Wanted, complaints_of, known, places_of
from zusanli.clinic.staff.tongues import TONGUES
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import noop

TITLE, BODY, COMPLAINT, CONDITION = "title:", "body:", "complaint:", "condition:"
"""What a choice begins with, where one list offers two kinds."""


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """One list of the form, its choices in groups; a group without a name stands alone."""

    name: str
    label: str
    groups: tuple[tuple[str, tuple[Option, ...]], ...]


def read(sent: QueryDict) -> Wanted:
    """Read what was chosen; what nobody is or has finds nobody, and is said so."""
    credential, treats = sent.get("credential", ""), sent.get("treats", "")
    return Wanted(
        place=sent.get("place", ""),
        language=sent.get("language", ""),
        title=_after(TITLE, credential),
        body=_after(BODY, credential),
        complaint=_after(COMPLAINT, treats),
        condition=_after(CONDITION, treats),
    )


def choices(among: Sequence[Practitioner], wanted: Wanted, book: RuleBook) -> list[Choice]:
    """Give the lists, each with what somebody here is or has; a list of nothing is left out."""
    say = book.say
    lists = [
        Choice("place", say(noop("Place")), _alone(_places(among, wanted))),
        Choice("language", say(noop("Language")), _alone(_languages(among, wanted))),
        Choice(
            "credential",
            say(noop("Licence or certificate")),
            (
                (say(noop("What it is")), _titles(among, wanted)),
                (say(noop("Given by")), _bodies(among, wanted)),
            ),
        ),
        Choice(
            "treats",
            say(noop("What brings you")),
            (
                (say(noop("What you notice")), _complaints(among, wanted, book)),
                (say(noop("What a doctor found")), _conditions(among, wanted, book)),
            ),
        ),
    ]
    return [each for each in lists if any(options for _, options in each.groups)]


def _alone(options: tuple[Option, ...]) -> tuple[tuple[str, tuple[Option, ...]], ...]:
    return (("", options),)


def _places(among: Iterable[Practitioner], wanted: Wanted) -> tuple[Option, ...]:
    return tuple(Option(each, each, each == wanted.place) for each in places_of(among))


def _languages(among: Iterable[Practitioner], wanted: Wanted) -> tuple[Option, ...]:
    spoken = [tag for each in among for tag in each.page.languages]
    return tuple(
        Option(tag, TONGUES[tag], tag == wanted.language) for tag in known(spoken, TONGUES)
    )


def _titles(among: Iterable[Practitioner], wanted: Wanted) -> tuple[Option, ...]:
    found = sorted({one.title for each in among for one in each.licences})
    return tuple(Option(f"{TITLE}{each}", each, each == wanted.title) for each in found)


def _bodies(among: Iterable[Practitioner], wanted: Wanted) -> tuple[Option, ...]:
    """Give who gave licences, each under all of its names: a renamed body is one."""
    found = {body_of(one.issuer): one.issuer for each in among for one in each.licences}
    named = ((body, ", ".join((issuer, *other_names(issuer)))) for body, issuer in found.items())
    return tuple(
        Option(f"{BODY}{body}", text, body == wanted.body)
        for body, text in sorted(named, key=lambda each: each[1].casefold())
    )


def _complaints(
    among: Iterable[Practitioner], wanted: Wanted, book: RuleBook
) -> tuple[Option, ...]:
    seen = [one for each in among for one in complaints_of(each.page)]
    return tuple(_complaint(seen, wanted, book))


def _complaint(seen: Sequence[str], wanted: Wanted, book: RuleBook) -> Iterator[Option]:
    for each in known(seen, book.complaints):
        yield Option(f"{COMPLAINT}{each}", book.complaints[each].label, each == wanted.complaint)


def _conditions(
    among: Iterable[Practitioner], wanted: Wanted, book: RuleBook
) -> tuple[Option, ...]:
    seen = [one for each in among for one in each.page.conditions]
    return tuple(
        Option(f"{CONDITION}{each}", book.conditions[each].name, each == wanted.condition)
        for each in known(seen, book.conditions)
    )


def _after(prefix: str, value: str) -> str:
    return value.removeprefix(prefix) if value.startswith(prefix) else ""
