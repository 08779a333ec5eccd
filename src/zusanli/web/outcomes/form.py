"""The form of scores, made ready for a page: the same for patients and for the staff."""

from collections.abc import Mapping
from datetime import datetime

from django.http import HttpRequest

from zusanli.clinic.outcomes.asking import (
    BESIDE,
    DAILY_LIFE,
    FUNCTIONS,
    MOST_FUNCTIONS,
    NEW,
    STEPS,
    SYMPTOMS,
    TARGET,
    Form,
    form_for,
)
from zusanli.clinic.records.models import Patient
from zusanli.core.course.review import GLOBAL_CHANGE, NEW_SYMPTOMS
from zusanli.core.outcomes.measure import Measure
from zusanli.core.words import Words, noop
from zusanli.documents.answered import ROLES
from zusanli.web.outcomes.reading import NONE, UNSURE, Read
from zusanli.web.questionnaire.views import WHO
from zusanli.web.speech import book_of

NAMED_BEFORE = noop(
    "You named these things at the start. How well can you do each one now? 0 is not at all, 10 is "
    "as well as before."
)


def form_of(request: HttpRequest, patient: Patient, now: datetime) -> Form:
    """Give what is asked of a patient, in the language of the request."""
    return form_for(patient, book_of(request), now=now)


def fields(request: HttpRequest, form: Form, got: Read | None) -> dict[str, object]:
    """Give the fields of the form, with what was typed and what is wrong with it."""
    book = book_of(request)
    sent, problems = request.POST, got.problems if got else {}
    measures = {each.id: each for each in form.measures}

    def numbers(names: tuple[str, ...]) -> list[dict[str, object]]:
        return [
            {
                "id": name,
                "asked": measures[name].asked,
                "name": measures[name].name,
                "numbers": _numbers(measures[name]),
                "typed": sent.get(name, ""),
                "problem": problems.get(name, ""),
            }
            for name in names
        ]

    context: dict[str, object] = {
        "form": form,
        "target_asked": book.measures[TARGET].asked,
        "targets": [(each, book.measures[each].name) for each in SYMPTOMS],
        "target": sent.get("target", ""),
        "target_name": book.measures[form.target].name if form.target else "",
        "symptoms": numbers((*SYMPTOMS, *DAILY_LIFE)),
        "beside": numbers(BESIDE),
        "beside_open": any(each in problems for each in BESIDE),
        "functions_asked": book.say(NAMED_BEFORE)
        if form.functions
        else book.measures[FUNCTIONS].asked,
        "functions": _functions(request, form, problems, _numbers(measures[SYMPTOMS[0]])),
        "who": WHO,
        "by": who_answered(request),
        "wrong": bool(problems),
    }
    if form.later:
        context |= {
            "global_asked": book.measures[GLOBAL_CHANGE].asked,
            "steps": _steps(book.say),
            "step": sent.get(GLOBAL_CHANGE, ""),
            "global_problem": problems.get(GLOBAL_CHANGE, ""),
            "new_asked": book.measures[NEW_SYMPTOMS].asked,
            "new": [(str(index), book.say(each)) for index, each in enumerate(NEW)],
            "none": NONE,
            "unsure": UNSURE,
            "ticked": sent.getlist("new"),
            "new_problem": problems.get("new", ""),
        }
    return context


def who_answered(request: HttpRequest) -> str:
    """Give who answered, by the word that it is kept under."""
    sent = request.POST.get("by", "patient")
    return sent if sent in ROLES and sent in dict(WHO) else "patient"


def _numbers(measure: Measure) -> list[str]:
    return [str(number) for number in range(int(measure.low), int(measure.high or 0) + 1)]


def _steps(say: Words) -> list[tuple[str, str]]:
    """Name the steps of the change as a whole, the best first, by their values."""
    worst = -(len(STEPS) // 2)
    named = [(str(value), say(step)) for value, step in enumerate(STEPS, start=worst)]
    return named[::-1]


def _functions(
    request: HttpRequest, form: Form, problems: Mapping[str, str], numbers: list[str]
) -> list[dict[str, object]]:
    sent = request.POST
    return [
        {
            "index": index,
            "number": index + 1,
            "name": form.functions[index] if form.functions else sent.get(f"name-{index}", ""),
            "field": f"value-{index}",
            "typed": sent.get(f"value-{index}", ""),
            "numbers": numbers,
            "problem": problems.get(f"value-{index}", ""),
        }
        for index in range(len(form.functions) or MOST_FUNCTIONS)
    ]
