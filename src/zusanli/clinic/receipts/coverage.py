"""To ask an insurer whether it pays: a task that is open until somebody has an answer."""

from datetime import date, datetime

from zusanli.clinic.receipts.models import CoverageQuestion
from zusanli.clinic.records.models import Patient


class NothingSaidError(Exception):
    """Who is to be asked was not named, or what they said was not written down."""


class AlreadyClosedError(Exception):
    """Somebody else has closed it meanwhile; nothing was changed."""


def open_question(
    patient: Patient,
    *,
    payer: str,
    phone: str,
    chronic_pain: bool = False,
    by: str,
    now: datetime,
) -> CoverageQuestion:
    """
    Keep that an insurer is to be asked; `chronic_pain` is that it is asked for that.

    Raises:
        NothingSaidError: it is not said which.
    """
    if not payer:
        raise NothingSaidError
    return CoverageQuestion.objects.create(
        patient=patient,
        payer=payer,
        phone=phone,
        chronic_pain=chronic_pain,
        opened_at=now,
        opened_by=by,
    )


def close_question(
    question: CoverageQuestion,
    *,
    asked_on: date,
    answer: str,
    reference: str,
    by: str,
    now: datetime,
) -> None:
    """
    Keep what the insurer said, on which day, and under which number.

    Raises:
        NothingSaidError: no answer was written down.
        AlreadyClosedError: somebody else was first.
    """
    if not answer:
        raise NothingSaidError
    changed = CoverageQuestion.objects.filter(pk=question.pk, closed_at=None).update(
        asked_on=asked_on, answer=answer, reference=reference, closed_at=now, closed_by=by
    )
    if not changed:
        raise AlreadyClosedError
