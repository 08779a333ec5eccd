"""How well something is known, in the words that a patient reads beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from zusanli.core.claims.claim import Badge, Claim, Verdict
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import Block, Bullets, Graded, Said

GRADES = {
    Verdict.SUPPORTED: noop("Counted"),
    Verdict.MIXED: noop("Known in part"),
    Verdict.UNSUPPORTED: noop("Not shown"),
    Verdict.REFUTED: noop("Counted"),
    Verdict.NOT_VERIFIABLE: noop("Not known"),
    Verdict.TRADITIONAL: noop("Tradition"),
}
VERDICTS = {
    Verdict.SUPPORTED: noop("supported"),
    Verdict.MIXED: noop("mixed"),
    Verdict.UNSUPPORTED: noop("unsupported"),
    Verdict.REFUTED: noop("refuted"),
    Verdict.NOT_VERIFIABLE: noop("not verifiable"),
    Verdict.TRADITIONAL: noop("an idea of the tradition"),
}
"""The verdicts as the ledger calls them; a patient reads the grades above."""
BADGES = {
    Badge.ANIMAL: noop("in animals"),
    Badge.HEALTHY: noop("in healthy people"),
    Badge.OTHER_DISEASE: noop("in another illness"),
    Badge.NO_CONTROL: noop("compared with nothing"),
    Badge.WAIT_LIST: noop("compared with waiting"),
    Badge.SURROGATE: noop("something was measured, not how people fared"),
    Badge.NOT_RANDOMISED: noop("nobody drew lots"),
}
STUDY = noop("Found")
"""Stands before what one study found, as a grade stands before what all of them say."""
CAVEAT = noop(
    "Results differ from one person to the next: what was found in a study need not happen to you. "
    "Acupuncture is no remedy for everything."
)


ASSERTS_NOTHING = frozenset((Verdict.UNSUPPORTED, Verdict.REFUTED, Verdict.TRADITIONAL))


def may_say(claims: Iterable[Claim], say: Words) -> Iterator[Block]:
    """Say what may be said of claims: what is known, then what to do; the same words once."""
    said = [each for each in claims if each.instead]
    effects: dict[str, Said] = {}
    for each in said:
        if not each.instructs:
            one = graded(each, say)
            before = effects.get(one.text, one)
            badges = tuple(dict.fromkeys((*before.badges, *one.badges)))
            effects[one.text] = replace(before, badges=badges)
    if effects:
        yield Graded(tuple(effects.values()))
    rest = dict.fromkeys(each.instead for each in said if each.instructs)
    if rest:
        yield Bullets(tuple(rest))


def graded(claim: Claim, say: Words) -> Said:
    """Say what is known, with its grade, and in what the evidence for it falls short."""
    badges = tuple(say(BADGES[each]) for each in badges_of(claim))
    return Said(say(GRADES[claim.verdict]), claim.instead, badges)


def badges_of(claim: Claim) -> tuple[Badge, ...]:
    """Give the badges that stand beside a sentence; one that only says "not shown" needs none."""
    return () if claim.verdict in ASSERTS_NOTHING or claim.instructs else claim.badges
