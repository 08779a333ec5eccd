"""Fields of the settings' forms, each with what is said when it is not filled well."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.http import HttpRequest, QueryDict

from zusanli.core.words import noop

EMPTY = noop("Please fill this in.")
NO_MAIL = noop("That is no mail address. Type it as name@clinic.example.")
NO_DAY = noop("Please give the day.")
NOT_TO_COME = noop("The day cannot be yet to come.")
TOO_LONG = noop("That is too long.")


class Words(forms.CharField):
    """A line of text; runs of spaces count once."""

    def __init__(self, label: str, *, longest: int, **more: Any) -> None:  # noqa: ANN401 - as Django takes it
        super().__init__(
            label=label,
            max_length=longest,
            error_messages={"required": EMPTY, "max_length": TOO_LONG},
            **more,
        )

    def clean(self, value: Any) -> str:  # noqa: ANN401 - as Django hands it over
        """Give the line without what nobody sees."""
        return " ".join(str(super().clean(value)).split())


class Paragraphs(forms.CharField):
    """Several lines of text."""

    def __init__(self, label: str, *, longest: int, rows: int, **more: Any) -> None:  # noqa: ANN401 - as above
        super().__init__(
            label=label,
            max_length=longest,
            widget=forms.Textarea(attrs={"rows": rows}),
            error_messages={"required": EMPTY, "max_length": TOO_LONG},
            **more,
        )

    def clean(self, value: Any) -> str:  # noqa: ANN401 - as above
        """Give the text with one kind of line end."""
        return "\n".join(str(super().clean(value)).splitlines())


def mail_field(label: str) -> forms.EmailField:
    """Give a field for a mail address."""
    return forms.EmailField(
        label=label,
        max_length=150,
        error_messages={"required": EMPTY, "invalid": NO_MAIL, "max_length": TOO_LONG},
    )


def day_field(label: str, *, required: bool = True) -> forms.DateField:
    """Give a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": NO_DAY, "invalid": NO_DAY},
    )


def choice_field(label: str, *, wrong: str) -> forms.ChoiceField:
    """Give a field of which one of a list is chosen; its choices come with the page's language."""
    return forms.ChoiceField(
        label=label, error_messages={"required": wrong, "invalid_choice": wrong}
    )


def offer(form: forms.Form, name: str, choices: Iterable[tuple[str, str]]) -> None:
    """Give a field what can be chosen."""
    cast("forms.ChoiceField", form.fields[name]).choices = list(choices)


def typed_in(request: HttpRequest) -> QueryDict | None:
    """Give what was sent, also where every field is empty; None where the form is asked for."""
    return request.POST if request.method == "POST" else None
