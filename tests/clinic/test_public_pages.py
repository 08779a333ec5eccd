"""The pages for everybody: what they say, whom they name, and what they ask."""

import re
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit
from zlib import crc32

import pytest
from django.core import signing
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.clinic.booking.pages import hired, page, text
from tests.clinic.booking.willow_street import clinic
from tests.clinic.public.licensed import licensed, shown_in_public
from tools.access_matrix import addresses
from zusanli.clinic.books import rule_book
from zusanli.clinic.enquiries import writing
from zusanli.clinic.enquiries.models import Enquiry
from zusanli.clinic.enquiries.writing import AlreadySettledError, Message, TooManyError
from zusanli.clinic.staff.models import Role
from zusanli.core.claims.claim import Citation
from zusanli.core.words import LANGUAGES
from zusanli.documents.citations import NAMES_NONE
from zusanli.documents.claim_card import SEEN
from zusanli.documents.faq import found
from zusanli.documents.linter import lint_page
from zusanli.web.public.contact import SALT
from zusanli.web.questionnaire.views import WHO

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
TODAY = NOW.date()
SPEAKING = (
    "about_questions",
    "about_practitioners",
    "about_clinic",
    "about_numb_feet",
    "about_claims",
    "about_dangers",
    "about_conditions",
    "about_points",
    "about_contradictions",
    "about_misprints",
    "about_words",
    "about_search",
)
PUBLIC = (*SPEAKING, "contact")
WRITTEN = {"name": "Yvonne Quill", "reach": "020 7946 0555", "text": "Is there a lift?"}
PERSONAL = re.compile(
    r'name="(?:family_name|given_name|family_reading|name|phone|email|reach|born|login)"'
)


@pytest.fixture(autouse=True)
def willow_street():
    return clinic()


def shown_at(at: datetime) -> str:
    return signing.dumps(at.isoformat(), salt=SALT)


def writing_to(client: Client, **fields: str):
    form = WRITTEN | {"shown": shown_at(NOW - timedelta(minutes=1))} | fields
    return client.post(reverse("contact"), form)


def is_passed_over(address: str) -> bool:
    """Of the hundreds of points and danger signs some are read, since one template writes all."""
    if address.endswith(".pdf"):  # printed, and opened in a test of its own
        return True
    many = address.startswith(("/about/points/", "/about/danger-signs/")) and address.count("/") > 3
    return many and crc32(address.encode()) % 20 != 0


class Anchors(HTMLParser):
    """The links and ids of a page."""

    def __init__(self, shown: str) -> None:
        super().__init__()
        self.hrefs, self.ids = [], set()
        self.feed(shown)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        if tag == "a":
            self.hrefs.append(told.get("href"))
        if told.get("id"):
            self.ids.add(told["id"])


class TestEmergencyFirst:
    @pytest.mark.element("000-L005-1")
    @pytest.mark.parametrize("language", LANGUAGES)
    @pytest.mark.parametrize("who", [each for each, _ in WHO])
    def test_it_is_the_first_screen_of_whoever_answers(self, client, who, language):
        client.cookies["language"] = language
        first = text(client.post(reverse("begin"), {"who": who}, follow=True))
        signs = [rule_book(language).findings[each].label for each in ("chest_pain_new",)]

        assert all(each in first for each in signs)
        assert "999" in first
        assert PERSONAL.findall(first) == []

    @pytest.mark.element("000-L005-1")
    def test_no_page_without_a_link_asks_who_somebody_is_but_the_one_to_write_on(self, client):
        asks = set()
        for each in addresses():
            if each.opened_by == "nothing" and not each.arguments and "sign-in" not in each.path:
                shown = client.get(f"/{each.path}", follow=True)
                if PERSONAL.search(text(shown)) and "sign-in" not in shown.request["PATH_INFO"]:
                    asks.add(each.name)

        assert asks == {"contact"}
        to_write = page(client, reverse("contact"))
        assert to_write.index("Answer the danger questions") < PERSONAL.search(to_write).start()

    @pytest.mark.element("000-L005-1")
    def test_nothing_that_a_fresh_link_opens_asks_for_a_name(self, client):
        link = client.post(reverse("begin"), {"who": "patient"}).url.split("/")[2]
        opened = [
            each
            for each in addresses()
            if each.link == "intakes.find" and each.arguments == ("link",)
        ]
        asks = []
        for each in opened:
            shown = text(client.get(reverse(each.name, kwargs={"link": link}), follow=True))
            asks += [each.name] * bool(re.search(r'name="(family_name|given_name|born)"', shown))

        assert len(opened) > 5
        assert asks == []


class TestQuestions:
    @pytest.mark.element("001-L084-1")
    def test_all_ten_are_there_and_each_cites_its_line_and_grades_what_it_says(self, client):
        shown = page(client, reverse("about_questions"))
        sections = re.split(r'<section id="', shown)[1:]
        book = rule_book()

        assert len(book.questions) == len(sections) == 10
        for question, section in zip(book.questions, sections, strict=True):
            assert section.startswith(f'{question.id}"')
            assert f"article 001, line {question.line}" in section
            assert question.asks in section
            effects = [each for each in question.claims if each.instead and not each.instructs]
            assert bool(effects) == ('class="graded"' in section)

    @pytest.mark.element("001-L084-1")
    def test_each_is_found_by_its_own_words_and_comes_first(self):
        book = rule_book()

        assert [found(each.plainly, book)[0].id for each in book.questions] == [
            each.id for each in book.questions
        ]
        assert [found(each.asks, book)[0].id for each in book.questions] == [
            each.id for each in book.questions
        ]

    @pytest.mark.element("001-L084-1")
    def test_they_are_searched_without_the_words_standing_in_the_address(self, client):
        told = client.post(reverse("about_questions"), {"words": "INSURANCE"})

        assert told.request["QUERY_STRING"] == ""
        assert 'id="insurance"' in text(told)
        assert 'id="does_it_hurt"' not in text(told)
        assert 'value="INSURANCE"' in text(told)

    def test_words_that_no_answer_holds_are_told_so(self, client):
        told = text(client.post(reverse("about_questions"), {"words": "xyzzy"}))

        assert "None of the answers holds these words" in told

    @pytest.mark.parametrize(("language", "typed"), [("ja", "保険"), ("zh-Hant", "保險")])
    def test_words_of_writing_without_spaces_are_found_inside_others(self, language, typed):
        assert "insurance" in [each.id for each in found(typed, rule_book(language))]


class TestNumbFeet:
    @pytest.mark.element("003-L025-2")
    def test_a_doctor_comes_first_and_what_is_known_is_graded(self, client):
        shown = page(client, reverse("about_numb_feet"))

        assert shown.index("Get help now") < shown.index("Be seen today")
        assert shown.index("Be seen today") < shown.index("What may be behind it")
        assert shown.index("What may be behind it") < shown.index("What is known of needles")
        assert "Known in part:" in shown
        assert "Nerve damage from diabetes" in shown

    @pytest.mark.element("003-L025-2")
    @pytest.mark.element("003-L041-1")
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_no_link_of_any_public_page_leads_nowhere(self, client, language):
        shown_in_public(licensed("Bob", Role.PRACTITIONER))
        client.cookies["language"] = language
        to_see, seen = ["/", *(reverse(each) for each in PUBLIC)], {}
        while to_see:
            address = to_see.pop()
            if address in seen:
                continue
            response = client.get(address)
            assert response.status_code == 200, address
            seen[address] = Anchors(text(response))
            for href in seen[address].hrefs:
                assert href, f"{address} has a link that leads nowhere"
                assert href != "#", f"{address} has a link that leads nowhere"
                scheme = urlsplit(href).scheme
                assert scheme in {"", "tel", "https", "mailto"}, href
                to = urldefrag(urljoin(address, href)).url
                to_see += [] if scheme or is_passed_over(to) else [to]
        for address, anchors in seen.items():
            for href in anchors.hrefs:
                to, fragment = urldefrag(urljoin(address, href))
                if fragment and to in seen:
                    assert unquote(fragment) in seen[to].ids, f"{address}: {href}"

        assert {reverse(each) for each in PUBLIC} <= set(seen)


class TestClaims:
    @pytest.mark.element("003-L041-1")
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_every_claim_stands_there_with_what_became_of_its_citation(self, client, language):
        client.cookies["language"] = language
        cards = page(client, reverse("about_claims")).split('<section id="')[1:]
        book = rule_book(language)

        assert len(cards) == len(book.claims)
        for claim, card in zip(book.claims, cards, strict=True):
            assert card.startswith(f'{claim.id}"')
            assert book.say(SEEN.get(claim.citation, NAMES_NONE)) in card
            assert all(one.element in card for one in claim.quotes)
        assert {each.citation for each in book.claims} <= {*SEEN, Citation.NONE}

    def test_a_source_that_is_not_reached_safely_is_told_and_not_linked(self, client):
        shown = page(client, reverse("about_claims"))

        assert "<br>http://" in shown
        assert '<a href="http://' not in shown


class TestWritingToTheDesk:
    @pytest.mark.element("002-L073-1")
    def test_a_message_comes_to_the_desk_and_is_settled_by_a_person(self, client):
        told = writing_to(client)
        assert told.url == reverse("contact_sent")
        rosa = hired("Rosa", Role.RECEPTION)
        client.force_login(rosa)
        assert "Messages to answer: 1" in page(client, reverse("desk"))
        desk = reverse("desk_enquiries")
        shown = page(client, desk)
        assert all(each in shown for each in WRITTEN.values())

        pk = Enquiry.objects.get().pk
        assert "Please write what was done" in text(client.post(desk, {"enquiry": pk, "what": ""}))
        client.post(desk, {"enquiry": pk, "what": "Called: yes, there is."})
        assert Enquiry.objects.get().settled_by == "Rosa"
        assert "Quill" not in page(client, desk)
        again = client.post(desk, {"enquiry": pk, "what": "Again."})
        assert "Somebody else has settled this" in text(again)

    @pytest.mark.element("002-L073-1")
    def test_nothing_that_was_typed_stands_in_an_address_a_log_or_the_cache(self, client, caplog):
        caplog.set_level("DEBUG")
        told = writing_to(client)
        refused = writing_to(client, reach="?")
        with connection.cursor() as cursor:
            cursor.execute("SELECT cache_key, value FROM short_memory")
            kept = str(cursor.fetchall())

        for typed in ("Quill", "7946", "lift"):
            assert typed not in told.url
            assert typed not in refused.request["PATH_INFO"] + refused.request["QUERY_STRING"]
            assert typed not in caplog.text
            assert typed not in kept
        assert "127.0.0.1" not in "".join(line for line in kept.split("(") if "contact" in line)
        assert '<form class="details" method="post"' in text(refused)

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"name": " "}, "Please say how we may call you"),
            ({"reach": "my phone"}, "Please type a whole phone number"),
            ({"reach": "a@b"}, "Please type a whole phone number"),
            ({"text": ""}, "Please write what we can do"),
            ({"text": "x" * 1001}, "That is too long"),
        ],
    )
    def test_what_is_missing_is_said_and_what_was_typed_stays(self, client, fields, said):
        told = writing_to(client, **fields)

        assert told.status_code == 422
        assert said in text(told)
        for name, typed in (WRITTEN | fields).items():
            assert typed.strip()[:900] in text(told), name
        assert not Enquiry.objects.exists()

    @pytest.mark.element("002-L073-1")
    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"website": "https://spam.example"}, "One field is to stay empty"),
            ({"shown": shown_at(datetime.now(UTC) + timedelta(hours=1))}, "That was very fast"),
            ({"shown": shown_at(NOW - timedelta(days=1))}, "This page was open for long"),
            ({"shown": ""}, "This page was open for long"),
            ({"shown": "forged"}, "This page was open for long"),
        ],
    )
    def test_a_program_is_held_off_and_a_person_loses_nothing(self, client, fields, said):
        told = writing_to(client, **fields)

        assert said in text(told)
        assert "Is there a lift?" in text(told)
        assert "spam.example" not in text(told)
        assert not Enquiry.objects.exists()

    @pytest.mark.element("002-L073-1")
    def test_of_many_messages_from_one_place_the_last_are_refused(self, client):
        for number in range(6):
            assert writing_to(client, text=f"Question {number}").status_code == 302
        told = writing_to(client, text="One more")

        assert "Many messages came in just now" in text(told)
        assert "One more" in text(told)
        assert Enquiry.objects.count() == 6

    def test_what_is_sent_twice_stands_once(self, client):
        writing_to(client)
        writing_to(client)

        assert Enquiry.objects.count() == 1

    def test_a_flooded_desk_takes_no_more(self, monkeypatch):
        monkeypatch.setattr(writing, "MOST_WAITING", 1)
        writing.write_to_desk(Message("A", "020 7946 0001", "?", "en"), now=NOW)

        with pytest.raises(TooManyError):
            writing.write_to_desk(Message("B", "020 7946 0002", "?", "en"), now=NOW)

    def test_what_was_settled_long_ago_is_let_go(self):
        old = writing.write_to_desk(Message("A", "020 7946 0001", "?", "en"), now=NOW)
        writing.settle(old, by="Rosa", what="Called.", now=NOW)
        with pytest.raises(AlreadySettledError):
            writing.settle(old, by="Rosa", what="Called.", now=NOW)
        writing.write_to_desk(
            Message("B", "020 7946 0002", "?", "en"), now=NOW + timedelta(days=31)
        )

        assert [each.name for each in Enquiry.objects.all()] == ["B"]

    def test_it_says_what_not_to_write_and_where_danger_is_told(self, client):
        shown = page(client, reverse("contact"))

        assert "Please write nothing about your health here" in shown
        assert reverse("start") in Anchors(shown).hrefs

    def test_somebody_who_only_looks_for_patients_data_cannot_read_them(self, client):
        client.force_login(hired("Res", Role.RESEARCHER))

        assert client.get(reverse("desk_enquiries")).status_code == 403


@pytest.mark.parametrize("name", SPEAKING)
def test_no_page_says_what_must_not_be_said(client, name):
    shown_in_public(licensed("Bob", Role.PRACTITIONER))
    shown = page(client, reverse(name))
    main = re.search(r"<main.*</main>", shown, re.DOTALL)[0]
    # What says that two passages cannot both be so names what one of them claims.
    refusing = " ".join(each.because for each in rule_book().contradictions)
    refused = name == "about_contradictions"
    found_there = [
        each
        for each in lint_page(main, rule_book())
        if "review" not in each.rule and not (refused and each.words in refusing)
    ]

    assert found_there == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_each_page_speaks_the_readers_language_and_sets_no_cookie(client, name, language):
    client.cookies["language"] = language
    shown = client.get(reverse(name))

    assert f'<html lang="{language}">' in text(shown)
    assert "sessionid" not in shown.cookies
