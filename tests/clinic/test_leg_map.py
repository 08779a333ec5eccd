"""The map of the leg as a page holds it."""

import re

import pytest
from django.template.loader import render_to_string

from zusanli.clinic.books import rule_book
from zusanli.core.points.standing import Status
from zusanli.core.words import Words
from zusanli.web.leg_map.labels import DOT, HEIGHT, LETTER, lay
from zusanli.web.leg_map.marks import Mark, leg_map
from zusanli.web.leg_map.places import placed_points

ST36 = Mark("ST36", "left", Status.OFFERED)


@pytest.fixture(scope="module")
def english():
    return rule_book("en")


def page(shown, book):
    return render_to_string("web/leg_map.html", {"leg_map": shown, "say": book.say})


def dots_of(shown, view):
    (drawn,) = (each for each in shown.views if each.view.id == view)
    return drawn.dots


def test_a_point_of_both_sides_has_a_dot_on_each_leg(english):
    shown = leg_map([Mark("ST36", "both", Status.OFFERED)], book=english)
    left, right = dots_of(shown, "front")

    assert (left.side, right.side) == ("left", "right")
    assert left.x + right.x == pytest.approx(360)
    assert left.y == right.y


def test_it_opens_on_the_view_that_shows_most(english):
    soles = [Mark("KI1", "left", Status.HELD)]
    backs = [Mark(code, "left", Status.OFFERED) for code in ("BL40", "BL56", "BL57")]

    assert leg_map(soles, book=english).first_view == "sole"
    assert leg_map([*soles, *backs], book=english).first_view == "back"
    assert leg_map([], book=english).first_view == "front"
    assert leg_map(soles, book=english, first_view="top").first_view == "top"


def test_a_dot_is_called_by_code_side_and_status_or_as_the_page_calls_it(english):
    unnamed = Mark("GB34", "left", Status.LIMITED, chosen=True)
    named = Mark("GB34", "left", Status.LIMITED, "GB34 as last time")

    assert leg_map([unnamed], book=english).dots[0].label == "GB34, left, limited, chosen"
    assert leg_map([named], book=english).dots[0].label == "GB34 as last time"


def test_what_lies_on_no_leg_is_said_in_words(english):
    marks = [ST36, Mark("LI4", "right", Status.OFFERED), Mark("GV20", "middle", Status.OFFERED)]
    shown = leg_map(marks, book=english)

    assert [(each.mark.code, each.where) for each in shown.absent] == [
        ("LI4", "hand"),
        ("GV20", "head"),
    ]
    assert "LI4 (hand)</span>, <span" in page(shown, english)


def test_a_code_that_nobody_knows_is_not_drawn_and_not_dropped(english):
    (absent,) = leg_map([Mark("XX1", "left", Status.HELD)], book=english).absent

    assert absent.where == "not in the knowledge base"


def test_each_status_has_a_shape_of_its_own(english):
    shapes = {}
    for status in Status:
        html = page(leg_map([Mark("ST36", "left", status)], book=english), english)
        front = html[html.index('data-view="front" viewBox') :]
        shapes[status] = re.search(r'class="shape"(?: [rd]="[^"]+")', front)[0]

    assert len(set(shapes.values())) == len(Status)


def test_a_label_of_the_page_is_escaped(english):
    html = page(leg_map([Mark("ST36", "left", Status.HELD, "<b>")], book=english), english)

    assert "<b>" not in html
    assert "&lt;b&gt;" in html


def test_the_page_holds_no_style_and_no_script_of_its_own(english):
    html = page(leg_map([ST36], book=english, ashi="sore"), english)

    assert " style=" not in html
    assert "<script" not in html
    assert not re.search(r"\son\w+=", html)


def test_it_says_once_that_the_finger_finds_the_point(english):
    html = page(leg_map([ST36], book=english, ashi="sore"), english)

    assert html.count("the finger finds the point. Not reviewed by a clinician.") == 1


def test_a_sore_spot_can_be_chosen_without_the_map(english):
    html = page(leg_map([], book=english, ashi="sore", ashi_chosen="left.calf"), english)

    assert '<label for="sore">' in html
    assert '<option value="left.calf" selected>left calf</option>' in html
    tapped = set(re.findall(r'data-place="([\w.]+)"', html))
    assert tapped == {each for each in re.findall(r'<option value="([\w.]+)"', html) if each}


def test_without_sore_spots_nothing_can_be_tapped_but_points(english):
    html = page(leg_map([ST36], book=english), english)

    assert "data-place" not in html
    assert "<select" not in html


@pytest.mark.parametrize("view", ["front", "back", "outer", "inner", "top", "sole"])
def test_no_code_covers_another_or_a_dot(view, english):
    marks = [Mark(code, "both", Status.OFFERED) for code in placed_points()]
    dots = dots_of(leg_map(marks, book=english), view)
    labelled = [dot for dot in dots if dot.text]
    boxes = [box_of(dot) for dot in labelled]

    assert len(labelled) >= len(dots) / 3
    for number, (left, top, right, bottom) in enumerate(boxes):
        assert 0 <= left < right <= 360
        for other_left, other_top, other_right, other_bottom in boxes[number + 1 :]:
            apart = right <= other_left or other_right <= left
            assert apart or bottom <= other_top or other_bottom <= top
        for dot in dots:
            inside = left - DOT < dot.x < right + DOT and top - DOT < dot.y < bottom + DOT
            assert not inside, f"{dot.mark.code} lies under a code"


def box_of(dot):
    long = LETTER * len(dot.mark.code)
    left = dot.text.x - (long if dot.text.anchor == "end" else 0)
    return left, dot.text.y - HEIGHT / 2, left + long, dot.text.y + HEIGHT / 2


def test_few_points_all_have_their_codes_beside_them(english):
    codes = ("ST36", "ST40", "ST41", "SP6", "LR3", "GB34", "GB39", "BL57", "KI3", "BL60")
    shown = leg_map([Mark(code, "both", Status.OFFERED) for code in codes], book=english)

    assert all(dot.text for view in shown.views for dot in view.dots)


def test_the_chosen_find_room_for_their_codes_first():
    crowded = [("ST36", 100.0, 100.0)] * 30

    labels = lay(crowded, width=360, height=700)

    assert labels[0] is not None
    assert not labels[0].joined
    assert labels[-1] is None


def test_words_of_the_map_are_those_of_the_reader(english):
    japanese = Words("ja", {"offered": "OK", "left": "L"})

    class Book:
        say = japanese
        points = english.points

    assert leg_map([ST36], book=Book).dots[0].label.endswith("L, OK")
