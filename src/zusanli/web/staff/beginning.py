"""What happens when somebody has signed in, whichever way they did."""

from datetime import UTC, datetime

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from zusanli.clinic.staff.models import User
from zusanli.web.staff.held import drop
from zusanli.web.staff.sessions import begin


def listen() -> None:
    """Begin to count the time of each session that begins."""
    user_logged_in.connect(_begin, dispatch_uid="session begins")


def _begin(*, request: HttpRequest, user: User, **_more: object) -> None:
    drop(request.session, unless_of=user.pk)
    begin(request, datetime.now(UTC))
    # What was typed too late lies in a session: once that is over nothing of it stays.
    request.session.clear_expired()
