"""Values as files hold them: whether one is what its finding can have, and the way back."""

from datetime import date

from zusanli.core.case.plain import a_number
from zusanli.core.findings import Finding, Kind, sided
from zusanli.core.rules.tree import Value
from zusanli.errors import InputError, close_matches


def read_value(  # noqa: PLR0911 - one return for each kind
    finding: Finding, given: object, field: str
) -> Value | None:
    """
    Give the value, or None where it was given as not known.

    Raises:
        InputError: the value is of the wrong kind or outside the limits of its finding.
    """
    if given is None:
        return None
    match finding.kind:
        case Kind.YES_NO:
            return _yes_no(given, field)
        case Kind.NUMBER:
            return _number(finding, given, field)
        case Kind.CHOICE:
            return _choice(finding, given, field)
        case Kind.DATE:
            return _date(given, field)
        case Kind.PLACES:
            places = (*sided(finding.places), *finding.places)
            return frozenset(
                place
                for word in _words(given, field, places)
                for place in (sided((word,)) if word in finding.places else (word,))
            )
        case Kind.ANY_OF:
            return frozenset(_words(given, field, finding.items))


def plain_value(value: object) -> object:
    """Give a value as JSON holds it: a set as a list, always in the same order."""
    return sorted(value) if isinstance(value, frozenset) else value


def _yes_no(given: object, field: str) -> bool:
    if not isinstance(given, bool):
        raise InputError(field, f"{given!r:.60} is not true, false or null")
    return given


def _number(finding: Finding, given: object, field: str) -> int | float:
    number = a_number(given, field)
    low, high = finding.minimum, finding.maximum
    if (low is not None and number < low) or (high is not None and number > high):
        raise InputError(field, f"{number!r:.60} lies outside {low:g} to {high:g} ({finding.unit})")
    return number


def _choice(finding: Finding, given: object, field: str) -> str:
    known = [choice.id for choice in finding.choices]
    if not isinstance(given, str) or given not in known:
        hint = close_matches(given, known) if isinstance(given, str) else ""
        raise InputError(field, f"{given!r:.60} is not one of {', '.join(known)}{hint}")
    return given


def _date(given: object, field: str) -> str:
    try:
        return date.fromisoformat(str(given)).isoformat()
    except ValueError as error:
        raise InputError(field, f"{given!r:.60} is no date like 2026-11-22") from error


def _words(given: object, field: str, known: tuple[str, ...]) -> list[str]:
    if not isinstance(given, list):
        raise InputError(field, f"{given!r:.60} is not a list; write [] for none")
    for word in given:
        if not isinstance(word, str) or word not in known:
            hint = close_matches(word, list(known)) if isinstance(word, str) else ""
            raise InputError(field, f"{word!r:.60} is not on the list{hint}")
    return [word for word in given if isinstance(word, str)]
