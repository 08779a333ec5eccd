"""What a server does once before it answers anybody."""

import contextlib
import gc
from importlib.resources import as_file, files

from django.template.loader import get_template
from django.urls import reverse

from zusanli.clinic.books import rule_book
from zusanli.core.words import LANGUAGES
from zusanli.errors import KnowledgeError


def warm_up() -> None:
    """
    Load what lives as long as the server, and let the collector of garbage leave it alone.

    It would look through the rule book, 40 ms each time, and through the addresses and templates,
    15 ms, again and again, and somebody's page had to wait for it.
    """
    # A server without its rule book starts all the same, for the health page to say what is wrong.
    with contextlib.suppress(KnowledgeError):
        for language in LANGUAGES:
            rule_book(language)
    reverse("today")  # the first address that is looked up loads all of them
    with as_file(files("zusanli.web") / "templates") as root:
        for template in sorted(root.rglob("*.html")):
            get_template(template.relative_to(root).as_posix())
    gc.collect()
    gc.freeze()
