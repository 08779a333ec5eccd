"""One made-up patient in the middle of a course: scores at the start and later, and no change."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from zusanli.clinic.booking.courses import book_course, plan_course
from zusanli.clinic.booking.models import Appointment, Service
from zusanli.clinic.booking.search import Slot, free_slots
from zusanli.clinic.booking.slots import Span
from zusanli.clinic.booking.visits import book_first
from zusanli.clinic.check_ins.asking import Told
from zusanli.clinic.check_ins.models import News
from zusanli.clinic.check_ins.telling import check_in
from zusanli.clinic.notes.arrivals import arrive
from zusanli.clinic.outcomes.asking import NUMBERS, Function, Given
from zusanli.clinic.outcomes.collecting import collect
from zusanli.clinic.outcomes.deciding import decide
from zusanli.clinic.outcomes.models import What
from zusanli.clinic.staff.models import User
from zusanli.core.course.review import GLOBAL_CHANGE, NEW_SYMPTOMS
from zusanli.synthetic import cast
from zusanli.synthetic.diary import details_of
from zusanli.synthetic.people import answers

BEGUN_BEFORE = timedelta(days=40)
AN_HOUR, A_DAY, A_WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)
VISITS = 8
"""Six that took place, and two to come."""
PAINS = (6.0, 5.0, 6.0, 7.0, 6.0)
"""What she tells a day after each of the first visits."""
AT_START = Given(
    values={
        **dict.fromkeys(NUMBERS),
        "pain_0_10": 6.0,
        "numbness_0_10": 1.0,
        "interference_0_10": 6.0,
    },
    functions=(Function("Walking the dog", 3.0), Function("Stairs", 4.0)),
    target="pain_0_10",
)


def treat(staff: Mapping[str, User], services: tuple[Service, Service], *, now: datetime) -> None:
    """Let her be treated for six weeks, and tell how it is."""
    begun, mei = now - BEGUN_BEFORE, staff["Mei"]
    first = _first_visit(services[0], mei, begun)
    patient = first.patient
    collect(
        patient, AT_START, visit=first, by="patient", language="en", now=first.starts_at - AN_HOUR
    )
    course = plan_course(
        patient=patient,
        service=services[1],
        practitioner=mei,
        phases=((1, VISITS - 1),),
        by=mei.called,
        now=first.ends_at,
    )
    wanted = [first.starts_at + n * A_WEEK for n in range(1, VISITS)]
    slots = [_free(services[1], mei, on, first.ends_at) for on in wanted]
    following = book_course(course, slots, intake=first.intake, by=mei.called, now=first.ends_at)
    for visit in (first, *following):
        if visit.ends_at <= now:
            arrive(visit, by="Rosa Field", now=visit.starts_at)
    for visit, pain in zip((first, *following), PAINS, strict=False):
        _tells(visit, pain)
    _later(following[1], change=1.0, collector=None)
    decide(
        patient,
        What.CHANGE,
        reason="Little moved: other points, and the heel raise at home.",
        seen=0,
        by=mei,
        now=following[1].ends_at + A_DAY,
    )
    _later(following[4], change=0.0, collector=mei)


def _first_visit(service: Service, mei: User, begun: datetime) -> Appointment:
    asked = begun - A_DAY
    _, intake = answers(cast.TREATED, now=asked)
    return book_first(
        # Nobody writes to her: mails of six weeks ago are nothing to look at.
        replace(details_of(cast.TREATED), email=""),
        intake=intake,
        service=service,
        slot=_free(service, mei, begun, asked),
        by="patient",
        now=asked + AN_HOUR,
    )


def _free(service: Service, who: User, on: datetime, now: datetime) -> Slot:
    return free_slots(service, Span(on, on + A_WEEK), practitioner=who.pk, now=now)[0]


def _tells(visit: Appointment, pain: float) -> None:
    told = Told({"pain_0_10": pain, "interference_0_10": None}, frozenset(), News.NO)
    check_in(visit, told, by="patient", language="en", now=visit.ends_at + A_DAY)


def _later(visit: Appointment, *, change: float, collector: User | None) -> None:
    """Tell how it is at a visit: the same within what counts, and nothing new."""
    given = Given(
        values={
            **AT_START.values,
            "pain_0_10": 5.0,
            "numbness_0_10": None,
            GLOBAL_CHANGE: change,
            NEW_SYMPTOMS: 0.0,
        },
        functions=(Function("Walking the dog", 4.0), Function("Stairs", 4.0)),
        target=AT_START.target,
    )
    collect(
        visit.patient,
        given,
        visit=visit,
        by="patient",
        language="en",
        now=visit.starts_at,
        collector=collector,
    )
