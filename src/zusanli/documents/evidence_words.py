"""The words of the evidence page: what was compared, how sure one may be, and what was found."""

from zusanli.core.evidence.certainty import Certainty, Level, Step, certainty
from zusanli.core.evidence.effect import Against, Concern, Effect, Kind
from zusanli.core.evidence.numbers import Numbers, numbers_of
from zusanli.core.words import Words, noop

AGAINST = {
    Against.SHAM: noop("Against sham needles"),
    Against.NO_TREATMENT: noop("Against no treatment"),
    Against.ACTIVE: noop("Against other care"),
}
NOTHING = {
    Against.SHAM: noop("Nothing was found here that compares needles with sham needles."),
    Against.NO_TREATMENT: noop("Nothing was found here that compares needles with no treatment."),
    Against.ACTIVE: noop("Nothing was found here that compares needles with other care."),
}
SAYS_NOTHING = noop("That says nothing for needles, and nothing against them.")
OTHERS = {
    Against.SHAM: noop("with sham needles"),
    Against.NO_TREATMENT: noop("without treatment"),
    Against.ACTIVE: noop("with other care"),
}
COMPARED = {
    Against.SHAM: noop("sham needles"),
    Against.NO_TREATMENT: noop("no treatment"),
    Against.ACTIVE: noop("other care"),
}
BETTER_WITH = {
    Against.SHAM: noop("better with sham needles"),
    Against.NO_TREATMENT: noop("better without treatment"),
    Against.ACTIVE: noop("better with other care"),
}
NEEDLES_BETTER = noop("better with needles")
LEVELS = {
    Level.HIGH: noop("High certainty"),
    Level.MODERATE: noop("Moderate certainty"),
    Level.LOW: noop("Low certainty"),
    Level.VERY_LOW: noop("Very low certainty"),
}
DRAFTS = {
    Level.HIGH: noop("High certainty (draft)"),
    Level.MODERATE: noop("Moderate certainty (draft)"),
    Level.LOW: noop("Low certainty (draft)"),
    Level.VERY_LOW: noop("Very low certainty (draft)"),
}
SURE = {
    Level.HIGH: noop("Later studies will hardly change that."),
    Level.MODERATE: noop("Later studies may change that."),
    Level.LOW: noop("Later studies may well change that."),
    Level.VERY_LOW: noop("How it really is, these studies hardly tell."),
}
BETTER = noop(
    "On average needles did better than {other} ({outcome}). Whether by enough to matter to a "
    "person is another question."
)
WORSE = noop("On average needles did worse than {other} ({outcome}).")
UNCLEAR = noop(
    "It is not clear whether needles do better or worse than {other} ({outcome}): the numbers fit "
    "both, and no difference."
)
UNTOLD = noop("Whether needles do better than {other} is not told in numbers here ({outcome}).")
CONCERNS = {
    Concern.RISK_OF_BIAS: noop("The trials may be biased"),
    Concern.INCONSISTENT: noop("The trials differ among each other"),
    Concern.INDIRECT: noop("Other patients were in it too"),
    Concern.PUBLICATION_BIAS: noop("Trials may have been left unpublished"),
    Concern.ONE_TRIAL: noop("It is one trial alone"),
    Concern.IMPRECISE: noop(
        "Few people, or nobody knows how many, or the interval includes no difference"
    ),
}
COUNTED = frozenset((Concern.ONE_TRIAL, Concern.IMPRECISE))
TEN = 10
LOWER = noop("{who}: {outcome}, {numbers}. Lower is better.")
HIGHER = noop("{who}: {outcome}, {numbers}. Higher is better.")
HOLDS_NONE = noop("The interval includes no difference. {found}")
STEPS_ARE = noop(
    "Certainty begins high, because lots were drawn. Each of six reasons takes one level away."
)
DRAFT_PAGE = noop(
    "This page is a draft: how sure one may be was worked out by rules, and nobody has signed it."
)
DRAFT = noop("This is a draft by rules: nobody has signed it yet.")
NOT_POOLED = noop(
    "We did not pool these results: they were not searched for in a systematic way, so their mean "
    "would be nobody's. Each is told as it was printed."
)


def short_text(effect: Effect, say: Words) -> str:
    """
    Say one effect to somebody who reads no numbers, and how firmly it stands.

    The rule: better or worse only where the interval leaves no difference out; else it is not
    clear; without an interval it is not told. How large it is no rule can say in a word.
    """
    numbers = numbers_of(effect)
    if numbers is None:
        template = UNTOLD
    elif numbers.holds_nothing:
        template = UNCLEAR
    else:
        below = numbers.value < (1 if numbers.as_ratio else 0)
        template = BETTER if below is effect.lower_is_better else WORSE
    found = say(template, other=say(COMPARED[effect.against]), outcome=effect.outcome)
    return say("{found} {sure}", found=found, sure=say(SURE[certainty(effect).level]))


def side_texts(effect: Effect, say: Words) -> tuple[str, str]:
    """Say what does better below no difference, and above it."""
    sides = (say(NEEDLES_BETTER), say(BETTER_WITH[effect.against]))
    return sides if effect.lower_is_better else sides[::-1]


def level_text(found: Certainty, say: Words) -> str:
    """Say how sure one may be, and that it is a draft unless somebody signed it."""
    return say((LEVELS if found.signed else DRAFTS)[found.level])


def found_text(effect: Effect, say: Words) -> str:
    """Say one effect in a sentence or two."""
    numbers = numbers_of(effect)
    if numbers is None:
        return _counted(effect, say)
    found = say(
        LOWER if effect.lower_is_better else HIGHER,
        who=_who(effect, say),
        outcome=effect.outcome,
        numbers=numbers_text(numbers, effect.unit, say),
    )
    return led(numbers, found, say)


def led(numbers: Numbers, found: str, say: Words) -> str:
    """Say first that the interval includes no difference, where it does."""
    return say(HOLDS_NONE, found=found) if numbers.holds_nothing else found


def numbers_text(numbers: Numbers, unit: str, say: Words) -> str:
    """Say an effect with its interval and unit."""
    return say(
        "{value} {unit} (95 % interval {low} to {high})",
        value=shown(numbers.value),
        unit=unit,
        low=shown(numbers.low),
        high=shown(numbers.high),
    )


def shown(number: float) -> str:
    """Write a number with as many digits as such effects are printed with."""
    return f"{number:.2f}" if abs(number) < TEN else f"{number:.1f}"


def step_text(step: Step, say: Words) -> str:
    """Say whether a reason took a level away; that no source says so is not that it is not so."""
    if step.down:
        template = noop("{concern}: one level down")
    elif step.concern in COUNTED:
        template = noop("{concern}: not so")
    else:
        template = noop("{concern}: no source that was read says so")
    return say(template, concern=say(CONCERNS[step.concern]))


def _who(effect: Effect, say: Words) -> str:
    people = effect.people
    if effect.kind is Kind.TRIAL:
        if people is None:
            return say("{name}, one trial", name=effect.name)
        return say("{name}, one trial with {people} people", name=effect.name, people=f"{people:,}")
    if effect.trials is None:
        return say("{name}, a review", name=effect.name)
    if people is None:
        return say("{name}, a review of {trials} trials", name=effect.name, trials=effect.trials)
    return say(
        "{name}, a review of {trials} trials with {people} people",
        name=effect.name,
        trials=effect.trials,
        people=f"{people:,}",
    )


def _counted(effect: Effect, say: Words) -> str:
    if not effect.counts:
        return say("{who}: {outcome}.", who=_who(effect, say), outcome=effect.outcome)
    (first, of), (second, of_others) = effect.counts[0], effect.counts[1]
    return say(
        "{who}: {outcome}, {first} of {of} with needles and {second} of {of_others} {others}.",
        who=_who(effect, say),
        outcome=effect.outcome,
        first=first,
        of=of,
        second=second,
        of_others=of_others,
        others=say(OTHERS[effect.against]),
    )
