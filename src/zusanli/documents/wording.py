"""Findings, values and actions in words, of the release that decided and in its language."""

import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import replace

from zusanli.core.decide import Decision
from zusanli.core.findings import COMPLAINTS, EXAMINED, SIDES, Finding, Kind
from zusanli.core.precautions.precaution import Limit
from zusanli.core.protocol import TrialCount
from zusanli.core.rulebook import Country, RuleBook
from zusanli.core.rules.explain import Reason
from zusanli.core.rules.tree import Value
from zusanli.core.triage.flags import RedFlag
from zusanli.core.words import IN_ENGLISH, Words, noop
from zusanli.documents.answered import Answered

WIDTH = 88
LIMITS = {
    "gauge_mm": noop("needle at most {value} mm thick"),
    "retention_max_min": noop("at most {value} minutes"),
    "press_min": noop("press for {value} minutes after"),
    "stimulation": noop("{value} stimulation"),
    "position": noop("the patient lies: {value}"),
    "needle": noop("{value} needle"),
    "retained": noop("in and out at once"),
    "perpendicular": noop("never straight in"),
    "over_vein": noop("never through a vein"),
}
OF_LIMITS = (noop("light"), noop("side"), noop("lying"), noop("not prone"), noop("coated"))
"""The words that a limit may hold, for the catalogues."""
NOWHERE = Country(
    id="",
    name="",
    emergency_number=noop("your local emergency number"),
    same_day_care=noop("a doctor or an urgent-care clinic"),
    maternity_care=noop("your midwife, maternity unit or doctor"),
)
"""Said where the country is not known: never one country's number for everybody."""
SIDED = {"left": noop("left {place}"), "right": noop("right {place}")}
PLACES = {
    "low_back": noop("low back"),
    "buttock": noop("buttock"),
    "hip": noop("hip"),
    "groin": noop("groin"),
    "thigh": noop("thigh"),
    "knee": noop("knee"),
    "calf": noop("calf"),
    "shin": noop("shin"),
    "ankle": noop("ankle"),
    "heel": noop("heel"),
    "top_of_foot": noop("top of the foot"),
    "sole": noop("sole"),
    "toes": noop("toes"),
}
UNITS = {
    "a": noop("{value} years"),
    "Cel": noop("{value} °C"),
    "mm[Hg]": noop("{value} mmHg"),
    "/min": noop("{value} a minute"),
}
BARE = frozenset((None, "1", "{score}", "d"))
"""Units that are not said: there is none, or the label says it."""


def action_of(flag: RedFlag, *, country: str | None, book: RuleBook) -> str:
    """Say what the patient should do now, with the numbers of the patient's country."""
    action = dict(flag.action_for).get(country or "", flag.action)
    return _with_numbers(action, country, book)


def filled(text: str, decision: Decision) -> str:
    """Put the numbers of the patient's country into a text."""
    return _with_numbers(text, decision.case.country, decision.book)


def in_country(text: str, *, country: str | None, book: RuleBook) -> str:
    """Put the numbers of a country into a text, or words where nobody knows the country."""
    return _with_numbers(text, country if country in book.countries else None, book)


def anywhere(text: str, book: RuleBook) -> str:
    """Put words for what is found in any country into a text that is for everybody."""
    return _with_numbers(text, None, book)


def _with_numbers(text: str, country: str | None, book: RuleBook) -> str:
    place = book.countries[country] if country else _nowhere(book)
    return (
        text.replace("{emergency_number}", place.emergency_number)
        .replace("{same_day_care}", place.same_day_care)
        .replace("{maternity_care}", place.maternity_care)
    )


def _nowhere(book: RuleBook) -> Country:
    say = book.say
    return replace(
        NOWHERE,
        emergency_number=say(NOWHERE.emergency_number),
        same_day_care=say(NOWHERE.same_day_care),
        maternity_care=say(NOWHERE.maternity_care),
    )


def trials_text(trials: TrialCount) -> str:
    """Say how many of the trials that are entered name points; how they came out is not said."""
    if not (trials.naming or trials.silent):
        return "trials entered: none"
    return f"trials entered: {trials.naming} that name points, {trials.silent} that do not"


def label_of(name: str, book: RuleBook) -> str:
    """Give the short words for a finding, or the name of anything that is none."""
    finding = book.findings.get(name)
    return finding.label.rstrip(".?。\uff1f") if finding else name.replace("_", " ")


def complaints_text(complaints: frozenset[str], book: RuleBook) -> str:
    """Say what brings a patient, in the words that they are asked with."""
    return book.say.listed(book.complaints[each].label.lower() for each in sorted(complaints))


def places_text(places: frozenset[str], book: RuleBook) -> str:
    """Say where something is, each place with its side."""
    return book.say.listed(place_text(each, book) for each in sorted(places)) or book.say("none")


def place_text(place: str, book: RuleBook) -> str:
    """Say one place with its side, such as left shin."""
    side, _, where = place.rpartition(".")
    words = book.say(PLACES[where]) if where in PLACES else where.replace("_", " ")
    return book.say(SIDED[side], place=words) if side in SIDES else words


def reasons_text(reasons: Iterable[Reason], book: RuleBook) -> str:
    """Say several findings with the values that decided."""
    return book.say.apart(reason_text(reason, book) for reason in reasons)


def reason_text(reason: Reason, book: RuleBook) -> str:
    """Say a finding with the value that decided."""
    say = book.say
    if reason.name == COMPLAINTS and isinstance(reason.value, frozenset):
        return say("comes for {complaints}", complaints=complaints_text(reason.value, book))
    if reason.name == EXAMINED and isinstance(reason.value, frozenset):
        done = (book.examinations[each].title for each in sorted(reason.value))
        return say("examined so far: {what}", what=say.apart(done) or say("nothing"))
    label = label_of(reason.name, book)
    match reason.value:
        case True:
            return label
        case False:
            return say("{label}: no", label=label)
        case (int(low), int(high)):
            words = noop("{label} {least}") if low == high else noop("{label} at least {least}")
            return say(words, label=label, least=low)
        case frozenset():
            text = places_text(reason.value, book)
        case _:
            text = _value_text(reason.value, book.findings.get(reason.name), book)
    return say("{label}: {value}", label=label, value=text)


def answer_text(answered: Answered, book: RuleBook) -> str:
    """Say an answer in full, with "not sure" as an answer among others."""
    finding, value = answered.finding, answered.value
    if value is None:
        return book.say("{label}: not known", label=label_of(finding.id, book))
    if value is True:
        return book.say("{label}: {value}", label=label_of(finding.id, book), value=book.say("yes"))
    return reason_text(Reason(finding.id, value), book)


def _value_text(value: Value | tuple[int, int], finding: Finding | None, book: RuleBook) -> str:
    if finding is None:
        return str(value)
    if finding.kind is Kind.CHOICE:
        return next((each.label for each in finding.choices if each.id == value), str(value))
    if finding.unit in UNITS:
        return book.say(UNITS[finding.unit], value=value)
    return str(value) if finding.unit in BARE else f"{value} {finding.unit}"


def limit_words(limit: Limit, say: Words = IN_ENGLISH) -> Iterator[str]:
    """Say each limit but those of depth, angle and number, which stand elsewhere."""
    for name, words in LIMITS.items():
        value = getattr(limit, name)
        if value is not None and (value is False or not isinstance(value, bool)):
            told = say(value.replace("_", " ")) if isinstance(value, str) else value
            yield say(words, value=told)


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
