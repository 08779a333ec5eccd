"""
The number a patient is told to call fetches an ambulance in that patient's country.

`phonenumbers` is the second opinion: it knows which short numbers are emergency numbers, not
which of them sends an ambulance; for that each row names its source.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import phonenumbers
import pytest
from phonenumbers import connects_to_emergency_number, is_emergency_number

COUNTRIES_CSV = Path(__file__).parents[2] / "src" / "zusanli" / "kb" / "countries.csv"
MAY_BE_EMPTY = {"note"}
COLUMNS = [
    "country",
    "name",
    "emergency_number",
    "same_day_care",
    "maternity_care",
    "source",
    "read_on",
    "note",
]

with COUNTRIES_CSV.open(encoding="utf-8", newline="") as opened:
    ROWS = list(csv.DictReader(opened, strict=True))
NUMBERS = {row["country"]: row["emergency_number"] for row in ROWS}

NOT_KNOWN_TO_PHONENUMBERS = {
    "RS": "its data keep 94 of the former numbers and lack 194, which Android's list gives",
}

EUROPEAN_UNION = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
EU_WITH_AN_AMBULANCE_NUMBER_OF_ITS_OWN = {
    "AT": "144",
    "CZ": "155",
    "FR": "15",
    "HR": "194",
    "LV": "113",
    "SK": "155",
}

# Every telephone number that stands inside a phrase. A number of one country printed for a
# patient in another is what the phrases exist to prevent, so a new one is entered here by hand.
NUMBERS_IN_PHRASES = {
    "DE": ["116117"],
    "FR": ["15"],
    "GB": ["111"],
    "JP": ["#7119"],
    "NO": ["116117"],
    "NZ": ["0800 611 116"],
}

each_country = pytest.mark.parametrize(
    "row", [pytest.param(row, id=row["country"]) for row in ROWS]
)


def test_at_least_forty_countries_are_listed():
    assert len(ROWS) >= 40


def test_the_columns_are_the_ones_the_program_reads():
    assert all(list(row) == COLUMNS for row in ROWS)


def test_each_country_stands_once_and_in_order_of_its_code():
    codes = [row["country"] for row in ROWS]

    assert [code for code, times in Counter(codes).items() if times > 1] == []
    assert codes == sorted(codes)
    assert len({row["name"] for row in ROWS}) == len(ROWS)


@each_country
def test_a_country_is_complete_and_its_code_is_known(row):
    assert [name for name, value in row.items() if not value and name not in MAY_BE_EMPTY] == []
    assert [name for name, value in row.items() if value != value.strip()] == []
    assert row["country"] in phonenumbers.SUPPORTED_SHORT_REGIONS
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", row["read_on"])


@each_country
def test_the_number_is_an_emergency_number_of_that_country(row):
    number, country = row["emergency_number"], row["country"]

    assert re.fullmatch(r"[0-9]{2,5}", number)
    # Strict both ways: a declared exception that phonenumbers has learnt must leave the list.
    expected = country not in NOT_KNOWN_TO_PHONENUMBERS
    assert is_emergency_number(number, country) is expected
    assert connects_to_emergency_number(number, country) is expected


def test_every_declared_exception_is_listed_with_a_note():
    notes = {row["country"]: row["note"] for row in ROWS}

    assert [code for code in NOT_KNOWN_TO_PHONENUMBERS if not notes.get(code)] == []


@pytest.mark.parametrize(
    ("country", "number"),
    [
        ("AU", "000"),
        ("CN", "120"),
        ("DE", "112"),
        ("GB", "999"),
        ("IE", "112"),
        ("JP", "119"),
        ("KR", "119"),
        ("MY", "999"),
        ("NL", "112"),
        ("NO", "113"),
        ("NZ", "111"),
        ("SG", "995"),
        ("TH", "1669"),
        ("TW", "119"),
        ("US", "911"),
    ],
)
def test_the_well_known_numbers_are_exact(country, number):
    assert NUMBERS[country] == number


def test_every_member_of_the_european_union_answers_112_or_its_own_ambulance_number():
    members = EUROPEAN_UNION.split()
    expected = dict.fromkeys(members, "112") | EU_WITH_AN_AMBULANCE_NUMBER_OF_ITS_OWN

    assert len(members) == 27
    assert {code: NUMBERS.get(code) for code in members} == expected


@each_country
def test_a_phrase_holds_no_telephone_number_but_its_own_country_s(row):
    phrases = f"{row['same_day_care']}\n{row['maternity_care']}"
    found = [number.strip() for number in re.findall(r"#?\d[\d ]*", phrases)]

    assert found == NUMBERS_IN_PHRASES.get(row["country"], [])


@each_country
@pytest.mark.parametrize("column", ["same_day_care", "maternity_care"])
def test_a_phrase_fits_into_the_middle_of_a_sentence(row, column):
    assert re.fullmatch(r"(a|an|your) [^.;:\n]*[^.,;:\s]", row[column])


@each_country
def test_a_source_says_what_phonenumbers_knows_and_what_is_only_proposed(row):
    unknown = row["country"] in NOT_KNOWN_TO_PHONENUMBERS
    proposed = row["same_day_care"] == "a doctor or an urgent-care clinic"

    assert row["source"].startswith("phonenumbers 9.")
    assert ("does not know it" in row["source"]) is unknown
    assert ("same-day and maternity care: proposed" in row["source"]) is proposed
    assert "Android" in row["source"] or "page read: https://" in row["source"] or row["note"]
