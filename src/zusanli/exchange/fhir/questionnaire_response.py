"""
Answers as a FHIR R4 QuestionnaireResponse (https://hl7.org/fhir/R4/questionnaireresponse.html).

Three values stay three: yes, no, and "not sure", which is told by the code that FHIR has for what
was asked and is not known. What was never asked does not stand there at all.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from zusanli.core.case.record import Answer
from zusanli.core.decide import Decision
from zusanli.core.findings import COMPLAINTS, Finding, Kind
from zusanli.core.rulebook import RuleBook
from zusanli.core.rules.tree import Value
from zusanli.documents.wording import place_text

Resource = dict[str, Any]
NOT_SURE = {
    "system": "http://terminology.hl7.org/CodeSystem/data-absent-reason",
    "code": "asked-unknown",
    "display": "Asked But Unknown",
}
UCUM = "http://unitsofmeasure.org"
NONE = {"code": "none"}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose answers they are, and to which questionnaire of theirs."""

    patient: UUID
    questionnaire: UUID


def fhir_questionnaire_response(
    decision: Decision, subject: Subject, *, authored: datetime, is_whole: bool
) -> Resource:
    """Give the answers of a case; `is_whole` is that no question is left to ask."""
    book = decision.book
    items = [*_complaints(decision), *(_item(each, book) for each in decision.case.answers)]
    return {
        "resourceType": "QuestionnaireResponse",
        "language": book.say.language,
        "identifier": _number(subject.questionnaire),
        "status": "completed" if is_whole else "in-progress",
        "subject": {"identifier": _number(subject.patient)},
        "authored": authored.isoformat(timespec="seconds"),
        **({"item": items} if items else {}),
    }


def _number(key: UUID) -> Resource:
    return {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{key}"}


def _complaints(decision: Decision) -> Iterator[Resource]:
    brings, book = decision.case.complaints, decision.book
    if brings:
        codes = [{"code": each, "display": book.complaints[each].label} for each in sorted(brings)]
        yield {"linkId": COMPLAINTS, "answer": [{"valueCoding": each} for each in codes]}


def _item(answer: Answer, book: RuleBook) -> Resource:
    finding = book.findings[answer.finding]
    return {
        "linkId": finding.id,
        "text": finding.text,
        "answer": list(_answers(finding, answer.value, book)),
    }


def _answers(finding: Finding, value: Value | None, book: RuleBook) -> Iterator[Resource]:
    match value:
        case None:
            yield {"valueCoding": NOT_SURE}
        case bool():
            yield {"valueBoolean": value}
        case int() | float():
            yield _number_of(finding, value)
        case frozenset():
            yield from (_coding(finding, each, book) for each in sorted(value))
            if not value:
                yield {"valueCoding": NONE}
        case str() if finding.kind is Kind.DATE:
            yield {"valueDate": value}
        case str():
            yield _coding(finding, value, book)


def _number_of(finding: Finding, value: float) -> Resource:
    if finding.unit in {None, "1"} or "{" in str(finding.unit):
        return {"valueDecimal": value}
    return {"valueQuantity": {"value": value, "system": UCUM, "code": finding.unit}}


def _coding(finding: Finding, code: str, book: RuleBook) -> Resource:
    return {"valueCoding": {"code": code, "display": _label(finding, code, book)}}


def _label(finding: Finding, code: str, book: RuleBook) -> str:
    if finding.kind is Kind.PLACES:
        return place_text(code, book)
    if code in book.findings:
        return book.findings[code].label
    return next((each.label for each in finding.choices if each.id == code), code)
