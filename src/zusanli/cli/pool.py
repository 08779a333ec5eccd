"""`zusanli pool TABLE.csv`: one effect of several studies, and how far they differ."""

import argparse
import json

from zusanli.cli.column_names import named_columns
from zusanli.cli.input_file import read_input
from zusanli.core.evidence.pooling.analysis import Asked, Beside, analyse
from zusanli.core.evidence.pooling.between import Method
from zusanli.core.evidence.pooling.counted import CountMethod
from zusanli.core.evidence.pooling.pooled import HowTested
from zusanli.core.evidence.pooling.reading import read_studies
from zusanli.core.evidence.pooling.studies import Measure
from zusanli.core.evidence.pooling.table import read_table
from zusanli.documents.pooled_data import analysis_data
from zusanli.documents.pooled_text import analysis_text
from zusanli.errors import InputError, close_matches


def run(options: argparse.Namespace) -> int:
    """Pool a table and print what came of it."""
    try:
        text = read_input(options.table).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(options.table, "is not written in UTF-8: save it so") from error
    asked = _asked(options)
    read = read_studies(
        read_table(text, named=named_columns(options.column)),
        measure=asked.measure,
        covariate=asked.by,
        keep_without_events=options.keep_without_events,
    )
    analysis = analyse(read, asked)
    if options.format == "json":
        print(json.dumps(analysis_data(analysis), ensure_ascii=False, indent=2, allow_nan=False))
    else:
        print(analysis_text(analysis), end="")
    return 0


def _asked(options: argparse.Namespace) -> Asked:
    method = options.method
    return Asked(
        measure=Measure(options.measure),
        method=CountMethod(method) if method in set(CountMethod) else Method(method),
        test=HowTested(options.test),
        beside=_beside(options.also),
        by=options.by,
    )


def _beside(wanted: str) -> frozenset[Beside]:
    words = [word.strip() for word in wanted.split(",") if word.strip()]
    for word in words:
        if word not in set(Beside):
            near = close_matches(word, list(Beside))
            raise InputError("--also", f"{word!r:.40} is none of {', '.join(Beside)}{near}")
    return frozenset(map(Beside, words))
