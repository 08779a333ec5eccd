"""
Every red flag over every assignment of its own findings.

A worse answer, and an answer taken back, never lower what a case may still turn out to be.
"""

import math
from dataclasses import replace

import numpy as np
import pytest

from tools.assignments import assignments, domains, flag_domains, with_interval_scores
from zusanli.core.findings import EXAMINED, AskedOf, Kind
from zusanli.core.triage.flags import RedFlag, State
from zusanli.knowledge.compiler import compile_kb
from zusanli.knowledge.store import KB

COMPILED = compile_kb(KB)
FLAGS = {flag.id: flag for flag in COMPILED.flags}


MOST_FINDINGS = 12
RECORDED_BY = {
    name: frozenset(kind.id for kind in COMPILED.examinations if name in kind.findings)
    for name, finding in COMPILED.names.findings.items()
    if finding.asked_of is AskedOf.EXAMINATION
}


def abstract(flag: RedFlag) -> RedFlag:
    return replace(flag, gate=with_interval_scores(flag.gate), when=with_interval_scores(flag.when))


BY_WELLS = [
    flag for flag in COMPILED.flags if "wells_dvt" in flag_domains(abstract(flag), COMPILED.names)
]


def alone_or_together() -> list:
    """
    Give each flag by itself, but those on the Wells score together: one takes over from another.

    That suffices for any set of flags. The urgency of a set is the worst of its members, and what
    never lowers a member never lowers the worst of them.
    """
    alone = [pytest.param([flag], id=flag.id) for flag in COMPILED.flags if flag not in BY_WELLS]
    return [*alone, pytest.param(BY_WELLS, id="RF04+RF05")]


def test_the_flags_of_the_wells_score_are_those_of_its_two_rows():
    assert {row for flag in BY_WELLS for row in flag.covers} == {"RF04", "RF05"}


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
        not examined.isdisjoint(kinds) for name in known for kinds in recorded_by(name)
    )


def recorded_by(name: str) -> list[frozenset[str]]:
    """The examinations that a finding comes from; of a score, those that any item comes from."""
    score = COMPILED.names.scores.get(name)
    if score is None:
        return [RECORDED_BY[name]] if name in RECORDED_BY else []
    kinds = [RECORDED_BY[item] for item in score.names() if item in RECORDED_BY]
    return [frozenset.union(*kinds)] if kinds else []


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
    abstracted = [abstract(flag) for flag in flags]
    rules = [rule for flag in abstracted for rule in (flag.gate, flag.when)]
    found = domains(rules, COMPILED.names)
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
    found = flag_domains(abstract(flag), COMPILED.names)

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
