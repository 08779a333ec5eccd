"""The ledger of claims, made of its entries, and what is wrong with any of them."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from zusanli.core.advice.advice import Advice
from zusanli.core.claims.claim import (
    EVERYONE,
    Citation,
    Claim,
    Compared,
    Flag,
    Quote,
    Result,
    Subjects,
    Verdict,
)
from zusanli.core.claims.contradiction import Contradiction, Misprint, Passage
from zusanli.core.claims.question import Question
from zusanli.core.claims.shares import Counts
from zusanli.knowledge.entries import Entries, Entry, make_all

T = TypeVar("T")

NUMBER = re.compile(r"\d[\d,.]*(?<![,.])")
FEWEST = 2
ELEMENT = re.compile(r"\d{3}-L\d{3}-\d+")


def make_claims(entries: Entries) -> tuple[Claim, ...]:
    """Make the claims; one of whose words is not known is left out and named."""
    made = make_all(entries, "result", lambda entry: _noted(_result, entry, entries))
    results = {each.id: each for each in made}
    return make_all(
        entries, "claim", lambda entry: _noted(lambda e: _claim(e, results), entry, entries)
    )


def make_questions(
    entries: Entries,
    claims: Iterable[Claim],
    contradictions: Iterable[Contradiction],
    advice: Iterable[Advice],
) -> tuple[Question, ...]:
    """Make the questions; a card that is not entered is named by the check of references."""
    claim = {each.id: each for each in claims}
    conflict = {each.id: each for each in contradictions}
    tip = {each.id: each for each in advice}
    return tuple(
        Question(
            id=entry.id,
            article=entry.text("article"),
            line=int(entry.number("line") or 0),
            asks=entry.text("asks"),
            plainly=entry.text("plainly"),
            answer=entry.text("answer"),
            claims=tuple(claim[each] for each in entry.words("claims") if each in claim),
            contradictions=tuple(
                conflict[each] for each in entry.words("conflicts") if each in conflict
            ),
            advice=tuple(tip[each] for each in entry.words("advice") if each in tip),
        )
        for entry in entries.of("question").values()
    )


def make_contradictions(entries: Entries) -> tuple[Contradiction, ...]:
    """Make the contradictions between passages of the articles."""
    return make_all(entries, "conflict", lambda entry: _noted(_contradiction, entry, entries))


def make_misprints(entries: Entries) -> tuple[Misprint, ...]:
    """Make the numbers that were printed wrong."""
    return make_all(entries, "misprint", lambda entry: _noted(_misprint, entry, entries))


def wrong_claims(claims: tuple[Claim, ...], entries: Entries) -> Iterator[str]:
    """Say which claims promise more than they rest on, and which results are not sound."""
    listed = entries.of("result")
    for claim in claims:
        entry = entries.of("claim")[claim.id]
        yield from (f"{entry.place}: {wrong}" for wrong in _wrong_claim(claim))
    for result in {each.id: each for claim in claims for each in claim.results}.values():
        yield from (f"{listed[result.id].place}: {wrong}" for wrong in _wrong_result(result))
    spoken_of = {EVERYONE, *entries.of("complaint"), *entries.of("condition")}
    for claim in claims:
        entry = entries.of("claim")[claim.id]
        for each in claim.about:
            if each not in spoken_of:
                yield f"{entry.place}: {each} is no complaint or condition"
        if claim.about and not claim.instead:
            yield f"{entry.place}: patients are told it, and there is nothing to tell"
    used = {each.id for claim in claims for each in claim.results}
    yield from (
        f"{listed[name].place}: no claim rests on it" for name in listed if name not in used
    )


def _wrong_claim(claim: Claim) -> Iterator[str]:
    if not claim.quotes:
        yield "nobody is quoted"
    for quote in claim.quotes:
        if not ELEMENT.fullmatch(quote.element):
            yield f"{quote.element} names no sentence of an article"
    if claim.verdict is Verdict.SUPPORTED and not any(each.can_support for each in claim.results):
        yield "it is called supported, and rests on nothing that was compared in patients"
    if claim.verdict is Verdict.TRADITIONAL and "tradition" not in claim.instead:
        yield "an idea of the tradition is told as one"
    if claim.citation in (Citation.PROBABLE, Citation.CANDIDATE) and not claim.results:
        yield "a study was found, and is not named"
    found = {number for result in claim.results for number in NUMBER.findall(result.says)}
    for number in NUMBER.findall(claim.instead):
        if claim.results and number not in found:
            yield f"{number} stands in no result that it rests on"


def _wrong_result(result: Result) -> Iterator[str]:
    told = {number.replace(",", "") for number in NUMBER.findall(result.says)}
    for count, of in result.counts:
        if not 0 <= count <= of or of == 0:
            yield f"{count} of {of} is no share"
        if not {str(count), str(of)} <= told:
            yield f"{count} of {of} is not what it says"
    if result.counts and "%" in result.says:
        yield "a share stands beside its counts: it is computed, never copied"


def _noted(make: Callable[[Entry], T], entry: Entry, entries: Entries) -> T | None:
    try:
        return make(entry)
    except (KeyError, ValueError) as error:
        entries.problems.append(f"{entry.place}: {error}")
        return None


def _result(entry: Entry) -> Result:
    return Result(
        id=entry.id,
        source=entry.text("source"),
        subjects=Subjects(entry.text("subjects")),
        compared=Compared(entry.text("compared")),
        flags=tuple(Flag(each) for each in entry.words("flags")),
        says=entry.text("says"),
        counts=counts_of(entry),
    )


def counts_of(entry: Entry) -> Counts:
    """Read pairs of a count and of how many; what is no pair is left out."""
    pairs = entry.data.get("counts", [])
    return tuple((int(a), int(b)) for a, b in pairs) if isinstance(pairs, list) else ()


def _contradiction(entry: Entry) -> Contradiction:
    passages = [
        Passage(str(each["article"]), int(str(each["line"])), str(each["says"]))
        for each in entry.tables("quotes")
    ]
    if len(passages) < FEWEST:
        raise ValueError("one passage contradicts nothing")
    return Contradiction(entry.id, tuple(passages), entry.text("because"))


def _misprint(entry: Entry) -> Misprint:
    counts = counts_of(entry)
    if any(not 0 <= count <= of or of == 0 for count, of in counts):
        raise ValueError("the counts are no shares")
    return Misprint(
        entry.id, entry.text("source"), entry.text("printed"), counts, entry.text("because")
    )


def _claim(entry: Entry, results: dict[str, Result]) -> Claim:
    return Claim(
        id=entry.id,
        about=entry.words("about"),
        verdict=Verdict(entry.text("verdict")),
        citation=Citation(entry.text("citation")),
        quotes=tuple(
            Quote(str(each.get("element")), str(each.get("says")))
            for each in entry.tables("quotes")
        ),
        results=tuple(results[each] for each in entry.words("results") if each in results),
        because=entry.text("because"),
        instead=entry.text("instead"),
        instructs=entry.truth("instructs"),
    )
