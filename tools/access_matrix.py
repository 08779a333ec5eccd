"""
Who may open which page: every address, and what each kind of person is answered there.

Both the page docs/reference/access.md and the test that opens every address are made from what each
view declares (`zusanli.web.access`), so that the three cannot differ.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import django
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

SETTINGS = "tests.site_settings"
"""Those of the demo, which has a few addresses more than a clinic."""


ABOUT = """\
# Who may open which page

Made by `make docs` from what each page declares. A test opens every address as each of these people
and fails when one is answered otherwise, and when a page declares nothing.

A link opens what it was made for and nothing else. The holder of another link is told that there is
no such page, as is anybody who guesses. A page that anybody may open shows nothing of a patient;
those under `/mail/` exist in the demo alone, where nobody is real.""".splitlines()


class Visitor(StrEnum):
    """Who opens a page. The roles are those of the staff, each alone."""

    NOBODY = "nobody"
    HOLDER = "holder of its link"
    OTHER = "holder of another link"
    RECEPTION = "reception"
    PRACTITIONER = "practitioner"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    RESEARCHER = "researcher"


NOT_SIGNED_IN = (Visitor.NOBODY, Visitor.HOLDER, Visitor.OTHER)


class Answer(StrEnum):
    """What somebody is answered."""

    OPENS = "opens"
    SIGN_IN = "asks to sign in"
    REFUSED = "refused"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Address:
    """
    One address, as it is written, and what its view declares.

    `opened_by` is nothing, a link, signed_in or a role, and empty where the view declares none of
    them; `link` tells how a link is looked up.
    """

    path: str
    name: str
    arguments: tuple[str, ...]
    opened_by: str
    roles: frozenset[str]
    link: str


def addresses() -> list[Address]:
    """Give every address that there is."""
    _set_up()
    return list(_walk(get_resolver().url_patterns, "", ()))


def expected(address: Address, visitor: Visitor) -> Answer:
    """
    Say what somebody is answered, by what the view declares.

    Raises:
        NotImplementedError: it declares what this table knows nothing of.
    """
    match address.opened_by:
        case "":
            return Answer.REFUSED
        case "nothing":
            return Answer.OPENS
        case "link":
            return Answer.OPENS if visitor is Visitor.HOLDER else Answer.NOT_FOUND
        case "role" | "signed_in" if visitor in NOT_SIGNED_IN:
            return Answer.SIGN_IN
        case "signed_in":
            return Answer.OPENS
        case "role":
            return Answer.OPENS if visitor in address.roles else Answer.REFUSED
        case other:
            raise NotImplementedError(
                f"/{address.path} is opened by {other}, which has no row here"
            )


def page() -> str:
    """Write the matrix as a page of the reference."""
    header = ["address", *Visitor]
    lines = [*ABOUT, "", f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
    for each in sorted(addresses(), key=lambda address: address.path):
        answers = (expected(each, visitor) for visitor in Visitor)
        lines.append(f"| `/{each.path}` | {' | '.join(answers)} |")
    return "\n".join(lines)


def _walk(
    patterns: Sequence[URLPattern | URLResolver], before: str, arguments: tuple[str, ...]
) -> Iterator[Address]:
    for each in patterns:
        named = (*arguments, *each.pattern.converters)
        path = before + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, path, named)
        else:
            yield _address(each, path, named)


def _address(pattern: URLPattern, path: str, arguments: tuple[str, ...]) -> Address:
    from zusanli.web.access import access_of  # noqa: PLC0415 - Django is set up first

    access = access_of(pattern.callback)
    return Address(
        path=path,
        name=pattern.name or path,
        arguments=arguments,
        opened_by=access.by if access else "",
        roles=access.roles if access else frozenset(),
        link=access.link if access else "",
    )


def _set_up() -> None:
    if not apps.ready:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        django.setup()
