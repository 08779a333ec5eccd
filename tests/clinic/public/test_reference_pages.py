"""The pages of conditions, points, danger signs and the ledger: what each says, and of what."""

import json
import re
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import main, page, text
from tests.clinic.booking.willow_street import clinic
from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import Clinic
from zusanli.core.words import LANGUAGES
from zusanli.documents.linter import lint_page
from zusanli.documents.point_page import naming_trials
from zusanli.documents.wording import action_of
from zusanli.exchange.pdf.printing import PrintingError
from zusanli.web.leg_map.places import placed_points
from zusanli.web.public import evidence

pytestmark = pytest.mark.django_db
DATA = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


@pytest.fixture(autouse=True)
def willow_street():
    return clinic()


def about(client, kind: str, name: str) -> str:
    return page(client, reverse(kind, args=[name]))


def unescaped(shown: str) -> str:
    return shown.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")


class TestPoints:
    def test_one_tells_its_names_place_depth_cautions_and_who_names_it(self, client):
        shown = unescaped(main(about(client, "about_point", "ST36")))
        point = rule_book().points["ST36"]

        assert "Leg Three Miles" in shown
        assert point.placing.place in shown
        assert "At most 1.2 cun" in shown
        assert point.placing.caution in shown
        assert "deep peroneal nerve" in shown
        assert "Do not needle yourself" in shown
        assert all(rule_book().sources[each].url in shown for each in point.placing.sources)

    def test_trials_are_counted_by_condition_and_nothing_is_made_of_it(self, client):
        shown = main(about(client, "about_point", "ST36"))
        named = naming_trials("ST36", rule_book())

        assert named
        for each in named:
            assert f"<td>{each.use.trials} of {each.use.of}</td>" in shown
        assert "does not show that the point does anything" in shown

    def test_only_a_point_of_the_leg_is_marked_on_the_map_and_no_status_is_told(self, client):
        on_leg = about(client, "about_point", "ST36")
        elsewhere = about(client, "about_point", "LI4")

        assert 'data-point="ST36"' in on_leg
        assert "leg-legend" not in on_leg
        assert "offered" not in re.findall(r"<title>(.*?)</title>", on_leg)
        assert "LI4" not in placed_points()
        assert "leg-map" not in elsewhere

    def test_a_precaution_that_names_a_point_stands_on_its_page(self, client):
        pregnancy = next(e for e in rule_book().precautions if e.id == "pregnancy_points")

        assert pregnancy.title in unescaped(about(client, "about_point", "SP6"))

    @pytest.mark.parametrize("typed", ["st36", "Zusanli", "足三里", "LV3"])
    def test_another_name_leads_to_the_code(self, client, typed):
        told = client.get(reverse("about_point", args=[typed]))

        assert told.status_code == 302
        assert told.url in {"/about/points/ST36/", "/about/points/LR3/"}

    def test_a_point_of_which_only_names_are_known_says_so(self, client):
        bare = next(each.code for each in rule_book().points.values() if each.placing is None)

        assert "has names here and no place" in about(client, "about_point", bare)

    def test_every_point_has_a_page(self, client):
        for code in list(rule_book().points)[::23]:
            assert client.get(reverse("about_point", args=[code])).status_code == 200


class TestConditions:
    def test_one_says_what_is_known_with_grades_and_what_guidelines_say(self, client):
        shown = main(about(client, "about_condition", "sciatica"))

        assert "Known in part:" in shown
        assert "does not recommend acupuncture" in shown
        assert "not reviewed by a clinician" in shown

    def test_where_nothing_was_checked_or_read_it_says_so(self, client):
        shown = main(about(client, "about_condition", "gout"))

        assert "No sentence about needles for it was checked yet" in shown
        assert "No guideline on acupuncture was read for this" in shown
        assert "Too few of the trials" in shown

    def test_points_stand_in_an_order_only_where_enough_trials_name_any(self, client):
        book = rule_book()
        for each in book.conditions.values():
            shown = main(about(client, "about_condition", each.id))
            enough = each.trials.naming >= book.choosing.least_trials

            assert ("Trials that used it" in shown) == enough, each.id


class TestDangerSigns:
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_each_says_what_to_do_in_the_country_of_the_clinic_before_all_else(
        self, client, language
    ):
        client.cookies["language"] = language
        book = rule_book(language)
        for flag in book.flags[::9]:
            shown = unescaped(main(about(client, "about_danger", flag.id)))

            assert action_of(flag, country="GB", book=book) in shown
            assert shown.index("notice") < shown.index("<ul")
            assert all(book.sources[each].url in shown for each in flag.sources)

    def test_a_clinic_elsewhere_gives_the_number_of_there(self, client):
        Clinic.objects.update(country="JP")
        shown = about(client, "about_danger", "possible_clot_in_lung")

        assert "Call 119 now" in shown

    def test_before_a_clinic_is_set_up_words_stand_for_the_number(self, client):
        Clinic.objects.all().delete()
        shown = client.get(reverse("about_danger", args=["possible_clot_in_lung"]))

        assert shown.status_code == 200
        assert "{emergency_number}" not in text(shown)

    def test_none_that_fits_is_never_said_to_be_safe(self, client):
        shown = about(client, "about_danger", "black_toe")

        assert "does not mean that all is well" in shown

    def test_what_speaks_against_a_sign_is_not_listed_as_one(self, client):
        against = rule_book().findings["sore_only_from_injury"].label

        assert against not in about(client, "about_danger", "suspected_deep_vein_clot")

    def test_all_stand_in_the_list_by_how_soon(self, client):
        shown = main(page(client, reverse("about_dangers")))

        assert all(reverse("about_danger", args=[e.id]) in shown for e in rule_book().flags)
        assert shown.index("Get help now") < shown.index("Be seen today")


class TestLedger:
    def test_every_contradiction_stands_there_word_for_word(self, client):
        shown = unescaped(page(client, reverse("about_contradictions")))

        for each in rule_book().contradictions:
            assert f'<section id="{each.id}">' in shown
            assert each.because in shown
            assert all(one.says in shown for one in each.passages)

    def test_a_misprint_stands_beside_what_its_counts_give(self, client):
        shown = page(client, reverse("about_misprints"))

        assert "printed as 0.003 %" in shown
        assert "1 of 3,974 is 0.025 %" in shown
        assert shown.count("<section id=") == len(rule_book().misprints)

    def test_every_word_is_explained(self, client):
        shown = unescaped(page(client, reverse("about_words")))

        assert all(each.says in shown for each in rule_book().terms)


@pytest.mark.parametrize(
    "kind", ["about_point", "about_condition", "about_evidence", "about_danger"]
)
@pytest.mark.parametrize("name", ["nothing", "' OR 1=1", "%00x", "<b>", "ST999"])
def test_what_is_not_there_is_told_in_words_with_the_lists(client, kind, name):
    told = client.get(reverse(kind, args=[name]))

    assert told.status_code == 404
    assert "There is no such page" in text(told)
    assert reverse("about_points") in text(told)
    assert "<b>" not in main(text(told))


def test_the_evidence_is_given_on_paper_too_and_where_it_cannot_the_page_is(client, monkeypatch):
    place, address = (
        reverse(name, args=["gout"]) for name in ("about_evidence", "about_evidence_pdf")
    )
    answers = [PrintingError(), b"%PDF"]

    def printing(*_args, **_more):
        if isinstance(answer := answers.pop(0), bytes):
            return answer
        raise answer

    monkeypatch.setattr("zusanli.web.public.evidence.paper", printing)
    assert f'href="{address}"' in page(client, place)
    assert client.get(address).headers["Location"] == place
    told = [client.get(address) for _ in range(2)]
    assert {each.headers["Content-Type"] for each in told} == {"application/pdf"}
    assert answers == []
    assert client.get(reverse("about_evidence_pdf", args=["nothing"])).status_code == 404
    evidence.kept_paper.cache_clear()


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("about_point", "ST36"),
        ("about_point", "SP6"),
        *(("about_condition", each) for each in ("sciatica", "knee_osteoarthritis", "gout")),
        *(("about_evidence", each) for each in ("knee_osteoarthritis", "gout")),
        ("about_danger", "black_toe"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_says_what_must_not_be_said(client, kind, name, language):
    client.cookies["language"] = language
    shown = about(client, kind, name)
    found = lint_page(re.search(r"<main.*</main>", shown, re.DOTALL)[0], rule_book(language))

    assert [each for each in found if "review" not in each.rule] == []


class TestForMachines:
    def test_the_sitemap_names_every_page_in_every_language(self, client):
        told = client.get("/sitemap.xml")
        listed = ET.fromstring(told.content)  # noqa: S314 - we wrote it
        places = [each[0].text for each in listed]

        assert told.headers["Content-Type"] == "application/xml"
        assert len(places) == len(set(places)) > 500
        assert "http://testserver/about/points/ST36/" in places
        assert {each.get("hreflang") for each in listed[0][1:]} == {*LANGUAGES, "x-default"}

    def test_every_tenth_address_of_the_sitemap_is_there(self, client):
        listed = ET.fromstring(client.get("/sitemap.xml").content)  # noqa: S314 - ours

        assert {client.get(each[0].text).status_code for each in listed[::10]} == {200}

    def test_a_page_is_told_in_the_language_that_its_address_asks_for(self, client):
        shown = page(client, f"{reverse('about_point', args=['ST36'])}?lang=ja")

        assert '<html lang="ja">' in shown
        assert (
            'hreflang="zh-Hant" href="http://testserver/about/points/ST36/?lang=zh-Hant"' in shown
        )
        assert '<html lang="en">' in page(client, reverse("about_words") + "?lang=xx")

    def test_robots_may_read_public_pages_and_nothing_that_a_link_opens(self, client):
        told = text(client.get("/robots.txt"))

        assert "Allow: /about/" in told
        assert "Disallow: /\n" in told
        assert "Sitemap: http://testserver/sitemap.xml" in told

    def test_only_what_the_clinic_entered_is_told_of_it(self, client):
        Clinic.objects.update(street="", name="Willow </script><b>Street")
        shown = about(client, "about_condition", "sciatica")
        told = json.loads(DATA.search(shown)[1])

        assert told["@type"] == "MedicalWebPage"
        assert told["about"]["@type"] == "MedicalCondition"
        assert told["publisher"]["name"] == "Willow </script><b>Street"
        assert "streetAddress" not in told["publisher"]["address"]
        assert "reviewedBy" not in told
        assert "</script><b>" not in shown
