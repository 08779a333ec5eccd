"""What the answer to a tick list says of each of its items."""

from collections.abc import Iterator

from zusanli.core.findings import Finding
from zusanli.core.rules.tree import Value


def by_item(finding: Finding, ticked: Value | None) -> Iterator[tuple[str, bool | None]]:
    """
    Give the items of a list that its answer speaks of, each with what it says.

    None of these is no to all, a tick is yes, and "not sure" is that of each; what was not ticked
    beside a tick stays open, and is not given.
    """
    for name in finding.items:
        if not ticked or (isinstance(ticked, frozenset) and name in ticked):
            yield name, None if ticked is None else bool(ticked)
