"""
The command line: which words it takes, and what it exits with.

0 done, 2 bad usage or input, 1 anything else. Answers go to stdout, everything else to stderr, and
a command that fails leaves nothing on stdout.
"""

import argparse
import io
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TypeAlias

from zusanli.core.words import LANGUAGES
from zusanli.errors import InputError, ZusanliError

DONE, FAILED, BAD_INPUT = 0, 1, 2
ON_PAPER = ("html", "pdf")
HIGHEST_PORT = 65_535
MOST_WORKERS = 64
MEASURES = ("generic", "md", "md_pooled_sd", "smd", "smd_revman", "or", "rr", "rd")
METHODS = ("ee", "dl", "pm", "reml", "ml", "eb", "he", "hs", "sj", "mh", "peto")
"""Named here too, so that the help needs none of the arithmetic; a test holds them together."""
Command: TypeAlias = Callable[[argparse.Namespace], int]
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    options = _parsers()[0].parse_args(arguments)
    command: Command = options.command
    # Our texts are in any writing, whatever the terminal of the moment believes.
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        return _flushed(command(options))
    except InputError as error:
        print(error, file=sys.stderr)
        return BAD_INPUT
    except ZusanliError as error:
        print(error, file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # Whoever read our output has seen enough; nothing more can be said to them.
        sys.stdout = None
        return FAILED
    except OSError as error:
        print(f"the output cannot be written: {error.strerror}", file=sys.stderr)
        sys.stdout = None
        return FAILED
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return FAILED


def _flushed(code: int) -> int:
    """Let a disk that is full be noticed here, and not after the last line of the program."""
    if sys.stdout is not None:
        sys.stdout.flush()
    return code


def help_texts() -> dict[str, str]:
    """Give the help of every command, for the documentation."""
    _, commands = _parsers()
    return {name: command.format_help() for name, command in commands.choices.items()}


def _parsers() -> tuple[argparse.ArgumentParser, Commands]:
    parser = argparse.ArgumentParser(
        prog="zusanli",
        description="Decides before the first needle: acupuncture of the legs and feet, "
        "or a referral, each line with its reason and source.",
        epilog="It informs and advises; it does not diagnose. "
        "Its clinical content is not reviewed by a clinician.",
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    deciding = _reading(commands, "decide", "decide one case", _run("decide"), ("json", "pdf"))
    _written(_file_of(deciding, "CASE.json", "the case"))
    for name, text in (
        ("letter", "write to the doctor of one case"),
        ("leaflet", "write the patient's leaflet for one case"),
        ("consent", "write what a patient reads before agreeing to needles"),
    ):
        writing = _reading(commands, name, text, _run("documents", "run_about_case"), ON_PAPER)
        writing.set_defaults(name=name)
        _written(_spoken(_file_of(writing, "CASE.json", "the case")))
    summary = _reading(
        commands,
        "summary",
        "write what a patient takes home from one visit",
        _run("documents", "run_summary"),
        ON_PAPER,
    )
    _written(_spoken(_file_of(summary, "VISIT.json", "the visit with its case")))
    _ask_options(_reading(commands, "ask", "ask the questions in the terminal", _run("ask")))
    questions = _reading(
        commands, "questions", "list every finding that can be answered", _run("questions")
    )
    _spoken(questions)
    _reading(commands, "conditions", "list what a practitioner may diagnose", _run("conditions"))
    of_condition = _reading(commands, "points", "list the points for a condition", _run("points"))
    of_condition.add_argument("--condition", metavar="ID", required=True, help="such as sciatica")
    point = _reading(commands, "point", "show one point", _run("point"))
    point.add_argument(
        "name", metavar="NAME", help="by any name: ST36, stomach 36, Zusanli, 足三里"
    )
    _ledger(commands)
    _pooling(commands)
    _evidence(commands)
    _reading(commands, "verify", "check the whole knowledge base and count it", _run("verify"))
    _importing(commands)
    compiling = commands.add_parser("compile", help="compile the knowledge base into a release")
    compiling.set_defaults(command=_run("compiling"))
    _clinic(commands)
    _keeping(commands)
    _erased(commands)
    return parser, commands


def _clinic(commands: Commands) -> None:
    _reading(commands, "doctor", "say how the clinic is set up here", _of_site("doctor"))
    serving = commands.add_parser("serve", help="start the clinic's pages and its worker")
    serving.add_argument("--host", default="127.0.0.1", help="whom to listen to (default: itself)")
    serving.add_argument("--port", type=_port, default=8000, help="default: 8000")
    serving.add_argument("--workers", type=_workers, default=1, help="processes (default: 1)")
    serving.add_argument("--migrate", action="store_true", help="bring the tables up to date first")
    serving.set_defaults(command=_of_site("serving"))
    setting_up = commands.add_parser("setup", help="print the link that opens an empty clinic")
    setting_up.set_defaults(command=_run("setting_up"))


def _port(typed: str) -> int:
    if not typed.isdecimal() or not 1 <= int(typed) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{typed!r:.20} is no number from 1 to {HIGHEST_PORT}")
    return int(typed)


def _workers(typed: str) -> int:
    if not typed.isdecimal() or not 1 <= int(typed) <= MOST_WORKERS:
        raise argparse.ArgumentTypeError(f"{typed!r:.20} is no number from 1 to {MOST_WORKERS}")
    return int(typed)


def _keeping(commands: Commands) -> None:
    backing_up = commands.add_parser(
        "backup", help="lock everything that the clinic keeps into one file"
    )
    backing_up.add_argument("file", metavar="FILE", help="the backup, such as clinic.zusanli")
    backing_up.add_argument("--force", action="store_true", help="replace FILE if it is there")
    backing_up.set_defaults(command=_run("keeping", "run_backup"))
    restoring = commands.add_parser("restore", help="bring a backup back into an empty database")
    restoring.add_argument("file", metavar="FILE", help="the backup")
    restoring.add_argument(
        "--check", action="store_true", help="only read all of it and see that it is whole"
    )
    restoring.set_defaults(command=_run("keeping", "run_restore"))
    for each in (backing_up, restoring):
        each.add_argument(
            "--pass-phrase-file",
            metavar="FILE",
            help="a file with the pass phrase (default: it is asked for)",
        )
    exporting = commands.add_parser(
        "export", help="write everything as CSV and JSON Lines, not locked, for other programs"
    )
    exporting.add_argument("folder", metavar="FOLDER", help="new or empty")
    exporting.set_defaults(command=_run("keeping", "run_export"))


def _erased(commands: Commands) -> None:
    erased = commands.add_parser(
        "erased", help="write the list of erased people, or erase them again after a restore"
    )
    one = erased.add_mutually_exclusive_group()
    one.add_argument("--write", metavar="FILE", help="write the list (default: print it)")
    one.add_argument("--apply", metavar="FILE", help="erase again whom an older backup holds")
    one.add_argument("--tidy", action="store_true", help="clear bytes of rows that are gone away")
    erased.add_argument("--force", action="store_true", help="let --write replace FILE")
    erased.add_argument(
        "--try",
        dest="try_only",
        action="store_true",
        help="with --apply: only say what it would do",
    )
    erased.set_defaults(command=_run("erased"))


def _ledger(commands: Commands) -> None:
    claims = _reading(
        commands,
        "claims",
        "show what the articles claim and how it stands",
        _run("claims"),
        ("json", *ON_PAPER),
    )
    claims.add_argument("--article", metavar="NNN", help="only those of one article, such as 001")
    claims.add_argument("--verdict", metavar="WORD", help="only those with it, such as refuted")
    asked = _reading(
        commands,
        "faq",
        "answer the articles' questions by cards from the ledger",
        _run("claims", "run_faq"),
        ("json", *ON_PAPER),
    )
    for each in (claims, asked):
        _written(_spoken(each))
    _reading(
        commands,
        "contradictions",
        "list where the articles contradict each other, and numbers that were printed wrong",
        _run("contradictions"),
    )


def _pooling(commands: Commands) -> None:
    pooling = _reading(commands, "pool", "pool the results of several studies", _run("pool"))
    pooling.add_argument(
        "table",
        metavar="TABLE.csv",
        help="study with yi and vi (or sei, or ci_low and ci_high, or p; ratio in place of yi), "
        "or m1, sd1, n1, m2, sd2, n2, or a, n1, c, n2; - reads standard input",
    )
    pooling.add_argument("--measure", choices=MEASURES, default="generic", help="of the effects")
    pooling.add_argument(
        "--method", choices=METHODS, default="reml", help="how tau2 is estimated (default: reml)"
    )
    pooling.add_argument("--test", choices=("z", "hksj"), default="z", help="default: z")
    pooling.add_argument(
        "--also",
        metavar="WORDS",
        default="",
        help="egger, trim-and-fill, leave-one-out, cumulative, henmi-copas; with commas between",
    )
    pooling.add_argument("--by", metavar="COLUMN", help="a covariate, for a meta-regression")
    pooling.add_argument(
        "--column",
        metavar="NAME=FIELD",
        action="append",
        default=[],
        help="which of these a column of the table is, such as tpos=a",
    )
    pooling.add_argument(
        "--keep-without-events",
        action="store_true",
        help="keep studies without events in ratios, with a half in each cell",
    )


def _evidence(commands: Commands) -> None:
    known = _reading(
        commands,
        "evidence",
        "tell what is known of needles for a condition, and how surely",
        _run("evidence"),
        ("json", *ON_PAPER),
    )
    known.add_argument(
        "condition", metavar="CONDITION", help="such as knee_osteoarthritis; or add, then FILE"
    )
    known.add_argument(
        "file", metavar="FILE", nargs="?", help="after add: new effects and sources, as TOML"
    )
    known.add_argument(
        "--dry-run", action="store_true", help="add: name doubts and changes, and add nothing"
    )
    known.add_argument(
        "--in-spite-of-doubts", action="store_true", help="add: also what looks like a misprint"
    )
    _written(_spoken(known))


def _importing(commands: Commands) -> None:
    importing = commands.add_parser(
        "import", help="take patients, appointments or notes of another program in, from CSV"
    )
    importing.add_argument(
        "what", choices=("patients", "appointments", "notes"), help="what stands in the lines"
    )
    importing.add_argument("file", metavar="FILE.csv", help="one line each, with a head")
    importing.add_argument(
        "--column",
        metavar="NAME=FIELD",
        action="append",
        default=[],
        help="which field a column is, such as Surname=family_name; remembered for the next time",
    )
    importing.add_argument(
        "--days", choices=("YMD", "DMY", "MDY"), default="YMD", help="how dates are written"
    )
    importing.add_argument("--encoding", help="of the file (default: found by trying)")
    importing.add_argument("--language", choices=LANGUAGES, default="en", help="of the patients")
    importing.add_argument(
        "--leave-out-known", action="store_true", help="leave out what is in the books already"
    )
    importing.add_argument(
        "--try", dest="try_only", action="store_true", help="name what is wrong, take nothing in"
    )
    importing.set_defaults(command=_run("importing"))


def _ask_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--country", help="two letters, such as GB, for the numbers to call")
    parser.add_argument("--language", default="en", help="of the questions (default: en)")
    parser.add_argument("--by", default="patient", help="who answers, such as relative or a name")
    parser.add_argument(
        "--complaint",
        metavar="ID",
        action="append",
        default=[],
        help="what brings the patient, such as leg_pain, in place of asking; may be repeated",
    )
    parser.add_argument("--save", metavar="FILE", help="keep every answer in FILE at once")
    parser.add_argument("--resume", metavar="FILE", help="go on from FILE, and keep answers there")
    parser.add_argument("--write", metavar="CASE.json", help="write the case at the end")
    parser.add_argument("--force", action="store_true", help="let --save and --write replace files")


def _file_of(parser: argparse.ArgumentParser, name: str, what: str) -> argparse.ArgumentParser:
    parser.add_argument("case", metavar=name, help=f"{what}; - reads standard input")
    return parser


def _written(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("--output", metavar="FILE", help="write it into FILE")
    parser.add_argument("--force", action="store_true", help="let --output replace a file")
    return parser


def _spoken(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument(
        "--language", choices=LANGUAGES, help="of the texts (default: that of the case, or en)"
    )
    return parser


def _reading(
    commands: Commands,
    name: str,
    text: str,
    command: Command,
    forms: tuple[str, ...] = ("json",),
) -> argparse.ArgumentParser:
    reading = commands.add_parser(name, help=text)
    reading.add_argument("--format", choices=("text", *forms), default="text")
    reading.set_defaults(command=command)
    return reading


def _run(module: str, function: str = "run", *, room: str = "cli") -> Command:
    """Name a command that is loaded only when it runs: each loads only the rooms it needs."""

    def command(options: argparse.Namespace) -> int:
        found: Command = getattr(import_module(f"zusanli.{room}.{module}"), function)
        return found(options)

    return command


def _of_site(module: str) -> Command:
    """Name a command of the room that starts the clinic, which no other room may import."""
    return _run(module, room="site")
