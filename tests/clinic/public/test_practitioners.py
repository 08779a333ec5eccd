"""Find a practitioner: who stands there, by what they are found, and who decides about it."""

import json
import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import hired, page, text
from tests.clinic.booking.willow_street import clinic
from tests.clinic.public.licensed import NOW, licensed, shown_in_public
from zusanli.clinic.books import rule_book
from zusanli.clinic.staff.licences import Credential, record_licence, who_treats
from zusanli.clinic.staff.models import GivenRole, PublicPage, Role
from zusanli.core.directories import Directory
from zusanli.core.words import LANGUAGES
from zusanli.documents.linter import lint_page

pytestmark = pytest.mark.django_db
TODAY = NOW.date()
NAMED = re.compile(r'<h2 id="treats-\d+"><a href="[^"]+">([^<]+)</a></h2>')
FORM = {
    "shown": "yes",
    "name": "Bob Lee",
    "places": "Camden\nMill Lane\n",
    "language": ["en", "ja"],
}


@pytest.fixture(autouse=True)
def willow_street():
    return clinic()


def found(client, **wanted: str) -> list[str]:
    """Send the form, and give who is found."""
    address = reverse("about_practitioners")
    answer = client.post(address, wanted) if wanted else client.get(address)
    assert answer.status_code == 200
    return NAMED.findall(text(answer))


def save(client, **fields: object):
    return client.post(reverse("my_page"), FORM | fields)


class TestWhoStandsThere:
    @pytest.mark.element("001-L050-2")
    def test_only_those_whose_licence_holds_today_and_who_said_yes(self, client):
        shown_in_public(licensed("Bob", Role.PRACTITIONER))
        shown_in_public(licensed("Sue", Role.SUPERVISOR, until=TODAY + timedelta(days=2)))
        shown_in_public(licensed("Lapsed", Role.PRACTITIONER, until=TODAY - timedelta(days=2)))
        shown_in_public(licensed("Rosa", Role.RECEPTION))
        gone = shown_in_public(licensed("Gone", Role.PRACTITIONER))
        gone.is_active = False
        gone.save()
        changed = shown_in_public(licensed("Changed", Role.PRACTITIONER))
        GivenRole.objects.filter(user=changed).update(role=Role.MANAGER)
        shown_in_public(hired("Nolicence", Role.PRACTITIONER))
        licensed("Silent", Role.PRACTITIONER)
        shown = page(client, reverse("about_practitioners"))

        assert NAMED.findall(shown) == ["Bob", "Sue"]
        absent = ("Lapsed", "Rosa", "Gone", "Changed", "Nolicence", "Silent")
        for each in (*absent, "@x.example", "N-Bob"):
            assert each not in shown
        for each in absent[:-1]:
            slug = PublicPage.objects.get(user__username=each).slug
            assert client.get(reverse("about_practitioner", args=[slug])).status_code == 404

    @pytest.mark.element("001-L050-2")
    def test_a_licence_that_was_taken_back_holds_no_more_and_another_still_does(self):
        bob = licensed("Bob", Role.PRACTITIONER)
        ended = Credential("Acupuncturist", "A register", "N-Bob", TODAY - timedelta(days=1))
        other = Credential("Physiotherapist", "A council", "P-1", None)
        record_licence(bob, ended, by="Ada", now=NOW)
        assert who_treats(on=TODAY) == []
        record_licence(bob, other, by="Ada", now=NOW)

        assert [[one.title for one in each] for _, each in who_treats(on=TODAY)] == [
            ["Physiotherapist"]
        ]

    @pytest.mark.element("001-L037-1")
    def test_the_credentials_stand_in_a_table_of_two_columns_with_heads(self, client):
        shown_in_public(licensed("Bob", Role.PRACTITIONER))
        shown = page(client, reverse("about_practitioners"))
        table = re.search(r"<table>.*?</table>", shown, re.DOTALL)[0]

        assert "<caption" in table
        assert re.findall(r'<th scope="col">([^<]+)', table) == [
            "Licence or certificate",
            "Given by",
        ]
        assert '<th scope="row">Acupuncturist</th><td>A register</td>' in table


class TestLookingForThem:
    @pytest.fixture(autouse=True)
    def two(self):
        shown_in_public(
            licensed("Bob", Role.PRACTITIONER, issuer="NCCAOM"),
            languages=("en", "ja"),
            places=("Camden",),
            conditions=("sciatica",),
        )
        shown_in_public(
            licensed("Sue", Role.SUPERVISOR, title="Physiotherapist"),
            languages=("en",),
            places=("Mill Lane",),
            complaints=("restless_legs",),
        )

    @pytest.mark.parametrize(
        ("wanted", "who"),
        [
            ({}, ["Bob", "Sue"]),
            ({"place": ""}, ["Bob", "Sue"]),
            ({"place": "Camden"}, ["Bob"]),
            ({"language": "ja"}, ["Bob"]),
            ({"language": "en"}, ["Bob", "Sue"]),
            ({"credential": "title:Physiotherapist"}, ["Sue"]),
            ({"credential": "body:ncbahm"}, ["Bob"]),
            ({"treats": "condition:sciatica"}, ["Bob"]),
            ({"treats": "complaint:leg_pain"}, ["Bob"]),
            ({"treats": "complaint:restless_legs"}, ["Sue"]),
            ({"place": "Camden", "credential": "title:Physiotherapist"}, []),
            ({"place": "Atlantis"}, []),
        ],
    )
    def test_each_list_narrows_and_what_nobody_is_finds_nobody(self, client, wanted, who):
        assert found(client, **wanted) == who

    def test_nobody_found_is_said_and_what_was_chosen_stands_in_no_address(self, client):
        answer = client.post(reverse("about_practitioners"), {"place": "Camden", "language": "ko"})

        assert "Nobody here is all of that" in text(answer)
        assert '<option value="Camden" selected>' in text(answer)
        assert answer.request["QUERY_STRING"] == ""
        assert found(client) == ["Bob", "Sue"]

    @pytest.mark.element("001-L035-1")
    def test_a_body_that_was_renamed_is_one_choice_and_called_as_today_and_as_then(self, client):
        shown = page(client, reverse("about_practitioners"))
        own = page(client, reverse("about_practitioner", args=["bob"]))

        assert '<option value="body:ncbahm">NCCAOM, NCBAHM</option>' in shown
        assert "National Certification Board for Acupuncture and Herbal Medicine (NCBAHM)" in own
        assert "as it is called today; the licence says NCCAOM" in own

    def test_each_has_a_page_in_the_sitemap_whose_conditions_lead_to_what_is_known(self, client):
        address = reverse("about_practitioner", args=["bob"])
        shown = page(client, address)
        data = json.loads(re.search(r'ld\+json">(.*?)</script>', shown)[1])

        assert reverse("about_condition", args=["sciatica"]) in shown
        assert "日本語" in shown
        assert data["about"]["@type"] == "Person"
        assert data["about"]["knowsLanguage"] == ["en", "ja"]
        assert data["about"]["hasCredential"][0]["name"] == "Acupuncturist"
        assert address in text(client.get(reverse("sitemap")))
        assert [e for e in lint_page(shown, rule_book()) if "review" not in e.rule] == []


class TestTheirOwnPage:
    @pytest.fixture
    def bob(self, client):
        user = licensed("Bob", Role.PRACTITIONER)
        client.force_login(user)
        return user

    def test_a_colleague_says_yes_and_takes_it_back(self, client, bob):
        assert "checked" not in page(client, reverse("my_page")).split("No, show nothing")[1]
        assert save(client, condition=["sciatica", "none_such"]).status_code == 302
        kept = PublicPage.objects.get(user=bob)
        assert (kept.slug, kept.places, kept.languages, kept.conditions) == (
            "bob-lee",
            ["Camden", "Mill Lane"],
            ["en", "ja"],
            ["sciatica"],
        )
        assert found(client) == ["Bob Lee"]
        assert "See it as patients do" in page(client, reverse("my_page"))
        save(client, shown="no", name="Robert Lee")

        assert found(client) == []
        assert client.get(reverse("about_practitioner", args=["bob-lee"])).status_code == 404
        save(client, name="Robert Lee")
        assert PublicPage.objects.get(user=bob).slug == "bob-lee"

    def test_a_name_without_latin_letters_or_that_is_taken_has_an_address_too(self, client, bob):
        shown_in_public(licensed("Miwa", Role.PRACTITIONER))
        save(client, name="佐藤 美和")
        first = PublicPage.objects.get(user=bob).slug
        client.force_login(licensed("Second", Role.PRACTITIONER))
        save(client, name="Miwa")

        assert first == str(bob.pk)
        assert "Miwa" in page(
            client, reverse("about_practitioner", args=[PublicPage.objects.latest("pk").slug])
        )

    @pytest.mark.parametrize(
        ("field", "typed", "told"),
        [
            ("name", " ", "Please type your name"),
            ("name", "x" * 121, "That is too long"),
            ("about", "Acupuncture cures sciatica.", "promise what nobody may promise"),
            ("about", "鍼で必ず治ります。", "promise what nobody may promise"),
            ("places", "\n".join(map(str, range(11))), "at most ten places"),
        ],
    )
    def test_what_cannot_stand_there_is_said_and_nothing_is_kept(
        self, client, bob, field, typed, told
    ):
        answer = save(client, **{field: typed})

        assert answer.status_code == 422
        assert told in text(answer)
        assert typed.strip()[:20] in text(answer)
        assert not PublicPage.objects.exists()

    def test_without_a_licence_it_says_why_nobody_sees_it(self, client):
        client.force_login(hired("New", Role.PRACTITIONER))

        assert "No licence of yours that holds is recorded" in page(client, reverse("my_page"))


class TestDirectories:
    @pytest.mark.element("001-L050-1")
    def test_what_an_article_prints_can_be_dialled_and_is_marked_to_be_checked(self, client):
        entered = {each.id: each for each in rule_book().directories}
        academy = entered["american_academy_of_medical_acupuncture"]
        shown = page(client, reverse("about_practitioners")).split('id="directories"')[1]

        assert academy.phone == "+13103798261"
        assert f'<a href="tel:{academy.phone}">' in shown
        assert academy.scope in shown
        assert academy.verified_on is None
        assert "never by us" in shown
        assert 'alarm-mark">check</span>' in shown
        assert "Acupuncture For Leg Pain" in shown

    @pytest.mark.element("001-L050-1")
    @pytest.mark.parametrize(
        ("verified_on", "to_check"),
        [
            (None, True),
            (date(2025, 11, 25), True),
            (date(2025, 11, 26), False),
            (date(2026, 11, 25), False),
        ],
    )
    def test_after_a_year_it_is_to_be_checked_anew(self, verified_on, to_check):
        academy: Directory = rule_book().directories[0]
        tried = replace(academy, verified_on=verified_on)

        assert tried.is_to_check(date(2026, 11, 26)) is to_check

    @pytest.mark.element("001-L050-2")
    def test_it_names_pages_to_check_anybody_with_each_from_our_sources(self, client):
        shown = page(client, reverse("about_practitioners"))
        advice = next(e for e in rule_book().advice if e.id == "before_check_the_practitioner")
        own = {rule_book().sources[each].url for each in advice.sources}
        outside = set(re.findall(r'href="(https:[^"]+)"', shown))

        assert "NCCAOM" in shown
        assert outside
        assert outside <= own


class TestTheClinic:
    @pytest.mark.element("002-L064-1")
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_its_page_tells_what_is_entered_and_leads_to_the_conditions(self, client, language):
        shown_in_public(
            licensed("Bob", Role.PRACTITIONER), languages=("ja",), conditions=("sciatica", "gout")
        )
        client.cookies["language"] = language
        shown = page(client, reverse("about_clinic"))
        data = json.loads(re.search(r'ld\+json">(.*?)</script>', shown)[1])

        assert "<h1>Willow Street</h1>" in shown
        assert "日本語" in shown
        for each in ("sciatica", "gout"):
            assert f'<a href="{reverse("about_condition", args=[each])}">' in shown
            assert rule_book(language).conditions[each].name in shown
        assert data["about"]["@type"] == "MedicalClinic"
        assert data["about"]["telephone"] == "020 7946 0000"
