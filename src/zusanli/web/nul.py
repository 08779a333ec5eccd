"""
Refuses what holds the character NUL.

Nobody types it, PostgreSQL keeps no text with it, and what one engine takes and the other chokes on
is not looked for field by field.
"""

from collections.abc import Callable, Iterator

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.http.request import UnreadablePostError

NUL = "\0"


class NoNulMiddleware:
    """Answers 400 before anything reads such a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """
        Pass the request on.

        Raises:
            BadRequest: it holds one, or broke off.
        """
        try:
            if any(NUL in each for each in _texts(request)):
                raise BadRequest("NUL")
        except UnreadablePostError:
            raise BadRequest("broken off") from None
        return self.get_response(request)


def _texts(request: HttpRequest) -> Iterator[str]:
    yield request.path_info
    yield from request.COOKIES.values()
    for sent in (request.GET, request.POST):
        for name, values in sent.lists():
            yield name
            yield from map(str, values)
