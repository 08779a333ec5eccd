"""
The clinic's day on paper, for the day on which nothing else works.

It says who comes, when, to whom and where, and how to reach them, with room to write down needles
in and out. It says nothing of anybody's health; that safety questions are still to be asked is no
answer.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zusanli.core.words import Words
from zusanli.documents.blocks import Block, Document, FinePrint, Heading, Paragraph, Table

TO_WRITE = "______"
LINES_TO_WRITE = " ".join(["__________"] * 3)
"""Wide enough to stand on a line each."""
WIDTHS = (8, 23, 16, 20, 13, 10, 10)
WIDTHS_WITH_NOTES = (7, 17, 13, 16, 12, 11, 12, 12)


@dataclass(frozen=True, slots=True)
class Turn:
    """One visit as the sheet names it; `marks` are what to see to first, in words."""

    time: str
    name: str
    reading: str
    phone: str
    service: str
    place: str
    first: bool
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Turns:
    """What one practitioner has that day, in the order of time."""

    practitioner: str
    turns: tuple[Turn, ...]


def day_sheet(
    day: str, clinic: str, columns: Sequence[Turns], say: Words, *, notes: bool
) -> Document:
    """Lay the day out, each practitioner under their name; `notes` leaves room to write."""
    return Document(
        language=say.language,
        kind=say("Day sheet"),
        title=day,
        subtitle=clinic,
        large_print=False,
        blocks=tuple(_blocks(columns, say, notes=notes)),
    )


def which(turn: Turn, say: Words) -> str:
    """Say whether somebody comes for the first time."""
    return say("first visit") if turn.first else say("following visit")


def _blocks(columns: Sequence[Turns], say: Words, *, notes: bool) -> Iterator[Block]:
    if not columns:
        yield Paragraph(say("Nothing is booked on this day."))
    for each in columns:
        yield Heading(each.practitioner)
        yield Table(
            head=tuple(_head(say, notes=notes)),
            rows=tuple(tuple(_row(turn, say, notes=notes)) for turn in each.turns),
            widths=WIDTHS_WITH_NOTES if notes else WIDTHS,
        )
    yield FinePrint((say("This sheet holds names. Keep it with you, and destroy it afterwards."),))


def _head(say: Words, *, notes: bool) -> Iterator[str]:
    yield from (say("Time"), say("Patient"), say("Phone"), say("Visit"), say("To note"))
    yield from (say("Needles in"), say("Needles out"))
    if notes:
        yield say("Notes")


def _row(turn: Turn, say: Words, *, notes: bool) -> Iterator[str]:
    yield turn.time
    yield f"{turn.name} ({turn.reading})" if turn.reading else turn.name
    yield turn.phone
    yield say.listed((turn.service, turn.place))
    yield say.apart((which(turn, say), *turn.marks))
    yield from (TO_WRITE, TO_WRITE)
    if notes:
        yield LINES_TO_WRITE
