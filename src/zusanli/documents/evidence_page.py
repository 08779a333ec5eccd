"""What is known of needles for a condition, against each of three things, unmixed and graded."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from zusanli.core.diagnosis import Diagnosis
from zusanli.core.evidence.certainty import Certainty, certainty
from zusanli.core.evidence.comparison import Comparison, Recomputed, comparisons
from zusanli.core.evidence.effect import Effect
from zusanli.core.evidence.numbers import Numbers, numbers_of
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    Forest,
    Graded,
    Heading,
    Icons,
    Mark,
    Notice,
    Paragraph,
    Said,
)
from zusanli.documents.claim_card import links
from zusanli.documents.condition_page import condition_fine_print
from zusanli.documents.evidence_words import (
    AGAINST,
    DRAFT,
    DRAFT_PAGE,
    NOT_POOLED,
    NOTHING,
    OTHERS,
    SAYS_NOTHING,
    STEPS_ARE,
    found_text,
    led,
    level_text,
    numbers_text,
    short_text,
    shown,
    side_texts,
    step_text,
)

NOTHING_AT_ALL = noop("Nothing was found here for this condition")
RECOMPUTED = noop("Recomputed")
IN_SHORT = noop("In short")


def evidence_document(condition: Diagnosis, book: RuleBook) -> Document:
    """Lay the whole evidence for one condition out."""
    say = book.say
    return Document(
        language=say.language,
        kind=say("Evidence"),
        title=say("Evidence: {condition}", condition=condition.name),
        subtitle=say("Against sham needles, no treatment and other care, never mixed"),
        large_print=False,
        blocks=(
            *evidence_blocks(condition, book),
            condition_fine_print(book),
        ),
    )


def release_month(book: RuleBook) -> datetime:
    """Give the month of the release: the time of printing would tell equal papers apart."""
    return datetime.strptime(f"{book.release}+0000", "%Y.%m%z")


def evidence_blocks(condition: Diagnosis, book: RuleBook) -> Iterator[Block]:
    """Say what was not found first, then each comparison."""
    say, found = book.say, comparisons(condition.id, book.effects)
    missing = tuple(say(NOTHING[each.against]) for each in found if not each.effects)
    if missing:
        title = NOTHING_AT_ALL if len(missing) == len(found) else noop("What was not found")
        yield Notice(say(title), (*missing, say(SAYS_NOTHING)))
    if any(not effect.signed for each in found for effect in each.effects):
        yield Paragraph(say(DRAFT_PAGE))
    for each in found:
        if each.effects:
            yield from _compared(each, book)


def _compared(found: Comparison, book: RuleBook) -> Iterator[Block]:
    say, leading = book.say, found.leading
    yield Heading(say(AGAINST[found.against]))
    if leading:
        yield Graded((Said(say(IN_SHORT), short_text(leading, say)),))
    yield Graded(tuple(_said(each, say) for each in found.effects))
    if found.recomputed:
        for part in found.recomputed:
            yield from _pooled(part, say)
    else:
        yield Paragraph(say(NOT_POOLED))
        yield from _forests(found, say)
    for each in found.effects:
        yield from _people(each, say)
    if leading:
        yield from _steps(leading, certainty(leading), say)
    yield links(dict.fromkeys(each.source for each in found.effects), book)


def _said(effect: Effect, say: Words) -> Said:
    return Said(level_text(certainty(effect), say), found_text(effect, say))


def _pooled(found: Recomputed, say: Words) -> Iterator[Block]:
    """Show the trials of a review that stand here, and the arithmetic, as a part of the whole."""
    unit, effect = found.trials[0].unit, found.pooled.effect
    numbers = Numbers(effect.estimate, effect.ci.low, effect.ci.high)
    text = say(
        "Of the {all} trials of {review} the numbers of {count} stand here. These alone give "
        "{numbers}. It is no review of our own: the effect of {review} stands above.",
        all=found.review.trials or say("several"),
        review=found.review.name,
        count=len(found.trials),
        numbers=numbers_text(numbers, unit, say),
    )
    yield Graded((Said(say(RECOMPUTED), led(numbers, text, say)),))
    marks = _marks(found.trials)
    alone = replace(_at(say("These alone"), numbers), pooled=True)
    yield _forest((*marks, alone), found.trials[0], say)


def _forests(found: Comparison, say: Words) -> Iterator[Block]:
    """Draw effects of one outcome and unit together, and never others."""
    drawn: dict[tuple[object, ...], list[Effect]] = {}
    for each in found.effects:
        if numbers_of(each):
            alike = (each.outcome, each.unit, each.as_ratio, each.lower_is_better)
            drawn.setdefault(alike, []).append(each)
    for effects in drawn.values():
        yield _forest(_marks(effects), effects[0], say)


def _marks(effects: Iterable[Effect]) -> tuple[Mark, ...]:
    found = ((each.name, numbers_of(each)) for each in effects)
    return tuple(_at(name, numbers) for name, numbers in found if numbers)


def _at(name: str, numbers: Numbers) -> Mark:
    value, low, high = map(shown, (numbers.value, numbers.low, numbers.high))
    return Mark(name, numbers.value, numbers.low, numbers.high, f"{value} ({low}, {high})")


def _forest(marks: tuple[Mark, ...], like: Effect, say: Words) -> Forest:
    """Draw marks whose outcome, unit and direction are those of one effect."""
    return Forest(
        marks,
        as_ratio=like.as_ratio,
        says=say(
            "{outcome}, in {unit}, each with its interval", outcome=like.outcome, unit=like.unit
        ),
        nothing=say("no difference"),
        better=side_texts(like, say),
    )


def _people(effect: Effect, say: Words) -> Iterator[Block]:
    """Show counts as so many of a hundred people of this trial."""
    if not effect.counts:
        return
    ways = (say("with needles"), say(OTHERS[effect.against]))
    for (count, of), way in zip(effect.counts, ways, strict=True):
        filled = round(100 * count / of)
        says = say(
            "{name}, {outcome}: {count} of 100 in this trial {way}",
            name=effect.name,
            outcome=effect.outcome,
            count=filled,
            way=way,
        )
        yield Icons(filled, says)


def _steps(effect: Effect, found: Certainty, say: Words) -> Iterator[Block]:
    yield Heading(say("How sure one may be"))
    yield Paragraph(say(STEPS_ARE))
    yield Bullets(tuple(step_text(step, say) for step in found.steps))
    yield Paragraph(
        say("What is left for {name}: {level}.", name=effect.name, level=level_text(found, say))
    )
    signed = say("Signed by {who}.", who=found.signed) if found.signed else say(DRAFT)
    yield Paragraph(signed)
