"""A condition for whoever reads about it: what is known of needles, guidelines, and trials."""

from collections.abc import Iterator

from zusanli.core.claims.claim import Claim
from zusanli.core.diagnosis import Diagnosis
from zusanli.core.evidence.guideline import disagree, guidelines_for
from zusanli.core.points.candidates import Trials
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import noop
from zusanli.documents.blocks import (
    Block,
    FinePrint,
    Graded,
    Heading,
    Paragraph,
    Table,
    facts,
)
from zusanli.documents.claim_card import links
from zusanli.documents.grades import CAVEAT, may_say
from zusanli.documents.guidelines import NONE_READ, THEY_DISAGREE, guideline_lines
from zusanli.documents.numb_feet import PAGE_IS
from zusanli.documents.point_page import USE_IS
from zusanli.documents.sentences import unchecked

DIAGNOSED = noop("A doctor finds out if you have it. This page cannot, and neither can questions.")
NOTHING_KNOWN = noop(
    "No sentence about needles for it was checked yet. That says nothing for them or against."
)
NOT_IN_ORDER = noop(
    "Too few of the trials that are entered here name points, so none is put before another."
)


def condition_names(condition: Diagnosis, book: RuleBook) -> Iterator[Block]:
    """Say what else a condition is called, and what brings people who have it."""
    say = book.say
    brings = (book.complaints[each].label for each in condition.complaints)
    rows = [
        (say("In English also called"), say.listed(condition.also)),
        (say("What brings people"), say.listed(brings)),
    ]
    yield facts(rows)
    yield Paragraph(say(DIAGNOSED))


def known_of(condition: Diagnosis, book: RuleBook) -> Iterator[Block]:
    """Say what is known of needles for it, each sentence with its grade; or that nothing is."""
    say = book.say
    claims = claims_of(condition, book)
    yield Heading(say("What is known of needles for this"))
    if claims:
        yield from may_say(claims, say)
        yield links((one.source for each in claims for one in each.results), book)
    else:
        yield Paragraph(say(NOTHING_KNOWN))
    yield Heading(say("What guidelines say"))
    found = tuple(guidelines_for([condition.id], book.guidelines))
    if disagree(found):
        yield Paragraph(say(THEY_DISAGREE))
    if found:
        yield Graded(guideline_lines(found, say))
        yield links((each.source for each in found), book)
    else:
        yield Paragraph(say(NONE_READ))


def trials_of(condition: Diagnosis, book: RuleBook) -> Iterator[Block]:
    """Say how many trials are entered, and the points they used where enough name any."""
    say, trials = book.say, condition.trials
    yield Heading(say("Trials, and the points they used"))
    yield facts(
        [
            (say("Trials that name points"), str(trials.naming)),
            (say("Trials that name no points"), str(trials.silent)),
        ]
    )
    if ranked(condition, book):
        yield Table(
            (say("Point"), say("Trials that used it")),
            tuple((_called(code, book), str(used)) for code, used in used_points(condition, book)),
        )
        yield Paragraph(say(USE_IS))
    else:
        yield Paragraph(say(NOT_IN_ORDER))


def condition_fine_print(book: RuleBook) -> FinePrint:
    """Say what the page is and is not."""
    return FinePrint((book.say(CAVEAT), book.say(PAGE_IS), *unchecked(book.say)))


def claims_of(condition: Diagnosis, book: RuleBook) -> tuple[Claim, ...]:
    """Give the cards about a condition."""
    return tuple(each for each in book.claims if condition.id in each.about)


def ranked(condition: Diagnosis, book: RuleBook) -> bool:
    """Whether enough trials name points to put one before another."""
    return condition.trials.naming >= book.choosing.least_trials


def used_points(condition: Diagnosis, book: RuleBook) -> list[tuple[str, int]]:
    """Give the points that its trials used, with how many used each, the most first."""
    trials = Trials(book.protocols, [condition])
    order = {code: index for index, code in enumerate(book.points)}
    used = [(code, trials.use_of(code).trials) for code in trials.codes()]
    return sorted(used, key=lambda each: (-each[1], order[each[0]]))


def _called(code: str, book: RuleBook) -> str:
    point = book.points[code]
    return f"{point.code} {point.pinyin} {point.hanzi}"
