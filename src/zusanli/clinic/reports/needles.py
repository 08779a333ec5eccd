"""Side effects and how many needles they happened in, and how whole the notes are."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.today import charts_of
from zusanli.clinic.records.same_person import kept_of
from zusanli.clinic.reports.period import Period
from zusanli.core.visit.chart import Chart, Gap


@dataclass(frozen=True, slots=True)
class Needles:
    """
    What the notes of a time tell.

    `insertions` are those of visits whose needles were counted, and `effects` the side effects of
    the same visits: what is not counted has no denominator. `not_counted` visits had needles that
    nobody counted, in `not_asked` nobody asked for side effects, `open` are not closed and `unread`
    cannot be read by today's rules; all of these may hide some. `patients` were needled, and
    `patients_with_effects` had at least one.
    """

    notes: int
    unread: int
    open: int
    not_counted: int
    not_asked: int
    insertions: int
    effects: Mapping[str, int]
    patients: int
    patients_with_effects: int
    gaps: Mapping[Gap, int]


def needles_of(period: Period) -> Needles:
    """Count needles, side effects and gaps in the notes of a time."""
    visits = {"visit__starts_at__gte": period.since, "visit__starts_at__lt": period.until}
    notes = list(Note.objects.filter(**visits).select_related("visit"))
    charts = charts_of(notes)
    read = [(note, chart) for note in notes if (chart := charts[note.visit_id]) is not None]
    needled = [(note, chart) for note, chart in read if chart.needles or chart.inserted]
    counted = [(note, chart) for note, chart in needled if chart.inserted is not None]
    people = kept_of({note.patient_id for note, _ in needled})
    closed = [chart for _, chart in read if chart.closed_at is not None]
    return Needles(
        notes=len(notes),
        unread=len(notes) - len(read),
        open=len(read) - len(closed),
        not_counted=len(needled) - len(counted),
        not_asked=sum(chart.effects is None for _, chart in needled),
        insertions=sum(chart.inserted or 0 for _, chart in counted),
        effects=_effects(chart for _, chart in counted),
        patients=len(set(people.values())),
        patients_with_effects=len({people[n.patient_id] for n, chart in needled if chart.effects}),
        gaps=Counter(gap for chart in closed for gap in chart.gaps()),
    )


def _effects(charts: Iterable[Chart]) -> Mapping[str, int]:
    return Counter(each.event for chart in charts for each in chart.effects or ())
