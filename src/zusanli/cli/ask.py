"""`zusanli ask`: the questionnaire in a terminal, ending in the decision that `decide` gives."""

import argparse
import shlex
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from zusanli.cli.decide import print_decision
from zusanli.cli.input_file import read_input
from zusanli.cli.output_file import as_text, may_write, unused, write_whole
from zusanli.cli.terminal import (
    HELP,
    Closed,
    Command,
    ask_complaints,
    ask_list,
    ask_one,
    confirm,
    show,
)
from zusanli.core.case.json_text import parse_json
from zusanli.core.case.reading import read_case
from zusanli.core.decide import Decision
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.core.triage.flags import Urgency
from zusanli.core.triage.interview import (
    Interview,
    Screen,
    case_data,
    decide_so_far,
    next_screen,
    progress,
    refreshed,
    reply,
    resumed,
)
from zusanli.core.triage.questionnaire import AFTER_BOOKING
from zusanli.core.triage.triage import Raised
from zusanli.core.words import LANGUAGES, noop
from zusanli.documents.decision_text import emergency_text
from zusanli.documents.wording import action_of
from zusanli.errors import InputError, close_matches
from zusanli.knowledge.store import load, spoken
from zusanli.version import ENGINE_VERSION


def run(options: argparse.Namespace) -> int:
    """Ask until nothing can matter any more, then print the decision."""
    in_english = load()
    interview = _begin(options, in_english)
    book = spoken(in_english, interview.language)
    kept_in, written_to = _files(options)
    walk = _Walk(book, interview, kept_in)
    show(book.say(HELP))
    if not walk.to_the_end():
        return 0
    # The page of text is the practitioner's, and in English; the rest is the patient's.
    decision = walk.decision(in_english if options.format == "text" else book)
    if written_to:
        walk.write(written_to, decision.case.on)
    show()
    if options.format == "text" and decision.triage.urgency is Urgency.EMERGENCY:
        print(emergency_text(decision, for_patient=walk.decision()), end="")
    else:
        print_decision(decision, options.format)
    return 0


class _Walk:
    """The conversation: an interview, and the file that its answers are kept in."""

    def __init__(self, book: RuleBook, interview: Interview, file: Path | None) -> None:
        self.book = book
        self.say = book.say
        self.interview = interview
        self.file = file
        self.clock = datetime.now(UTC)
        self.told: set[str] = set()
        self.told_of_booking = False
        self.answers_what_can_wait = False

    def now(self) -> datetime:
        """Give the time; a clock that is set back meanwhile puts no answer into the future."""
        self.clock = max(self.clock, datetime.now(UTC))
        return self.clock

    def decision(self, book: RuleBook | None = None) -> Decision:
        return decide_so_far(
            self.interview, book=book or self.book, engine=ENGINE_VERSION, on=self.now()
        )

    def to_the_end(self) -> bool:
        """Give whether it came to an end, and was not left before."""
        try:
            while (screen := self._next()) is not None:
                answer = self._offer_what_can_wait(screen) or self._show(screen)
                if not isinstance(answer, Command):
                    self.interview = reply(self.interview, screen, answer, self.now())
                    self._keep()
                elif self._ends(answer, screen):
                    if answer is not Command.ENOUGH:
                        return False
                    break
        except (Closed, KeyboardInterrupt):
            show()
            self.save()
            return False
        self._tell_the_end()
        return True

    def write(self, file: Path, on: datetime) -> None:
        try:
            write_whole(file, as_text(case_data(self.interview, on)).encode())
        except InputError:
            self.save()
            raise
        show(self.say("The case is in {file}.", file=file))

    def save(self) -> None:
        """Keep the answers in the file named, or else in a new one, or else on the screen."""
        if not self.interview.steps:
            return
        self.file = self.file or unused(Path("zusanli-answers.json"))
        if not self._keep():
            show(self.say("Here they are; put these lines in a file, and name it after --resume:"))
            print(as_text(case_data(self.interview, self.now())), file=sys.stderr)
            return
        show()
        show(self.say("The answers are in {file}. Go on with:", file=self.file))
        print(f"    zusanli ask --resume {shlex.quote(str(self.file))}", file=sys.stderr)

    def _keep(self) -> bool:
        if self.file is None:
            return False
        try:
            write_whole(self.file, as_text(case_data(self.interview, self.now())).encode())
        except InputError as error:
            # The answers are worth more than the file: go on, and save them elsewhere later.
            show(
                self.say(
                    "{error}. The answers are not kept there; s saves them elsewhere.", error=error
                )
            )
            self.file = None
        return self.file is not None

    def _next(self) -> Screen | None:
        fresh = refreshed(self.interview, book=self.book, on=self.now())
        if fresh != self.interview:
            self.interview = fresh
            show()
            show(
                self.say(
                    "Some answers are over two days old. What may have changed is asked again."
                )
            )
        return next_screen(self.interview, self.decision())

    def _ends(self, command: Command, screen: Screen) -> bool:
        match command:
            case Command.BACK:
                self._back()
                return False
            case Command.SAVE:
                self.save()
                return True
            case Command.QUIT:
                lose = noop("Stop, and lose the answers? y / n")
                return self.file is not None or confirm(lose, self.say) is True
            case Command.ENOUGH:
                if screen.stage not in AFTER_BOOKING:
                    show()
                    show(
                        self.say("This question cannot wait. u, not sure, is always a good answer.")
                    )
                return screen.stage in AFTER_BOOKING

    def _back(self) -> None:
        if not self.interview.steps:
            show()
            show(self.say("This is the first screen."))
            return
        self.interview = self.interview.back()
        self.told, self.told_of_booking, self.answers_what_can_wait = set(), False, False
        self._keep()

    def _show(self, screen: Screen) -> Value | Command | None:
        show()
        if screen.stage in AFTER_BOOKING:
            show(self.say("A question that can wait (e ends here)"))
        else:
            at = progress(self.interview, screen, self.decision())
            show(self.say("Screen {number}, about {to_go} to go", number=at.number, to_go=at.to_go))
        if screen.finding is None:
            show(self.say("What brings you? Tick all that fit."))
            return ask_complaints(tuple(self.book.complaints.values()), self.say)
        if not screen.items:
            show(screen.finding.text)
            return ask_one(screen.finding, self.book)
        rest = noop("And the rest of that list? {question}")
        text = screen.finding.text
        show(self.say(rest, question=text) if screen.rest else text)
        none = noop("none of the others") if screen.rest else noop("none of these")
        ticked = ask_list([item.label for item in screen.items], self.say, none=none)
        if isinstance(ticked, frozenset):
            return frozenset(screen.items[index].id for index in ticked)
        return ticked

    def _offer_what_can_wait(self, screen: Screen) -> Command | None:
        """Say how it stands before the first question that can wait; None is to go on."""
        if screen.stage not in AFTER_BOOKING or self.answers_what_can_wait:
            return None
        if not self.told_of_booking:
            self._tell_of_booking()
        answer = confirm(
            noop("A few questions can wait until the visit. Answer them now? y / n"), self.say
        )
        if isinstance(answer, Command):
            return answer
        self.answers_what_can_wait = answer
        return None if answer else Command.ENOUGH

    def _tell_of_booking(self) -> None:
        self.told_of_booking = True
        triage = self.decision().triage
        show()
        today = self._tell_of_today()
        if not triage.may_book_assessment:
            show(self.say("An assessment visit cannot be booked yet."))
            return
        first = noop("You may book an assessment visit. Being seen today comes first.")
        show(self.say(first if today else noop("You may book an assessment visit.")))
        if any(each.flag.serious for each in triage.open):
            show(self.say("What is not clear yet is looked at there. Not sure was a good answer."))

    def _tell_of_today(self) -> bool:
        raised = self.decision().triage.raised
        urgent = [each for each in raised if each.flag.urgency is Urgency.URGENT]
        self._tell(noop("Please be seen today:"), [e for e in urgent if e.flag.id not in self.told])
        return bool(urgent)

    def _tell_the_end(self) -> None:
        triage = self.decision().triage
        if triage.urgency is Urgency.EMERGENCY:
            now = [each for each in triage.raised if each.flag.urgency is Urgency.EMERGENCY]
            show()
            self._tell(noop("Please stop here. What to do now:"), now)
        elif not self.told_of_booking:
            self._tell_of_booking()
        else:
            self._tell_of_today()

    def _tell(self, heading: str, raised: list[Raised]) -> None:
        if raised:
            show(self.say(heading))
        for each in raised:
            show(action_of(each.flag, country=self.interview.country, book=self.book), indent=2)
            self.told.add(each.flag.id)


def _files(options: argparse.Namespace) -> tuple[Path | None, Path | None]:
    """
    Name the file that answers are kept in, and the one that the case is written to.

    Raises:
        InputError: one of them would take the place of a file, or cannot be written.
    """
    kept_in = Path(options.resume) if options.resume else None
    if options.save is not None and options.save != options.resume:
        resume = f"go on from it with --resume {shlex.quote(options.save)}"
        kept_in = may_write("--save", options.save, force=options.force, instead=resume)
    if options.write is None:
        return kept_in, None
    another = "name another file"
    return kept_in, may_write("--write", options.write, force=options.force, instead=another)


def _begin(options: argparse.Namespace, book: RuleBook) -> Interview:
    """
    Start afresh, or where a file left off.

    Raises:
        InputError: an option or the file is not one that the rule book knows.
    """
    if options.country is not None and options.country not in book.countries:
        hint = close_matches(options.country.upper(), list(book.countries))
        raise InputError("--country", f"{options.country!r:.20} is not known{hint}")
    if options.language not in LANGUAGES:
        hint = close_matches(options.language.casefold(), list(LANGUAGES))
        known = ", ".join(LANGUAGES)
        raise InputError("--language", f"{options.language!r:.20} is not among {known}{hint}")
    if not options.by.strip():
        raise InputError("--by", "names nobody")
    for complaint in options.complaint:
        if complaint not in book.complaints:
            hint = close_matches(complaint, list(book.complaints))
            raise InputError("--complaint", f"{complaint!r:.40} is not known{hint}")
    interview = Interview(by=options.by, country=options.country, language=options.language)
    if options.resume is not None:
        interview = _resumed(options, book)
    return interview.about(options.complaint) if options.complaint else interview


def _resumed(options: argparse.Namespace, book: RuleBook) -> Interview:
    if options.resume == "-":
        raise InputError("--resume", "names a file; what is typed comes from standard input")
    now = datetime.now(UTC)
    data = parse_json(read_input(options.resume), name=options.resume)
    case = read_case(data, book=book, now=now)
    for answer in case.answers:
        if answer.at > now:
            at = answer.at.isoformat()
            raise InputError(f"answers.{answer.finding}.at", f"{at} has not come yet")
    interview = resumed(case, by=options.by, book=book, engine=ENGINE_VERSION)
    return replace(interview, country=options.country or interview.country)
