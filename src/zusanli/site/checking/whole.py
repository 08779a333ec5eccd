"""All checks, in the order in which things are put right."""

import os
from collections.abc import Iterator, Mapping
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from zusanli.errors import InputError
from zusanli.site.checking.environment import is_demo, of_environment, of_mail_server
from zusanli.site.checking.folder import of_folder
from zusanli.site.checking.values import Checked, How, worst, wrong
from zusanli.site.databases import database

DATA, URL = "ZUSANLI_DATA", "DATABASE_URL"
POSTGRESQL = ("postgres", "postgresql")


def check(environ: Mapping[str, str], *, now: datetime) -> tuple[Checked, ...]:
    """Look at everything, and change nothing. `environ` is that of this process."""
    around = of_surroundings(environ)
    return (*around, *of_mail_server(environ), *of_inside(around, now=now))


def of_surroundings(environ: Mapping[str, str]) -> tuple[Checked, ...]:
    """Look at what can be seen before the program is set up."""
    return tuple(_surroundings(environ))


def of_inside(around: tuple[Checked, ...], *, now: datetime) -> tuple[Checked, ...]:
    """Set the program up and look at what it finds, if its surroundings let it start at all."""
    if worst(each for each in around if each.what in _NEEDED) is How.WRONG:
        says = "Not looked at, since what is wrong above comes first"
        return (wrong("database", says, "Put that right, and run this again."),)
    set_up()
    # Its models are there only now.
    from zusanli.site.checking.database import of_program

    return tuple(of_program(now=now))


_NEEDED = frozenset(("address", "mail server", "data folder", URL))
"""Without these there are no settings to start with."""


def set_up() -> None:
    """Let Django know of the settings."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zusanli.site.settings")
    import django

    django.setup()


def data_folder(environ: Mapping[str, str]) -> Path:
    """Give where the data is, as the settings have it."""
    return Path(environ.get(DATA, "zusanli-data")).absolute()


def _surroundings(environ: Mapping[str, str]) -> Iterator[Checked]:
    yield from of_environment(environ)
    data = data_folder(environ)
    yield from of_folder(data, said=DATA in environ, demo=is_demo(environ))
    yield from _database_url(environ.get(URL, ""), data)


def _database_url(url: str, data: Path) -> Iterator[Checked]:
    if not url:
        return
    to_do = f"Set {URL}=postgresql://user:password@host/name, or leave it out for SQLite."
    try:
        database(url, data=data)
        scheme = urlsplit(url).scheme
    except InputError as error:
        yield wrong(URL, str(error), to_do)
    except ValueError:
        # What Python says of it may repeat the password.
        yield wrong(URL, f"{URL} cannot be read", to_do)
    else:
        if scheme in POSTGRESQL and find_spec("psycopg") is None:
            to_do = 'Run: pip install "zusanli[postgresql]"'
            yield wrong(URL, "The package that speaks with PostgreSQL is missing", to_do)
