"""What is asked: before the first needles, and again later. All questions stand in kb/measures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.outcomes.kept import kept_visits
from zusanli.clinic.outcomes.models import OutcomeSet
from zusanli.clinic.records.models import Patient
from zusanli.clinic.records.same_person import ids_of
from zusanli.core.course.review import GLOBAL_CHANGE, NEW_SYMPTOMS
from zusanli.core.outcomes.measure import Measure
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import noop

TARGET = "target_symptom"
FUNCTIONS = "patient_specific_function"
SYMPTOMS = ("pain_0_10", "numbness_0_10", "tingling_0_10", "burning_0_10")
"""Of these the patient chooses one to follow; the others are asked too."""
DAILY_LIFE = ("interference_0_10",)
BESIDE = ("sleep_0_10", "stress_0_10", "mood_0_10")
"""Asked of whoever wants to tell; no rule of a course goes by them."""
NUMBERS = (*SYMPTOMS, *DAILY_LIFE, *BESIDE)
MOST_FUNCTIONS = 3
STEPS = (
    noop("Very much worse"),
    noop("Much worse"),
    noop("A little worse"),
    noop("The same"),
    noop("A little better"),
    noop("Much better"),
    noop("Very much better"),
)
"""The seven steps of the change as a whole, the worst first; the middle is the same."""
NEW = (noop("Pain"), noop("Numbness"), noop("Pins and needles"), noop("Warmth"), noop("Weakness"))
"""What may be new since the last visit; how many of them are is what is kept."""


@dataclass(frozen=True, slots=True)
class Function:
    """A thing that a patient wants to do again, in their words; None is that it was not given."""

    name: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Given:
    """What a patient gave: None is not given. `target` is empty where they chose none."""

    values: Mapping[str, float | None]
    functions: tuple[Function, ...] = ()
    target: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """
    What is asked of a patient now.

    `later` is that needles may have gone in: then the change since the start is asked, and what is
    new. `functions` are the things that they named before, which stay the same; `target` is what
    they chose to follow, which is kept too.
    """

    later: bool
    functions: tuple[str, ...]
    target: str
    measures: tuple[Measure, ...]

    @property
    def names_functions(self) -> bool:
        """Whether the things to do again are still to be named."""
        return not self.functions


def form_for(patient: Patient, book: RuleBook, *, now: datetime) -> Form:
    """Give what to ask a patient."""
    visits = kept_visits(patient, now=now)
    before = sets_of_course(patient, now=now)
    later = bool(visits)
    extra = (GLOBAL_CHANGE, NEW_SYMPTOMS) if later else ()
    return Form(
        later=later,
        functions=named(before),
        target=target_of(before),
        measures=tuple(book.measures[each] for each in (*NUMBERS, *extra)),
    )


def sets_of_course(patient: Patient, *, now: datetime) -> tuple[OutcomeSet, ...]:
    """
    Give the sets that belong to the course a patient is in, the first one first.

    What was told after the visit before it, of a course that ended, may be its start.
    """
    visits = kept_visits(patient, now=now)
    own = ids_of(patient.pk)
    sets = OutcomeSet.objects.filter(patient__in=own).order_by("at", "pk")
    if visits:
        earlier = Appointment.objects.filter(
            patient__in=own, state="booked", ends_at__lte=now, starts_at__lt=visits[0].starts_at
        ).order_by("starts_at")
        last = earlier.last()
        sets = sets.filter(at__gt=last.ends_at) if last else sets
    return tuple(sets)


def named(sets: Sequence[OutcomeSet]) -> tuple[str, ...]:
    """Give the things that were named first, in their order."""
    first = next((each for each in sets if each.functions), None)
    return tuple(each["name"] for each in first.functions) if first else ()


def target_of(sets: Sequence[OutcomeSet]) -> str:
    """Give the symptom that was chosen first, empty while none was."""
    return next((each.target for each in sets if each.target), "")
