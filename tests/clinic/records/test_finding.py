"""Who is found by what is typed: any script, beginnings, slips, numbers; the likeliest first."""

import string
from dataclasses import replace
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.clinic.booking.willow_street import NOW
from zusanli.clinic.records.finding import found_by_name
from zusanli.clinic.records.kana import hiragana, romaji
from zusanli.clinic.records.models import NameKey, Patient, PersonalDetails
from zusanli.clinic.records.name_keys import one_slip_away, wanted
from zusanli.clinic.records.patients import Details, amend, as_details, details_of, record, register

pytestmark = pytest.mark.django_db
MOST = 50
MUELLER = Details("Müller", "Jürgen", phone="+49 89 1234567", email="jm@mail.example")
TANAKA = Details("田中", "花子", "タナカ", "ハナコ", phone="020 7946 0001", language="ja")
WANG = Details("王", "小明", phone="02 2345 6789", language="zh-Hant")
ONO = Details("大野", "翔", "おおの", "しょう", phone="03 1111 2222", language="ja")
OBRIEN = Details("O'Brien", "Anna-Marie", phone="(020) 7946-0003")
WATANABE = Details("渡邉", "", "わたなべ")
BJORK = Details("Guðmundsdóttir", "Björk")


def ids(typed: str, most: int = MOST) -> list[object]:
    return [each.patient_id for each in found_by_name(typed, most=most)]


def whose(typed: str) -> list[str]:
    return [each.family_name for each in found_by_name(typed, most=MOST)]


@pytest.fixture
def books(db) -> dict[str, Patient]:
    people = (MUELLER, TANAKA, WANG, ONO, OBRIEN, WATANABE, BJORK)
    return {each.family_name: register(each, by="Rosa", now=NOW) for each in people}


@pytest.mark.parametrize(
    ("typed", "family_name"),
    [
        pytest.param("Müller", "Müller", id="as it is written"),
        pytest.param("MULLER", "Müller", id="without the marks, in capitals"),
        pytest.param("mueller", "Müller", id="spelt out"),
        pytest.param("mul", "Müller", id="its beginning"),
        pytest.param("mue", "Müller", id="the beginning of how it is spelt out"),
        pytest.param("Muler", "Müller", id="a letter left out"),
        pytest.param("Mulller", "Müller", id="a letter too many"),
        pytest.param("Muxller", "Müller", id="a wrong letter too many"),
        pytest.param("Meuller", "Müller", id="two letters swapped"),
        pytest.param("jurgen muller", "Müller", id="given name first"),
        pytest.param("müller jürgen", "Müller", id="family name first"),
        pytest.param("mul ju", "Müller", id="the beginnings of both"),
        pytest.param("m j", "Müller", id="the first letters of both"),
        pytest.param("Mulelr Jurgen", "Müller", id="one of both misspelt"),
        pytest.param("田", "田中", id="one character"),
        pytest.param("田中花", "田中", id="without a space"),
        pytest.param("たなか", "田中", id="hiragana"),
        pytest.param("タナカ", "田中", id="katakana"),
        pytest.param("ﾀﾅｶ", "田中", id="half-width katakana"),
        pytest.param("tanaka", "田中", id="Latin letters"),
        pytest.param("tanaka hana", "田中", id="Latin letters of both"),
        pytest.param("はなこ たなか", "田中", id="kana, given name first"),
        pytest.param("たなた", "田中", id="one kana wrong"),
        pytest.param("tanak hanako", "田中", id="a letter of the reading left out"),
        pytest.param("tanakka", "田中", id="a letter of the reading too many"),
        pytest.param("王", "王", id="a family name of one character"),
        pytest.param("王小", "王", id="the beginning of both characters"),
        pytest.param("小明", "王", id="the given name"),
        pytest.param("小明 王", "王", id="the given name first"),
        pytest.param("oono", "大野", id="a long vowel as two letters"),
        pytest.param("Ohno", "大野", id="a long vowel with h"),
        pytest.param("Ōno", "大野", id="a long vowel with a bar"),
        pytest.param("ono sho", "大野", id="long vowels short"),
        pytest.param("shou", "大野", id="a long vowel with u"),
        pytest.param("渡辺", "渡邉", id="a character in its new form"),
        pytest.param("渡邊", "渡邉", id="a character in another old form"),
        pytest.param("obrien", "O'Brien", id="without the apostrophe"),
        pytest.param("O\N{RIGHT SINGLE QUOTATION MARK}Brien", "O'Brien", id="another apostrophe"),
        pytest.param("brien", "O'Brien", id="what follows the apostrophe"),
        pytest.param("marie", "O'Brien", id="the second given name"),
        pytest.param("annamarie", "O'Brien", id="both given names as one"),
        pytest.param("anna marie o'brien", "O'Brien", id="three words"),
        pytest.param("gudmundsdottir", "Guðmundsdóttir", id="letters of Iceland"),
        pytest.param("0207946 0001", "田中", id="a number with other spaces"),
        pytest.param("020-7946", "田中", id="the beginning of a number"),
        pytest.param("+44 20 7946 0001", "田中", id="a number with its country"),
        pytest.param("0001", "田中", id="the last digits"),
        pytest.param("０２０７９４６０００１", "田中", id="full-width digits"),
        pytest.param("089 123 4567", "Müller", id="a number without its country"),
        pytest.param("89 12", "Müller", id="the beginning of that"),
        pytest.param("tanaka 7946 0001", "田中", id="a name and a number"),
        pytest.param("JM@mail", "Müller", id="a mail address"),
    ],
)
def test_somebody_is_found_by(books, typed, family_name):
    assert books[family_name].pk in ids(typed)


@pytest.mark.parametrize(
    "typed", ["Xyzzy", "mul xyz", "ller", "9999 9999", "", " ", "--", "\x00", "%", "_", "田中 王"]
)
def test_nobody_is_found_by(books, typed):
    assert ids(typed) == []


def test_exact_names_come_first_then_beginnings_and_slips_last(taken_in):
    for name in ("Lean", "Leeson", "Lees", "Lee", "Leek"):
        taken_in(name)
    taken_in("Park", "Lee")

    assert whose("lees") == ["Lees", "Leeson", "Lee", "Leek", "Park"]


def test_who_is_found_in_two_ways_is_found_once(taken_in):
    anna = taken_in("Anna", "Anna", "あんな", "あんな")

    assert ids("anna") == [anna.pk]


def test_no_more_are_given_than_asked_for(taken_in):
    for number in range(8):
        taken_in("Smith", f"Anna{number}")

    assert len(ids("smith", most=5)) == 5


def test_a_corrected_name_is_found_and_the_one_before_is_not(taken_in):
    patient = taken_in("Archer", "Alice", phone="020 7946 0001")
    seen = details_of(patient)
    new = replace(as_details(seen), family_name="Baker", phone="020 7946 0002")
    amend(patient, new, seen=seen.pk, by="Rosa", now=NOW)

    assert ids("baker") == ids("0002") == [patient.pk]
    assert ids("archer") == ids("0001") == []


def test_keys_are_written_with_the_details_or_not_at_all(taken_in):
    patient = taken_in("Archer")
    with transaction.atomic():
        record(patient, Details("Baker"), by="Rosa", now=NOW)
        assert ids("baker") == [patient.pk]
        transaction.set_rollback(True)

    assert PersonalDetails.objects.get().family_name == "Archer"
    assert ids("archer") == [patient.pk]
    assert ids("baker") == []


def test_the_keys_are_made_anew_by_a_command(books, capsys):
    before = set(map(tuple, NameKey.objects.values_list("patient", "key")))
    NameKey.objects.filter(patient=books["王"].pk).delete()
    NameKey.objects.create(patient=books["王"], key=b"nobody")
    call_command("rebuild_name_keys")

    assert set(map(tuple, NameKey.objects.values_list("patient", "key"))) == before
    assert "7 patients" in capsys.readouterr().out


def test_who_was_in_the_books_before_there_were_keys_is_found(books):
    before = set(map(tuple, NameKey.objects.values_list("patient", "key")))
    NameKey.objects.all().delete()
    migration = "zusanli.clinic.records.migrations.0004_name_keys_of_everybody"
    import_module(migration).write_keys(apps, None)

    assert set(map(tuple, NameKey.objects.values_list("patient", "key"))) == before


def test_keys_hold_only_what_holds_now(taken_in):
    patient = taken_in("Archer", born=date(1958, 3, 9), phone="020 7946 0001")
    record(patient, Details("Zoe"), by="Rosa", now=NOW)

    assert {bytes(each) for each in NameKey.objects.values_list("key", flat=True)} == {b"zoe"}


@pytest.mark.parametrize(
    ("kana", "latin"),
    [
        ("タナカ", "tanaka"),
        ("さっぽろ", "sapporo"),
        ("まっちゃ", "matcha"),
        ("しゅんいち", "shunichi"),
        ("ファーブル", "faburu"),
        ("ぢづ", "jizu"),
        ("っ", ""),
        ("ゔぁん", "van"),
    ],
)
def test_kana_is_written_in_latin_letters(kana, latin):
    assert romaji(hiragana(kana)) == latin


def test_a_word_of_three_letters_has_no_slips():
    assert one_slip_away(wanted("lee")[0]) == ()
    assert b"lees" in one_slip_away(wanted("leos")[0])


LATIN = string.ascii_letters + "äöüßéèñçåøæłðÅÖ"
KANA = (
    "あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわん"
    "がざだばぱ"
)
SMALL = KANA + "ゃゅょっー"
CHARACTERS = "王李張佐藤鈴木田中花子美玲渡邊齋髙島沢"
OTHERS = "абвгдежзикλμνξπ김이박최"


def spelt(letters: str, inside: str = "") -> st.SearchStrategy[str]:
    first = st.text(letters, min_size=2, max_size=2)
    return st.builds(str.__add__, first, st.text(letters + inside, max_size=10)).map(str.strip)


NAMES = st.one_of(spelt(LATIN, " -'"), spelt(CHARACTERS), spelt(SMALL), spelt(OTHERS))


@settings(
    max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(family=NAMES, given_name=NAMES, reading=spelt(SMALL), others=st.lists(NAMES, max_size=3))
def test_whatever_name_is_registered_is_found_by_its_beginnings_and_its_reading(
    db, family, given_name, reading, others
):
    for other in others:
        register(Details(other), by="Rosa", now=NOW)
    patient = register(Details(family, given_name, reading), by="Rosa", now=NOW)
    beginnings = [
        name[:length]
        for name in (family, given_name, f"{family} {given_name}", f"{given_name} {family}")
        for length in range(2, len(name) + 1)
    ]
    katakana = "".join(chr(ord(each) + 0x60) if each < "ゝ" else each for each in reading)
    typed = [*beginnings, reading, katakana, romaji(reading)]

    assert [each for each in typed if each and patient.pk not in ids(each, most=500)] == []
