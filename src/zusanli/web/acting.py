"""
Says who acts in a request, and writes into the log what it opened and what it changed.

What is opened is written down here and not by each page, so that no page of the staff is forgotten:
whatever has a patient, a visit or somebody's place on the wait list in its address.
"""

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, ResolverMatch, resolve

from zusanli.clinic.audit import actor
from zusanli.clinic.audit.log import note, seal
from zusanli.clinic.audit.models import Verb
from zusanli.clinic.booking.models import Appointment, WaitListEntry
from zusanli.clinic.staff.models import User
from zusanli.web.access import Access, Opens, access_of

READS = frozenset(("GET", "HEAD", "OPTIONS"))
SHOWS = frozenset((200, 422))
"""Answers that show a page; 422 is a form that could not be taken."""
LISTS = frozenset(
    (
        "alerts",
        "corrections",
        "day_sheet",
        "day_sheet_pdf",
        "desk",
        "desk_waiting",
        "keeping",
        "outcomes",
        "receipts",
        "today",
        "today_beds",
        "twice",
        "undelivered",
    )
)
"""Pages that show several patients, which no address names."""
LIST = "list"
logger = logging.getLogger(__name__)


class ActingMiddleware:
    """
    Lets each request act as whoever sent it.

    What cannot be written down is not shown. A request that only reads may still change something,
    such as an offer that lapsed; that is sealed with the next request, or by the worker.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, as whoever asks."""
        match = _match(request)
        access = access_of(match.func) if match else None
        with actor.acting(_member(request) or _holder(match, access)):
            response = self.get_response(request)
            by_staff = access is not None and access.by is Opens.ROLE
            if match and by_staff and response.status_code in SHOWS:
                _write_down(match, datetime.now(UTC))
        if request.method not in READS:
            _seal()
        return response


def _match(request: HttpRequest) -> ResolverMatch | None:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _member(request: HttpRequest) -> str:
    # Without the cookie there is nobody to look up, and a patient's page costs no query for it.
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    return actor.member(request.user.pk) if isinstance(request.user, User) else ""


def _holder(match: ResolverMatch | None, access: Access | None) -> str:
    if match is not None and access is not None and access.by is Opens.LINK:
        return actor.holder(str(match.url_name))
    return actor.VISITOR


def _write_down(match: ResolverMatch, now: datetime) -> None:
    page = str(match.url_name)
    if page in LISTS:
        note(Verb.OPENED, LIST, record=page, now=now)
    found = _concerned(match.kwargs)
    if found is not None:
        kind, record, patient = found
        others = {name: str(value) for name, value in match.kwargs.items() if value != record}
        note(
            Verb.OPENED,
            kind,
            record=str(record),
            patient=patient,
            details={**others, "page": page},
            now=now,
        )


def _concerned(named: dict[str, object]) -> tuple[str, object, UUID | None] | None:
    """Give the record that an address names, and whose it is."""
    match named:
        case {"patient": UUID() as patient}:
            return "records.patient", patient, patient
        case {"visit": UUID() as visit}:
            whose = Appointment.objects.filter(pk=visit)
            return "booking.appointment", visit, whose.values_list("patient_id", flat=True).first()
        case {"entry": UUID() as entry}:
            waits = WaitListEntry.objects.filter(pk=entry)
            return (
                "booking.waitlistentry",
                entry,
                waits.values_list("patient_id", flat=True).first(),
            )
        case _:
            return None


def _seal() -> None:
    try:
        seal(now=datetime.now(UTC))
    except DatabaseError:
        # What was asked for is done and kept, and so are its changes; the next seal takes them.
        logger.exception("Changes were not sealed into the log yet.")
