"""A clinic to book at, and people who do."""

from datetime import UTC, datetime, time
from functools import cache

from zusanli.clinic.booking.models import Hours, Service
from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import Clinic
from zusanli.clinic.records import intakes
from zusanli.clinic.records.models import Intake, IntakeVersion
from zusanli.clinic.records.patients import Details
from zusanli.clinic.records.stored_interview import from_plain, to_plain
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.core.triage.interview import Interview, decide_so_far, next_screen, reply
from zusanli.version import ENGINE_VERSION

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
"""A Thursday; London's clocks show UTC."""
MONDAY_AT_TEN = datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
NOTHING_TICKED: frozenset[str] = frozenset()
ALICE = Details(family_name="Archer", given_name="Alice", phone="020 7946 0001", language="en")


def clinic(zone: str = "Europe/London", country: str = "GB") -> Clinic:
    return Clinic.objects.create(
        pk=1,
        name="Willow Street",
        country=country,
        time_zone=zone,
        phone="020 7946 0000",
        email="desk@clinic.example",
    )


def practitioner(name: str) -> User:
    """One who is there on every weekday from nine to five."""
    user = User.objects.create(username=name.lower(), email=f"{name}@x.example", first_name=name)
    GivenRole.objects.create(user=user, role=Role.PRACTITIONER)
    for weekday in range(5):
        Hours.objects.create(practitioner=user, weekday=weekday, opens=time(9), closes=time(17))
    return user


def assessment() -> Service:
    return Service.objects.create(
        name="Assessment visit", minutes=60, minutes_before=5, minutes_after=10, first_visit=True
    )


def all_no(now: datetime) -> tuple[str, Intake]:
    """A questionnaire in which nothing was ticked, with its link."""
    link = intakes.begin(by="patient", country="GB", language="en", now=now)
    intake = intakes.find(link)
    IntakeVersion.objects.create(intake=intake, number=1, at=now, interview=nothing_ticked(now))
    return link, intake


def known_to_feel(intake: Intake, now: datetime) -> None:
    """Let a questionnaire be answered to its end by somebody with pain and nothing else."""
    interview = from_plain(nothing_ticked(now), rule_book())
    while screen := next_screen(
        interview, decide_so_far(interview, book=rule_book(), engine=ENGINE_VERSION, on=now)
    ):
        answer = NOTHING_TICKED if screen.items else None
        if screen.id == "complaints":
            answer = frozenset({"leg_pain"})
        interview = reply(interview, screen, answer, now)
    number = intake.versions.count()
    IntakeVersion.objects.create(
        intake=intake, number=number, at=now, interview=to_plain(interview)
    )


@cache
def nothing_ticked(now: datetime) -> dict[str, object]:
    """Screen by screen, as far as booking needs it."""
    interview = Interview(by="patient", country="GB", language="en")
    while True:
        decision = decide_so_far(interview, book=rule_book(), engine=ENGINE_VERSION, on=now)
        screen = next_screen(interview, decision)
        if decision.triage.may_book_assessment or screen is None:
            return to_plain(interview)
        interview = reply(interview, screen, NOTHING_TICKED if screen.items else None, now)
