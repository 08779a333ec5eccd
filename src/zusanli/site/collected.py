"""The static files as the server gives them out: named by their content, and compressed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def is_collected() -> bool:
    """Whether the collected files are those of the program that runs now."""
    mark = _mark()
    return mark.exists() and mark.read_text(encoding="ascii") == _fingerprint()


def collect() -> None:
    """
    Collect them where they are not there yet, or those of another version.

    Older files stay: a page that was opened before an upgrade still finds what it names.
    """
    if not is_collected():
        call_command("collectstatic", interactive=False, verbosity=0)
        _mark().write_text(_fingerprint(), encoding="ascii")


def _mark() -> Path:
    root = Path(settings.STATIC_ROOT)
    return root.with_name(f"{root.name}.sha256")


def _fingerprint() -> str:
    """Hash what would be collected. Times are left out: each installation gives new ones."""
    whole = hashlib.sha256()
    found = {path: storage for finder in get_finders() for path, storage in finder.list([])}
    for path, storage in sorted(found.items(), key=lambda item: item[0]):
        with storage.open(path) as opened:
            whole.update(f"{path}\0{hashlib.sha256(opened.read()).hexdigest()}\0".encode())
    return whole.hexdigest()
