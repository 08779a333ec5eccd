"""
A care plan as a FHIR R4 CarePlan (https://hl7.org/fhir/R4/careplan.html).

Every part of the plan is an activity under its own title, so that a reader who shows activities
shows the whole plan; a goal for everyday life is a contained Goal as well. The patient is named by
a number and not by name: whoever sends the file knows whose it is.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from zusanli.core.decide import Decision
from zusanli.core.words import Words
from zusanli.documents.care_plan import (
    TITLES,
    Aim,
    CarePlan,
    Part,
    Sessions,
    State,
    sessions_rows,
    treatments_told,
)

Resource = dict[str, Any]
ACTIVITY = {
    State.UNDER_WAY: "in-progress",
    State.REACHED: "completed",
    State.DROPPED: "cancelled",
}
"""Value set care-plan-activity-status."""
LIFECYCLE = {State.UNDER_WAY: "active", State.REACHED: "completed", State.DROPPED: "cancelled"}
"""Value set goal-status."""


def fhir_care_plan(
    plan: CarePlan, decision: Decision | None, say: Words, *, patient: UUID
) -> Resource:
    """Give the plan; `decision` is None where no questionnaire told of other treatments."""
    goals = [_goal(each, number, patient) for number, each in enumerate(_lifestyle(plan), start=1)]
    return {
        "resourceType": "CarePlan",
        **({"contained": goals} if goals else {}),
        "language": say.language,
        "status": "active",
        "intent": "plan",
        "title": say("Care plan"),
        "subject": subject(patient),
        "created": plan.on.isoformat(),
        **({"goal": [{"reference": f"#{each['id']}"} for each in goals]} if goals else {}),
        "activity": [
            _sessions(plan.sessions, say),
            *(_aim(each, say) for each in plan.aims),
            *_told(decision, say),
        ],
    }


def subject(patient: UUID) -> Resource:
    """Name a patient by the number of the record."""
    return {"identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{patient}"}}


def _lifestyle(plan: CarePlan) -> tuple[Aim, ...]:
    return plan.of(Part.LIFESTYLE)


def _goal(aim: Aim, number: int, patient: UUID) -> Resource:
    due = [{"dueDate": aim.look_again.isoformat()}] if aim.look_again else []
    return {
        "resourceType": "Goal",
        "id": f"goal-{number}",
        "lifecycleStatus": LIFECYCLE[aim.state],
        "description": {"text": aim.says},
        "subject": subject(patient),
        **({"target": due} if due else {}),
    }


def _sessions(sessions: Sessions, say: Words) -> Resource:
    if sessions.kept == 0:
        status = "not-started"
    else:
        over = sessions.planned is not None and sessions.kept >= sessions.planned
        status = "completed" if over else "in-progress"
    rows = (f"{label}: {text}" for label, text in sessions_rows(sessions, say) if text)
    return _activity(say("Visits"), say.apart(rows), status)


def _aim(aim: Aim, say: Words) -> Resource:
    return _activity(say(TITLES[aim.part]), aim.says, ACTIVITY[aim.state])


def _told(decision: Decision | None, say: Words) -> Iterator[Resource]:
    """Give the treatments by others; nobody here says how they stand."""
    if decision is not None:
        for each in treatments_told(decision):
            yield _activity(say(TITLES[Part.OTHER_CARE]), each, "unknown")


def _activity(title: str, says: str, status: str) -> Resource:
    return {"detail": {"code": {"text": title}, "status": status, "description": says}}
