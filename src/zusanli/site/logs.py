"""
What is written to the log: what happened, never who it was, the links they hold, nor addresses.

Lines for people, or with `ZUSANLI_LOG=json` one JSON object a line.
"""

import json
import logging
import re
import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from http import HTTPMethod
from typing import Any

LINK = re.compile(r"[\w-]{20,}")
"""The secret part of a link, and anything as long: a key that is written down opens the door."""
HIDDEN, ADDRESS, METHOD = "(link)", "(address)", "(method)"


class HideLinks(logging.Filter):
    """Takes secrets out of what is logged, wherever they stand in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without its links."""
        record.msg = LINK.sub(HIDDEN, _without_address(record))
        record.args = None
        if record.exc_info:
            kind, _, frames = record.exc_info
            # An error's own words may hold what somebody typed; its kind and place do not.
            where = "".join(traceback.format_tb(frames))
            record.exc_text = f"{where}{kind.__name__ if kind else ''}"
            record.exc_info = None
        return True


def _without_address(record: logging.LogRecord) -> str:
    """Give the message without what was asked for, and how: anybody can write anything there."""
    message = record.getMessage()
    request = getattr(record, "request", None)
    path, method = str(getattr(request, "path", "")), str(getattr(request, "method", ""))
    if len(path) > 1:
        # Django writes letters of other languages as \u....
        for written in (path, path.encode("unicode_escape").decode("ascii")):
            message = message.replace(written, ADDRESS)
    if method and method not in HTTPMethod.__members__:
        message = message.replace(f"({method})", METHOD)
    return message


class JsonLines(logging.Formatter):
    """Writes each record as one JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write it. `told` is what a record says in fields; `where` is where an error was."""
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "time": at.isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        request = getattr(record, "request_id", "")
        line |= {"request": request} if request else {}
        line |= getattr(record, "told", {})
        line |= {"where": record.exc_text} if record.exc_text else {}
        return json.dumps(line, ensure_ascii=False, default=str)


def logs(environ: Mapping[str, str]) -> dict[str, Any]:
    """Give Django's settings of the log."""
    handler = {
        "class": "logging.StreamHandler",
        "filters": ["hide_links", "with_request"],
        "formatter": _form(environ),
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "hide_links": {"()": HideLinks},
            "with_request": {"()": "zusanli.web.served.requests.WithRequest"},
        },
        "formatters": FORMS,
        "handlers": {"console": handler},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {"django": {"handlers": [], "propagate": True}},
    }


def logs_of_server(environ: Mapping[str, str]) -> dict[str, Any]:
    """Give the settings of the log of the server itself, which knows nothing of Django."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"hide_links": {"()": HideLinks}},
        "formatters": FORMS,
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "filters": ["hide_links"],
                "formatter": _form(environ),
            }
        },
        "loggers": {
            "_granian": {"handlers": ["console"], "level": "INFO", "propagate": False},
            # It would write each address with the link that stands in it.
            "granian.access": {"handlers": [], "level": "CRITICAL", "propagate": False},
        },
    }


FORMS = {
    "plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"},
    "json": {"()": JsonLines},
}


def _form(environ: Mapping[str, str]) -> str:
    return "json" if environ.get("ZUSANLI_LOG") == "json" else "plain"
