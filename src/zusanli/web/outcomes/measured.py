"""Each measure of a patient: its chart, the same as a table, and what a change in it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from zusanli.clinic.outcomes.asking import BESIDE, DAILY_LIFE, FUNCTIONS, SYMPTOMS
from zusanli.clinic.outcomes.models import CollectedBy
from zusanli.clinic.outcomes.reviews import LookBack
from zusanli.clinic.outcomes.series import Point, series, tellings
from zusanli.clinic.records.models import Patient
from zusanli.core.course.review import GLOBAL_CHANGE, NEW_SYMPTOMS
from zusanli.core.outcomes.measure import Measure
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import Words, noop
from zusanli.web.booking.when import Clock, day_in
from zusanli.web.outcomes.chart import Chart, chart

IN_ORDER = (*SYMPTOMS, FUNCTIONS, GLOBAL_CHANGE, *DAILY_LIFE, NEW_SYMPTOMS, *BESIDE)
NOT_GIVEN = noop("not given")
COLLECTORS = {
    CollectedBy.PATIENT: noop("the patient alone"),
    CollectedBy.RECEPTION: noop("reception, aloud or from paper"),
    CollectedBy.PRACTITIONER: noop("a practitioner"),
}
BY_NEEDLER = noop("{who}; not away from who put the needles in")
MATTERS = noop(
    "At the start it was {start}. A change of {amount} points is the smallest that studies found "
    "to matter; the band shows it."
)
TOO_NEAR = noop("It cannot get better by as much from there: another symptom tells more.")
NO_AMOUNT = noop(
    "No study that was read gives an amount that matters here. The change as a whole decides."
)
OF_ITSELF = noop("It asks for change, so it is read as it stands: 0 is the same.")
NO_START = noop("Nothing was given before the first needles, so no change since then is known.")


@dataclass(frozen=True, slots=True)
class Row:
    """One value, who collected it, and of a list what each thing in it was given."""

    when: str
    value: str
    who: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure. `studies` and `sources` are in English, whatever the page is in."""

    id: str
    name: str
    better: str
    is_target: bool
    by_needler: bool
    chart: Chart
    first: str
    last: str
    rows: tuple[Row, ...]
    meaning: tuple[str, ...]
    studies: str
    sources: tuple[str, ...]


def measured(
    patient: Patient, back: LookBack | None, book: RuleBook, clock: Clock
) -> list[Measured]:
    """Give every measure that a patient was asked, that of the symptom they follow first."""
    found = series(tellings(patient))
    target = back.target if back else ""
    names = [name for name in IN_ORDER if name in found]
    names.sort(key=lambda name: name != target)
    return [
        _measured(book.measures[name], found[name], back, book, clock)
        for name in names
        if any(each.value is not None for each in found[name]) or name == target
    ]


def _measured(
    measure: Measure,
    points: Sequence[Point],
    back: LookBack | None,
    book: RuleBook,
    clock: Clock,
) -> Measured:
    start = _start(measure, back)
    of_change = measure.id in (GLOBAL_CHANGE, NEW_SYMPTOMS)
    return Measured(
        id=measure.id,
        name=measure.name,
        better=book.say(
            noop("Higher is better.") if measure.better == "higher" else noop("Lower is better.")
        ),
        is_target=back is not None and measure.id == back.target,
        by_needler=not all(each.telling.away for each in points),
        chart=chart(points, measure, start=None if of_change else start),
        first=_day(points[0].at, clock),
        last=_day(points[-1].at, clock),
        rows=tuple(_row(each, book.say, clock, parts=measure.id == FUNCTIONS) for each in points),
        meaning=tuple(_meaning(measure, start, book.say, of_change=of_change)),
        studies="" if start is None else measure.important_says,
        sources=tuple(book.sources[e].title for e in measure.sources if e in book.sources)
        if measure.important is not None
        else (),
    )


def _start(measure: Measure, back: LookBack | None) -> float | None:
    given = back.start_answers.get(measure.id, ()) if back else ()
    known = [each for each in given if each is not None]
    return sum(known) / len(known) if given and len(known) == len(given) else None


def _meaning(measure: Measure, start: float | None, say: Words, *, of_change: bool) -> list[str]:
    if of_change:
        return [say(OF_ITSELF)] if measure.id == GLOBAL_CHANGE else []
    if start is None:
        return [say(NO_START)]
    if measure.important is None:
        return [say(NO_AMOUNT)]
    said = [say(MATTERS, start=f"{start:.3g}", amount=f"{measure.important:g}")]
    room = start - measure.low if measure.better == "lower" else (measure.high or 0) - start
    return [*said, say(TOO_NEAR)] if room < measure.important else said


def _row(point: Point, say: Words, clock: Clock, *, parts: bool) -> Row:
    told = point.telling
    who = say(COLLECTORS[CollectedBy(told.collected_by)])
    answers = told.values.get(FUNCTIONS, ()) if parts else ()
    return Row(
        when=_day(point.at, clock),
        value=say(NOT_GIVEN) if point.value is None else f"{point.value:.3g}",
        who=who if told.away else say(BY_NEEDLER, who=who),
        parts=tuple(
            f"{name}: {say(NOT_GIVEN) if value is None else f'{value:g}'}"
            for name, value in zip(told.names, answers, strict=False)
        ),
    )


def _day(at: datetime, clock: Clock) -> str:
    return day_in(clock.day_of(at), clock.language)
