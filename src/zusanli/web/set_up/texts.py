"""What the clinic says in its own words, in mails and on the page of a visit."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import require_http_methods

from zusanli.clinic.premises.models import ClinicText, TextKind
from zusanli.clinic.premises.texts import keep_text, promised
from zusanli.clinic.staff.models import Role
from zusanli.core.words import LANGUAGES, noop
from zusanli.web.access import staff
from zusanli.web.set_up.fields import Paragraphs, typed_in
from zusanli.web.set_up.steps import done, step_page
from zusanli.web.speech import OWN_NAMES, book_of

LONGEST = 600
LABELS = {
    TextKind.BEFORE_VISIT: noop("Before the visit: how to find you, what to bring"),
    TextKind.CANCELLING: noop("When somebody cannot come: until when to say so, what it costs"),
}
NEVER_SAID = noop("These words promise or advise what nobody may: {words}. Please leave them out.")


class TextsForm(forms.Form):
    """Each text in each language."""

    def __init__(self, request: HttpRequest) -> None:
        kept = {_key(each.kind, each.language): each.text for each in ClinicText.objects.all()}
        super().__init__(typed_in(request), initial=kept)
        self.say = book_of(request).say
        for kind in TextKind:
            for language in LANGUAGES:
                label = f"{self.say(LABELS[kind])} ({OWN_NAMES[language]})"
                field = Paragraphs(label, longest=LONGEST, rows=3, required=False)
                self.fields[_key(kind, language)] = field

    def clean(self) -> dict[str, Any]:
        """Refuse what is never said to a patient, in whose words it may be."""
        typed: dict[str, Any] = self.cleaned_data
        for kind, language, text in self.each():
            words = promised(text, language)
            if words:
                self.add_error(_key(kind, language), self.say(NEVER_SAID, words=words))
        return typed

    def each(self) -> list[tuple[TextKind, str, str]]:
        """Give each text with its kind and language."""
        return [
            (kind, language, self.cleaned_data.get(_key(kind, language), ""))
            for kind in TextKind
            for language in LANGUAGES
        ]


@staff(Role.MANAGER)
@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest) -> HttpResponseBase:
    """Show the clinic's own words, or change them."""
    form = TextsForm(request)
    if request.method == "POST" and form.is_valid():
        for kind, language, text in form.each():
            keep_text(kind, language, text)
        return done(request, "set_up_texts")
    return step_page(request, "set_up_texts", {"form": form}, wrong=bool(form.errors))


def _key(kind: str, language: str) -> str:
    return f"{kind}-{language}"
