"""`zusanli import KIND FILE.csv`: what another program kept, all of it or nothing."""

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zusanli.cli.at_the_clinic import Progress, clinic, stoppable
from zusanli.cli.column_names import named_columns
from zusanli.errors import InputError

if TYPE_CHECKING:
    from zusanli.exchange.spreadsheet.kinds import Kind, Wrong

BY = "import"


def run(options: argparse.Namespace) -> int:
    """
    Check a table, and take it in unless it is only tried.

    Every line that is wrong is named; then nothing is taken in, and the exit code is 2.
    """
    with stoppable(), clinic():
        return _import(_kind(options.what), options)


def _kind(name: str) -> "Kind[Any]":
    from zusanli.exchange.spreadsheet.appointments import APPOINTMENTS
    from zusanli.exchange.spreadsheet.notes import NOTES
    from zusanli.exchange.spreadsheet.patients import PATIENTS

    return {each.name: each for each in (PATIENTS, APPOINTMENTS, NOTES)}[name]


def _import(kind: "Kind[Any]", options: argparse.Namespace) -> int:
    from django.conf import settings

    from zusanli.clinic.books import rule_book
    from zusanli.clinic.premises.models import the_clinic
    from zusanli.exchange.spreadsheet.columns import columns_of, remember
    from zusanli.exchange.spreadsheet.importing import check, take_in
    from zusanli.exchange.spreadsheet.kinds import How
    from zusanli.exchange.spreadsheet.reading import lines, read_table

    now, say = datetime.now(UTC), rule_book(options.language).say
    how = How(say, now, the_clinic().zone, options.days)
    table = read_table(Path(options.file), encoding=options.encoding)
    columns = columns_of(
        table.header, named_columns(options.column), kind=kind, folder=settings.DATA
    )
    for index, column in enumerate(table.header):
        _tell(f"{column}: {columns.get(index, 'left out')}")
    looking = Progress("checked")
    checked = check(
        lines(table, columns, kind=kind, how=how),
        kind=kind,
        how=how,
        total=len(table.rows),
        progress=partial(looking, kind.name),
    )
    looking.end()
    wrong = [*checked.wrong, *(() if options.leave_out_known else checked.known)]
    _name(wrong)
    if options.leave_out_known:
        _tell(f"left out, for they are known: {len(checked.known)}")
    if wrong:
        count = len({each.line for each in wrong})
        raise InputError(options.file, f"{count} lines are wrong: nothing was taken in")
    if options.try_only:
        print(f"{len(checked.items)} {kind.name} could be taken in. None was: it was only tried.")
        return 0
    taking = Progress("taken in")
    taken = take_in(checked.items, kind=kind, by=BY, now=now, progress=partial(taking, kind.name))
    taking.end()
    remember(table.header, columns, kind=kind, folder=settings.DATA)
    print(f"{taken} {kind.name} were taken in.")
    return 0


def _name(wrong: Iterable["Wrong"]) -> None:
    """Name each line that is wrong, in the order of the file."""
    for each in sorted(wrong, key=lambda one: one.line):
        _tell(f"line {each.line}, {each.field.replace('_', ' ')}: {each.says}")


def _tell(text: str) -> None:
    print(text, file=sys.stderr)
