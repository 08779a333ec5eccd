"""A question that patients ask, answered by cards from the ledger."""

from dataclasses import dataclass

from zusanli.core.advice.advice import Advice
from zusanli.core.claims.claim import Claim
from zusanli.core.claims.contradiction import Contradiction


@dataclass(frozen=True, slots=True)
class Question:
    """
    A question as an article asks it, word for word, with the cards that answer it.

    `plainly` asks the same without taking an effect for granted. `answer` is ours and promises
    nothing: what is known of an effect is said by the claims alone, each with its grade.
    """

    id: str
    article: str
    line: int
    asks: str
    plainly: str
    answer: str
    claims: tuple[Claim, ...]
    contradictions: tuple[Contradiction, ...]
    advice: tuple[Advice, ...]
