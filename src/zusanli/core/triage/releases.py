"""Whether somebody's judgement of a raised urgent flag lets the patient be needled."""

from enum import StrEnum

from zusanli.core.case.people import is_lay
from zusanli.core.case.record import Release
from zusanli.core.facts import Facts
from zusanli.core.rules.explain import because
from zusanli.core.rules.tree import Known, distinct_names
from zusanli.core.triage.flags import RedFlag, State, Urgency


class Result(StrEnum):
    """What the assessor concluded. A flag that was confirmed stays in force."""

    EXCLUDED = "excluded"
    TREATED_AND_CLEARED = "treated_and_cleared"
    CONFIRMED = "confirmed"


def why_void(release: Release, flag: RedFlag, facts: Facts) -> str | None:
    """
    Say why a release does not count; None if it does.

    It speaks of the values that were judged. Once one of them differs, or the flag is raised by
    something that was not among them, nobody has judged the patient of today.
    """
    if flag.urgency is Urgency.EMERGENCY:
        return "an emergency is never released"
    if not flag.serious:
        return "this flag does not hold back needling and needs no release"
    if facts.standing(flag).state is not State.RAISED:
        return "the flag is not raised; an open flag is closed by answering it"
    if is_lay(release.assessed_by) or release.role not in flag.release_roles:
        return f"{release.role} may not release it; {' or '.join(flag.release_roles)} may"
    if release.result == Result.CONFIRMED:
        return "it was confirmed, which releases nothing"
    raised = (
        known for known in facts.readings(flag.gate, flag.when) if flag.state(known) is State.RAISED
    )
    return next((why for known in raised if (why := _was_not_judged(release, flag, known))), None)


def _was_not_judged(release: Release, flag: RedFlag, known: Known) -> str | None:
    judged = dict(release.findings)
    for name, value in judged.items():
        if name in distinct_names(flag.gate, flag.when) and known.get(name) != value:
            return f"{name} is not what was judged"
    for reason in because(flag.when, known):
        if reason.name in known and reason.name not in judged:
            return f"{reason.name} raised it and was not among the values judged"
    return None
