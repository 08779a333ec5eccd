"""
When a session of the staff ends.

On a shared computer it ends with the browser, and when nobody asked for a page for a while; on any
computer after a working day. What was typed until then is not lost: see `held`.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponseBase

from zusanli.clinic.staff.times import LONGEST, REMEMBERED, SHARED_IDLE

SHARED, BEGUN_AT, SEEN_AT = "shared_computer", "begun_at", "seen_at"
EACH_MINUTE = timedelta(minutes=1)
"""How often it is written down that somebody is there: not at each request."""
UNATTENDED = "X-Unattended"
"""
A page that asks for news by itself sends this header: `hx-headers='{"X-Unattended": "yes"}'`.
Otherwise a desk that everybody left would stay open for ever.
"""
AT_ONCE = 0


class SessionsEndMiddleware:
    """Signs out whose time is over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on, of whoever is still signed in."""
        if request.user.is_authenticated:
            now = datetime.now(UTC)
            if is_over(request.session, now):
                whose = request.user.pk
                logout(request)
                request.ran_out = whose  # type: ignore[attr-defined] # read by `held`
            elif UNATTENDED not in request.headers:
                _note(request.session, now)
        return self.get_response(request)


def begin(request: HttpRequest, now: datetime) -> None:
    """Begin to count when somebody signs in; a computer is shared unless they said otherwise."""
    session = request.session
    session.setdefault(SHARED, True)
    session[BEGUN_AT] = session[SEEN_AT] = now.timestamp()
    limit(session)


def limit(session: SessionBase) -> None:
    """Have the browser forget a session when it closes, or after a working day."""
    lasts = AT_ONCE if session.get(SHARED, True) else int(REMEMBERED.total_seconds())
    session.set_expiry(lasts)


def is_over(session: SessionBase, now: datetime) -> bool:
    """Whether a session has ended; one that nobody knows the beginning of has."""
    begun, seen = session.get(BEGUN_AT, 0.0), session.get(SEEN_AT, 0.0)
    idle = now.timestamp() - seen
    if session.get(SHARED, True) and idle >= SHARED_IDLE.total_seconds():
        return True
    return bool(now.timestamp() - begun >= LONGEST.total_seconds())


def _note(session: SessionBase, now: datetime) -> None:
    if now.timestamp() - session[SEEN_AT] >= EACH_MINUTE.total_seconds():
        session[SEEN_AT] = now.timestamp()
