"""
Whole numbers of each patient, a wire for each binary place.

A number is `base`, the same for everybody, plus what its places add up to: points may be fewer
than nought, places may not.
"""

from dataclasses import dataclass
from itertools import zip_longest

from zusanli.registry.bitsliced.circuit import ALWAYS, NEVER, Circuit, Wire


@dataclass(frozen=True, slots=True)
class Number:
    """A base and the binary places above it, ones first."""

    base: int
    places: tuple[Wire, ...] = ()

    @classmethod
    def where(cls, wire: Wire, amount: int) -> "Number":
        """Give so much where the wire is set, and nought elsewhere."""
        bits = range(amount.bit_length())
        return cls(0, tuple(wire if amount >> bit & 1 else NEVER for bit in bits))


def add(circuit: Circuit, left: Number, right: Number) -> Number:
    """Add as on paper, carrying from place to place."""
    carry, places = NEVER, []
    for one, other in zip_longest(left.places, right.places, fillvalue=NEVER):
        differ = circuit.differ(one, other)
        places.append(circuit.differ(differ, carry))
        both = circuit.all((one, other))
        carry = circuit.any((both, circuit.all((differ, carry))))
    return Number(left.base + right.base, (*places, carry) if carry != NEVER else tuple(places))


def at_least(circuit: Circuit, number: Number, cut: int) -> Wire:
    """Set where the number reaches the cut: the highest place that differs from it decides."""
    needed = cut - number.base
    if needed <= 0:
        return ALWAYS
    if needed >> len(number.places):
        return NEVER
    reached = ALWAYS
    for place, wire in enumerate(number.places):
        if needed >> place & 1:
            reached = circuit.all((wire, reached))
        else:
            reached = circuit.any((wire, reached))
    return reached
