"""From what is to be charted to the plain values that an entry is kept as."""

from collections.abc import Iterable
from dataclasses import asdict

from zusanli.core.visit.chart import Needle
from zusanli.core.visit.entries import Positioned

Plain = dict[str, object]


def positioned(entry: Positioned) -> Plain:
    """Write how the patient lies for a batch."""
    return {"do": "position", **_known(asdict(entry))}


def placed(needles: Iterable[Needle]) -> Plain:
    """Write needles, each with what is known of it."""
    return {"do": "place", "needles": [needle(each) for each in needles]}


def needle(each: Needle) -> Plain:
    """Write one needle; what is not known of it is left out."""
    plain = _known(asdict(each))
    # A sore spot lies on the side of its place, which says it already.
    return {name: value for name, value in plain.items() if not (name == "press" and not value)}


def _known(plain: Plain) -> Plain:
    return {name: value for name, value in plain.items() if value is not None}
