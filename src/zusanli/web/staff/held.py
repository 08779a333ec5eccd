"""
A form that was sent after its sender's session had ended.

It waits for the same person to sign in again in the same browser, and is then taken as if it had
come in time. It is lost when somebody else signs in, when the browser is closed, after an hour, and
when it came with a file.
"""

from datetime import UTC, datetime
from typing import TypedDict

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, QueryDict

from zusanli.clinic.staff.times import HELD


class Held(TypedDict):
    """What was sent, by whose id, to which page, and when in seconds."""

    whose: int
    path: str
    typed: str
    at: float


KEY = "held_form"
LONGEST = 100_000
"""Characters: more than anybody types into a form of ours."""


def hold(request: HttpRequest) -> bool:
    """
    Keep what somebody sent whose session was over, and say whether it was kept.

    Django has seen that the form is ours.
    """
    whose = getattr(request, "ran_out", None)
    typed = request.POST.urlencode()
    if whose is None or request.method != "POST" or request.FILES or len(typed) > LONGEST:
        return False
    request.session[KEY] = Held(
        whose=whose,
        path=request.get_full_path(),
        typed=typed,
        at=datetime.now(UTC).timestamp(),
    )
    request.session.set_expiry(int(HELD.total_seconds()))
    return True


def give_back(request: HttpRequest) -> None:
    """Make of the request what was sent too late, if this is the page and the person of it."""
    held = _waiting(request.session)
    if not held or request.method != "GET" or held["path"] != request.get_full_path():
        return
    del request.session[KEY]
    if held["whose"] == request.user.pk:
        request.method = "POST"
        request.POST = QueryDict(held["typed"])


def drop(session: SessionBase, *, unless_of: int) -> None:
    """Lose what waits for somebody else than who signed in."""
    held = _waiting(session)
    if held and held["whose"] != unless_of:
        del session[KEY]


def _waiting(session: SessionBase) -> Held | None:
    held: Held | None = session.get(KEY)
    if held and datetime.now(UTC).timestamp() - held["at"] > HELD.total_seconds():
        del session[KEY]
        return None
    return held
