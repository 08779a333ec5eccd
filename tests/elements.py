"""What the tests of the articles' elements ask of a patient's decision."""

from collections.abc import Iterable, Mapping

from tests.people import NOON, Patient, interview
from zusanli.core.case.reading import read_case
from zusanli.core.decide import Decision, decide
from zusanli.core.rulebook import RuleBook
from zusanli.documents.decision_data import decision_data


def answered(patient: Patient, book: RuleBook) -> Decision:
    """Decide for somebody who answered all questions."""
    return interview(patient, book).decision


def data_of(patient: Patient, book: RuleBook, **fields: object) -> dict[str, object]:
    """Give the same decision as other programs get it, with more fields of the case."""
    case = {
        "complaints": patient.complaints,
        "on": NOON.isoformat(),
        "country": "GB",
        "answers": interview(patient, book).answers,
        **fields,
    }
    return decision_data(decide(case=read_case(case, book=book, now=NOON), book=book, engine="t"))


def ids(rows: Iterable[Mapping[str, object]]) -> set[object]:
    return {row["id"] for row in rows}


def put(patient: Patient, book: RuleBook) -> set[str]:
    """Every finding that the questionnaire put to a patient, in tick lists too."""
    asked = interview(patient, book).answers
    return {*asked, *(item for each in asked for item in book.findings[each].items)}


def suggested(patient: Patient, book: RuleBook) -> set[str]:
    return {each.diagnosis.id for each in answered(patient, book).conditions}


def due(patient: Patient, book: RuleBook) -> set[str]:
    return {each.id for each in answered(patient, book).triage.examinations_due}


def called(book: RuleBook, word: str) -> set[str]:
    """The conditions that are found by a word that people use."""
    return {
        each.id
        for each in book.conditions.values()
        if any(word in name.casefold() for name in (each.name, *each.also))
    }
