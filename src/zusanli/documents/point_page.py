"""A point for whoever reads about it: its names, its place, what to mind, and who names it."""

from collections.abc import Iterator
from dataclasses import dataclass

from zusanli.core.points.candidates import Trials, Use
from zusanli.core.points.point import Depth, Placing, Point
from zusanli.core.rulebook import RuleBook
from zusanli.core.words import Words, noop
from zusanli.documents.blocks import (
    Block,
    Bullets,
    FinePrint,
    Heading,
    Notice,
    Paragraph,
    Quotes,
    Table,
    facts,
    labelled,
)
from zusanli.documents.claim_card import links
from zusanli.documents.grades import CAVEAT
from zusanli.documents.numb_feet import PAGE_IS
from zusanli.documents.sentences import unchecked
from zusanli.documents.wording import PLACES, place_text

ANGLES = {
    "perpendicular": noop("straight in"),
    "oblique": noop("at a slant"),
    "transverse": noop("flat under the skin"),
}
NOT_PLACED = noop("This point has names here and no place, so it is never offered.")
NOT_BY_YOURSELF = noop("Do not needle yourself")
FOR_TRAINED = noop(
    "What follows tells how trained people place a needle. They look at who lies before them first."
)
USE_IS = noop("That a trial used a point does not show that the point does anything.")


@dataclass(frozen=True, slots=True)
class Named:
    """A condition for which trials used a point: how many, of those that name points."""

    condition: str
    use: Use
    silent: int


def naming_trials(code: str, book: RuleBook) -> tuple[Named, ...]:
    """Give the conditions for which trials that are entered used a point, the most trials first."""
    found = []
    for condition in book.conditions.values():
        trials = Trials(book.protocols, [condition])
        use = trials.use_of(code)
        if use.trials:
            found.append(Named(condition.id, use, trials.silent))
    return tuple(sorted(found, key=lambda each: -each.use.trials))


def point_names(point: Point, book: RuleBook) -> Iterator[Block]:
    """Say what a point is called."""
    say = book.say
    told = {point.code, point.pinyin, point.hanzi, point.english}
    rows = [
        (say("Characters"), point.hanzi),
        (say("Name"), point.pinyin),
        (say("In English"), point.english),
        (say("Also called"), say.listed(each for each in point.names if each not in told)),
    ]
    yield facts(rows)


def where_it_lies(point: Point, book: RuleBook) -> Iterator[Block]:
    """Say where a point lies, and where others say that it does; or that nothing was entered."""
    say, placing = book.say, point.placing
    if placing is None:
        yield Paragraph(say(NOT_PLACED))
        return
    yield Heading(say("Where it lies"))
    at = [each for each in placing.regions if each in PLACES]
    if at:
        yield facts([(say("At or near"), say.listed(place_text(each, book) for each in at))])
    yield Paragraph(say(placing.place))
    if placing.also_placed:
        yield Paragraph(say("Placed elsewhere by others:"))
        yield Bullets(tuple(map(say, placing.also_placed)))
    if placing.article_says:
        yield Quotes(((placing.article_says, say("so says an article")),))
        yield Paragraph(say(placing.article_note))


def about_the_needle(point: Point, book: RuleBook) -> Iterator[Block]:
    """Say how deep a needle may go at most, and of what it must keep clear."""
    say, placing = book.say, point.placing
    if placing is None:
        return
    yield Heading(say("How deep, and what to mind"))
    yield Notice(say(NOT_BY_YOURSELF), (say(FOR_TRAINED),))
    yield Bullets((*_depth(placing.depth, say), *_care(placing, say)))
    mind = [each.title for each in book.precautions if point.code in each.scope.points]
    if mind:
        yield Paragraph(say("Precautions that name this point:"))
        yield Bullets(tuple(mind))


def who_names_it(point: Point, book: RuleBook) -> Iterator[Block]:
    """Count the trials that used a point, and say what articles say of it, word for word."""
    say = book.say
    yield Heading(say("Who names it"))
    named = naming_trials(point.code, book)
    if named:
        yield Table(
            (say("Condition"), say("Trials that used it"), say("Trials that name no points")),
            tuple(_row(each, book) for each in named),
        )
        yield Paragraph(say(USE_IS))
    else:
        yield Paragraph(say("No trial that is entered here names it."))
    said = [
        (words, say("article {article}", article=each.article))
        for each in book.article_points
        if each.point == point.code
        for words in each.says
    ]
    if said:
        yield Quotes(tuple(dict.fromkeys(said)))


def point_fine_print(point: Point, book: RuleBook) -> Iterator[Block]:
    """Name what was read for a point, and say what the page is."""
    placing = point.placing
    if placing is not None:
        yield Heading(book.say("Rests on"))
        yield links((*placing.sources, *placing.depth.sources), book)
    yield FinePrint((book.say(CAVEAT), book.say(PAGE_IS), *unchecked(book.say)))


def _row(named: Named, book: RuleBook) -> tuple[str, str, str]:
    used = book.say("{trials} of {of}", trials=named.use.trials, of=named.use.of)
    return book.conditions[named.condition].name, used, str(named.silent)


def _depth(depth: Depth, say: Words) -> Iterator[str]:
    if depth.max_cun is None:
        yield say("No depth is given: {because}", because=say(depth.missing_because))
    else:
        yield say(
            "At most {cun} cun. A cun is as wide as the thumb of who is treated.",
            cun=f"{depth.max_cun:g}",
        )
    if depth.angle in ANGLES:
        yield labelled(say("Angle"), say(ANGLES[depth.angle]))
    if depth.direction:
        yield labelled(say("Direction"), say(depth.direction))


def _care(placing: Placing, say: Words) -> Iterator[str]:
    if placing.caution:
        yield say(placing.caution)
    if placing.feel_pulse:
        yield say("The pulse is felt first.")
    if placing.joint:
        yield say("It lies at a joint.")
    if placing.thorax:
        yield say("The lung lies under it: a needle that goes too deep can make it collapse.")
    for label, names in ((noop("Vessels"), placing.vessels), (noop("Nerves"), placing.nerves)):
        if names:
            yield labelled(say(label), say(", ".join(names)))
