"""A patient who has come, and everything that is done before and with the needles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from tests.clinic.booking import pages
from tests.clinic.booking.willow_street import ALICE, NOW, assessment
from zusanli.clinic.booking.models import Appointment, Place, Service
from zusanli.clinic.booking.search import Slot
from zusanli.clinic.booking.visits import book_first
from zusanli.clinic.consents.models import Signer
from zusanli.clinic.consents.signing import Signature, sheet_of, sign
from zusanli.clinic.notes.models import Note, NoteEntry
from zusanli.clinic.notes.writing import Sheet, begin, write
from zusanli.clinic.plans.models import Plan
from zusanli.clinic.plans.signing import Chosen, Reading, hash_of, sign_plan
from zusanli.clinic.records import intakes, judging
from zusanli.clinic.records.asking_again import ask_again, to_ask_again
from zusanli.clinic.records.intakes import Standing, standing
from zusanli.clinic.records.models import Intake, IntakeVersion
from zusanli.clinic.staff.licences import Credential, record_licence
from zusanli.clinic.staff.models import User
from zusanli.core.decide import Decision
from zusanli.core.triage.examinations import ExaminationKind
from zusanli.synthetic.people import Person, answers

ANSWERED: dict[tuple[str, datetime], object] = {}
A_MINUTE = timedelta(minutes=1)
AN_HOUR = timedelta(hours=1)
JOINTS = "heat_of_joints_and_feet"
NOBODY_TOLD: frozenset[str] = frozenset()


@dataclass
class Here:
    """Somebody who answered this morning and has come at ten."""

    visit: Appointment
    intake: Intake
    member: User
    now: datetime
    keys: int = 0

    @property
    def patient(self):
        return self.visit.patient

    @property
    def stood(self) -> Standing:
        return standing(self.intake, now=self.now)

    @property
    def decision(self) -> Decision:
        return self.stood.decision

    def ask_again(self, told: frozenset[str] = NOBODY_TOLD) -> None:
        version = self.intake.versions.latest("number")
        asked = to_ask_again(version, now=self.now, language="en")
        ask_again(self.patient, asked, told, member=self.member, now=self.now)

    def examine(self, kind: str, found: Mapping[str, object], at: datetime | None = None) -> None:
        judging.examine(
            self.patient, kind, found, at=at or self.now, member=self.member, now=self.now
        )

    def examine_all_that_is_due(self) -> None:
        """Look at all that is due, or at the joints, and find everything well."""
        decision = self.decision
        for kind in decision.triage.examinations_due or (decision.book.examinations[JOINTS],):
            self.examine(kind.id, all_well(kind, decision))

    def take_history(self) -> None:
        judging.take_history(self.patient, note="", member=self.member, now=self.now)

    def name_doctor(self, *, days_ago: int = 30) -> None:
        """Let a doctor look after the circulation, who last did so many days ago."""
        judging.name_doctor(
            self.patient,
            "Dr Okafor",
            reviewed_on=self.now.date() - timedelta(days=days_ago),
            member=self.member,
            now=self.now,
        )

    def free_points(self) -> tuple[Chosen, ...]:
        choice = self.decision.choice
        points = choice.points if choice else ()
        return tuple(Chosen(each.point.code, each.side) for each in points if each.in_set)

    def sign_plan(self, points: tuple[Chosen, ...] | None = None) -> Plan:
        chosen = self.free_points() if points is None else points
        read = Reading(hash_of(self.decision), "en")
        return sign_plan(self.visit, chosen, read, member=self.member, now=self.now)

    def consent(self) -> None:
        sheet = sheet_of(self.visit, language="en", now=self.now)
        signature = Signature("Alice Archer", Signer.PATIENT)
        sign(self.visit, signature, read=sheet.sha256, language="en", now=self.now)

    def made_ready(self, told: frozenset[str] = NOBODY_TOLD) -> "Here":
        """Everything that stands before the first needle; `told` is what is true today."""
        self.ask_again(told)
        self.examine_all_that_is_due()
        self.take_history()
        self.sign_plan()
        self.consent()
        return self

    def begin(self) -> Note:
        return begin(self.visit, member=self.member, now=self.now)

    def chart(self, note: Note, do: str, *, why: str = "", **what: object) -> NoteEntry:
        self.keys += 1
        sheet = Sheet(note.entries.count(), uuid5(NAMESPACE_OID, f"{note.pk} {self.keys}"))
        self.now += A_MINUTE
        return write(note, {"do": do, **what}, sheet, member=self.member, now=self.now, why=why)


def all_well(kind: ExaminationKind, decision: Decision) -> dict[str, object]:
    book = decision.book
    return {name: WELL.get(name, not book.findings[name].alarm) for name in kind.required}


WELL: Mapping[str, object] = {
    "temperature": 36.6,
    "pulse_rate": 70,
    "breathing_rate": 14,
    "systolic_pressure": 125,
    "oxygen_saturation": 98,
    "alertness": "alert",
}


def answered(person: Person, now: datetime) -> Intake:
    """
    Let somebody answer the whole questionnaire.

    Answering takes a second; who answers the same at the same moment is not asked again.
    """
    if (person.family_name, now) not in ANSWERED:
        _, intake = answers(person, now=now)
        ANSWERED[person.family_name, now] = intake.versions.latest("number").interview
        return intake
    link = intakes.begin(by=person.answered_by, country="GB", language=person.language, now=now)
    intake = intakes.find(link)
    interview = ANSWERED[person.family_name, now]
    IntakeVersion.objects.create(intake=intake, number=1, at=now, interview=interview)
    return intake


def come(person: Person, member: User, *, now: datetime = NOW) -> Here:
    """Let somebody answer, book for an hour later, and come."""
    intake = answered(person, now)
    Place.objects.get_or_create(room="Garden room", bed="window")
    visit = book_first(
        ALICE,
        intake=intake,
        service=Service.objects.first() or assessment(),
        slot=Slot(now + AN_HOUR, member.pk),
        by="patient",
        now=now + 30 * A_MINUTE,
    )
    intake.refresh_from_db()
    return Here(visit, intake, member, now + AN_HOUR)


def come_now(person: Person, member: User) -> Here:
    """Let somebody answer just now and come: pages read the clock themselves."""
    intake = answered(person, pages.NOW - 10 * A_MINUTE)
    Place.objects.get_or_create(room="Garden room", bed="window")
    service = Service.objects.first() or assessment()
    visit = book_first(
        ALICE,
        intake=intake,
        service=service,
        slot=pages.free(service)[0],
        by="patient",
        now=pages.NOW,
    )
    intake.refresh_from_db()
    return Here(visit, intake, member, pages.NOW)


def licensed(member: User) -> User:
    seen = Credential("Acupuncturist", "A register", "A-1", None)
    record_licence(member, seen, by="Ada Quist", now=NOW)
    return member
