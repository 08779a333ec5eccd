"""The pages that `bench.profile` looks at. Imported once Django is set up."""

import logging
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus

from django.test import Client

from zusanli.site.warm import warm_up

STAFF = {"login": "mei@willow.example", "password": "three-miles-more"}


def pages() -> Iterator[tuple[str, Callable[[], None]]]:
    """Give a screen of a questionnaire and the review of somebody who comes today."""
    warm_up()
    logging.disable(logging.INFO)
    patient, practitioner = _visitor(), _visitor()
    screen = _send(patient, "/", "/questions/", {"who": "patient"})
    yield "a screen of the questionnaire", lambda: _shown(patient, screen)
    _send(practitioner, "/sign-in/", "/sign-in/", STAFF)
    today = practitioner.get("/today/").content.decode()
    review = re.search(r'href="(/patients/[^"]+/review/)"', today)
    assert review, "nobody comes today"
    yield "the review of a patient", lambda: _shown(practitioner, review[1])


def _visitor() -> Client:
    return Client(headers={"host": "localhost"})


def _send(visitor: Client, page: str, address: str, form: dict[str, str]) -> str:
    """Send the form of a page, and give the address that it leads to."""
    shown = visitor.get(page).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', shown)
    assert token, "the page has no form"
    answer = visitor.post(address, {**form, "csrfmiddlewaretoken": token[1]})
    return str(answer.headers["Location"])


def _shown(visitor: Client, address: str) -> None:
    assert visitor.get(address).status_code == HTTPStatus.OK
