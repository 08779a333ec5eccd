"""What visits cost at the clinic, and what insurers were asked and said; no promise of any kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from zusanli.core.words import Words
from zusanli.documents.blocks import (
    Block,
    Document,
    FinePrint,
    Heading,
    Notice,
    Paragraph,
    Table,
    facts,
)
from zusanli.documents.sentences import day_text, unchecked


@dataclass(frozen=True, slots=True)
class Asked:
    """An insurer that was asked; `answer` is empty, and `on` None, while nobody has answered."""

    payer: str
    phone: str
    on: date | None
    answer: str
    reference: str


@dataclass(frozen=True, slots=True)
class Costs:
    """What a cost sheet says. A price is what for and how much, both as the clinic wrote them."""

    on: date
    clinic: str
    phone: str
    patient: str
    prices: Sequence[tuple[str, str]]
    asked: Sequence[Asked]


def cost_sheet(costs: Costs, say: Words) -> Document:
    """Say what visits cost and what insurers said; what nobody has answered is not known."""
    return Document(
        language=say.language,
        kind=say("What it costs"),
        title=say("What it costs"),
        subtitle=costs.clinic,
        large_print=False,
        blocks=tuple(_blocks(costs, say)),
    )


def _blocks(costs: Costs, say: Words) -> Iterator[Block]:
    yield facts(
        [
            (say("Day"), day_text(costs.on, say)),
            (say("Patient"), costs.patient),
            (say("Phone"), costs.phone),
        ]
    )
    yield Heading(say("Prices of the clinic"))
    if costs.prices:
        yield Table(head=(say("Amount"), say("What for")), rows=_prices(costs))
    else:
        yield Paragraph(say("No prices were written down. Please ask."))
    yield Heading(say("What insurers were asked"))
    if not costs.asked:
        yield Paragraph(say("Nobody was asked. Whether an insurer pays is not known."))
    for each in costs.asked:
        yield _asked(each, say)
    yield FinePrint(
        (
            say(
                "An answer on the telephone is no promise. Whether an insurer pays, and how much, "
                "is for the insurer to say."
            ),
            *unchecked(say),
        )
    )


def _prices(costs: Costs) -> tuple[tuple[str, ...], ...]:
    return tuple((amount, what) for what, amount in costs.prices)


def _asked(asked: Asked, say: Words) -> Block:
    if not asked.answer or asked.on is None:
        return Notice(
            title=asked.payer,
            lines=tuple(
                line for line in (say("No answer yet: nothing is known."), asked.phone) if line
            ),
        )
    return facts(
        [
            (say("Asked on"), day_text(asked.on, say)),
            (say("They said"), asked.answer),
            (say("Their reference"), asked.reference),
            (say("Phone"), asked.phone),
        ],
        of=asked.payer,
    )
