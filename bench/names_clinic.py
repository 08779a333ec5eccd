"""The patients that `bench.names` looks for. Imported once Django is set up."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from uuid import UUID

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from zusanli.clinic.audit import triggers
from zusanli.clinic.premises.models import Clinic
from zusanli.clinic.records.finding import FEW, found_by_name
from zusanli.clinic.records.models import NameKey, Patient, PersonalDetails
from zusanli.clinic.records.name_index import rebuild
from zusanli.clinic.staff.models import GivenRole, Role
from zusanli.site.warm import warm_up

__all__ = ["FEW", "page", "search", "searches", "set_up"]
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
SHORTEST = 5
"""Letters of a name that is misspelt here."""
HEARD = {"さとう": "satou", "たなか": "tanaka", "おおの": "ohno"}
MOST = 51
"""As many as the page asks for."""
AT_ONCE = 5_000
DICE = random.Random(7205)
SOUNDS = [first + vowel for first in "bdfghklmnprstvwz" for vowel in "aeio"]
ENDS = ("", "n", "r", "s", "ck", "ld", "mann", "son", "ton", "field", "ski", "ova")
COMMON = (
    "Smith",
    "Jones",
    "Müller",
    "Brown",
    "Martin",
    "Nguyen",
    "García",
    "O'Brien",
    "Lee",
    "King",
)
GIVEN = ("Anna", "Maria", "John", "Peter", "Sofia", "Emma", "Luca", "Noah", "Alice", "Tom", "José")
KANJI = (
    ("佐藤", "さとう"), ("鈴木", "すずき"), ("高橋", "たかはし"), ("田中", "たなか"),
    ("伊藤", "いとう"), ("渡辺", "わたなべ"), ("山本", "やまもと"), ("中村", "なかむら"),
    ("小林", "こばやし"), ("加藤", "かとう"), ("大野", "おおの"), ("井上", "いのうえ"),
)  # fmt: skip
PARTS = (
    ("山", "やま"), ("川", "かわ"), ("森", "もり"), ("石", "いし"), ("松", "まつ"), ("竹", "たけ"),
    ("原", "はら"), ("島", "しま"), ("谷", "たに"), ("崎", "さき"), ("浜", "はま"), ("沢", "さわ"),
    ("木", "き"), ("本", "もと"), ("村", "むら"), ("上", "うえ"), ("西", "にし"), ("北", "きた"),
)  # fmt: skip
GIVEN_KANJI = (
    ("花子", "はなこ"), ("太郎", "たろう"), ("美和", "みわ"), ("健一", "けんいち"),
    ("翔", "しょう"), ("結衣", "ゆい"), ("陽子", "ようこ"), ("大輔", "だいすけ"),
)  # fmt: skip
CHINESE = "王李張劉陳楊黃趙吳周徐孫馬朱胡林郭何高羅"
CHINESE_GIVEN = "明華偉芳娜敏靜麗強磊軍洋勇豔傑娟濤超秀霞平剛桂英"


def set_up(patients: int) -> tuple[str, int]:
    """Make the tables, the people, a receptionist, and by what everybody is found."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    Clinic.objects.create(
        pk=1,
        name="Bench",
        country="GB",
        time_zone="UTC",
        phone="020 7946 0000",
        email="desk@clinic.example",
    )
    # What is measured is the search: the log of a hundred thousand people would take minutes.
    triggers.remove(connection)
    made = _people(patients)
    while some := list(islice(made, AT_ONCE)):
        with transaction.atomic():
            Patient.objects.bulk_create(each.patient for each in some)
            PersonalDetails.objects.bulk_create(some)
    rebuild()
    triggers.install(connection)
    warm_up()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return connection.vendor, NameKey.objects.count()


def search(typed: str) -> Sequence[UUID]:
    """Look for somebody, as the page does."""
    return [each.patient_id for each in found_by_name(typed, most=MOST)]


def page(typed: str) -> Sequence[str]:
    """Ask for the whole page, with the log that it writes."""
    answer = _client().post(reverse("patients"), {"name": typed})
    assert answer.status_code == 200  # noqa: PLR2004 - OK
    return answer.content.decode()


def searches(kind: str, times: int) -> Iterator[tuple[str, UUID | None]]:
    """Give what is typed, and who must be found; None where others come first, or nobody is."""
    if kind == "beginning of a common name":
        yield from (
            (each, None) for each in ("smi", "mar", "さと", "田", "王")[:times] * (times // 5)
        )
        return
    if kind == "nobody's name":
        yield from ((f"Xyzzy{number}wobble", None) for number in range(times))
        return
    yield from islice(_typed(kind), times)


_CLIENTS: list[Client] = []


def _client() -> Client:
    if not _CLIENTS:
        user = get_user_model().objects.create(username="rosa", email="rosa@clinic.example")
        GivenRole.objects.create(user=user, role=Role.RECEPTION)
        client = Client(SERVER_NAME="localhost")
        client.force_login(user)
        _CLIENTS.append(client)
    return _CLIENTS[0]


def _typed(kind: str) -> Iterator[tuple[str, UUID | None]]:
    keys = list(PersonalDetails.objects.values_list("pk", flat=True))
    while True:
        one = PersonalDetails.objects.get(pk=DICE.choice(keys))
        text = _as(kind, one)
        if text:
            few = kind == "telephone number"
            yield text, one.patient_id if few or (_is_rare(one) and kind in SURE) else None


SURE = {
    "given and family name",
    "family and given name",
    "misspelt, with another name",
    "reading in kana",
}


def _is_rare(one: PersonalDetails) -> bool:
    same = PersonalDetails.objects.filter(family_name=one.family_name, given_name=one.given_name)
    return same.count() < MOST // 4


def _as(kind: str, one: PersonalDetails) -> str:
    latin, kana = one.family_name.isascii(), one.family_reading
    slipped = _slip(one.family_name) if latin and len(one.family_name) >= SHORTEST else ""
    typed = {
        "given and family name": f"{one.given_name} {one.family_name}",
        "family and given name": f"{one.family_name} {one.given_name}",
        "beginning of two letters": one.family_name[:2] if latin else kana[:2],
        "one letter each of two names": f"{one.family_name[0]} {one.given_name[0]}",
        "reading in kana": f"{kana} {one.given_reading}" if kana else "",
        "reading in Latin letters": HEARD.get(kana, ""),
        "one character": "" if latin or kana else one.family_name,
        "misspelt": slipped,
        "misspelt, with another name": f"{slipped} {one.given_name}" if slipped else "",
        "telephone number": one.phone,
        "its last digits": one.phone[-4:],
    }
    return typed[kind]


def _slip(name: str) -> str:
    at = DICE.randrange(1, len(name) - 1)
    return DICE.choice((name[:at] + name[at + 1 :], name[:at] + "x" + name[at + 1 :]))


def _people(count: int) -> Iterator[PersonalDetails]:
    for number in range(count):
        kind = DICE.random()
        names = _japanese() if kind < 1 / 3 else _chinese() if kind < 1 / 3 + 1 / 5 else _latin()
        family, given, family_reading, given_reading, language = names
        yield PersonalDetails(
            patient=Patient(added_at=NOW),
            recorded_at=NOW,
            recorded_by="bench",
            family_name=family,
            given_name=given,
            family_reading=family_reading,
            given_reading=given_reading,
            born=date(1930, 1, 1) + timedelta(days=DICE.randrange(30_000)),
            phone=f"0{DICE.randrange(20, 99)} {DICE.randrange(10**4):04} {number % 10**4:04}",
            email=f"p{number}@x.example",
            language=language,
        )


def _latin() -> tuple[str, str, str, str, str]:
    common = DICE.random() < 0.15  # noqa: PLR2004 - a share
    rare = "".join(DICE.choices(SOUNDS, k=DICE.randrange(2, 4))).capitalize() + DICE.choice(ENDS)
    given = DICE.choice(GIVEN) if DICE.random() < 0.7 else DICE.choice(SOUNDS).capitalize() + "ra"  # noqa: PLR2004 - a share
    return DICE.choice(COMMON) if common else rare, given, "", "", "en"


def _japanese() -> tuple[str, str, str, str, str]:
    if DICE.random() < 0.3:  # noqa: PLR2004 - a share
        family, read = DICE.choice(KANJI)
    else:
        parts = DICE.choices(PARTS, k=2)
        family, read = "".join(each for each, _ in parts), "".join(each for _, each in parts)
    given, given_read = DICE.choice(GIVEN_KANJI)
    return family, given, read, given_read, "ja"


def _chinese() -> tuple[str, str, str, str, str]:
    given = "".join(DICE.choices(CHINESE_GIVEN, k=2))
    return DICE.choice(CHINESE), given, "", "", "zh-Hant"
