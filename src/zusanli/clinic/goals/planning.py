"""The care plan of a patient as it stands: the course and the goals together."""

from datetime import date, datetime

from zusanli.clinic.booking.models import Course
from zusanli.clinic.goals.keeping import Goal, goals_of
from zusanli.clinic.goals.models import What
from zusanli.clinic.outcomes.kept import kept_visits
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.rulebook import RuleBook
from zusanli.documents.care_plan import Aim, CarePlan, Part, Sessions, State
from zusanli.documents.wording import in_country

STATES = {
    What.SET: State.UNDER_WAY,
    What.CHANGED: State.UNDER_WAY,
    What.REACHED: State.REACHED,
    What.DROPPED: State.DROPPED,
}


def care_plan_of(patient: Patient, book: RuleBook, *, now: datetime) -> CarePlan:
    """Give the plan in the language of a book."""
    aims = tuple(aim_of(each, book) for each in goals_of(patient))
    return CarePlan(on=_day(now), sessions=sessions_of(patient, book, now=now), aims=aims)


def sessions_of(patient: Patient, book: RuleBook, *, now: datetime) -> Sessions:
    """Say how many visits are planned of the last course, and how many took place."""
    found = Course.objects.filter(patient__in=ids_of(patient.pk)).order_by("planned_at")
    course = found.last()
    phases = tuple((visits, weeks) for visits, weeks in course.phases) if course else ()
    return Sessions(
        planned=sum(visits * weeks for visits, weeks in phases) if course else None,
        kept=len(kept_visits(patient, now=now)),
        phases=phases,
        reviews=book.course.review_at_visits,
    )


def aim_of(goal: Goal, book: RuleBook) -> Aim:
    """Say a goal in the language of a book."""
    state = STATES[What(goal.last.what)]
    since = goal.first.at if state is State.UNDER_WAY else goal.last.at
    return Aim(
        part=Part(goal.last.part),
        says=says(goal.last.of, goal.last.text, book),
        state=state,
        day=_day(since),
        look_again=goal.last.review_on if state is State.UNDER_WAY else None,
    )


def says(of: str, text: str, book: RuleBook) -> str:
    """Say what a goal is of, in the book's words, with what was typed beside it."""
    country = the_clinic().country
    advice = {each.id: in_country(each.text, country=country, book=book) for each in book.advice}
    words = advice.get(of, of)
    return book.say("{what}: {words}", what=words, words=text) if words and text else words or text


def _day(at: datetime) -> date:
    return at.astimezone(the_clinic().zone).date()
