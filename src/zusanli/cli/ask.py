"""`zusanli ask`: the questionnaire in a terminal, ending in the decision that `decide` gives."""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from zusanli.cli.decide import print_decision, read_input
from zusanli.cli.terminal import (
    HELP,
    Closed,
    Command,
    ask_complaints,
    ask_list,
    ask_one,
    confirm,
    say,
)
from zusanli.core.case.json_text import parse_json
from zusanli.core.case.reading import LANGUAGES, read_case
from zusanli.core.decide import Decision
from zusanli.core.findings import Stage
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.core.triage.flags import Urgency
from zusanli.core.triage.interview import (
    Interview,
    Screen,
    case_data,
    decide_so_far,
    next_screen,
    reply,
    resumed,
    screens_left,
)
from zusanli.documents.wording import action_of
from zusanli.errors import InputError, close_matches
from zusanli.knowledge.store import load
from zusanli.version import ENGINE_VERSION


def run(options: argparse.Namespace) -> int:
    """Ask until nothing can matter any more, then print the decision."""
    book = load()
    walk = _Walk(book, _begin(options, book), options.resume or options.save)
    if options.write and Path(options.write).exists():
        raise InputError("--write", f"{options.write} is there already; name another file")
    say(HELP)
    finished = walk.to_the_end()
    if not finished:
        return 0
    decision = walk.decision()
    if options.write:
        _write(Path(options.write), case_data(walk.interview, decision.case.on))
        say(f"The case is in {options.write}.")
    say()
    print_decision(decision, options.format)
    return 0


class _Walk:
    """The conversation: an interview, and the file that its answers are kept in."""

    def __init__(self, book: RuleBook, interview: Interview, file: str | None) -> None:
        self.book = book
        self.interview = interview
        self.file = Path(file) if file else None
        self.told_of_booking = False

    def decision(self) -> Decision:
        return decide_so_far(
            self.interview, book=self.book, engine=ENGINE_VERSION, on=datetime.now(UTC)
        )

    def to_the_end(self) -> bool:
        """Give whether it came to an end, and was not left before."""
        while (screen := next_screen(self.interview, self.decision())) is not None:
            if screen.stage is Stage.SOON and not self._goes_on_with_what_can_wait():
                return True
            try:
                answer = self._show(screen)
            except Closed:
                answer = Command.SAVE
            if isinstance(answer, Command):
                if self._leaves(answer):
                    return False
            else:
                self.interview = reply(self.interview, screen, answer, datetime.now(UTC))
                self._keep()
        self._tell_of_emergency()
        return True

    def _leaves(self, command: Command) -> bool:
        match command:
            case Command.BACK:
                self.interview = self.interview.back()
                return False
            case Command.SAVE:
                self._save()
                return True
            case Command.QUIT:
                return self.file is not None or confirm("Stop, and lose the answers? y / n")

    def _show(self, screen: Screen) -> Value | Command | None:
        say()
        if screen.stage is Stage.SOON:
            say("A question that can wait")
        else:
            left = screens_left(self.interview, self.decision())
            say(f"Screen {len(self.interview.steps) + 1}, about {max(left - 1, 0)} to go")
        if screen.finding is None:
            say("What brings you? Tick all that fit.")
            return ask_complaints(tuple(self.book.complaints.values()))
        if not screen.items:
            say(screen.finding.text)
            return ask_one(screen.finding)
        say("And the rest of that list? " * screen.rest + screen.finding.text)
        none = "none of the others" if screen.rest else "none of these"
        ticked = ask_list([item.label for item in screen.items], none=none)
        if isinstance(ticked, frozenset):
            return frozenset(screen.items[index].id for index in ticked)
        return ticked

    def _goes_on_with_what_can_wait(self) -> bool:
        if self.told_of_booking:
            return True
        self.told_of_booking = True
        self._tell_of_booking()
        return confirm("A few questions can wait until the visit. Answer them now? y / n")

    def _tell_of_booking(self) -> None:
        triage = self.decision().triage
        say()
        for raised in triage.raised:
            if raised.flag.serious:
                say(self._action(raised.flag.id))
        if triage.may_book_assessment:
            say("You may book an assessment visit.")

    def _tell_of_emergency(self) -> None:
        triage = self.decision().triage
        if triage.urgency is Urgency.EMERGENCY:
            say()
            say("Please stop here. What to do now:")
            for raised in triage.raised:
                if raised.flag.urgency is Urgency.EMERGENCY:
                    say(self._action(raised.flag.id), indent=2)
        elif not self.told_of_booking:
            self._tell_of_booking()

    def _action(self, flag_id: str) -> str:
        flag = next(flag for flag in self.book.flags if flag.id == flag_id)
        return action_of(flag, country=self.interview.country, book=self.book)

    def _keep(self) -> None:
        if self.file:
            _write(self.file, case_data(self.interview, datetime.now(UTC)))

    def _save(self) -> None:
        if not self.interview.steps:
            return
        if self.file is None:
            self.file = _unused(Path("zusanli-answers.json"))
        self._keep()
        say(f"\nThe answers are in {self.file}. Go on with:")
        print(f"    zusanli ask --resume {self.file}", file=sys.stderr)


def _begin(options: argparse.Namespace, book: RuleBook) -> Interview:
    """
    Start afresh, or where a file left off.

    Raises:
        InputError: an option or the file is not one that the rule book knows.
    """
    if options.country is not None and options.country not in book.countries:
        hint = close_matches(options.country, list(book.countries))
        raise InputError("--country", f"{options.country!r:.20} is not known{hint}")
    if options.language not in LANGUAGES:
        raise InputError("--language", f"{options.language!r:.20} is none of {LANGUAGES}")
    if not options.by.strip():
        raise InputError("--by", "names nobody")
    if options.resume is None:
        return Interview(by=options.by, country=options.country, language=options.language)
    data = parse_json(read_input(options.resume), name=options.resume)
    case = read_case(data, book=book, now=datetime.now(UTC))
    interview = resumed(case, by=options.by)
    return interview if options.country is None else _in_country(interview, options.country)


def _in_country(interview: Interview, country: str) -> Interview:
    return Interview(
        by=interview.by, country=country, language=interview.language, steps=interview.steps
    )


def _unused(wanted: Path) -> Path:
    number = 1
    path = wanted
    while path.exists():
        number += 1
        path = wanted.with_stem(f"{wanted.stem}-{number}")
    return path


def _write(file: Path, data: dict[str, object]) -> None:
    """Write a file whole or not at all."""
    part = file.with_name(f"{file.name}.part")
    try:
        part.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        part.replace(file)
    except OSError as error:
        raise InputError(str(file), f"cannot be written: {error.strerror}") from error
