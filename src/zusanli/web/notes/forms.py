"""A form of the note as it was sent: its key, what it was made of, and its fields as values."""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.http import QueryDict

from zusanli.clinic.notes.models import Note
from zusanli.clinic.notes.writing import Sheet
from zusanli.core.visit.entry_writing import Plain
from zusanli.errors import InputError
from zusanli.web.booking.when import read_number

OF_THE_FORM = frozenset(("csrfmiddlewaretoken", "seen", "why", "lift"))
"""Fields that say nothing of what is charted; the same form sent again may differ in them."""
NEVER_SEEN = -1
LONGEST = 2000
"""Characters of one field; what is longer was not typed."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent of which note."""

    note: Note
    fields: QueryDict

    @property
    def step(self) -> str:
        """Which of the page's forms it is."""
        return self.fields.get("step", "")

    @property
    def why(self) -> str:
        """The reason that was given, for what is held or comes late."""
        return self.fields.get("why", "").strip()

    @property
    def lifting(self) -> bool:
        """Whether the reason is given for what today's decision holds."""
        return "lift" in self.fields

    @property
    def sheet(self) -> Sheet:
        """
        Give the key of the form with what was filled in, and what the note stood at.

        Sent twice, the form has one key, and stands once. Filled in otherwise meanwhile it has
        another: nothing that somebody changed is taken for what was sent before.
        """
        said = "\n".join(f"{name}={value}" for name, value in sorted(self.said()))
        seen = read_number(self.fields.get("seen", ""))
        return Sheet(NEVER_SEEN if seen is None else seen, uuid5(self.note.pk, said))

    def said(self) -> Iterator[tuple[str, str]]:
        """Give the fields that are charted, and the form's own key."""
        for name, values in self.fields.lists():
            if name not in OF_THE_FORM:
                yield from ((name, str(each)) for each in values)

    def text(self, name: str) -> str:
        """Give what was typed into a field."""
        return self.fields.get(name, "").strip()[:LONGEST]

    def some(self, *names: str) -> Plain:
        """Give the fields of words that hold something."""
        return {name: self.text(name) for name in names if self.text(name)}

    def amounts(self, *names: str) -> Plain:
        """
        Give the fields of numbers that hold something.

        Raises:
            InputError: one of them holds no number.
        """
        return {name: self.amount(name) for name in names if self.text(name)}

    def amount(self, name: str) -> float:
        """
        Give a number.

        Raises:
            InputError: it is none.
        """
        typed = self.text(name).replace(",", ".")
        try:
            return float(typed)
        except ValueError:
            raise InputError(name, f"{typed!r:.40} is no number") from None

    def whole(self, name: str) -> int:
        """
        Give a whole number.

        Raises:
            InputError: it is none.
        """
        found = read_number(self.text(name))
        if found is None:
            raise InputError(name, "type a whole number, such as 8")
        return found

    @property
    def key(self) -> UUID:
        """The key of what was sent, by which rows are named."""
        return self.sheet.key
