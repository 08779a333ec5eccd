"""A table of old notes: kept as words that were brought, and heard by no rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from zusanli.clinic.brought.models import BroughtNote
from zusanli.clinic.records.same_person import ids_of
from zusanli.exchange.spreadsheet.kinds import How, Kind, Marks, UnreadableError
from zusanli.exchange.spreadsheet.reading import iso_day
from zusanli.exchange.spreadsheet.whose import WHOSE, whose

LONGEST, LONGEST_AUTHOR = 20_000, 120


@dataclass(frozen=True, slots=True)
class OldNote:
    """A note as it was written elsewhere."""

    patient: UUID
    written_on: date
    author: str
    text: str


def _read(typed: Mapping[str, str], how: How) -> OldNote:
    text = typed.get("text", "").strip()
    author = " ".join(typed.get("author", "").split())
    problems = {
        "text": "is empty" if not text else "",
        "author": f"has more than {LONGEST_AUTHOR} letters" if len(author) > LONGEST_AUTHOR else "",
    }
    if len(text) > LONGEST:
        problems["text"] = f"has more than {LONGEST:,} letters: make two lines of it"
    day = _day(iso_day(typed.get("written_on", ""), how.days), how, problems)
    wrong = {name: words for name, words in problems.items() if words}
    patient = _whose(typed, how, wrong)
    if wrong or day is None or patient is None:
        raise UnreadableError(wrong)
    return OldNote(patient, day, author, text)


def _day(written: str, how: How, problems: dict[str, str]) -> date | None:
    try:
        day = date.fromisoformat(written.strip())
    except ValueError:
        problems["written_on"] = "is no day such as 2019-03-09; see --days"
        return None
    if day > how.today:
        problems["written_on"] = "is still to come: a note tells of what was"
    return day


def _whose(typed: Mapping[str, str], how: How, wrong: dict[str, str]) -> UUID | None:
    try:
        return whose(typed, how)
    except UnreadableError as error:
        wrong |= error.problems
        return None


def _marks(note: OldNote) -> Marks:
    return frozenset(((note.patient, note.written_on, note.author, note.text),))


def _known(notes: Sequence[OldNote]) -> Marks:
    found: set[tuple[UUID, date, str, str]] = set()
    for patient in {each.patient for each in notes}:
        rows = BroughtNote.objects.filter(patient__in=ids_of(patient))
        found |= {(patient, *row) for row in rows.values_list("written_on", "author", "text")}
    return frozenset(found)


def _take_in(notes: Sequence[OldNote], by: str, now: datetime) -> None:
    BroughtNote.objects.bulk_create(
        BroughtNote(
            patient_id=each.patient,
            written_on=each.written_on,
            author=each.author,
            text=each.text,
            brought_at=now,
            brought_by=by,
        )
        for each in notes
    )


NOTES = Kind(
    name="notes",
    guesses={
        **WHOSE,
        "written_on": ("date", "day", "visit date", "日付", "施術日", "日期", "就診日"),
        "author": ("author", "practitioner", "therapist", "written by", "施術者", "治療師"),
        "text": ("text", "note", "notes", "soap", "memo", "記録", "メモ", "紀錄", "病歷"),
    },
    needed=(("family_name", "email"), ("written_on",), ("text",)),
    read=_read,
    marks=_marks,
    known=_known,
    known_says="was brought along before",
    take_in=_take_in,
)
