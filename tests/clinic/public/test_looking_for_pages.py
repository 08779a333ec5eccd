"""What people look for, written down before there was a search, and what it finds."""

import csv
from pathlib import Path

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import page, text
from tests.clinic.booking.willow_street import clinic
from zusanli.clinic.books import rule_book
from zusanli.core.words import LANGUAGES
from zusanli.web.public.kinds import Kind
from zusanli.web.public.looking import index, look, points_called
from zusanli.web.public.search import BEST, address_of
from zusanli.web.public.texts import lay_words, title_of
from zusanli.web.public.tokens import tokens

FILE = Path(__file__).parent / "searches.csv"
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))


def called(found) -> str:
    """Write a page as the file does."""
    return address_of(found.page).removeprefix("/about/").removesuffix("/").replace("/#", "#")


def searched(client, typed: str) -> str:
    return text(client.post(reverse("about_search"), {"words": typed}))


def test_there_are_at_least_100_in_every_language_and_none_twice():
    assert len(ROWS) >= 100
    assert {each["language"] for each in ROWS} == set(LANGUAGES)
    assert len({(each["language"], each["typed"]) for each in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["typed"])
def test_each_finds_its_page_among_the_first_three(row):
    assert row["page"] in [called(each) for each in look(row["typed"])[:BEST]]


@pytest.mark.parametrize("typed", ["", "   ", "!?", "\u3000", "xyzzy"])
def test_what_stands_nowhere_finds_nothing(typed):
    assert look(typed) == []


def test_a_name_of_two_points_finds_both():
    names = rule_book().point_names
    shared = next(name for name, codes in names.folded.items() if len(codes) == 2)
    codes = points_called(shared)

    assert {each.page.id for each in look(shared)[:2]} == set(codes)


def test_the_name_of_a_point_hides_no_page_that_says_the_word():
    kinds = {each.page.kind for each in look("hip bone")}

    assert Kind.POINT in kinds
    assert Kind.DANGER in kinds


def test_every_page_says_its_name_in_every_language():
    for language in LANGUAGES:
        book = rule_book(language)
        assert all(title_of(each, book) for each in index().pages)


def test_the_words_of_lay_people_lead_to_pages_that_are_there():
    assert set(lay_words()) <= {(each.kind, each.id) for each in index().pages}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("坐骨神経痛", "坐骨神经痛"),
        ("Arteries", "artery"),
        ("ＳＴ３６", "st36"),
        ("runner's", "runners"),
    ],
)
def test_ways_of_writing_the_same_fold_alike(one, other):
    assert tokens(one) == tokens(other)


@pytest.mark.django_db
class TestThePage:
    @pytest.fixture(autouse=True)
    def willow_street(self):
        return clinic()

    def test_what_is_typed_stands_in_no_address_log_or_cache(self, client, caplog):
        caplog.set_level("DEBUG")
        told = client.post(reverse("about_search"), {"words": "tingling toes"})

        assert told.request["QUERY_STRING"] == ""
        assert "no-store" in told.headers["Cache-Control"]
        assert "tingling" not in caplog.text
        assert 'method="post"' in text(told)
        assert reverse("about_numb_feet") in text(told)

    def test_words_in_an_address_are_not_looked_for(self, client):
        assert "sciatica" not in page(client, f"{reverse('about_search')}?words=sciatica")

    def test_nothing_found_is_said_and_never_reads_as_safe(self, client):
        told = searched(client, "xyzzy")

        assert "Nothing here holds these words. That does not mean that all is well" in told
        assert reverse("about_dangers") in told
        assert reverse("start") in told

    def test_what_was_typed_is_shown_as_text_alone(self, client):
        told = searched(client, '"><script>alert(1)</script>')

        assert "<script>alert" not in told

    @pytest.mark.parametrize("typed", ["x" * 5000, "(" * 80, "足" * 300, "%s{0}"])
    def test_no_words_break_it(self, client, typed):
        assert client.post(reverse("about_search"), {"words": typed}).status_code == 200
