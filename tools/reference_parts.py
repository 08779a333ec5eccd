"""What several reference pages are made of: sources, examples, findings, and what is said once."""

from collections.abc import Iterable, Iterator, Mapping

from tools.plain_rules import with_unit
from zusanli.core.findings import Finding, Kind
from zusanli.documents.decision_data import REVIEW
from zusanli.knowledge.compiler import Compiled
from zusanli.knowledge.entries import Entry

MADE = "Made from the knowledge base by `make docs`; edit kb/ and not this page."
HEAD = f"{MADE} Content {REVIEW}."
PROPOSED = "Proposed: the rule, its level or a number in it is ours where the sources are silent."


def row(*cells: str) -> str:
    """Write one line of a table; a line break or a bar would end the cell."""
    return f"| {' | '.join(' '.join(cell.split()).replace('|', '&#124;') for cell in cells)} |"


def source_link(entry: Entry) -> str:
    """Name a source, with its address where it has one."""
    title = f"{entry.text('publisher')}: {entry.text('title')}"
    url = entry.text("url")
    return f"[{title}]({url})" if url.startswith("http") else f"{title} {url}".strip()


def basis(entry: Entry, compiled: Compiled) -> Iterator[str]:
    """List what an entry rests on, and whether a part of it is our own proposal."""
    for source in entry.words("sources"):
        yield f"- {source_link(compiled.entries.of('source')[source])}"
    if entry.proposed:
        yield f"- {PROPOSED}"


def example_rows(entry: Entry, outcome: str) -> Iterator[str]:
    """Make a table of the examples that stand beside a rule."""
    yield row("example", "known", outcome)
    yield "|---|---|---|"
    for example in entry.tables("example"):
        given = example.get("given")
        known = "; ".join(
            f"{name} {_value(value)}"
            for name, value in (given.items() if isinstance(given, Mapping) else ())
        )
        reads = f", reads {example['reads']}" if "reads" in example else ""
        came_out = _outcome(example.get("expect")) + reads.replace("_", " ")
        yield row(str(example.get("name", "")), known or "nothing", came_out)


def finding_line(finding: Finding) -> str:
    """Say a finding with its id, and what may be answered where that is not yes or no."""
    may_be = "; ".join(_may_be(finding))
    return f"{finding.text} `{finding.id}`{f' ({may_be})' if may_be else ''}"


def label_line(finding: Finding) -> str:
    """Say a finding on a list, with its id."""
    return f"{finding.label} `{finding.id}`"


def _may_be(finding: Finding) -> Iterable[str]:
    match finding.kind:
        case Kind.NUMBER if finding.minimum is not None and finding.maximum is not None:
            yield f"{finding.minimum:.12g} to {with_unit(finding.maximum, finding.unit)}"
        case Kind.CHOICE:
            yield from (f"`{choice.id}`: {choice.label}" for choice in finding.choices)
        case Kind.PLACES:
            yield "places, each `left.` or `right.`: " + ", ".join(finding.places)
        case _:
            pass
    if finding.protective:
        yield "yes is the good news"
    if finding.lasting:
        yield "does not age"


def _outcome(expected: object) -> str:
    match expected:
        case [int(low), int(high)]:
            return str(low) if low == high else f"{low} to {high}"
        case list():
            return ", ".join(map(str, expected)) or "none"
        case _:
            return str(expected)


def _value(value: object) -> str:
    match value:
        case True:
            return "yes"
        case False:
            return "no"
        case list():
            return ", ".join(map(str, value)) or "none"
        case Mapping():
            return ", ".join(f"{name} {_value(each)}" for name, each in value.items())
        case _:
            return str(value)
