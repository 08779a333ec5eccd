"""What was done at made-up visits: a plan signed, a sheet signed, two notes, and a visit today."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid5

from zusanli.clinic.booking.models import Appointment, Service
from zusanli.clinic.booking.search import free_slots
from zusanli.clinic.booking.slots import Span
from zusanli.clinic.booking.visits import book
from zusanli.clinic.consents.models import Signer
from zusanli.clinic.consents.signing import Signature, questionnaire_of, sheet_of, sign
from zusanli.clinic.notes.asking import ask, questions, read_out
from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.writing import Sheet, begin, write
from zusanli.clinic.plans.signing import Chosen, Reading, hash_of, sign_plan
from zusanli.clinic.records import judging
from zusanli.clinic.records.intakes import Standing, standing
from zusanli.clinic.records.judging import take_history
from zusanli.clinic.staff.models import User
from zusanli.core.points.choice import Choice
from zusanli.synthetic import cast

A_MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
STAY = 20
JOINTS = "heat_of_joints_and_feet"
DEPTH = {"ST36": 20, "GB34": 20, "SP9": 15, "SP10": 20, "ST34": 15}
"""In mm, as somebody charted it."""
LOT = {"number": "TX-24117", "product": "steel, made up"}


@dataclass
class Charting:
    """Somebody who writes a note, a minute after the other."""

    note: Note
    member: User
    now: datetime

    def write(self, do: str, **what: object) -> None:
        """Chart one thing."""
        seen = self.note.entries.count()
        self.now += A_MINUTE
        sheet = Sheet(seen, uuid5(self.note.pk, f"{seen}"))
        write(self.note, {"do": do, **what}, sheet, member=self.member, now=self.now)

    def ask_again(self) -> None:
        """Read the questions out; nothing of it is there."""
        asked = questions(self.note.visit, now=self.now)
        if asked is None:
            raise AssertionError("who comes has answered")
        read = frozenset(each.id for each in read_out(asked))
        seen = self.note.entries.count()
        sheet = Sheet(seen, uuid5(self.note.pk, f"{seen}"))
        ask(self.note, (), read=read, sheet=sheet, member=self.member, now=self.now)


def chart_visits(first: Appointment, staff: Mapping[str, User], *, now: datetime) -> Appointment:
    """Let a first visit and one after it have been charted, and give a third that is today."""
    _make_ready(first)
    _chart(first)
    second = _following(first, _before(first, now), now=first.ends_at)
    _chart(second)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return _following(first, (midnight,), now=now - DAY, practitioner=staff["Mei"].pk)


def _before(first: Appointment, now: datetime) -> tuple[datetime, ...]:
    """Give where a visit between the first and today is looked for: the day before, or sooner."""
    return (now - DAY, first.ends_at + timedelta(hours=1))


def _following(
    first: Appointment,
    wanted: tuple[datetime, ...],
    *,
    now: datetime,
    practitioner: int | None = None,
) -> Appointment:
    service = Service.objects.get(first_visit=False)
    slots = [
        free_slots(service, Span(each, each + WEEK), practitioner=practitioner, now=now)[0]
        for each in wanted
    ]
    return book(
        patient=first.patient,
        intake=first.intake,
        service=service,
        slot=min(slots, key=lambda each: each.start) if practitioner is None else slots[0],
        by="Rosa Field",
        at_desk=True,
        now=now,
    )


def _make_ready(visit: Appointment) -> None:
    """Do what stands before the first needle: history, examinations, plan and sheet."""
    member, now = visit.practitioner, visit.starts_at
    take_history(visit.patient, note="", member=member, now=now)
    note = Charting(begin(visit, member=member, now=now), member, now)
    note.ask_again()
    stood = _stood(visit, now)
    book_ = stood.decision.book
    for kind in stood.decision.triage.examinations_due or (book_.examinations[JOINTS],):
        found = {each: not book_.findings[each].alarm for each in kind.required}
        judging.examine(visit.patient, kind.id, found, at=now, member=member, now=now)
    stood = _stood(visit, now)
    points = _free(stood.decision.choice)
    reading = Reading(hash_of(stood.decision), stood.interview.language)
    sign_plan(visit, points, reading, member=member, now=now)
    sheet = sheet_of(visit, language=cast.KNEE.language, now=now)
    if sheet is None:
        raise AssertionError("who comes has answered, and so there is a sheet")
    name = f"{cast.KNEE.given_name} {cast.KNEE.family_name}"
    signature = Signature(name, Signer.PATIENT)
    sign(visit, signature, read=sheet.sha256, language=cast.KNEE.language, now=now)


def _chart(visit: Appointment) -> None:
    member = visit.practitioner
    note = Charting(begin(visit, member=member, now=visit.starts_at), member, visit.starts_at)
    if not note.note.entries.exists():
        note.ask_again()
    stood = _stood(visit, note.now)
    points = [each for each in _free(stood.decision.choice) if each.code in DEPTH]
    note.write("position", batch=1, position="supine", retain_minutes=STAY)
    needles = [
        {
            "row": f"{visit.pk}-{index}",
            "batch": 1,
            "code": each.code,
            "side": each.side,
            "gauge_mm": 0.25,
            "length_mm": 40,
            "depth_mm": DEPTH[each.code],
            "angle": "perpendicular",
            "technique": "even",
            "felt": "dull_ache",
        }
        for index, each in enumerate(points)
    ]
    note.write("place", needles=needles)
    count = sum(2 if each.side == "both" else 1 for each in points)
    note.write("in", batch=1, count=count)
    note.now += STAY * A_MINUTE
    note.write("out", batch=1, count=count)
    note.write("lot", **LOT)
    note.write("observe", tongue="pale, thin coat", pulse="wiry")
    note.write("setting", style="chinese", setting="a quiet room", individual="fully")
    note.write("no_effects")
    note.write("contact", minutes=STAY)
    note.write("close")


def _stood(visit: Appointment, now: datetime) -> Standing:
    intake = questionnaire_of(visit)
    if intake is None:
        raise AssertionError("who comes has answered")
    return standing(intake, now=now)


def _free(choice: Choice | None) -> tuple[Chosen, ...]:
    points = choice.points if choice else ()
    return tuple(Chosen(each.point.code, each.side) for each in points if each.in_set)
