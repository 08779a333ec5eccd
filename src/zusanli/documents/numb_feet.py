"""Numb feet, for whoever wants to know: when a doctor comes first, causes, and what is known."""

from collections.abc import Iterator

from zusanli.core.claims.claim import Claim
from zusanli.core.evidence.guideline import guidelines_for
from zusanli.core.rulebook import RuleBook
from zusanli.core.triage.flags import RedFlag, Urgency
from zusanli.core.words import noop
from zusanli.documents.blocks import (
    Block,
    Bullets,
    Document,
    FinePrint,
    Graded,
    Heading,
    Notice,
    Paragraph,
    Tip,
    Tips,
)
from zusanli.documents.claim_card import links
from zusanli.documents.grades import CAVEAT, may_say
from zusanli.documents.guidelines import NONE_READ, guideline_lines
from zusanli.documents.leaflet import TO_DO
from zusanli.documents.sentences import unchecked
from zusanli.documents.wording import action_of, in_country

COMPLAINT = "numb_feet"
CONDITIONS = ("peripheral_neuropathy", "diabetic_neuropathy", "chemotherapy_neuropathy")
"""The members of the group `neuropathy` in kb/conditions."""
SIGNS = (
    "cauda_equina",
    "sudden_weakness",
    "leg_suddenly_without_blood",
    "numbness_climbing_fast",
    "numb_foot_changed_and_ill",
    "numbness_climbing_new",
    "numb_foot_skin_trouble",
    "hot_numb_foot",
    "injured_foot_that_feels_less",
    "nerve_trouble_unchecked",
)
"""Red flags of feet that feel less, by their ids: a page for everybody names no others."""
ADVICE = (
    "numbness_find_the_cause",
    "numb_feet_and_flow",
    "medicines_and_vitamin_b6",
    "look_at_your_feet",
    "heat_and_numb_feet",
)
READ_MORE = "neuropathy_explained"
CAUSES_ARE = noop(
    "Many things can make feet numb. These are conditions in which they may be. Which one it is, a "
    "doctor finds out; this page cannot."
)
PAGE_IS = noop("This page informs you. It is not a diagnosis, and was not reviewed by a clinician.")


def numb_feet(book: RuleBook, *, country: str | None) -> Document:
    """Say what numb feet may come from and when to see a doctor; then what is known of needles."""
    say = book.say
    return Document(
        language=say.language,
        kind=say("Numb feet"),
        title=say("Numb feet and nerve damage (neuropathy)"),
        subtitle="",
        large_print=False,
        blocks=(
            *when_to_be_seen(book, country=country),
            *causes(book),
            *known(book),
            *_advice(book, country=country),
            *_more(book),
            FinePrint((say(CAVEAT), say(PAGE_IS), *unchecked(say))),
        ),
    )


def when_to_be_seen(book: RuleBook, *, country: str | None) -> Iterator[Block]:
    """Say by what signs somebody is seen first, the most urgent first, with what to do."""
    flags = {each.id: each for each in book.flags}
    yield Heading(book.say("When to see a doctor"))
    yield Paragraph(book.say("If one of these fits you, do first what stands there."))
    for urgency in sorted(TO_DO, reverse=True):
        meant = [flags[each] for each in SIGNS if flags[each].urgency is urgency]
        yield Notice(
            title=book.say(TO_DO[urgency]),
            lines=tuple(_sign(each, book, country) for each in meant),
            alarm=urgency >= Urgency.URGENT,
        )


def causes(book: RuleBook) -> Iterator[Block]:
    """Name the conditions that bring numb feet, and what a doctor usually tests for."""
    say = book.say
    yield Heading(say("What may be behind it"))
    yield Paragraph(say(CAUSES_ARE))
    bring = (each for each in book.conditions.values() if COMPLAINT in each.complaints)
    yield Bullets(tuple(each.name for each in bring))
    for work_up in book.work_ups:
        yield Heading(work_up.title)
        yield Bullets(work_up.tests)
        yield Paragraph(work_up.says)


def known(book: RuleBook) -> Iterator[Block]:
    """Say what is known of needles for it, each sentence with its grade, and what it rests on."""
    say = book.say
    claims = claims_about(book)
    yield Heading(say("What is known of needles for this"))
    yield from may_say(claims, say)
    yield links((one.source for each in claims for one in each.results), book)
    yield Heading(say("What guidelines say"))
    found = tuple(guidelines_for(CONDITIONS, book.guidelines))
    yield Graded(guideline_lines(found, say)) if found else Paragraph(say(NONE_READ))


def claims_about(book: RuleBook) -> tuple[Claim, ...]:
    """Give the cards about numb feet and nerve damage."""
    meant = {COMPLAINT, *CONDITIONS}
    return tuple(each for each in book.claims if not meant.isdisjoint(each.about))


def _sign(flag: RedFlag, book: RuleBook, country: str | None) -> str:
    known_country = country if country in book.countries else None
    action = action_of(flag, country=known_country, book=book)
    return book.say("{title}. {action}", title=flag.title, action=action)


def _advice(book: RuleBook, *, country: str | None) -> Iterator[Block]:
    say = book.say
    advice = {each.id: each for each in book.advice}
    yield Heading(say("Good to know"))
    yield Tips(
        tuple(
            Tip(
                in_country(advice[each].text, country=country, book=book),
                in_country(advice[each].seek_help, country=country, book=book),
            )
            for each in ADVICE
        ),
        say("Get help"),
    )


def _more(book: RuleBook) -> Iterator[Block]:
    yield Heading(book.say("More to read"))
    more = [each for each in book.resources if each.id == READ_MORE]
    yield Bullets(tuple(each.says for each in more))
    yield links((each.source for each in more), book)
