"""A reason as plain values."""

from zusanli.core.case.values import plain_value
from zusanli.core.rules.explain import Reason


def reason_data(reason: Reason) -> dict[str, object]:
    """Give the finding with the value that decided, or the score with its interval."""
    match reason.value:
        case (int(low), int(high)):
            return {"score": reason.name, "at_least": low, "at_most": high}
        case value:
            return {"finding": reason.name, "value": plain_value(value)}
