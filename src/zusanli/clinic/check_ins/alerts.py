"""What somebody at the clinic must look at, the most urgent first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from zusanli.clinic.booking.models import Appointment, State
from zusanli.clinic.check_ins.models import Alert, CheckIn
from zusanli.clinic.records.intakes import Standing, standing
from zusanli.core.triage.flags import Urgency

HEARD_WITHIN = timedelta(days=4)
"""
A check-in is asked for a day after a visit and taken for three more: then somebody may call.
basis = "proposed".
"""
LOOKED_FOR = timedelta(days=30)
"""Of whom nothing was heard for longer, the next visit tells."""


RANKS = (Urgency.EMERGENCY, None, Urgency.URGENT, Urgency.SOON, Urgency.ROUTINE)
"""What is looked at first; None is that it is not known."""


class AlreadySettledError(Exception):
    """Somebody else has dealt with it meanwhile; nothing was changed."""


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """
    An alert with how its questions stand now.

    `unanswered` is that they were not answered to the end of the danger signs: what is not known
    stands above all but what is known to be an emergency.
    """

    alert: Alert
    stood: Standing | None

    @property
    def unanswered(self) -> bool:
        """Whether nobody knows yet how urgent it is."""
        return self.stood is None or not self.stood.decision.triage.may_book_assessment

    @property
    def urgency(self) -> Urgency | None:
        """How urgent it is as far as is known; None where nobody was asked."""
        return self.stood.decision.triage.urgency if self.stood else None

    @property
    def rank(self) -> tuple[int, datetime]:
        """Emergencies first, then what is not known, then by urgency, the longest waiting first."""
        if self.unanswered and self.urgency is not Urgency.EMERGENCY:
            return RANKS.index(None), self.alert.raised_at
        return RANKS.index(self.urgency), self.alert.raised_at


def to_look_at(*, now: datetime, language: str | None = None) -> list[ToLookAt]:
    """Give the alerts that nobody has settled, in a language; else each in its patient's."""
    found = Alert.objects.filter(settled_at=None).select_related(
        "check_in__patient", "check_in__questions", "check_in__visit"
    )
    return sorted((_looked(each, now, language) for each in found), key=lambda each: each.rank)


def unsettled_count() -> int:
    """Count what nobody has settled yet."""
    return Alert.objects.filter(settled_at=None).count()


def not_heard_from(*, now: datetime) -> QuerySet[Appointment]:
    """Give the visits after which nobody told how they are, though they were asked."""
    return (
        Appointment.objects.filter(
            state=State.BOOKED,
            ends_at__lt=now - HEARD_WITHIN,
            ends_at__gt=now - LOOKED_FOR,
            check_ins=None,
        )
        .select_related("patient")
        .order_by("ends_at")
    )


def notes(*, now: datetime) -> QuerySet[CheckIn]:
    """Give what patients wrote where they said that nothing is new: no tick tells what it says."""
    written = CheckIn.objects.filter(alert=None, at__gt=now - LOOKED_FOR).exclude(note="")
    return written.select_related("patient").order_by("-at")


def settle(alert: Alert, *, by: str, what: str, now: datetime) -> None:
    """
    Keep what was done about it.

    Raises:
        AlreadySettledError: somebody else was first.
    """
    changed = Alert.objects.filter(pk=alert.pk, settled_at=None).update(
        settled_at=now, settled_by=by, what_was_done=what
    )
    if not changed:
        raise AlreadySettledError


def signs(item: ToLookAt) -> Iterator[str]:
    """Name the danger signs that its questions raised, the most urgent first."""
    if item.stood is not None:
        yield from (each.flag.title for each in item.stood.decision.triage.raised)


def _looked(alert: Alert, now: datetime, language: str | None) -> ToLookAt:
    questions = alert.check_in.questions
    stood = standing(questions, now=now, language=language) if questions else None
    return ToLookAt(alert, stood)
