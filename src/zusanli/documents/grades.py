"""How well something is known, in the words that a patient reads beside it."""

from collections.abc import Iterable

from zusanli.core.claims.claim import Badge, Claim, Verdict
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import Graded, Said

GRADES = {
    Verdict.SUPPORTED: noop("Well counted"),
    Verdict.MIXED: noop("Studies do not agree"),
    Verdict.UNSUPPORTED: noop("Not shown"),
    Verdict.REFUTED: noop("Not so"),
    Verdict.NOT_VERIFIABLE: noop("Not known"),
    Verdict.TRADITIONAL: noop("Tradition"),
}
BADGES = {
    Badge.ANIMAL: noop("in animals"),
    Badge.HEALTHY: noop("in healthy people"),
    Badge.OTHER_DISEASE: noop("in another illness"),
    Badge.NO_CONTROL: noop("compared with nothing"),
    Badge.WAIT_LIST: noop("compared with waiting"),
    Badge.SURROGATE: noop("something was measured, not how people fared"),
    Badge.NOT_RANDOMISED: noop("nobody drew lots"),
}
CAVEAT = noop(
    "Results differ from one person to the next: what was found in a study need not happen to you. "
    "Acupuncture is no remedy for everything."
)


def said(claim: Claim, say: Words) -> Said:
    """Say what may be said of a claim, with its grade, and each badge of what it rests on."""
    badges = tuple(say(BADGES[each]) for each in claim.badges)
    return Said(say(GRADES[claim.verdict]), claim.instead, badges)


def graded(claims: Iterable[Claim], say: Words) -> Graded:
    """Say what may be said of several claims; the same words are said once."""
    items = [said(each, say) for each in claims if each.instead]
    return Graded(tuple({each.text: each for each in items}.values()))
