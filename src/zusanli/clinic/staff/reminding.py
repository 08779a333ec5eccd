"""
Licences that end, told in time to whoever holds them and to the managers.

The steps stand in the knowledge base: so many days before the last day, and on the day after it.
Each is told to each reader once, however often a licence is recorded again as it is, and only the
last that was reached: whoever hears late hears once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from zusanli.clinic.books import rule_book
from zusanli.clinic.links import hashed
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.outbox.telling import tell
from zusanli.clinic.outbox.timing import by_day
from zusanli.clinic.premises.models import Clinic, the_clinic
from zusanli.clinic.staff.licences import body_of, end_soon, step_of
from zusanli.clinic.staff.models import Licence, Role, User
from zusanli.core.issuers import LicenceStep


@dataclass(frozen=True, slots=True)
class Reminder:
    """A step that a licence has reached, and one who is to hear of it."""

    licence: Licence
    step: LicenceStep
    reader: User

    @property
    def key(self) -> str:
        """What it tells of: the licence by what stands on it, the step, and the reader."""
        one = self.licence
        told = (one.user_id, body_of(one.issuer), one.number, one.valid_until)
        name = hashed(" ".join(map(str, told)))[:32]
        return f"{Kind.LICENCE}:{name}:{self.step.id}:{self.reader.pk}"


def reminders(*, now: datetime) -> Iterator[Reminder]:
    """Give what is to be told today and was not, of everybody who still works here."""
    clinic = Clinic.objects.filter(pk=1).first()
    if clinic is None:
        # The worker may run before the clinic is set up.
        return
    found = {each.key: each for each in _reached(now.astimezone(clinic.zone).date())}
    told = set(Message.objects.filter(key__in=found).values_list("key", flat=True))
    yield from (each for key, each in found.items() if key not in told)


def remind(reminder: Reminder, *, now: datetime) -> None:
    """Owe a mail of it, by day."""
    with transaction.atomic():
        tell(
            Kind.LICENCE,
            key=reminder.key,
            subject=str(reminder.licence.pk),
            reader=reminder.reader,
            due_at=by_day(now, the_clinic().zone),
            now=now,
        )


def _reached(today: date) -> Iterator[Reminder]:
    first = max((each.days_before for each in rule_book().licence_steps), default=0)
    ending = Licence.objects.filter(valid_until__lte=today + timedelta(days=first))
    holders = User.objects.filter(is_active=True, licences__in=ending).distinct().order_by("pk")
    managers = User.objects.filter(is_active=True, given_roles__role=Role.MANAGER).order_by("pk")
    for holder in holders:
        readers = {each.pk: each for each in (holder, *managers)}.values()
        for licence in end_soon(holder, on=today):
            step = step_of(licence, on=today)
            if step is not None:
                yield from (Reminder(licence, step, each) for each in readers)
