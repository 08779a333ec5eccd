"""A small clinic with people in every state, made the same each time but for its day."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from zusanli.clinic.booking.models import Service
from zusanli.clinic.outbox.carriers import the_carrier
from zusanli.clinic.outbox.draining import drain, due
from zusanli.clinic.premises.models import Clinic
from zusanli.clinic.records.intakes import ask_to_be_called, standing
from zusanli.synthetic import cast
from zusanli.synthetic.afterwards import fill_afterwards
from zusanli.synthetic.charted import chart_visits
from zusanli.synthetic.diary import fill_diary
from zusanli.synthetic.people import answers
from zusanli.synthetic.staff import hire, let_them_be_found, license_who_treats
from zusanli.synthetic.treated import treat

NAME = "Willow Street Acupuncture"


def fill(*, now: datetime | None = None) -> bool:
    """Make the clinic up, unless there is one already; say whether it was made now."""
    if Clinic.objects.exists():
        return False
    now = now or datetime.now(UTC)
    with transaction.atomic():
        Clinic.objects.create(
            pk=1,
            name=NAME,
            country="GB",
            time_zone="Europe/London",
            phone="020 7946 0000",
            email="desk@willow.example",
            street="12 Willow Street",
            city="London",
            postal_code="N1 0XX",
        )
        staff = hire()
        license_who_treats(staff, now=now)
        let_them_be_found(staff, now=now)
        visits = fill_diary(staff, now=now)
        chart_visits(visits[cast.KNEE.family_name], staff, now=now)
        fill_afterwards(visits, now=now)
        first, following = Service.objects.order_by("pk")
        treat(staff, (first, following), now=now)
        _ask_who_did_not_book(now)
    _send_what_was_due(now)
    return True


def _send_what_was_due(now: datetime) -> None:
    """Send each message of the last days at its time, as the worker would have."""
    carrier = the_carrier()
    while carrier is not None and (first := due(now).first()):
        drain(carrier=carrier, now=first.next_try_at)


def _ask_who_did_not_book(now: datetime) -> None:
    """Let those answer who were stopped, told to be seen today, or called away."""
    for person in (cast.RUNNER, cast.BLACK_TOE, cast.CALLED_AWAY):
        at = now - timedelta(hours=2)
        _, intake = answers(person, now=at)
        if person is cast.BLACK_TOE:
            later = at + timedelta(minutes=5)
            ask_to_be_called(intake, standing(intake, now=later), phone=person.phone, now=later)
