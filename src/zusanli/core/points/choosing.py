"""The numbers that choosing points goes by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choosing:
    """
    The numbers that choosing goes by; each stands in kb/ with its reason.

    `least_trials` must name points before any rank is shown. `needles_max` and
    `first_visit_needles_max` bound the set that is proposed for one position.
    """

    least_trials: int
    needles_max: int
    first_visit_needles_max: int
