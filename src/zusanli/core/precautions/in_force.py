"""Which precautions are in force for a patient, with what effect, and which still wait."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from zusanli.core.case.record import Lift
from zusanli.core.facts import Facts, worst
from zusanli.core.findings import EXAMINED, Finding, sided
from zusanli.core.precautions.precaution import Effect, Modality, Precaution, WhenUnknown
from zusanli.core.rules.explain import Reason, because, items, unknowns
from zusanli.core.rules.tree import Truth
from zusanli.core.triage.examinations import ExaminationKind


@dataclass(frozen=True, slots=True)
class InForce:
    """
    A precaution that stands, with the effect it has now.

    `because` names what made it true. Where nothing did, it stands because `unknown` is not known.
    `marked` are the places that it reaches by what the patient marked, like `left.shin`.
    """

    precaution: Precaution
    effect: Effect
    because: tuple[Reason, ...]
    unknown: tuple[str, ...]
    marked: frozenset[str]

    def concerns(self, modality: Modality) -> bool:
        """Whether it speaks of this method at all."""
        return modality in self.precaution.scope.modalities

    def lifted_by(self, lifts: Sequence[Lift]) -> Lift | None:
        """
        Give the lift of it, if there is one. Only what is itself a hold is lifted.

        A bar that is held back only while nobody knows is ended by the answer, not by a reason.
        """
        if self.precaution.effect is not Effect.HOLD:
            return None
        return next((each for each in lifts if each.precaution == self.precaution.id), None)


@dataclass(frozen=True, slots=True)
class ToAsk:
    """A precaution that says "ask": it has no effect yet, and is not settled either."""

    precaution: Precaution
    unknown: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Care:
    """The precautions of one patient: those that stand, the strongest first, and the rest."""

    in_force: tuple[InForce, ...]
    to_ask: tuple[ToAsk, ...]

    @property
    def withheld(self) -> bool:
        """Whether nobody needles this patient today."""
        return any(each.effect is Effect.WITHHOLD for each in self.in_force)


def care_for(
    precautions: Sequence[Precaution], facts: Facts, findings: Mapping[str, Finding]
) -> Care:
    """Judge every precaution; none is dropped because nobody knows."""
    standing = [
        each for precaution in precautions for each in _standing(precaution, facts, findings)
    ]
    return Care(
        in_force=tuple(sorted(standing, key=lambda each: -each.effect)),
        to_ask=tuple(
            ToAsk(precaution, unknowns(precaution.when, facts.known))
            for precaution in precautions
            if precaution.when_unknown is WhenUnknown.ASK and truth_of(precaution, facts) is None
        ),
    )


def truth_of(precaution: Precaution, facts: Facts) -> Truth:
    """Whether a precaution holds, by the worst reading of the doubtful values."""
    readings = facts.readings(precaution.gate, precaution.when)
    return worst(precaution.truth(known) for known in readings)


def open_questions(precautions: Sequence[Precaution], facts: Facts) -> Iterator[str]:
    """Name the findings that could still change what a precaution does, and where."""
    for precaution in precautions:
        truth = truth_of(precaution, facts)
        if truth is None:
            yield from unknowns(precaution.gate, facts.known)
            if precaution.gate.truth(facts.known) is True:
                yield from unknowns(precaution.when, facts.known)
        where = precaution.scope.places_finding
        if truth is True and where is not None and where not in facts.known:
            yield where


def awaited(
    care: Care, facts: Facts, examinations: Mapping[str, ExaminationKind]
) -> frozenset[str]:
    """
    Name the examinations that are not on record and may end what holds a needle back.

    It is one that the rule of a hold asks for by name, or one that finds what it is open about.
    """
    known = facts.known.get(EXAMINED)
    examined = known if isinstance(known, frozenset) else frozenset()
    holding = [each for each in care.in_force if each.effect >= Effect.HOLD]
    named = {kind for each in holding for kind in items(each.precaution.when, EXAMINED)}
    unknown = {name for each in holding for name in each.unknown}
    return frozenset(
        kind.id
        for kind in examinations.values()
        if kind.id not in examined and (kind.id in named or not unknown.isdisjoint(kind.findings))
    )


def _standing(
    precaution: Precaution, facts: Facts, findings: Mapping[str, Finding]
) -> Iterator[InForce]:
    truth = truth_of(precaution, facts)
    if truth is False:
        return
    marked = _marked(precaution, facts, findings)
    if truth is True:
        reasons = because(precaution.when, facts.reading(precaution.when))
        yield InForce(precaution, precaution.effect, reasons, (), marked)
        return
    effect = _effect_when_unknown(precaution)
    if effect is not None:
        unknown = unknowns(precaution.when, facts.known)
        yield InForce(precaution, effect, (), unknown, marked)


def _marked(
    precaution: Precaution, facts: Facts, findings: Mapping[str, Finding]
) -> frozenset[str]:
    """
    Say which places were marked. Where nobody has said, it is every place that could be.

    Nothing marked beside a precaution that stands contradicts it, so that is every place too. A
    mark of last week does not tell where it is now.
    """
    where = precaution.scope.places_finding
    if where is None:
        return frozenset()
    marked = facts.known.get(where)
    if isinstance(marked, frozenset) and marked:
        others = (each for each in facts.otherwise.get(where, ()) if isinstance(each, frozenset))
        return marked.union(*others)
    return frozenset(sided(findings[where].places))


def _effect_when_unknown(precaution: Precaution) -> Effect | None:
    match precaution.when_unknown:
        case WhenUnknown.APPLY:
            return precaution.effect
        case WhenUnknown.HOLD:
            return Effect.HOLD
        case WhenUnknown.ASK:
            return None
