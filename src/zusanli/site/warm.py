"""What a server does once before it answers anybody."""

import contextlib
import gc

from zusanli.clinic.books import rule_book
from zusanli.core.words import LANGUAGES
from zusanli.errors import KnowledgeError


def warm_up() -> None:
    """
    Load what lives as long as the server, and let the collector of garbage leave it alone.

    It would look through all of the rule book again and again, some 40 ms each time, for which
    somebody's page had to wait.
    """
    # A server without its rule book starts all the same, for the health page to say what is wrong.
    with contextlib.suppress(KnowledgeError):
        for language in LANGUAGES:
            rule_book(language)
    gc.collect()
    gc.freeze()
