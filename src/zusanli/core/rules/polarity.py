"""Which way a rule leans on each of its findings."""

from collections.abc import Iterator

from zusanli.core.rules.tree import And, AtLeast, Is, Not, Or, Rule


def polarities(rule: Rule, *, upward: bool = True) -> Iterator[tuple[str, bool]]:
    """
    Give each yes/no finding with whether its yes makes the rule truer (True) or falser (False).

    A rule in which every finding leans one way is monotone: worse answers cannot better it. Scores
    are left out, since the cut points of one lean as its bands do; tests hold those exhaustively.
    """
    match rule:
        case Is(finding):
            yield finding, upward
        case Not(part):
            yield from polarities(part, upward=not upward)
        case And(parts) | Or(parts) | AtLeast(_, parts):
            for part in parts:
                yield from polarities(part, upward=upward)
        case _:
            return
