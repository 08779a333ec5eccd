"""The examples that stand beside each rule in kb/, and how they are held against it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from zusanli.core.findings import EXAMINED
from zusanli.core.rules.tree import Known, Value
from zusanli.knowledge.entries import Entry
from zusanli.knowledge.grammar import Names


@dataclass(frozen=True)
class Example:
    """
    What is known in it, and what must come out; what is left out is unknown.

    `reads` is how the total of a score must read, None where an example is only of its points.
    """

    name: str
    known: Known
    expect: object
    reads: str | None = None


def examples_of(entry: Entry, names: Names) -> Iterator[Example | str]:
    """Give the examples of an entry; for one that cannot be read, what is wrong with it."""
    for index, table in enumerate(entry.tables("example")):
        name = str(table.get("name", f"example {index + 1}"))
        given = table.get("given", {})
        wrong = _wrong_names(given, names)
        if wrong:
            yield f"{name}: {wrong}"
        else:
            reads = None if "reads" not in table else str(table["reads"])
            yield Example(name, known_from(given), table.get("expect"), reads)


def fails(example: Example, found: str) -> str | None:
    """Say what came out instead; None if the example holds."""
    if found == example.expect:
        return None
    return f"{example.name}: expected {example.expect}, came out {found}"


def wrong_examples(
    entry: Entry, names: Names, outcome: Callable[[Known], str], *, shown: Iterable[str]
) -> Iterator[str]:
    """Say which examples of an entry fail, and which outcome that must be `shown` is not."""
    seen = set()
    for example in examples_of(entry, names):
        if isinstance(example, str):
            yield example
            continue
        seen.add(example.expect)
        failure = fails(example, outcome(example.known))
        if failure:
            yield failure
    for wanted in shown:
        if wanted not in seen:
            yield f"no example shows it come out {wanted}"


def _wrong_names(given: object, names: Names) -> str | None:
    if not isinstance(given, dict):
        return "given is no table"
    for name in given:
        if name not in names.findings and name not in names.sets:
            return f"{name} is no finding"
    return None


def known_from(given: object) -> Known:
    """Give what an example says is known as rules look at it."""
    known: dict[str, Value] = {EXAMINED: frozenset()}
    if isinstance(given, Mapping):
        for name, value in given.items():
            if isinstance(value, list):
                known[str(name)] = frozenset(map(str, value))
            elif isinstance(value, bool | int | float | str):
                known[str(name)] = value
    return known
