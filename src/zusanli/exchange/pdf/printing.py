"""
HTML to PDF, by WeasyPrint.

Nothing is fetched but our own style sheet and fonts, whatever the HTML asks for: a document about a
patient never reaches for the network. Equal input gives equal bytes.
"""

import contextlib
import io
import logging
import os
import re
import warnings
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

from zusanli.errors import ZusanliError

HERE = Path(__file__).parent
TAG = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
MOST_NAMED = 5
STYLE = HERE / "print.css"
OURS = frozenset(file.as_uri() for file in (STYLE, *(HERE / "fonts").glob("*.woff2")))


class PrintingError(ZusanliError):
    """This machine lacks a library that lays text out."""


def to_pdf(page: str) -> bytes:
    """
    Print a page of HTML.

    Raises:
        PrintingError: Pango, which is not a Python package, is not installed; or the page holds a
            character that our fonts do not draw, and a word on paper would be another one.
    """
    _all_drawn(page)
    weasyprint = _weasyprint()
    fonts = weasyprint.text.fonts.FontConfiguration()
    fetcher = _only_ours(weasyprint)
    style = weasyprint.CSS(filename=STYLE, font_config=fonts, url_fetcher=fetcher)
    document = weasyprint.HTML(string=page, base_url=HERE.as_uri(), url_fetcher=fetcher)
    with _fonts_without_a_date():
        printed = document.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    return bytes(printed)


def _all_drawn(page: str) -> None:
    drawn = {*(HERE / "fonts" / "drawn.txt").read_text(encoding="utf-8"), *"\n\t"}
    missing = sorted({*unescape(TAG.sub("", page))} - drawn)
    if missing:
        named = ", ".join(f"{each} (U+{ord(each):04X})" for each in missing[:MOST_NAMED])
        raise PrintingError(f"our fonts do not draw {named}; write it otherwise, or print as html")


@contextlib.contextmanager
def _fonts_without_a_date() -> Iterator[None]:
    """Keep the time of printing out of the fonts, where HarfBuzz is not there to cut them down."""
    name = "SOURCE_DATE_EPOCH"
    before = os.environ.get(name)
    os.environ[name] = "0"
    try:
        yield
    finally:
        if before is None:
            del os.environ[name]
        else:
            os.environ[name] = before


def _weasyprint() -> Any:  # noqa: ANN401 - it has no types
    """Load it only here: it takes longer than a whole decision."""
    # It prints a page of advice to stdout where a library is missing, and we say it shorter.
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            import weasyprint  # noqa: PLC0415 - see above
            import weasyprint.text.fonts  # noqa: PLC0415 - see above
        except OSError as error:
            raise PrintingError(
                "a PDF needs Pango and HarfBuzz; make setup installs them, or run: "
                "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            ) from error
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    return weasyprint


def _only_ours(weasyprint: Any) -> Any:  # noqa: ANN401 - as above
    class OnlyOurs(weasyprint.urls.URLFetcher):  # type: ignore[misc] # no types
        def fetch(self, url: str, headers: object = None) -> object:
            if url not in OURS:
                raise ValueError(f"{url:.80} is none of our files")
            return super().fetch(url, headers)

    return OnlyOurs()
