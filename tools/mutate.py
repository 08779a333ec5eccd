"""
Break what the knowledge base decides in small ways, one at a time, and see that examples notice.

    python -m tools.mutate [id or kind ...]

Red flags, precautions, scores and the entries of courses. A mutant that no example notices is held
against the original on every assignment that the rule can tell apart. If none differs it is
equivalent, which is then proved by exhaustion; otherwise an example is missing, the difference is
shown, and the exit code is 1.
"""

import sys
from collections import Counter
from collections.abc import Iterator

from tools.mutants import Subject
from tools.mutants_of_courses import course_subjects
from tools.mutants_of_rules import gated_subjects
from tools.mutants_of_scores import score_subjects
from zusanli.knowledge.compiler import Compiled, compile_kb
from zusanli.knowledge.store import KB

NOTICED = "noticed by examples"
EQUIVALENT = "proved equivalent"
SURVIVES = "survive"


def subjects(compiled: Compiled) -> Iterator[Subject]:
    """Give everything that is made wrong."""
    yield from gated_subjects(compiled)
    yield from score_subjects(compiled)
    yield from course_subjects(compiled)


def tried(subject: Subject) -> Iterator[tuple[str, str]]:
    """Give what became of each mutant, and what there is to say of it."""
    for mutant in subject.mutants():
        if mutant.noticed():
            yield NOTICED, mutant.change
            continue
        apart = mutant.apart()
        if apart is None:
            yield EQUIVALENT, mutant.change
        else:
            yield SURVIVES, f"{mutant.change}\n            {apart}"


def main(wanted: list[str]) -> int:
    """Run all mutants of the wanted ids and kinds, or of everything."""
    counts: dict[str, Counter[str]] = {}
    survivors = []
    for subject in subjects(compile_kb(KB)):
        if wanted and not {subject.id, subject.kind} & set(wanted):
            continue
        for became, said in tried(subject):
            counts.setdefault(subject.kind, Counter())[became] += 1
            if became == SURVIVES:
                survivors.append(f"SURVIVES    {subject.id}: {said}")
            elif became == EQUIVALENT:
                print(f"equivalent  {subject.id}: {said}")
    print(*survivors, sep="\n")
    for kind, count in counts.items():
        print(f"{kind}: {_told(count)}")
    print(_told(sum(counts.values(), Counter())))
    return 1 if survivors or not counts else 0


def _told(count: Counter[str]) -> str:
    parts = ", ".join(f"{count[became]} {became}" for became in (NOTICED, EQUIVALENT, SURVIVES))
    return f"{count.total()} mutants: {parts}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
