"""What was sent and could not be taken as it stands, kept so that one press sends it again."""

from dataclasses import dataclass

from zusanli.clinic.notes.writing import NoteOvertakenError, ReasonNeededError, RefusedError
from zusanli.core.rulebook import RuleBook
from zusanli.core.visit.allowing import Refusal
from zusanli.core.words import noop
from zusanli.web.notes.forms import OF_THE_FORM, Sent
from zusanli.web.notes.telling import told

OVERTAKEN, HELD, REFUSED, LATE = "overtaken", "held", "refused", "late"
FEWER, ASK_ANEW = "fewer", "ask_anew"
TITLES = {
    OVERTAKEN: noop("Nothing was written: somebody wrote in this note meanwhile"),
    HELD: noop("This is held today, and goes with a reason"),
    REFUSED: noop("Not today"),
    LATE: noop("This visit is closed: say why it is written now"),
    FEWER: noop("These needles are out, and would be fewer than before: say why"),
    ASK_ANEW: noop("The questions have changed: please read them out again"),
}
ONE_PRESS = {
    OVERTAKEN: noop("Send it again"),
    HELD: noop("Do it all the same"),
    LATE: noop("Write it, with this reason"),
    FEWER: noop("Write it, with this reason"),
}


@dataclass(frozen=True, slots=True)
class Again:
    """
    What to tell, and the fields that were sent.

    `since` is what somebody else wrote; `refused` what stands in the way. `press` is what the
    button says that sends it again, empty where that would not help.
    """

    kind: str
    title: str
    press: str
    fields: tuple[tuple[str, str], ...]
    since: tuple[tuple[str, str], ...] = ()
    refused: tuple[Refusal, ...] = ()
    why: str = ""

    @property
    def asks_why(self) -> bool:
        """Whether a reason is asked for."""
        return self.kind in (HELD, LATE, FEWER)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one form, in words; `where` tells forms of one kind apart."""

    step: str
    where: str
    text: str


def overtaken(error: NoteOvertakenError, sent: Sent, book: RuleBook) -> Again:
    """Tell what was written meanwhile, and keep what was sent."""
    since = tuple((told(each, book), each.by) for each in error.since)
    return _again(OVERTAKEN, sent, book, since=since)


def refused(error: RefusedError, sent: Sent, book: RuleBook) -> Again:
    """Tell what stands in the way; where a reason helps, ask for it."""
    kind = HELD if all(each.with_reason for each in error.refused) else REFUSED
    return _again(kind, sent, book, refused=tuple(dict.fromkeys(error.refused)))


def reason_needed(error: ReasonNeededError, sent: Sent, book: RuleBook) -> Again:
    """Ask why something is written late, or why needles that are out become fewer."""
    return _again(FEWER if error.fewer else LATE, sent, book)


def ask_anew(sent: Sent, book: RuleBook) -> Again:
    """Say that the list has changed since it was read out."""
    return _again(ASK_ANEW, sent, book)


def _again(
    kind: str,
    sent: Sent,
    book: RuleBook,
    *,
    since: tuple[tuple[str, str], ...] = (),
    refused: tuple[Refusal, ...] = (),
) -> Again:
    fields = [
        (name, str(value))
        for name, values in sent.fields.lists()
        if name not in OF_THE_FORM
        for value in values
    ]
    return Again(
        kind=kind,
        title=book.say(TITLES[kind]),
        press=book.say(ONE_PRESS[kind]) if kind in ONE_PRESS else "",
        fields=tuple(fields),
        since=since,
        refused=refused,
        why=sent.why,
    )
