"""
What practitioners found and judged, as a decision hears it.

What was answered at home and what was found at the clinic make one case. A judgement of an older
release that today's rules cannot read counts for nothing, which never reassures, and is named.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q

from zusanli.clinic.books import rule_book
from zusanli.clinic.records.models import Judgement, JudgementKind, Patient
from zusanli.clinic.records.same_person import ids_of, joined_at
from zusanli.core.case.people import is_lay
from zusanli.core.case.reading import read_case
from zusanli.core.case.record import Answer, Case
from zusanli.core.findings import AskedOf, Kind
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.errors import InputError

TAKES_BACK = frozenset((JudgementKind.RELEASE, JudgementKind.OVERRIDE))
IN_CASE: Mapping[str, str] = {
    JudgementKind.EXAMINATION: "examinations",
    JudgementKind.RELEASE: "releases",
    JudgementKind.OVERRIDE: "overrides",
}
"""Where a case lists them."""


@dataclass(frozen=True, slots=True)
class Judged:
    """
    A case's part that is a practitioner's.

    `chosen` is the last choice of conditions and patterns, which takes the place of those before;
    `unread` are judgements that cannot be read.
    """

    parts: tuple[Case, ...] = ()
    chosen: Case | None = None
    unread: tuple[Judgement, ...] = ()

    def since(self, begun_at: datetime) -> "Judged":
        """
        Give what counts for a questionnaire that was begun at a moment.

        Whoever is asked anew, such as after telling of something worse, is asked all of it: no
        earlier good news of what patients tell closes a question. What alarmed still does.
        """
        return replace(self, parts=tuple(_alarming_before(each, begun_at) for each in self.parts))

    def beside(self, case: Case) -> Case:
        """Put it beside what was answered."""
        last = self.chosen or case
        return replace(
            case,
            answers=_settled((*case.answers, *(one for e in self.parts for one in e.answers))),
            examinations=tuple(one for each in self.parts for one in each.examinations),
            releases=tuple(one for each in self.parts for one in each.releases),
            overrides=tuple(one for each in self.parts for one in each.overrides),
            lifts=tuple(one for each in self.parts for one in each.lifts),
            chosen_conditions=last.chosen_conditions,
            chosen_patterns=last.chosen_patterns,
        )


NOTHING_JUDGED = Judged()


def judged(patient: Patient | None, *, until: datetime) -> Judged:
    """
    Give what was judged of a patient until a moment; of nobody, nothing.

    What was found under any of a person's records counts. What takes a warning back counts for
    answers of another record only if it was given once both were known to be of one person:
    before that, nobody judged them.
    """
    if patient is None:
        return NOTHING_JUDGED
    found = Judgement.objects.filter(patient__in=ids_of(patient.pk), at__lte=until)
    if joined := joined_at(patient.pk):
        found = found.exclude(~Q(patient=patient), kind__in=TAKES_BACK, at__lt=joined)
    return read_all(found.order_by("pk"), on=until)


def read_all(kept: Iterable[Judgement], *, on: datetime) -> Judged:
    """Read judgements as parts of a case."""
    book, parts, chosen, unread = rule_book(), [], None, []
    for each in kept:
        try:
            part = read_part(JudgementKind(each.kind), each.what, book=book, on=on)
        except InputError:
            unread.append(each)
            continue
        if each.kind == JudgementKind.CHOSEN:
            chosen = part
        else:
            parts.append(part)
    return Judged(tuple(parts), chosen, tuple(unread))


def read_part(kind: JudgementKind, what: object, *, book: RuleBook, on: datetime) -> Case:
    """
    Read one judgement.

    Raises:
        InputError: a field, finding, value or time is not one that the rule book knows.
    """
    if kind in (JudgementKind.HISTORY, JudgementKind.MONITORED):
        return read_case({}, book=book, now=on)
    field = IN_CASE.get(kind)
    part: dict[str, object] = {field: [what]} if field else {kind.value: what}
    return read_case(part, book=book, now=on)


def _alarming_before(part: Case, begun_at: datetime) -> Case:
    findings = rule_book().findings

    def counts(name: str, value: Value | None, at: datetime) -> bool:
        finding = findings[name]
        if at >= begun_at or finding.lasting or finding.asked_of is not AskedOf.PATIENT:
            return True
        if finding.kind is Kind.YES_NO:
            return value is finding.alarm
        return finding.kind is not Kind.ANY_OF or bool(value)

    return replace(
        part,
        answers=tuple(e for e in part.answers if counts(e.finding, e.value, e.at)),
        overrides=tuple(e for e in part.overrides if counts(e.finding, e.value, e.at)),
        examinations=tuple(
            replace(
                each,
                findings=tuple(
                    (name, value) for name, value in each.findings if counts(name, value, each.at)
                ),
            )
            for each in part.examinations
        ),
    )


def _settled(answers: tuple[Answer, ...]) -> tuple[Answer, ...]:
    """
    Leave out what was asked again later: a "not sure" that was answered, and what was said again.

    A yes is never left out for a no: it stands beside it, and the bad news of the two counts.
    """
    known: dict[str, datetime] = {}
    again: dict[tuple[str, Value | None, bool], datetime] = {}
    for each in answers:
        if each.value is not None:
            known[each.finding] = max(each.at, known.get(each.finding, each.at))
        for key in _said_as(each):
            again[key] = max(each.at, again.get(key, each.at))
    return tuple(
        each
        for each in answers
        if (each.value is not None or known.get(each.finding, each.at) <= each.at)
        and again[each.finding, each.value, is_lay(each.by)] <= each.at
    )


def _said_as(answer: Answer) -> Iterator[tuple[str, Value | None, bool]]:
    """What a practitioner says again stands for what a patient said, and not the other way."""
    lay = is_lay(answer.by)
    yield answer.finding, answer.value, lay
    if not lay:
        yield answer.finding, answer.value, True
