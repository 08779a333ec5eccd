"""
Every error of the program, one tree.

ZusanliError
├── InputError              what somebody typed or sent; exit code 2, the field is named
└── KnowledgeError          the knowledge base cannot be trusted; exit code 1, never a clearance
    ├── RuleError           a rule that is not in the grammar
    ├── NoFlagsInForceError an empty rule book, which would clear everybody
    └── ReleaseError        no compiled release, or one that is damaged
"""

from difflib import get_close_matches


class ZusanliError(Exception):
    """Anything that Zusanli itself refuses, in one sentence that says what to do."""


class InputError(ZusanliError):
    """
    Input that cannot be taken as it stands.

    Attributes:
        field: where it is wrong, as a path into the input: `answers.age`.
    """

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field


class KnowledgeError(ZusanliError):
    """The knowledge base is missing, damaged or contradicts itself."""


class RuleError(KnowledgeError):
    """A rule outside the grammar, or one that names what does not exist."""


class NoFlagsInForceError(KnowledgeError):
    """A rule book without red flags, which would clear everybody."""


class ReleaseError(KnowledgeError):
    """There is no compiled release, or its bytes are not those that its hash names."""


def close_matches(word: str, known: list[str]) -> str:
    """Name what was probably meant, as the tail of a message; empty if nothing is near."""
    near = get_close_matches(word, known, n=3, cutoff=0.6)
    return f" (did you mean {' or '.join(near)}?)" if near else ""
