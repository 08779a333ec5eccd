"""What is written to the log: what happened, never who it was or the links they hold."""

import logging
import re
import traceback

LINK = re.compile(r"[\w-]{20,}")
"""The secret part of a link, and anything as long: a key that is written down opens the door."""
HIDDEN = "(link)"


class HideLinks(logging.Filter):
    """Takes secrets out of what is logged, wherever they stand in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without its links."""
        record.msg = LINK.sub(HIDDEN, record.getMessage())
        record.args = None
        if record.exc_info:
            kind, _, frames = record.exc_info
            # An error's own words may hold what somebody typed; its kind and place do not.
            where = "".join(traceback.format_tb(frames))
            record.exc_text = f"{where}{kind.__name__ if kind else ''}"
            record.exc_info = None
        return True


WITHOUT_LINKS = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"hide_links": {"()": HideLinks}},
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["hide_links"],
            "formatter": "plain",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "propagate": True}},
}
