"""What is written to the log: what happened, never who it was or the links they hold."""

import logging
import re

LINK = re.compile(r"[\w-]{20,}")
"""The secret part of a link, and anything as long: a key that is written down opens the door."""
HIDDEN = "(link)"


class HideLinks(logging.Filter):
    """Takes secrets out of what is logged, wherever they stand in it."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass, without its links."""
        record.msg = LINK.sub(HIDDEN, record.getMessage())
        record.args = None
        # A traceback holds values of variables and lines of pages; its kind says enough.
        if record.exc_info and record.exc_info[0] is not None:
            record.msg = f"{record.msg} [{record.exc_info[0].__name__}]"
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
