"""To take what a patient tells after a visit; what is new or worse is asked after at once."""

from datetime import datetime

from django.db import transaction

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.booking.visits import ask_anew
from zusanli.clinic.books import rule_book
from zusanli.clinic.check_ins.asking import Told, needs_a_look
from zusanli.clinic.check_ins.models import Alert, CheckIn
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.telling import tell
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records import intakes
from zusanli.clinic.records.models import Intake
from zusanli.clinic.records.same_person import ids_of


class TooEarlyError(Exception):
    """The visit is still to come, or was cancelled: there is nothing to look back on."""


def check_in(
    visit: Appointment, told: Told, *, by: str, language: str, now: datetime
) -> tuple[CheckIn, str]:
    """
    Keep what was told; give it with the link to the danger questions, empty if none are asked.

    If they are asked, the clinic is told at once, before they are answered: whoever stops half way
    is looked after as well. And no visit to come goes on as if nothing had happened.

    Raises:
        TooEarlyError: the visit has not begun, or does not take place.
    """
    if not visit.is_booked or visit.starts_at > now:
        raise TooEarlyError
    look = needs_a_look(told, last_values(visit), rule_book(language))
    with transaction.atomic():
        link, questions = _ask(visit, by=by, language=language, now=now) if look else ("", None)
        kept = CheckIn.objects.create(
            patient=visit.patient,
            visit=visit,
            at=now,
            by=by,
            language=language,
            values=dict(told.values),
            events=sorted(told.events),
            news=told.news,
            note=told.note,
            questions=questions,
        )
        if look:
            Alert.objects.create(check_in=kept, raised_at=now)
            tell(Kind.WORSE, key=f"{Kind.WORSE}:{kept.pk}", subject=str(kept.pk), now=now)
    return kept, link


def last_values(visit: Appointment) -> dict[str, float | None]:
    """Give the last value of each measure that the patient told; what is missing is not known."""
    found: dict[str, float | None] = {}
    own = CheckIn.objects.filter(patient__in=ids_of(visit.patient_id))
    for values in own.order_by("at", "pk").values_list("values", flat=True):
        found |= {name: value for name, value in values.items() if value is not None}
    return found


def _ask(visit: Appointment, *, by: str, language: str, now: datetime) -> tuple[str, Intake]:
    link = intakes.begin(by=by, country=the_clinic().country, language=language, now=now)
    intake = intakes.find(link)
    ask_anew(visit.patient, intake, now=now)
    return link, intake
