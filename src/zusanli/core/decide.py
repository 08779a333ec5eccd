"""The decision: everything the rule book says of one case."""

from dataclasses import dataclass

from zusanli.core.advice.advice import Advice
from zusanli.core.advice.co_treatment import Beside, beside
from zusanli.core.advice.given import Given, advise
from zusanli.core.case.record import Case
from zusanli.core.claims.claim import Claim
from zusanli.core.claims.told import told
from zusanli.core.course.course import CutOff
from zusanli.core.course.review import Review, review
from zusanli.core.diagnosis import Suggestion, suggestions
from zusanli.core.evidence.guideline import Guideline, guidelines_for
from zusanli.core.evidence.work_up import WorkUp, work_ups_for
from zusanli.core.facts import Facts, Shown, gather
from zusanli.core.plan import choose_points
from zusanli.core.points.choice import Choice
from zusanli.core.precautions.in_force import Care, care_for
from zusanli.core.precautions.lifts import JudgedLift, judged_lifts
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.score import Score
from zusanli.core.triage.triage import Triage, triage


@dataclass(frozen=True, slots=True)
class ScoreResult:
    """A score as far as it is known: an interval, and how it reads once that is settled."""

    score: Score
    at_least: int
    at_most: int
    reading: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """
    What was decided for one case, by one knowledge release and one engine version.

    `advice` is short while a serious flag is raised; `aftercare` is what is said once needles were
    used, whatever is raised. `facts` are what it was decided by, so that a point that no plan names
    is judged by the same.
    """

    case: Case
    facts: Facts
    book: RuleBook
    engine: str
    shown: tuple[Shown, ...]
    triage: Triage
    conditions: tuple[Suggestion, ...]
    patterns: tuple[Suggestion, ...]
    scores: tuple[ScoreResult, ...]
    care: Care
    lifts: tuple[JudgedLift, ...]
    choice: Choice | None
    advice: tuple[Given, ...]
    aftercare: tuple[Given, ...]
    beside: tuple[Beside, ...]
    cut_offs: tuple[CutOff, ...]
    review: Review | None
    claims: tuple[Claim, ...]
    guidelines: tuple[Guideline, ...]
    work_ups: tuple[WorkUp, ...]


def decide(*, case: Case, book: RuleBook, engine: str) -> Decision:
    """
    Decide one case.

    The same case, release and engine give the same decision, byte for byte, at any time: the
    moment it is made for stands in the case.

    Raises:
        NoFlagsInForceError: the rule book is empty.
    """
    facts = gather(case, book)
    scores = (
        ScoreResult(score, *score.interval(facts.known), score.reading(facts.known))
        for score in book.scores.values()
        if not book.names_of_scores[score.id].isdisjoint(facts.known)
    )
    care = care_for(book.precautions, facts, book.findings)
    lifts = judged_lifts(case, facts, book)
    judged = triage(case=case, facts=facts, book=book, care=care)
    conditions = tuple(suggestions(book.conditions, facts.known))
    # What the practitioner chose is spoken of; until then, what the findings suggest.
    spoken_of = case.chosen_conditions or tuple(each.diagnosis.id for each in conditions)
    complaints = case.complaints or frozenset()
    return Decision(
        case=case,
        facts=facts,
        book=book,
        engine=engine,
        shown=facts.shown,
        triage=judged,
        conditions=conditions,
        patterns=tuple(suggestions(book.patterns, facts.known)),
        scores=tuple(scores),
        care=care,
        lifts=lifts,
        choice=choose_points(
            case=case,
            facts=facts,
            book=book,
            triage=judged,
            care=care,
            lifts=tuple(each.lift for each in lifts if each.void_because is None),
            suggested=conditions,
        ),
        advice=tuple(advise(_timely(book.advice, judged), facts)),
        aftercare=tuple(advise([e for e in book.advice if e.when_to_say == "after"], facts)),
        beside=tuple(beside(book.co_treatments, facts)),
        cut_offs=tuple(
            each for each in book.course.cut_offs if each.when.truth(facts.known) is True
        ),
        review=_review(case, book),
        claims=told((*complaints, *spoken_of), book.claims),
        guidelines=tuple(guidelines_for(spoken_of, book.guidelines)),
        work_ups=tuple(
            work_ups_for(
                complaints=complaints,
                chosen=case.chosen_conditions,
                suggested=tuple(each.diagnosis.id for each in conditions),
                work_ups=book.work_ups,
            )
        ),
    )


def _timely(advice: tuple[Advice, ...], triage: Triage) -> tuple[Advice, ...]:
    """Leave only what is always said while a serious flag is raised: the rest would distract."""
    serious = any(each.stops for each in triage.raised)
    return tuple(each for each in advice if each.when_to_say == "always" or not serious)


def _review(case: Case, book: RuleBook) -> Review | None:
    asked = case.review
    if asked is None:
        return None
    return review(
        visit=asked.visit,
        target=asked.target,
        start=dict(asked.start),
        now=dict(asked.now),
        rules=book.course.stop_rules,
        measures=book.measures,
        review_at=book.course.review_at_visits,
    )
