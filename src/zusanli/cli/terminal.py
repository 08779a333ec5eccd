"""
A conversation in a terminal: one screen at a time, answered with a line.

What is said goes to stderr, so that stdout is left for the decision. A line that cannot be taken
is named and asked for again; nothing that was answered before is lost by it.
"""

import math
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Sequence
from datetime import date
from enum import Enum
from typing import TypeVar

from zusanli.core.findings import Finding, Kind, sided
from zusanli.core.rulebook import Complaint, RuleBook
from zusanli.core.rules.tree import Value
from zusanli.core.words import Words, noop
from zusanli.documents.wording import place_text

Taken = TypeVar("Taken")
WIDTH = 80
HELP = noop(
    """\
Type the numbers of what fits, such as 1 3, then press Enter.
  n  none of these          u  not sure, which is always a good answer
  b  back one screen        s  save and stop
  ?  this help              q  stop without saving
What you are not sure of, or what fits, may bring a few questions more."""
)
UNSURE = noop("not sure")
NOT_SURE = ("u", "not sure", "わからない", "分からない", "不確定")
YES = ("y", "yes", "はい", "ある", "是", "有")
NO = ("n", "no", "none", "いいえ", "ない", "なし", "否", "不是", "沒有", "無")
YES_OR_NO = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}
NONE = (*NO, "none of these", "none of the others")


class Command(Enum):
    """What may be typed on any screen instead of an answer."""

    BACK = "b"
    SAVE = "s"
    QUIT = "q"
    ENOUGH = "e"

    @property
    def word(self) -> str:
        """What may be typed for it in full."""
        return self.name.casefold()


class NotAnAnswer(Exception):  # noqa: N818 - it is no error of the program
    """A line that is no answer to what was asked, with what would be one."""

    def __init__(self, says: str, **values: object) -> None:
        super().__init__(says)
        self.says = says
        self.values = values


class Closed(Exception):  # noqa: N818 - it is no error of the program
    """The input ended, or somebody pressed Ctrl-C."""


def show(text: str = "", *, indent: int = 0, hang: int = 0) -> None:
    """Say something, wrapped; `hang` moves what follows the first line further in."""
    margin = " " * indent
    for line in text.split("\n"):
        # Names of files stay whole, so that a command shown can be copied.
        shown = textwrap.fill(
            line,
            WIDTH,
            initial_indent=margin,
            subsequent_indent=margin + " " * hang,
            break_long_words=False,
            break_on_hyphens=False,
        )
        print(shown, file=sys.stderr)


def read_line(prompt: str = "> ") -> str:
    """
    Read one line, as bytes: one that is not text is then asked again like any other slip.

    Raises:
        Closed: there is none.
    """
    print(prompt, end="", file=sys.stderr, flush=True)
    if sys.stdin is None:
        raise Closed
    try:
        line = sys.stdin.buffer.readline()
    except (KeyboardInterrupt, OSError) as error:
        raise Closed from error
    if not line:
        raise Closed
    # The wide letters and digits of East Asian keyboards are taken for what they mean.
    return unicodedata.normalize("NFKC", line.decode("utf-8", "replace")).strip()


def ask_list(
    labels: Sequence[str], say: Words, *, none: str = noop("none of these")
) -> frozenset[int] | Command | None:
    """Show a tick list and give the places ticked; none ticked is "none", None is "not sure"."""
    for number, label in enumerate(labels, start=1):
        show(f"{number:>2}  {label}", indent=2, hang=4)
    show(f" n  {say(none)}", indent=2)
    show(f" u  {say(UNSURE)}", indent=2)
    return _until_taken(lambda line: _ticks(line, len(labels)), say)


def ask_one(finding: Finding, book: RuleBook) -> Value | Command | None:
    """Ask one question of any kind but a list."""
    say = book.say
    match finding.kind:
        case Kind.YES_NO:
            show(say("y  yes     n  no     u  not sure"), indent=3)
            return _until_taken(_yes_no, say)
        case Kind.NUMBER:
            show(say("a number, or u  not sure"), indent=3)
            return _until_taken(lambda line: _number(line, finding), say)
        case Kind.CHOICE:
            for number, choice in enumerate(finding.choices, start=1):
                show(f"{number:>2}  {choice.label}", indent=2, hang=4)
            show(f" u  {say(UNSURE)}", indent=2)
            return _until_taken(lambda line: _choice(line, finding), say)
        case Kind.DATE:
            show(say("a date such as 2026-11-22, or u  not sure"), indent=3)
            return _until_taken(_date, say)
        case _:
            places = sided(finding.places)
            ticked = ask_list([place_text(each, book) for each in places], say)
            if isinstance(ticked, frozenset):
                return frozenset(places[index] for index in ticked)
            return ticked


def ask_complaints(complaints: Sequence[Complaint], say: Words) -> frozenset[str] | Command | None:
    """Ask what brings the patient."""
    ticked = ask_list([complaint.label for complaint in complaints], say)
    if isinstance(ticked, frozenset):
        return frozenset(complaints[index].id for index in ticked)
    return ticked


def confirm(question: str, say: Words) -> bool | Command:
    """Ask for a plain yes or no; not sure is no, for what is offered can be left."""
    show(say(question))
    return _until_taken(_plainly, say)


def _until_taken(take: Callable[[str], Taken], say: Words) -> Taken | Command:
    while True:
        line = read_line()
        word = line.casefold()
        for command in Command:
            if word in {command.value, command.word}:
                return command
        if word in {"?", "help"}:
            show(say(HELP))
            continue
        try:
            return take(line)
        except NotAnAnswer as wrong:
            why = say(wrong.says, **wrong.values)
            show(say("{why}  (? shows what can be typed)", why=why))


def _ticks(line: str, count: int) -> frozenset[int] | None:
    word = line.casefold()
    if word in NOT_SURE:
        return None
    if word in NONE:
        return frozenset()
    numbers = line.replace(",", " ").split()
    if not numbers:
        raise NotAnAnswer(
            noop("Nothing was typed: numbers of what fits, n for none, or u for not sure.")
        )
    ticked = set()
    known = [str(number) for number in range(1, count + 1)]
    several = noop("{number} is not a number from 1 to {count}. You typed: {line}")
    says = several if len(numbers) > 1 else noop("{number} is not a number from 1 to {count}.")
    for number in numbers:
        if number not in known:
            raise NotAnAnswer(says, number=f"{number!r:.20}", count=count, line=f"{line:.60}")
        ticked.add(known.index(number))
    return frozenset(ticked)


def _yes_no(line: str) -> bool | None:
    word = line.casefold()
    if word in NOT_SURE:
        return None
    if word not in YES_OR_NO:
        raise NotAnAnswer(noop("{typed} is none of y, n and u."), typed=f"{line!r:.20}")
    return YES_OR_NO[word]


def _plainly(line: str) -> bool:
    word = line.casefold()
    if word not in YES_OR_NO and word not in NOT_SURE:
        raise NotAnAnswer(noop("{typed} is neither y nor n."), typed=f"{line!r:.20}")
    return YES_OR_NO.get(word, False)


def _date(line: str) -> str | None:
    if line.casefold() in NOT_SURE:
        return None
    try:
        return date.fromisoformat(line).isoformat()
    except ValueError:
        raise NotAnAnswer(
            noop("{typed} is no date such as 2026-11-22."), typed=f"{line!r:.20}"
        ) from None


def _number(line: str, finding: Finding) -> float | None:
    if line.casefold() in NOT_SURE:
        return None
    try:
        number = float(line.replace(",", "."))
    except ValueError:
        raise NotAnAnswer(noop("{typed} is not a number."), typed=f"{line!r:.20}") from None
    low = -math.inf if finding.minimum is None else finding.minimum
    high = math.inf if finding.maximum is None else finding.maximum
    if not math.isfinite(number) or not low <= number <= high:
        raise NotAnAnswer(
            noop("{typed} lies outside {low} to {high}."),
            typed=f"{line:.20}",
            low=f"{low:g}",
            high=f"{high:g}",
        )
    return int(number) if number == int(number) else number


def _choice(line: str, finding: Finding) -> str | None:
    ticked = _ticks(line, len(finding.choices))
    if ticked is None:
        return None
    if len(ticked) != 1:
        raise NotAnAnswer(noop("One number, please, or u for not sure."))
    return finding.choices[next(iter(ticked))].id
