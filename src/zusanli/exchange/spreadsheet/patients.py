"""A table of patients."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime

from zusanli.clinic.records.models import NameKey, PersonalDetails
from zusanli.clinic.records.name_keys import BORN, MAIL, keys_of
from zusanli.clinic.records.patients import Details, register_all
from zusanli.clinic.records.typed_details import read_details
from zusanli.core.words import LANGUAGES
from zusanli.exchange.spreadsheet.kinds import Guesses, How, Kind, Marks, UnreadableError
from zusanli.exchange.spreadsheet.reading import iso_day

LANGUAGE = "language"
NAMES: Guesses = {
    "family_name": ("family name", "last name", "surname", "lastname", "姓", "名字", "姓氏"),
    "given_name": ("given name", "first name", "firstname", "forename", "名", "名前"),
    "born": ("date of birth", "dob", "birthday", "birth date", "生年月日", "出生日期", "生日"),
    "email": ("email", "e-mail", "mail", "email address", "メール", "電子郵件", "信箱"),
}
"""By which the patient of any line is named."""
GUESSES: Guesses = {
    **NAMES,
    "family_reading": ("family name in kana", "last name kana", "セイ", "せい", "姓カナ", "姓かな"),
    "given_reading": ("given name in kana", "first name kana", "メイ", "めい", "名カナ", "名かな"),
    "phone": (
        "phone",
        "telephone",
        "mobile",
        "phone number",
        "tel",
        "電話",
        "電話番号",
        "電話號碼",
    ),
    LANGUAGE: ("language", "言語", "語言"),
}


def marks_of(details: Details) -> Marks:
    """Give by what somebody is taken for one person: name with birthday, or mail address."""
    return frozenset(_marks(details))


def _marks(details: Details) -> Iterator[bytes]:
    begins = (BORN.encode(), MAIL.encode())
    yield from (
        key for key in keys_of(PersonalDetails(**asdict(details))) if key.startswith(begins)
    )


def _read(typed: Mapping[str, str], how: How) -> Details:
    language = typed.get(LANGUAGE, "").strip() or how.say.language
    sent = {**typed, "born": iso_day(typed.get("born", ""), how.days)}
    read = read_details(sent, how.say, today=how.today, reachable=False, language=language)
    problems = dict(read.problems)
    if language not in LANGUAGES:
        problems[LANGUAGE] = f"is none of {', '.join(LANGUAGES)}"
    if problems or read.details is None:
        raise UnreadableError(problems)
    return read.details


def _known(people: Sequence[Details]) -> Marks:
    wanted = {key for each in people for key in _marks(each)}
    found = NameKey.objects.filter(key__in=wanted).values_list("key", flat=True)
    return frozenset(map(bytes, found))


def _take_in(people: Sequence[Details], by: str, now: datetime) -> None:
    register_all(people, by=by, now=now)


PATIENTS = Kind(
    name="patients",
    guesses=GUESSES,
    needed=(("family_name",),),
    read=_read,
    marks=marks_of,
    known=_known,
    known_says="is in the books already, by the same name and birthday or the same mail address",
    take_in=_take_in,
)
