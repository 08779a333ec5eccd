"""
One line in the log for each request, and one more in its counts.

A line says which page by its name: addresses hold links, which open what they lead to.
"""

import logging
import secrets
import time
from collections.abc import Callable
from contextvars import ContextVar
from http import HTTPMethod

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from zusanli.web.served.counts import NOT_FOUND, STATIC, counts

log = logging.getLogger("zusanli.requests")
ID_HEADER = "X-Request-Id"
NUMBER = "zusanli.request_id"

_id: ContextVar[str] = ContextVar("request_id", default="")


class RequestsMiddleware:
    """Counts and logs each request. It comes first, so that it sees what each other one answers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on under a number of its own."""
        request.META[NUMBER] = number = secrets.token_hex(8)
        kept = _id.set(number)
        began = time.perf_counter()
        try:
            response = self.get_response(request)
            _tell(request, response.status_code, time.perf_counter() - began)
        finally:
            _id.reset(kept)
        response.headers[ID_HEADER] = number
        return response


class WithRequest(logging.Filter):
    """Writes on each record which request it belongs to, if any."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        # Django speaks of an error when everything has answered, and then names the request.
        of = getattr(getattr(record, "request", None), "META", {})
        record.request_id = _id.get() or of.get(NUMBER, "")
        return True


def _tell(request: HttpRequest, status: int, seconds: float) -> None:
    route = _route(request)
    counts().add(route, status=status, seconds=seconds)
    # Anybody can send any word as a method.
    method = request.method if request.method in HTTPMethod.__members__ else "OTHER"
    told = {"method": method, "route": route, "status": status, "ms": round(seconds * 1000, 1)}
    log.info("%(method)s %(route)s %(status)s %(ms)s ms", told, extra={"told": told})


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    if match is not None:
        return match.view_name or NOT_FOUND
    return STATIC if request.path.startswith(f"/{settings.STATIC_URL.lstrip('/')}") else NOT_FOUND
