"""A receipt for a visit: what was paid, in the clinic's words; no promise about insurers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zusanli.core.words import Words
from zusanli.documents.blocks import Block, Document, FinePrint, Notice, Table, facts
from zusanli.documents.sentences import day_text, unchecked


@dataclass(frozen=True, slots=True)
class Paid:
    """One line; `amount` is written out. Text, code and code system are what the clinic typed."""

    text: str
    code: str
    system: str
    amount: str


@dataclass(frozen=True, slots=True)
class Issued:
    """
    Everything that a receipt says. What is empty is left out.

    `void_because` is given where it counts no more. A diagnosis comes with who wrote it.
    """

    number: int
    on: date
    clinic: str
    address: str
    phone: str
    email: str
    patient: str
    born: date | None
    visit_on: date
    practitioner: str
    credential: str
    lines: Sequence[Paid]
    total: str
    diagnosis: str = ""
    diagnosis_by: str = ""
    referral: str = ""
    void_because: str | None = None


def receipt(issued: Issued, say: Words) -> Document:
    """Say what was paid; a receipt that counts no more says so first."""
    return Document(
        language=say.language,
        kind=say("Receipt"),
        title=say("Receipt {number}", number=issued.number),
        subtitle=issued.clinic,
        large_print=False,
        blocks=tuple(_blocks(issued, say)),
    )


def _blocks(issued: Issued, say: Words) -> Iterator[Block]:
    if issued.void_because is not None:
        yield Notice(
            title=say("This receipt is void"),
            lines=(say("It counts no more: {reason}", reason=issued.void_because),),
            alarm=True,
        )
    yield _who(issued, say)
    yield _lines(issued, say)
    yield facts([(say("Total"), issued.total)])
    yield FinePrint(
        (
            say(
                "Text and codes were typed in by the clinic. Whether an insurer pays, and how "
                "much, is for the insurer to say: the clinic promises nothing about it."
            ),
            *unchecked(say),
        )
    )


def _who(issued: Issued, say: Words) -> Block:
    born = "" if issued.born is None else day_text(issued.born, say)
    diagnosis = (
        say("{text} (written by {name})", text=issued.diagnosis, name=issued.diagnosis_by)
        if issued.diagnosis
        else ""
    )
    return facts(
        [
            (say("Day of the receipt"), day_text(issued.on, say)),
            (say("Clinic"), ", ".join(filter(None, (issued.clinic, *issued.address.splitlines())))),
            (say("Phone"), issued.phone),
            (say("Email address"), issued.email),
            (say("Patient"), issued.patient),
            (say("Date of birth"), born),
            (say("Day of the visit"), day_text(issued.visit_on, say)),
            (say("Treated by"), issued.practitioner),
            (say("Registration or licence number"), issued.credential),
            (say("Diagnosis"), diagnosis),
            (say("Referred by"), issued.referral),
        ]
    )


def _lines(issued: Issued, say: Words) -> Block:
    return Table(
        head=(say("Code"), say("What for"), say("Code system"), say("Amount")),
        rows=tuple((each.code, each.text, each.system, each.amount) for each in issued.lines),
    )
