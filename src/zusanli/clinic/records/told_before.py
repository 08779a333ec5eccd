"""
What a person told in an earlier questionnaire, and no later one takes back.

Diabetes, a bad heart valve or a pacemaker do not go away. Whoever leaves out in a second
questionnaire what was ticked in the first, perhaps under another record of the same person, has it
still, until a named practitioner corrects it with a reason.
"""

from collections.abc import Iterator
from datetime import datetime

from zusanli.clinic.books import rule_book
from zusanli.clinic.records.models import Intake
from zusanli.clinic.records.same_person import intakes_of
from zusanli.clinic.records.stored_interview import from_plain
from zusanli.core.case.record import Answer
from zusanli.core.findings import Finding, Kind

PUT_IN = frozenset(("heart_device", "other_implant"))
"""What stays in the body, though nobody's no to it holds for long: it is asked at every visit."""


def told_before(intake: Intake, *, until: datetime) -> tuple[Answer, ...]:
    """Give each lasting yes of the questionnaires that the person began before this one."""
    if intake.patient_id is None:
        return ()
    earlier = intakes_of(intake.patient_id).filter(begun_at__lt=intake.begun_at)
    return tuple(
        told for each in earlier.order_by("begun_at") for told in _lasting(each) if told.at <= until
    )


def _lasting(intake: Intake) -> Iterator[Answer]:
    book = rule_book()
    for each in from_plain(intake.versions.latest("number").interview, book).answers:
        finding = book.findings[each.finding]
        if finding.kind is Kind.YES_NO and each.value is finding.alarm and _stays(finding):
            yield each
        if finding.kind is Kind.ANY_OF and isinstance(each.value, frozenset):
            for name in sorted(each.value):
                if name in book.findings and _stays(book.findings[name]):
                    yield Answer(name, book.findings[name].alarm, each.by, each.at, each.timed)


def _stays(finding: Finding) -> bool:
    return finding.lasting or finding.id in PUT_IN
