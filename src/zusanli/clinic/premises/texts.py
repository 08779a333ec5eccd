"""What the clinic says in its own words, and that no such words promise what nobody can."""

from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import ClinicText, TextKind
from zusanli.core.claims.phrases import faults
from zusanli.core.words import LANGUAGES


def own_text(kind: TextKind, language: str) -> ClinicText | None:
    """Give the clinic's words in a language, or in the first in which it wrote them."""
    found = {each.language: each for each in ClinicText.objects.filter(kind=kind)}
    order = (language, *LANGUAGES)
    return next((found[each] for each in order if each in found), None)


def keep_text(kind: TextKind, language: str, text: str) -> None:
    """Keep the clinic's words; empty ones are said no more."""
    if text:
        ClinicText.objects.update_or_create(kind=kind, language=language, defaults={"text": text})
    else:
        ClinicText.objects.filter(kind=kind, language=language).delete()


def promised(text: str, language: str) -> str:
    """Give the words that must not be said to a patient, empty where there are none."""
    found = next(faults(text, rule_book().phrases, language=language), None)
    return found.words if found else ""
