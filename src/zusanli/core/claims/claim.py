"""Claims: sentences that somebody published, with a verdict and how they may be said."""

from dataclasses import dataclass
from enum import StrEnum

from zusanli.core.claims.shares import Counts, percentages


class Verdict(StrEnum):
    """How a claim stands beside what was read."""

    SUPPORTED = "supported"
    MIXED = "mixed"
    UNSUPPORTED = "unsupported"
    REFUTED = "refuted"
    NOT_VERIFIABLE = "not_verifiable"
    TRADITIONAL = "traditional"


class Citation(StrEnum):
    """Whether the study that a claim means was found; `none` is that it means none."""

    NONE = "none"
    RESOLVED = "resolved"
    PROBABLE = "probable"
    CANDIDATE = "candidate"
    UNRESOLVED = "unresolved"


class Subjects(StrEnum):
    """Who was studied, seen from the legs and feet."""

    PATIENTS = "patients"
    HEALTHY = "healthy"
    ANIMALS = "animals"
    OTHER_DISEASE = "other_disease"


class Compared(StrEnum):
    """With what needles were compared."""

    SHAM = "sham"
    ACTIVE = "active"
    USUAL_CARE = "usual_care"
    NO_TREATMENT = "no_treatment"
    WAIT_LIST = "wait_list"
    MIXED = "mixed"
    NONE = "none"


class Flag(StrEnum):
    """What else weakens a result; and `safety`, counts of harm, which need no comparison."""

    SAFETY = "safety"
    SURROGATE = "surrogate"
    NOT_RANDOMISED = "not_randomised"
    OTHER_DISEASE = "other_disease"


class Badge(StrEnum):
    """What is said beside every result that does not speak of patients like these, compared."""

    ANIMAL = "animal"
    HEALTHY = "healthy volunteers"
    OTHER_DISEASE = "other disease"
    NO_CONTROL = "no control"
    WAIT_LIST = "wait-list"
    SURROGATE = "surrogate outcome"
    NOT_RANDOMISED = "not randomised"


EVERYONE = "everyone"
CAN_SUPPORT = frozenset((Compared.SHAM, Compared.ACTIVE, Compared.USUAL_CARE))


@dataclass(frozen=True, slots=True)
class Result:
    """
    What a study or a survey found.

    `counts` are pairs of a count and of how many; a share is computed from them and never copied,
    since sources misprint shares.
    """

    id: str
    source: str
    subjects: Subjects
    compared: Compared
    flags: tuple[Flag, ...]
    says: str
    counts: Counts

    @property
    def badges(self) -> tuple[Badge, ...]:
        """In what it falls short of patients like these, compared with something."""
        harm = Flag.SAFETY in self.flags
        other = self.subjects is Subjects.OTHER_DISEASE or Flag.OTHER_DISEASE in self.flags
        met = {
            Badge.ANIMAL: self.subjects is Subjects.ANIMALS,
            Badge.HEALTHY: self.subjects is Subjects.HEALTHY,
            Badge.OTHER_DISEASE: other,
            Badge.NO_CONTROL: self.compared is Compared.NONE and not harm,
            Badge.WAIT_LIST: self.compared is Compared.WAIT_LIST,
            Badge.SURROGATE: Flag.SURROGATE in self.flags,
            Badge.NOT_RANDOMISED: Flag.NOT_RANDOMISED in self.flags,
        }
        return tuple(badge for badge, holds in met.items() if holds)

    @property
    def can_support(self) -> bool:
        """Whether a claim may rest on it: a comparison in patients, or counted harm."""
        harm = Flag.SAFETY in self.flags
        return not self.badges and (harm or self.compared in CAN_SUPPORT)

    @property
    def shares(self) -> tuple[float, ...]:
        """The counts as percentages, computed."""
        return percentages(self.counts)


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article, word for word. `element` names it: article, line and number."""

    element: str
    says: str

    @property
    def article(self) -> str:
        """The article that says it, such as 001."""
        return self.element.split("-")[0]


@dataclass(frozen=True, slots=True)
class Claim:
    """
    A claim with its verdict.

    One claim may be quoted several times, and one sentence may hold several claims. `because` says
    why the verdict is what it is; `instead` what may be said to a patient, empty where nothing may.
    `about` names the complaints and conditions of those who are told it, or everyone. `instructs`
    is that what may be said is an instruction or a plain fact, and no word on an effect.
    """

    id: str
    about: tuple[str, ...]
    verdict: Verdict
    citation: Citation
    quotes: tuple[Quote, ...]
    results: tuple[Result, ...]
    because: str
    instead: str
    instructs: bool

    @property
    def badges(self) -> tuple[Badge, ...]:
        """Every badge of what it rests on, each once."""
        return tuple(dict.fromkeys(badge for result in self.results for badge in result.badges))
