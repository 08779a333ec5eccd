"""What was brought from another program, as a patient's page shows it: read, and never counted."""

from dataclasses import dataclass

from zusanli.clinic.brought.models import BroughtNote, BroughtVisit
from zusanli.web.booking.when import day_in
from zusanli.web.records.roles import TREATS
from zusanli.web.records.timeline import Reader


@dataclass(frozen=True, slots=True)
class Brought:
    """One thing: its day, who stands there with it, and what it says; a visit has no text."""

    day: str
    who: str
    text: str = ""


def brought(of: Reader) -> list[Brought]:
    """Give past visits, and to who treats the notes, the newest first."""
    visits = [
        (
            of.clock.day_of(each.starts_at),
            ", ".join(filter(None, (each.service, each.practitioner))),
            "",
        )
        for each in BroughtVisit.objects.filter(patient__in=of.own)
    ]
    notes = BroughtNote.objects.filter(patient__in=of.own) if of.user.has_role(*TREATS) else ()
    found = [*visits, *((each.written_on, each.author, each.text) for each in notes)]
    newest = sorted(found, key=lambda each: each[0], reverse=True)
    return [Brought(day_in(day, of.clock.language), who, text) for day, who, text in newest]
