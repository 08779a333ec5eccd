"""Which column of somebody's table is which field, as `--column NAME=FIELD` says it."""

from collections.abc import Iterable

from zusanli.errors import InputError


def named_columns(given: Iterable[str]) -> dict[str, str]:
    """
    Read `Surname=family_name`, by the name of the column.

    Raises:
        InputError: there is no equals sign in it.
    """
    named = {}
    for each in given:
        column, equals, field = each.rpartition("=")
        if not equals:
            raise InputError("--column", f"{each!r:.40} is not of the form NAME=FIELD")
        named[column.strip()] = field.strip()
    return named
