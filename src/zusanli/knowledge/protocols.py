"""Published prescriptions, made of their entries, and what is wrong with any."""

from collections.abc import Iterator

from zusanli.core.protocol import Protocol
from zusanli.knowledge.entries import Entries, Entry

KINDS = (
    "trial",
    "registration",
    "case_series",
    "review_list",
    "textbook",
    "frequency_list",
    "consensus",
)


def make_protocols(entries: Entries) -> tuple[Protocol, ...]:
    """Make the prescriptions; only trials that nothing excludes are counted."""
    return tuple(
        Protocol(
            id=entry.id,
            trial=entry.text("trial") or entry.id,
            conditions=entry.words("conditions"),
            counts=entry.text("kind") == "trial" and not entry.text("excluded_because"),
            proposes=not entry.text("excluded_because"),
            points=entry.words("points"),
        )
        for entry in entries.of("protocol").values()
    )


def wrong_protocols(entries: Entries) -> Iterator[str]:
    """Say which prescriptions contradict themselves."""
    for entry in entries.of("protocol").values():
        yield from (f"{entry.place}: {wrong}" for wrong in _wrong(entry))


def _wrong(entry: Entry) -> Iterator[str]:
    if entry.text("kind") not in KINDS:
        yield f"kind is none of {', '.join(KINDS)}"
    if entry.truth("points_named") != bool(entry.words("points")):
        yield "points_named and points disagree"
    named = set(entry.words("points"))
    for point in (*entry.words("obligatory"), *entry.words("optional")):
        if point not in named:
            yield f"{point} is prescribed, and is not among its points"
    if named & set(entry.words("control_points")) and not entry.text("excluded_because"):
        yield "a point of the control arm stands among its points"
