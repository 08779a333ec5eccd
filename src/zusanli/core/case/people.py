"""Who may answer for a patient, and so examines, releases, corrects and lifts nothing."""

import re
import unicodedata

LAY = frozenset(
    (
        "patient", "client", "self", "me", "i", "myself", "himself", "herself", "themselves",
        "parent", "parents", "guardian", "relative", "family", "carer", "caregiver", "interpreter",
        "translator", "friend", "neighbour", "neighbor", "mother", "father", "mum", "mom", "mummy",
        "mommy", "dad", "daddy", "husband", "wife", "spouse", "partner", "child", "son", "daughter",
        "brother", "sister", "sibling", "grandmother", "grandfather", "grandparent", "grandma",
        "grandpa", "aunt", "uncle", "cousin", "niece", "nephew", "visitor", "somebody", "someone",
        "anybody", "anyone", "nobody", "none", "unknown", "anonymous", "null", "na",
        "患者", "患者本人", "本人", "病人", "病患", "家族", "家屬", "家属", "親", "父", "母",
        "妻", "夫", "息子", "娘", "通訳", "翻譯", "翻译", "友人", "朋友", "介護者", "照顧者",
        "監護人", "保護者", "患者さん", "ご本人", "ご家族", "お父さん", "お母さん", "母親", "父親",
    )
)  # fmt: skip
"""Words for somebody who is no practitioner. Whoever signs by a name of their own is believed."""
BESIDE = frozenset(
    ("the", "a", "an", "my", "his", "her", "their", "own", "of", "or", "and", "s", "n")
)
"""Words that make nobody a practitioner when they stand beside one of those."""


def is_lay(name: str) -> bool:
    """
    Whether a name is that of a layperson, however it is typed, or names nobody at all.

    The program cannot know who somebody is: a real name passes. It refuses what says by itself
    that a patient or a relative did what is a practitioner's to do.
    """
    words = re.findall(r"[^\W\d_]+", _folded(name))
    return all(word in LAY or word in BESIDE for word in words)


def _folded(name: str) -> str:
    """Undo capitals, wide letters, accents and marks that nobody sees."""
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return "".join(each for each in parts if unicodedata.category(each) not in ("Cf", "Mn"))
