"""Questions that patients ask, answered by cards from the ledger."""

from collections.abc import Iterator

from zusanli.core.claims.question import Question
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import noop
from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    FinePrint,
    Heading,
    Paragraph,
    Quotes,
    Tip,
    Tips,
)
from zusanli.documents.claim_card import links
from zusanli.documents.grades import CAVEAT, may_say
from zusanli.documents.sentences import unchecked
from zusanli.documents.wording import anywhere

ANSWERS_ARE = noop(
    "These answers inform you. They are not a diagnosis, and were not reviewed by a clinician."
)


def faq(book: RuleBook) -> Document:
    """Answer the questions, each with what is known, and then where to read more."""
    say = book.say
    return Document(
        language=say.language,
        kind=say("Questions"),
        title=say("Questions, and what is known"),
        subtitle="",
        large_print=False,
        blocks=(
            *(block for each in book.questions for block in _answered(each, book)),
            Heading(say("More to read")),
            Bullets(tuple(each.says for each in book.resources)),
            links((each.source for each in book.resources), book),
            FinePrint((say(CAVEAT), say(ANSWERS_ARE), *unchecked(say))),
        ),
    )


def question_data(question: Question) -> dict[str, object]:
    """
    Give a question as JSON's own values.

    Where the articles contradict each other stands here alone: it is for whoever checks them.
    """
    return {
        "id": question.id,
        "article": question.article,
        "line": question.line,
        "asks": question.asks,
        "plainly": question.plainly,
        "answer": question.answer,
        "claims": [
            {
                "id": each.id,
                "verdict": each.verdict.value,
                "badges": [badge.value for badge in each.badges],
                "may_say": each.instead or None,
            }
            for each in question.claims
        ],
        "contradictions": [each.id for each in question.contradictions],
        "advice": [each.text for each in question.advice],
    }


def _answered(question: Question, book: RuleBook) -> Iterator[Block]:
    say = book.say
    yield Heading(question.plainly)
    yield Quotes(
        (
            (
                question.asks,
                say("article {article}, line {line}", article=question.article, line=question.line),
            ),
        )
    )
    yield Paragraph(question.answer)
    yield from may_say(question.claims, say)
    if question.advice:
        tips = (
            Tip(anywhere(each.text, book), anywhere(each.seek_help, book))
            for each in question.advice
        )
        yield Tips(tuple(tips), say("Get help"))
