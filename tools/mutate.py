"""
Break each red flag and precaution in small ways, one at a time, and see that its examples notice.

    python -m tools.mutate [id ...]

A mutant that no example notices is held against the original on every assignment that the rule can
tell apart. If none differs it is equivalent, which is then proved by exhaustion; otherwise an
example is missing, the difference is shown, and the exit code is 1.
"""

import math
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from tools.assignments import assignments, domains, with_interval_scores
from zusanli.core.precautions.precaution import Precaution
from zusanli.core.rules.score import ScoreCompare
from zusanli.core.rules.tree import And, AtLeast, Compare, Constant, Known, Not, OneOf, Or, Rule
from zusanli.core.triage.flags import RedFlag
from zusanli.knowledge.compiler import Compiled, compile_kb
from zusanli.knowledge.examples import Example, examples_of, fails
from zusanli.knowledge.grammar import Names
from zusanli.knowledge.precautions import OUTCOMES
from zusanli.knowledge.store import KB

MOST_ASSIGNMENTS = 3_000_000


Gated = RedFlag | Precaution


@dataclass(frozen=True)
class Mutant:
    """A flag or precaution made wrong, and how."""

    change: str
    made: Gated


def mutants_of(right: Gated, names: Names) -> Iterator[Mutant]:
    """Give a flag or precaution made wrong in every small way."""
    never = Constant(value=False)
    yield Mutant("deleted", replace(right, gate=never, when=never))
    for part, rule in (("gate", right.gate), ("when", right.when)):
        yield Mutant(f"{part} negated", _with(right, part, Not(rule)))
        for change, wrong in _wrong_rules(rule, names):
            yield Mutant(f"{part}: {change}", _with(right, part, wrong))


def _with(right: Gated, part: str, rule: Rule) -> Gated:
    return replace(right, gate=rule) if part == "gate" else replace(right, when=rule)


def _wrong_rules(  # noqa: C901, PLR0912 - one case for each node
    rule: Rule, names: Names
) -> Iterator[tuple[str, Rule]]:
    match rule:
        case And(parts):
            yield "AND becomes OR", Or(parts)
            yield from _wrong_parts(parts, And, names)
        case Or(parts):
            yield "OR becomes AND", And(parts)
            yield from _wrong_parts(parts, Or, names)
        case AtLeast(count, parts):
            for moved in (count - 1, count + 1):
                yield f"AT_LEAST {count} becomes {moved}", AtLeast(moved, parts)
            yield from _wrong_parts(parts, lambda left: AtLeast(count, left), names)
        case Not(part):
            yield "NOT dropped", part
            for change, wrong in _wrong_rules(part, names):
                yield change, Not(wrong)
        case Compare(finding, operator, cut):
            for moved in _moved(cut):
                yield f"{finding} {operator} {cut} becomes {moved}", replace(rule, cut=moved)
        case ScoreCompare(score, operator, cut):
            for moved in (cut - 1, cut + 1):
                yield f"{score.id} {operator} {cut} becomes {moved}", replace(rule, cut=moved)
        case OneOf(finding, choices):
            for choice in names.findings[finding].choices:
                wrong = replace(rule, choices=_swap(choices, choice.id))
                yield f"{finding}: {choice.id} swapped", wrong
        case _:
            return


def _wrong_parts(
    parts: tuple[Rule, ...], make: Callable[[tuple[Rule, ...]], Rule], names: Names
) -> Iterator[tuple[str, Rule]]:
    for index, part in enumerate(parts):
        rest = (*parts[:index], *parts[index + 1 :])
        yield f"part {index + 1} of {len(parts)} dropped ({_words(part)})", make(rest)
        for change, wrong in _wrong_rules(part, names):
            yield change, make((*parts[:index], wrong, *parts[index + 1 :]))


def _moved(cut: float) -> list[float]:
    steps = [1.0] if cut == math.floor(cut) else [1.0, 0.1]
    moved = [cut + sign * step for step in steps for sign in (-1, 1)]
    return [int(each) if each == math.floor(each) else round(each, 6) for each in moved]


def _swap(choices: tuple[str, ...], choice: str) -> tuple[str, ...]:
    if choice in choices:
        return tuple(each for each in choices if each != choice)
    return (*choices, choice)


def _words(rule: Rule) -> str:
    return " ".join(dict.fromkeys(rule.names()))[:60]


def noticed(mutant: Gated, examples: list[Example]) -> bool:
    """Whether any example comes out otherwise than it says."""
    return any(fails(example, _state(mutant, example.known)) for example in examples)


def difference(right: Gated, mutant: Gated, names: Names) -> str | None:
    """Find an assignment on which the two differ; None proves them equivalent."""
    right, mutant = _abstract(right), _abstract(mutant)
    found = domains([right.gate, right.when], names)
    size = math.prod(map(len, found.values()))
    if size > MOST_ASSIGNMENTS:
        return f"not proved: {size:,} assignments are too many"
    for known in assignments(found):
        if _state(right, known) != _state(mutant, known):
            told = {name: value for name, value in known.items() if value != frozenset()}
            return f"{told}: {_state(right, known)}, mutant {_state(mutant, known)}"
    return None


def _state(gated: Gated, known: Known) -> str:
    return gated.state(known).id if isinstance(gated, RedFlag) else OUTCOMES[gated.truth(known)]


def _abstract(gated: Gated) -> Gated:
    return replace(
        gated, gate=with_interval_scores(gated.gate), when=with_interval_scores(gated.when)
    )


def examples_for(gated: Gated, compiled: Compiled) -> list[Example]:
    """Give the examples that stand beside a flag or precaution in kb/."""
    table = "red_flag" if isinstance(gated, RedFlag) else "precaution"
    entry = compiled.entries.of(table)[gated.id]
    return [each for each in examples_of(entry, compiled.names) if isinstance(each, Example)]


def main(wanted: list[str]) -> int:
    """Run all mutants of the wanted flags and precautions, or of every one."""
    compiled = compile_kb(KB)
    tried = equivalent = 0
    survivors = []
    for right in (*compiled.flags, *compiled.precautions):
        if wanted and right.id not in wanted:
            continue
        examples = examples_for(right, compiled)
        for mutant in mutants_of(right, compiled.names):
            tried += 1
            if noticed(mutant.made, examples):
                continue
            apart = difference(right, mutant.made, compiled.names)
            if apart is None:
                equivalent += 1
                print(f"equivalent  {right.id}: {mutant.change}")
            else:
                survivors.append(f"SURVIVES    {right.id}: {mutant.change}\n            {apart}")
    print(*survivors, sep="\n")
    noticed_count = tried - equivalent - len(survivors)
    print(
        f"{tried} mutants: {noticed_count} noticed by examples, {equivalent} proved equivalent, "
        f"{len(survivors)} survive"
    )
    return 1 if survivors or not tried else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
