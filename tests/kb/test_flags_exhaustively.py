"""
Every red flag over every assignment of its own findings.

A worse answer, and an answer taken back, never lower what a case may still turn out to be.
"""

import math
from dataclasses import replace

import numpy as np
import pytest

from tools.assignments import assignments, domains, with_interval_scores
from zusanli.core.findings import EXAMINED, AskedOf, Kind
from zusanli.core.triage.flags import RedFlag, State
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB

COMPILED = compile_kb(KB)
FLAGS = {flag.id: flag for flag in COMPILED.flags}
CLOT_ROWS = {"RF03", "RF04", "RF05"}
CLOT_FLAGS = [flag for flag in COMPILED.flags if CLOT_ROWS & set(flag.covers)]
MOST_FINDINGS = 12
RECORDED_BY = {
    name: frozenset(kind.id for kind in COMPILED.examinations if name in kind.findings)
    for name, finding in COMPILED.names.findings.items()
    if finding.asked_of is AskedOf.EXAMINATION
}


def alone_or_together() -> list:
    """Each flag by itself, but the rows of one clot together, since one takes over from another."""
    alone = [pytest.param([flag], id=flag.id) for flag in COMPILED.flags if flag not in CLOT_FLAGS]
    return [*alone, pytest.param(CLOT_FLAGS, id="+".join(sorted(CLOT_ROWS)))]


def abstract(flag: RedFlag) -> RedFlag:
    return replace(flag, gate=with_interval_scores(flag.gate), when=with_interval_scores(flag.when))


def table(found: dict[str, list[object]], value) -> np.ndarray:
    """What `value` says of each assignment, one axis for each finding."""
    shape = [len(values) for values in found.values()]
    each = (value(known) for known in assignments(found))
    return np.fromiter(each, dtype=np.int8, count=math.prod(shape)).reshape(shape)


def possible_urgency(flags: list[RedFlag], known) -> int:
    return max(flag.urgency * (flag.state(known) > State.CLOSED) for flag in flags)


def can_be(known) -> bool:
    """What only an examiner can find is not known without the examination being on record."""
    examined = known.get(EXAMINED)
    return examined is None or all(
        not examined.isdisjoint(RECORDED_BY[name]) for name in known if name in RECORDED_BY
    )


def better_and_worse(name: str, values: list[object]) -> list[tuple[object, object]]:
    """Pairs of values of which the second must never look less urgent than the first."""
    if name in COMPILED.names.scores:
        return [
            (narrow, wide)
            for narrow in values
            for wide in values
            if narrow is not None
            and (wide is None or (wide[0] <= narrow[0] and narrow[1] <= wide[1]))
        ]
    pairs = [(value, None) for value in values if value is not None] if None in values else []
    finding = COMPILED.names.findings.get(name)
    if finding is not None and finding.kind is Kind.YES_NO:
        pairs += [(not finding.alarm, finding.alarm), (None, finding.alarm)]
    return pairs


@pytest.mark.parametrize("flags", alone_or_together())
def test_a_worse_or_an_unknown_answer_never_lowers_the_possible_urgency(flags):
    rules = [rule for flag in flags for rule in (flag.gate, flag.when)]
    found = domains(rules, COMPILED.names)
    abstracted = [abstract(flag) for flag in flags]
    urgencies = table(found, lambda known: possible_urgency(abstracted, known))
    possible = table(found, can_be)
    for axis, (name, values) in enumerate(found.items()):
        for better, worse in better_and_worse(name, values):
            before = urgencies.take(values.index(better), axis=axis)
            after = urgencies.take(values.index(worse), axis=axis)

            compared = possible.take(values.index(better), axis=axis) > 0

            assert compared.any()
            assert (after >= before)[compared].all(), f"{name}: {better} to {worse} lowers it"


@pytest.mark.parametrize("flag", FLAGS.values(), ids=FLAGS)
def test_a_flag_looks_at_few_enough_findings_to_be_checked_whole(flag):
    found = domains([flag.gate, flag.when], COMPILED.names)

    assert len(found) <= MOST_FINDINGS


@pytest.mark.parametrize("score", COMPILED.names.scores.values(), ids=COMPILED.names.scores)
def test_a_worse_item_never_lowers_a_score_and_an_unknown_one_only_widens_it(score):
    for item in score.items:
        found = domains([band.when for band in item.bands], COMPILED.names)
        for known in assignments(found):
            low, high = item.interval(known)
            for name in known:
                less = {other: value for other, value in known.items() if other != name}
                least, most = item.interval(less)

                assert least <= low <= high <= most, f"{item.id}: without {name}"
                finding = COMPILED.names.findings.get(name)
                if finding is not None and finding.kind is Kind.YES_NO:
                    at_worst = item.interval({**known, name: finding.alarm})
                    assert at_worst >= (low, high), f"{item.id}: {name} at its worst"
