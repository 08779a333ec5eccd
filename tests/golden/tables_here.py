"""The tables of this folder, as the program reads them."""

from pathlib import Path

from zusanli.core.evidence.pooling.reading import Read, read_studies
from zusanli.core.evidence.pooling.studies import Measure
from zusanli.core.evidence.pooling.table import read_table

HERE = Path(__file__).parent


def studies_of(table: str, measure: str, by: str | None = None) -> Read:
    """Read a table; `ratio` is R's word here for a generic effect that is written as a ratio."""
    text = (HERE / "tables" / f"{table}.csv").read_text(encoding="utf-8")
    meant = Measure.GENERIC if measure == "ratio" else Measure(measure)
    return read_studies(read_table(text), measure=meant, covariate=by)
