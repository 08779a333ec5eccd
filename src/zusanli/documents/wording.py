"""Findings, values and actions in words, of the release that decided."""

import textwrap
from collections.abc import Iterable, Iterator

from zusanli.core.decide import Decision
from zusanli.core.findings import COMPLAINTS, Finding, Kind
from zusanli.core.precautions.precaution import Limit
from zusanli.core.protocol import TrialCount
from zusanli.core.rulebook import Country, RuleBook
from zusanli.core.rules.explain import Reason
from zusanli.core.rules.tree import Value
from zusanli.core.triage.flags import RedFlag

WIDTH = 88
LIMITS = {
    "gauge_mm": "needle at most {} mm thick",
    "retention_max_min": "at most {} minutes",
    "press_min": "press for {} minutes after",
    "stimulation": "{} stimulation",
    "position": "the patient lies: {}",
    "needle": "{} needle",
    "retained": "in and out at once",
    "perpendicular": "never straight in",
    "over_vein": "never through a vein",
}
NOWHERE = Country(
    id="",
    name="",
    emergency_number="your local emergency number",
    same_day_care="a doctor or an urgent-care clinic",
    maternity_care="your midwife, maternity unit or doctor",
)
"""Said where the country is not known: never one country's number for everybody."""


def action_of(flag: RedFlag, *, country: str | None, book: RuleBook) -> str:
    """Say what the patient should do now, with the numbers of the patient's country."""
    place = book.countries[country] if country else NOWHERE
    return _with_numbers(dict(flag.action_for).get(place.id, flag.action), place)


def filled(text: str, decision: Decision) -> str:
    """Put the numbers of the patient's country into a text."""
    country = decision.case.country
    return _with_numbers(text, decision.book.countries[country] if country else NOWHERE)


def _with_numbers(text: str, place: Country) -> str:
    return (
        text.replace("{emergency_number}", place.emergency_number)
        .replace("{same_day_care}", place.same_day_care)
        .replace("{maternity_care}", place.maternity_care)
    )


def trials_text(trials: TrialCount) -> str:
    """Say how many of the trials that are entered name points; how they came out is not said."""
    if not (trials.naming or trials.silent):
        return "trials entered: none"
    return f"trials entered: {trials.naming} that name points, {trials.silent} that do not"


def label_of(name: str, book: RuleBook) -> str:
    """Give the short words for a finding, or the name of anything that is none."""
    finding = book.findings.get(name)
    return finding.label.rstrip(".?") if finding else name.replace("_", " ")


def complaints_text(complaints: frozenset[str], book: RuleBook) -> str:
    """Say what brings a patient, in the words that they are asked with."""
    return ", ".join(book.complaints[each].label.lower() for each in sorted(complaints))


def reasons_text(reasons: Iterable[Reason], book: RuleBook) -> str:
    """Say several findings with the values that decided."""
    return "; ".join(reason_text(reason, book) for reason in reasons)


def reason_text(reason: Reason, book: RuleBook) -> str:
    """Say a finding with the value that decided."""
    if reason.name == COMPLAINTS and isinstance(reason.value, frozenset):
        return f"comes for {complaints_text(reason.value, book)}"
    label = label_of(reason.name, book)
    match reason.value:
        case True:
            return label
        case False:
            return f"{label}: no"
        case (int(low), int(high)):
            return f"{label} {low}" if low == high else f"{label} at least {low}"
        case frozenset():
            return f"{label}: {', '.join(sorted(reason.value)) or 'none'}".replace("_", " ")
        case _:
            return f"{label}: {_value_text(reason.value, book.findings.get(reason.name))}"


def _value_text(value: Value | tuple[int, int], finding: Finding | None) -> str:
    if finding is None:
        return str(value)
    if finding.kind is Kind.CHOICE:
        return next((each.label for each in finding.choices if each.id == value), str(value))
    unit = {"a": "years", "Cel": "°C", "mm[Hg]": "mmHg", "/min": "a minute", "1": "", "{score}": ""}
    return f"{value} {unit.get(finding.unit or '', finding.unit or '')}".strip()


def limit_words(limit: Limit) -> Iterator[str]:
    """Say each limit but those of depth, angle and number, which stand elsewhere."""
    for name, words in LIMITS.items():
        value = getattr(limit, name)
        if value is not None and (value is False or not isinstance(value, bool)):
            yield words.format(str(value).replace("_", " "))


def entitled(title: str) -> list[str]:
    """Lay out the line that one thing begins with."""
    return textwrap.wrap(title, WIDTH, initial_indent="  ", subsequent_indent=" " * 8)


def wrapped(word: str, text: str) -> list[str]:
    """Lay out a word and its text as lines of a page; nothing for no text."""
    return textwrap.wrap(
        text,
        WIDTH,
        initial_indent=f"    {word + ':' if word else '':<12}",
        subsequent_indent=" " * 16,
    )
