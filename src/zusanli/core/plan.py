"""From a case to what is looked for, and what of the patient bears on it."""

from collections.abc import Iterable

from zusanli.core.case.record import Case, Lift
from zusanli.core.diagnosis import Diagnosis, Suggestion
from zusanli.core.facts import Facts
from zusanli.core.findings import EXAMINED, SIDES
from zusanli.core.points.candidates import ASPECT_CHANNELS, FELT_PLACES, PAIN_PLACES, Wanted
from zusanli.core.points.choice import Choice, choose
from zusanli.core.points.judged import Patient
from zusanli.core.precautions.in_force import Care, care_for
from zusanli.core.rulebook import RuleBook
from zusanli.core.triage.triage import Triage

THUMB_WIDTH = "thumb_width"
FIRST_ACUPUNCTURE = "first_acupuncture"


def choose_points(
    *,
    case: Case,
    facts: Facts,
    book: RuleBook,
    triage: Triage,
    care: Care,
    lifts: tuple[Lift, ...],
    suggested: tuple[Suggestion, ...],
) -> Choice | None:
    """
    Give the points for a case; None while nothing may be chosen at all.

    That is while a serious flag is raised and nobody released it, and while a precaution says that
    nobody needles today. While a serious flag is open, or an examination is due, points are shown
    and each is held.
    """
    if care.withheld or any(each.stops for each in triage.raised):
        return None
    return _choose(
        wanted(case=case, facts=facts, book=book, suggested=suggested),
        patient(facts=facts, triage=triage, care=care, lifts=lifts),
        book,
    )


def points_for(condition: Diagnosis, *, book: RuleBook) -> Choice:
    """
    Give the points for a condition and no patient, in the order that a decision gives.

    Nobody was asked, so nothing stands above held, and what applies to the unknown applies.
    """
    nobody = Facts(known={EXAMINED: frozenset()})
    return _choose(
        Wanted(conditions=(condition,), places=frozenset(condition.pain_regions)),
        Patient(
            care=care_for(book.precautions, nobody, book.findings),
            sides=(),
            cun_mm=None,
            first_visit=True,
            hold_all="no patient was asked",
        ),
        book,
    )


def _choose(wanted: Wanted, patient: Patient, book: RuleBook) -> Choice:
    return choose(
        wanted,
        patient,
        points=book.points,
        protocols=book.protocols,
        articles=book.article_points,
        choosing=book.choosing,
    )


def wanted(
    *, case: Case, facts: Facts, book: RuleBook, suggested: tuple[Suggestion, ...]
) -> Wanted:
    """
    Say what points are looked for.

    The conditions are those that the practitioner chose. Until one is chosen, those that the
    findings suggest stand in; a pattern is the practitioner's alone.
    """
    conditions: tuple[Diagnosis, ...] = tuple(
        book.conditions[each] for each in case.chosen_conditions
    ) or tuple(each.diagnosis for each in suggested)
    places = frozenset(place.split(".")[1] for place in _drawn(facts))
    return Wanted(
        complaints=case.complaints or frozenset(),
        conditions=conditions,
        patterns=tuple(book.patterns[each] for each in case.chosen_patterns),
        places=places or frozenset(region for each in conditions for region in each.pain_regions),
        channels=frozenset(
            channel
            for finding, channels in ASPECT_CHANNELS.items()
            if facts.known.get(finding) is True
            for channel in channels
        ),
        tender=tuple(sorted(_marked(facts, PAIN_PLACES))),
    )


def patient(*, facts: Facts, triage: Triage, care: Care, lifts: tuple[Lift, ...]) -> Patient:
    """Say what of the patient bears on points."""
    thumbs = (facts.known.get(THUMB_WIDTH), *facts.otherwise.get(THUMB_WIDTH, ()))
    return Patient(
        care=care,
        sides=_sides(facts),
        cun_mm=_narrowest(thumbs) if THUMB_WIDTH in facts.known else None,
        first_visit=facts.known.get(FIRST_ACUPUNCTURE) is not False,
        hold_all=_hold_all(triage),
        lifts=lifts,
    )


def _narrowest(thumbs: Iterable[object]) -> float:
    """Of measurements that disagree the smallest counts: it gives the least depth."""
    return min(each for each in thumbs if isinstance(each, int | float))


def _drawn(facts: Facts) -> frozenset[str]:
    """Give the places that hurt, are numb or tingle."""
    return frozenset().union(*(_marked(facts, each) for each in (PAIN_PLACES, *FELT_PLACES)))


def _marked(facts: Facts, finding: str) -> frozenset[str]:
    marked = facts.known.get(finding)
    return marked if isinstance(marked, frozenset) else frozenset()


def _sides(facts: Facts) -> tuple[str, ...]:
    places = _drawn(facts)
    return tuple(side for side in SIDES if any(place.startswith(f"{side}.") for place in places))


def _hold_all(triage: Triage) -> str:
    serious = sum(each.flag.serious for each in triage.open)
    if serious:
        return f"{serious} serious flags are still open"
    if triage.examinations_due:
        return "examinations are due: " + ", ".join(each.id for each in triage.examinations_due)
    return "" if triage.may_needle else "no needle today"
