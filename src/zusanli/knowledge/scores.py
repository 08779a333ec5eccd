"""Whether the examples beside each score come out, in points and in how the total reads."""

from collections.abc import Iterator

from zusanli.core.rules.score import Score
from zusanli.knowledge.entries import Entries
from zusanli.knowledge.examples import Example, examples_of
from zusanli.knowledge.grammar import Names

NOTHING = "nothing"
"""What an example says a total reads that lies below every reading, or touches two of them."""


def wrong_scores(entries: Entries, names: Names) -> Iterator[str]:
    """Say which examples of scores fail, and which readings no example shows."""
    for name, score in names.scores.items():
        entry = entries.of("score")[name]
        seen = set()
        for example in examples_of(entry, names):
            wrong = example if isinstance(example, str) else score_fails(score, example)
            if isinstance(example, Example):
                seen.add(example.reads)
            if wrong:
                yield f"{entry.place}: {wrong}"
        for reading in score.readings:
            if reading.id not in seen:
                yield f"{entry.place}: no example reads {reading.id}"


def score_fails(score: Score, example: Example) -> str | None:
    """Say what came out instead; None if the example holds."""
    points = list(score.interval(example.known))
    if points != example.expect:
        return f"{example.name}: {points} and not {example.expect}"
    reads = score.reading(example.known) or NOTHING
    if example.reads is not None and reads != example.reads:
        return f"{example.name}: reads {reads} and not {example.reads}"
    return None
