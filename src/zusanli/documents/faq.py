"""Questions that patients ask, answered by cards from the ledger."""

import re
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


def answer_blocks(question: Question, book: RuleBook) -> Iterator[Block]:
    """Answer one question as `faq` does, with the pages that its cards rest on."""
    _, *said = _answered(question, book)
    yield from said
    sources = [one.source for each in question.claims for one in each.results]
    if sources:
        yield links(sources, book)


def found(typed: str, book: RuleBook) -> tuple[Question, ...]:
    """
    Give the questions that hold most of the words that somebody typed; without words, all.

    That which asks with these words comes first.

    Words of writing without spaces are looked for wherever they stand, others where one begins.
    """
    words = [each.strip(".,?!;:\u3001\u3002\uff1f") for each in typed.casefold().split()]
    words = [each for each in words if each]
    if not words:
        return book.questions
    held = {each.id: _held(words, _text(each)) for each in book.questions}
    most = max(held.values(), default=0)
    best = [each for each in book.questions if most and held[each.id] == most]
    return tuple(sorted(best, key=lambda each: -_held(words, _asked(each))))


def _held(words: list[str], text: str) -> int:
    return sum(
        bool(re.search(rf"\b{re.escape(each)}", text)) if each.isascii() else each in text
        for each in words
    )


def _asked(question: Question) -> str:
    return f"{question.asks} {question.plainly}".casefold()


def _text(question: Question) -> str:
    said = (each.instead for each in question.claims)
    advice = (each.text for each in question.advice)
    return " ".join((_asked(question), question.answer, *said, *advice)).casefold()


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
