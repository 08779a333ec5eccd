"""
The command line: which words it takes, and what it exits with.

0 done, 2 bad usage or input, 1 anything else. Answers go to stdout, everything else to stderr, and
a command that fails leaves nothing on stdout.
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import TypeAlias

from zusanli.errors import InputError, ZusanliError

DONE, FAILED, BAD_INPUT = 0, 1, 2
Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"  # noqa: SLF001 - it has no public name


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    options = _parsers()[0].parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
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
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return FAILED


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
    for name, text, command, forms in (
        ("decide", "decide one case", _decide, ("text", "json", "pdf")),
        ("letter", "write to the doctor of one case", _letter, ("text", "pdf")),
        ("leaflet", "write the patient's leaflet for one case", _leaflet, ("text", "pdf")),
    ):
        _of_a_case(_reading(commands, name, text, command, forms=forms))
    asking = _reading(commands, "ask", "ask the questions in the terminal", _ask)
    _ask_options(asking)
    _reading(commands, "questions", "list every finding that can be answered", _questions)
    _reading(commands, "conditions", "list what a practitioner may diagnose", _conditions)
    of_condition = _reading(commands, "points", "list the points for a condition", _points)
    of_condition.add_argument("--condition", metavar="ID", required=True, help="such as sciatica")
    point = _reading(commands, "point", "show one point", _point)
    point.add_argument(
        "name", metavar="NAME", help="by any name: ST36, stomach 36, Zusanli, 足三里"
    )
    claims = _reading(commands, "claims", "show what the articles claim and how it stands", _claims)
    claims.add_argument("--article", metavar="NNN", help="only those of one article, such as 001")
    claims.add_argument("--verdict", metavar="WORD", help="only those with it, such as refuted")
    _reading(
        commands,
        "contradictions",
        "list where the articles contradict each other, and numbers that were printed wrong",
        _contradictions,
    )
    _reading(commands, "verify", "check the whole knowledge base and count it", _verify)
    compiling = commands.add_parser("compile", help="compile the knowledge base into a release")
    compiling.set_defaults(command=_compile)
    return parser, commands


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


def _of_a_case(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE.json", help="the case; - reads standard input")
    parser.add_argument("--output", metavar="FILE", help="write it into FILE")
    parser.add_argument("--force", action="store_true", help="let --output replace a file")


def _reading(
    commands: Commands,
    name: str,
    text: str,
    command: Callable[[argparse.Namespace], int],
    *,
    forms: tuple[str, ...] = ("text", "json"),
) -> argparse.ArgumentParser:
    reading = commands.add_parser(name, help=text)
    reading.add_argument("--format", choices=forms, default="text")
    reading.set_defaults(command=command)
    return reading


def _decide(options: argparse.Namespace) -> int:
    from zusanli.cli import decide

    return decide.run(options)


def _letter(options: argparse.Namespace) -> int:
    from zusanli.cli import paper

    return paper.run_letter(options)


def _leaflet(options: argparse.Namespace) -> int:
    from zusanli.cli import paper

    return paper.run_leaflet(options)


def _ask(options: argparse.Namespace) -> int:
    from zusanli.cli import ask

    return ask.run(options)


def _questions(options: argparse.Namespace) -> int:
    from zusanli.cli import questions

    return questions.run(options)


def _conditions(options: argparse.Namespace) -> int:
    from zusanli.cli import conditions

    return conditions.run(options)


def _points(options: argparse.Namespace) -> int:
    from zusanli.cli import points

    return points.run(options)


def _point(options: argparse.Namespace) -> int:
    from zusanli.cli import point

    return point.run(options)


def _claims(options: argparse.Namespace) -> int:
    from zusanli.cli import claims

    return claims.run(options)


def _contradictions(options: argparse.Namespace) -> int:
    from zusanli.cli import contradictions

    return contradictions.run(options)


def _verify(options: argparse.Namespace) -> int:
    from zusanli.cli import verify

    return verify.run(options)


def _compile(options: argparse.Namespace) -> int:
    from zusanli.cli import compiling

    return compiling.run(options)
