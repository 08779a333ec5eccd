"""
Write docs/coverage.csv: for each row of the articles' elements list, what proves it.

    python -m tools.coverage_map

tools/elements.csv names every row and what it waits for where no test carries its marker: `rules`
(rules, points, courses, advice, numbers, claims, contents: must have a test), `page` (pages, roles,
booking, the day of the clinic) or `declined: why`. The exit code is 1 if a row of
`rules` has no test, or a test names a row that does not exist.
"""

import contextlib
import csv
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
ELEMENTS = HOME / "tools" / "elements.csv"
COVERAGE = HOME / "docs" / "coverage.csv"

RULES, TESTED = "rules", "tested"
FALLBACKS = (RULES, "page")
DECLINED = "declined: "


@dataclass(slots=True)
class Proofs:
    """
    The tests that carry an element's marker, as pytest itself sees them.

    Collecting asks pytest and not the source text, so that a marker counts wherever it stands: on a
    function, a class, a module or one case of a table.
    """

    by_element: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def pytest_collection_modifyitems(self, items: Sequence[pytest.Item]) -> None:
        """Note the name and file of each test that carries the marker; pytest calls this."""
        for item in items:
            file, _, name = item.nodeid.partition("::")
            for marker in item.iter_markers("element"):
                for element in marker.args:
                    proof = (name.partition("[")[0].replace("::", "."), file)
                    self.by_element.setdefault(str(element), set()).add(proof)


def main() -> int:
    """Write the map, and name what is missing."""
    states = read_elements(ELEMENTS)
    proofs = collected(["tests"])
    rows = list(coverage(states, proofs))
    with COVERAGE.open("w", encoding="utf-8", newline="") as opened:
        table = csv.writer(opened, lineterminator="\n")
        table.writerow(("element", "state", "test", "where"))
        table.writerows(rows)
    missing = [element for element, state, *_ in rows if state == RULES]
    unknown = sorted(set(proofs) - set(states))
    for element in unknown:
        print(f"{element}: no such element, but a test names it: {_where(proofs[element])}")
    for element in missing:
        print(f"{element}: belongs to the rules and has no test")
    tested = sum(state == TESTED for _, state, *_ in rows)
    print(f"{len(rows)} elements, {tested} tested, {len(missing)} that must be and are not")
    return 1 if missing or unknown else 0


def read_elements(path: Path) -> dict[str, str]:
    """
    Read every element and its state without a test.

    Raises:
        ValueError: an element stands twice, or its state is none of those above.
    """
    states: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as opened:
        for row in csv.DictReader(opened, strict=True):
            element, state = row["element"], row["state"]
            if element in states:
                raise ValueError(f"{element} stands twice")
            declined, _, why = state.partition(DECLINED)
            if state not in FALLBACKS and (declined or not why.strip()):
                raise ValueError(f"{element}: {state!r} is no state")
            states[element] = state
    return states


def collected(where: Sequence[str]) -> dict[str, set[tuple[str, str]]]:
    """
    Give for each element the tests that carry its marker, by name and file.

    Raises:
        RuntimeError: a test file cannot be read; its markers would be missed in silence.
    """
    proofs = Proofs()
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        code = pytest.main(["--collect-only", "-q", *where], plugins=[proofs])
    if code != pytest.ExitCode.OK:
        raise RuntimeError(f"the tests cannot be collected:\n{said.getvalue()}")
    return proofs.by_element


def coverage(
    states: Mapping[str, str], proofs: Mapping[str, set[tuple[str, str]]]
) -> Iterator[tuple[str, str, str, str]]:
    """Give a row for each element, in the order of the list."""
    for element, state in states.items():
        found = proofs.get(element, set())
        names = "; ".join(sorted({name for name, _ in found}))
        yield element, TESTED if found else state, names, _where(found)


def _where(found: set[tuple[str, str]]) -> str:
    return "; ".join(sorted({file for _, file in found}))


if __name__ == "__main__":
    sys.exit(main())
