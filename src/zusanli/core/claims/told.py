"""Which claims a patient is told about: those of what they come for, then those for everybody."""

from collections.abc import Iterable, Sequence

from zusanli.core.claims.claim import EVERYONE, Claim


def told(about: Iterable[str], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Give the claims about any of these complaints and conditions, then those about everyone."""
    wanted = frozenset(about)
    own = [each for each in claims if not wanted.isdisjoint(each.about)]
    return (*own, *(each for each in claims if EVERYONE in each.about))
