"""How a patient does over time, what the numbers say, and what was decided on them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zusanli.clinic.outcomes.deciding import (
    DecidedMeanwhileError,
    NoReasonError,
    NothingToDecideError,
    decide,
    visits_that_stand,
)
from zusanli.clinic.outcomes.kept import decisions_of
from zusanli.clinic.outcomes.models import CourseDecision, What
from zusanli.clinic.outcomes.reviews import LookBack, look_back
from zusanli.clinic.records.models import Patient
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import Words, noop
from zusanli.web.access import staff, staff_member
from zusanli.web.booking.when import Clock, clock_for, read_number
from zusanli.web.desk.people import names, patient_at
from zusanli.web.outcomes.measured import measured
from zusanli.web.records.roles import TREATS
from zusanli.web.speech import book_of

LONGEST_REASON = 1000
CHOICES = (
    (What.CONTINUE, noop("Go on as before")),
    (What.CHANGE, noop("Go on, and change something")),
    (What.STOP, noop("Stop")),
)
THEN = {
    "continue": noop("Going on is reasonable."),
    "consider stopping": noop("Consider stopping."),
    "stop and triage again": noop("Stop, and ask the danger questions again before any needle."),
}
NOT_KNOWN = noop("Not known. What is missing may be the very number that got worse.")
NOTHING_SPEAKS = noop("No rule speaks after this visit.")
NO_CHOICE = noop("Please choose one of the three.")
NO_REASON = noop("Please write the reason. It stands in the record with your name and the day.")
NO_VISIT = noop("No visit took place yet, so there is nothing to decide on.")
MEANWHILE = noop(
    "Somebody else decided in the meantime. Nothing was kept of yours; what you typed is still "
    "here. Look at their decision first."
)


@dataclass(frozen=True, slots=True)
class Decided:
    """One decision as a page shows it, with what the numbers said then."""

    when: str
    by: str
    after_visit: int
    what: str
    reason: str
    said: str
    because: tuple[str, ...]
    unknown: str
    release: str


@staff(*TREATS)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def outcomes(request: HttpRequest, *, patient: UUID) -> HttpResponseBase:
    """Show how it went, or keep what was decided."""
    found, now = patient_at(patient), datetime.now(UTC)
    if request.method != "POST":
        return _shown(request, found, now)
    sent, say = request.POST, book_of(request).say
    if sent.get("what") not in What.values:
        return _shown(request, found, now, problems={"what": say(NO_CHOICE)})
    try:
        decide(
            found,
            What(sent["what"]),
            reason=sent.get("reason", "")[:LONGEST_REASON],
            seen=_seen(request),
            by=staff_member(request),
            now=now,
        )
    except NoReasonError:
        return _shown(request, found, now, problems={"reason": say(NO_REASON)})
    except NothingToDecideError:
        return _shown(request, found, now, problems={"what": say(NO_VISIT)})
    except DecidedMeanwhileError:
        return _shown(request, found, now, problems={"meanwhile": say(MEANWHILE)})
    return redirect("patient_outcomes", patient=found.pk)


def _shown(
    request: HttpRequest, patient: Patient, now: datetime, *, problems: dict[str, str] | None = None
) -> HttpResponse:
    clock, book = clock_for(request), book_of(request)
    back = look_back(patient, now=now, language=clock.language)
    decisions = list(decisions_of(patient).order_by("-pk"))
    stopped = back is not None and back.decided is not None and back.decided.what == What.STOP
    context = {
        "patient": patient,
        "named": names([patient.pk], book.say)[patient.pk],
        "back": back,
        "review": _review(back, book, clock) if back else None,
        "measures": measured(patient, back, book, clock),
        "decisions": [_decided(each, book, clock) for each in decisions],
        "seen": len(decisions),
        "choices": CHOICES,
        "what": request.POST.get("what", ""),
        "reason": request.POST.get("reason", ""),
        "longest": LONGEST_REASON,
        "problems": problems or {},
        "stopped": stopped,
        "stand": _stand(patient, now, clock) if stopped else [],
        "release": f"{book.release} {book.sha256[:12]}",
    }
    return render(request, "web/outcomes/outcomes.html", context, status=422 if problems else 200)


def _review(back: LookBack, book: RuleBook, clock: Clock) -> dict[str, object]:
    found = back.review
    return {
        "visit": found.visit,
        "then": book.say(_then(found.then, known=not found.unknown)),
        "worst": found.then == "stop and triage again",
        "because": [(each.says, _sources(each.sources, book)) for each in found.by],
        "unknown": [book.measures[each].name for each in found.unknown],
        "target": book.measures[back.target].name if back.target else "",
        "start": clock.when(back.start.at) if back.start else "",
        "reason_for_next": book.course.reason_needed(back.count + 1),
    }


def _then(then: str | None, *, known: bool) -> str:
    if then is None:
        return NOTHING_SPEAKS if known else NOT_KNOWN
    return THEN[then]


def _decided(kept: CourseDecision, book: RuleBook, clock: Clock) -> Decided:
    said = kept.said
    return Decided(
        when=clock.when(kept.at),
        by=kept.by,
        after_visit=kept.after_visit,
        what=book.say(dict(CHOICES)[What(kept.what)]),
        reason=kept.reason,
        said=book.say(_then(said["then"], known=not said["unknown"])),
        because=tuple(map(book.say, (each["says"] for each in said["because"]))),
        unknown=_named(said["unknown"], book, book.say),
        release=kept.release[:40],
    )


def _named(measures: list[str], book: RuleBook, say: Words) -> str:
    """Name measures; one that the knowledge of today has no more is named by its id."""
    return say.apart(book.measures[e].name if e in book.measures else e for e in measures)


def _sources(ids: tuple[str, ...], book: RuleBook) -> str:
    return "; ".join(book.sources[each].title for each in ids if each in book.sources)


def _stand(patient: Patient, now: datetime, clock: Clock) -> list[dict[str, object]]:
    return [
        {
            "visit": each.pk,
            "when": clock.when(each.starts_at),
            "service": each.service.called(clock.language),
            "who": each.practitioner.called,
        }
        for each in visits_that_stand(patient, now=now)
    ]


def _seen(request: HttpRequest) -> int:
    """Give how many decisions stood on the page; none sent is never the number that there are."""
    sent = read_number(request.POST.get("seen", ""))
    return -1 if sent is None else sent
