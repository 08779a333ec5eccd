"""Says who acts in a request, and puts into the log's chain what was changed in it."""

import logging
from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

from zusanli.clinic.audit import actor
from zusanli.clinic.audit.log import seal
from zusanli.clinic.staff.models import User
from zusanli.web.access import Opens, access_of

READS = frozenset(("GET", "HEAD", "OPTIONS"))
logger = logging.getLogger(__name__)


class ActingMiddleware:
    """
    Lets each request act as whoever sent it.

    A request that only reads may still change something, such as an offer that lapsed; it is then
    sealed with the next request that writes.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, as whoever asks."""
        with actor.acting(_member(request) or _holder(request)):
            response = self.get_response(request)
        if request.method not in READS:
            _seal()
        return response


def _member(request: HttpRequest) -> str:
    # Without the cookie there is nobody to look up, and a patient's page costs no query for it.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return actor.member(request.user.pk) if isinstance(request.user, User) else ""


def _holder(request: HttpRequest) -> str:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return actor.VISITOR
    access = access_of(match.func)
    if access is not None and access.by is Opens.LINK:
        return actor.holder(str(match.url_name))
    return actor.VISITOR


def _seal() -> None:
    try:
        seal(now=datetime.now(UTC))
    except DatabaseError:
        # What was asked for is done and kept, and so are its changes; the next seal takes them.
        logger.exception("Changes were not sealed into the log yet.")
