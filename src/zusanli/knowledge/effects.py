"""Effects of reviews and trials, made of their entries."""

from zusanli.core.evidence.effect import Against, Concern, Effect, Kind
from zusanli.knowledge.claims import counts_of
from zusanli.knowledge.entries import Entries, Entry, make_all

ARMS = 6
SPREADS = ("", "sd", "se")


def make_effects(entries: Entries) -> tuple[Effect, ...]:
    """Make the effects; one that cannot be as it is entered is left out and named."""

    def make(entry: Entry) -> Effect | None:
        try:
            effect = _effect(entry)
        except ValueError as error:
            entries.problems.append(f"{entry.place}: {error}")
            return None
        entries.problems.extend(f"{entry.place}: {wrong}" for wrong in _wrong(effect, entries))
        return effect

    return make_all(entries, "effect", make)


def _effect(entry: Entry) -> Effect:
    arms = entry.data.get("arms", [])
    trials, patients = entry.number("trials"), entry.number("patients")
    return Effect(
        id=entry.id,
        name=entry.text("name"),
        kind=Kind(entry.text("kind")),
        conditions=entry.words("conditions"),
        against=Against(entry.text("against")),
        outcome=entry.text("outcome"),
        unit=entry.text("unit"),
        as_ratio=entry.truth("as_ratio"),
        lower_is_better=entry.truth("lower_is_better"),
        value=entry.number("value"),
        low=entry.number("low"),
        high=entry.number("high"),
        p=entry.number("p"),
        arms=tuple(float(each) for each in arms) if isinstance(arms, list) else (),
        spread=entry.text("spread"),
        counts=counts_of(entry),
        trials=None if trials is None else int(trials),
        patients=None if patients is None else int(patients),
        concerns=tuple(Concern(each) for each in entry.words("concerns")),
        of_review=entry.text("of_review"),
        signed=entry.text("signed"),
        source=entry.text("source"),
    )


def _wrong(effect: Effect, entries: Entries) -> list[str]:
    wrong = []
    if effect.arms and (len(effect.arms) != ARMS or effect.spread not in SPREADS[1:]):
        wrong.append("arms are mean, spread and size of two groups, with a spread of sd or se")
    ends = (effect.low, effect.value, effect.high)
    printed = [each for each in ends if each is not None]
    if len(printed) == len(ends) and printed != sorted(printed):
        wrong.append("the effect lies outside its interval")
    if effect.of_review and effect.of_review not in entries.of("effect"):
        wrong.append(f"{effect.of_review} is no effect")
    return wrong
