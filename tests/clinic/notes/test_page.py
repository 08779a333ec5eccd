"""The page of a note: what it shows, what it keeps, and what it never takes twice."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.clinic.booking import pages
from tests.clinic.booking.pages import hired
from tests.clinic.notes.at_the_clinic import come_now
from tests.clinic.notes.sheet import Tab
from zusanli.clinic.notes.models import Note
from zusanli.clinic.records.models import Judgement
from zusanli.clinic.staff.models import Role
from zusanli.core.visit.chart import LEFT_BEHIND
from zusanli.synthetic import cast


@pytest.fixture
def tab(client, patient) -> Tab:
    return Tab(client, patient).begin()


@pytest.fixture
def needled(tab) -> Tab:
    """Three needles are in."""
    return tab.send("typed", points="st36 b, sp6 l").send("in", batch="1", count="3")


def test_reception_does_not_read_notes(client, patient):
    client.force_login(hired("Rosa", Role.RECEPTION))

    assert client.get(reverse("note", kwargs={"visit": patient.visit.pk})).status_code == 403


def test_before_it_is_begun_nothing_is_written_by_looking(client, patient):
    tab = Tab(client, patient)

    assert "Begin the visit" in tab.page
    assert not Note.objects.exists()


def test_the_page_says_who_it_is_and_what_stands_in_the_way(client, bob):
    client.force_login(bob)
    tab = Tab(client, come_now(cast.NUMB_FEET, bob)).begin()

    assert "Archer, Alice" in tab.page
    assert "To be examined first" in tab.page
    assert "No plan was signed for this patient yet" in tab.page
    assert "The patient has not agreed to needles for today" in tab.page


def test_the_safety_questions_are_never_ticked_beforehand(tab):
    tab.ask("not_eaten")
    asked = tab.page.split('id="asked"')[1].split("</section>")[0]

    assert " checked" not in asked
    assert tab.chart.asked == ("not_eaten",)


def test_ticking_something_and_pressing_nothing_is_asked_about(tab):
    tab.send(
        "asked",
        read=tab.page.split('name="read" value="')[1].split('"')[0],
        told=["not_eaten"],
        nothing="1",
    )

    assert "Which is right?" in tab.page
    assert tab.entries == []


def test_the_points_of_the_plan_are_kept_with_one_press(tab):
    wanted = tab.here.free_points()
    tab.send("keep", all="1")

    assert {(each.code, each.side) for each in tab.chart.needles} == {
        (each.code, each.side) for each in wanted
    }


def test_points_are_added_by_typing_and_lie_in_the_position_that_they_ask_for(tab):
    tab.send("typed", points="st36 b, bl57 l")
    lies = {each.number: each.position for each in tab.chart.batches}

    assert {each.code: lies[each.batch] for each in tab.chart.needles} == {
        "ST36": "supine",
        "BL57": "prone",
    }


def test_what_was_typed_stays_with_what_is_wrong_beside_it(tab):
    tab.send("typed", points="st36 b, zusanly l")

    assert tab.status == 422
    assert 'value="st36 b, zusanly l"' in tab.page
    assert "no point is called" in tab.page
    assert tab.entries == []


def test_the_number_charted_is_not_chosen_before_it_was_counted(tab):
    tab.send("typed", points="st36 b")
    counting = tab.page.split('value="in"')[1].split("</form>")[0]

    assert 'name="count" value="2"' in counting
    assert "selected" not in counting
    assert "primary" not in counting


def test_counts_that_differ_keep_the_visit_open_and_the_page_says_why(needled):
    needled.send("out", batch="1", count="2")

    assert "Needles not accounted for: 1" in needled.page
    assert "Not as many came out as went in." in needled.page
    needled.send("close", minutes="20")
    assert needled.status == 422
    assert needled.chart.closed_at is None


def test_a_needle_that_is_found_after_a_search_is_counted_again(needled):
    needled.send("out", batch="1", count="2").send("out", batch="1", count="3")
    needled.send("close", minutes="20")

    assert needled.chart.closed_at is not None
    assert needled.chart.individual == "fully"


@pytest.mark.element("002-L056-1")
def test_closed_it_says_how_far_it_was_made_for_the_patient(needled):
    assert 'value="fully" selected' in needled.send("out", batch="1", count="3").page
    needled.send("close", minutes="20", individual="partly")

    assert needled.chart.individual == "partly"
    assert "a fixed set, and points for this patient" in needled.page
    record = reverse("note_stricta_json", kwargs={"visit": needled.here.visit.pk})
    items = needled.client.get(record).json()["items"]
    assert items["1c"] == "a fixed set, and points for this patient"


def test_not_found_is_an_adverse_event_in_one_go(needled):
    needled.send("out", batch="1", count="2")
    needled.send("not_found", batch="1", count="1", looked=["couch", "bin"], searched="shoes")
    chart = needled.chart

    assert chart.batch(1).missing[0].searched == "couch, bin, shoes"
    assert [each.event for each in chart.effects] == [LEFT_BEHIND]
    needled.send("close", minutes="20")
    assert needled.chart.closed_at is not None


def test_left_in_on_purpose_says_where_and_until_when(needled):
    needled.send("out", batch="1", count="2")
    in_three_days = (pages.NOW + timedelta(days=3)).date().isoformat()
    needled.send("left_in", batch="1", count="1", where="", remove_by=in_three_days)
    assert "words belong" in needled.page
    needled.send("left_in", batch="1", count="1", where="left ear", remove_by=in_three_days)

    assert needled.chart.batch(1).unaccounted == 0


def test_a_form_that_is_sent_twice_is_taken_once(tab):
    key, seen = tab.hidden("key"), tab.hidden("seen")
    for _ in range(2):
        tab.send_as(key, seen, "typed", points="st36 b")
        assert tab.status == 200

    assert [each["do"] for each in tab.entries] == ["position", "place"]


def test_a_form_that_was_filled_in_otherwise_meanwhile_is_not_taken_for_the_first(needled):
    key, seen = needled.hidden("key"), needled.hidden("seen")
    needled.send_as(key, seen, "out", batch="1", count="2")
    needled.send_as(key, seen, "out", batch="1", count="3")

    assert needled.status == 422
    assert "somebody wrote in this note meanwhile" in needled.page
    assert "set 1: 2 out" in needled.page


def test_asked_again_twice_by_one_form_is_kept_once(tab):
    read = tab.page.split('name="read" value="')[1].split('"')[0]
    key, seen = tab.hidden("key"), tab.hidden("seen")
    counts = []
    for _ in range(2):
        tab.send_as(key, seen, "asked", read=read, nothing="1")
        counts.append(Judgement.objects.count())

    assert counts[0] == counts[1]
    assert tab.chart.agreed


def test_of_two_tabs_the_second_is_told_and_sends_again_with_one_press(client, tab):
    other = Tab(client, tab.here)
    tab.send("remark", text="from the first tab")
    other.send("typed", points="st36 b")

    assert other.status == 422
    assert "from the first tab" in other.page
    assert 'value="st36 b"' in other.page
    other.press_again()
    assert other.status == 200
    assert [each["do"] for each in other.entries] == ["remark", "position", "place"]


def test_what_is_held_is_asked_for_a_reason_and_done_with_it(tab):
    tab.send("sore", place="left.calf", depth_mm="8")
    assert tab.status == 422
    assert "goes with a reason" in tab.page
    tab.press_again(why="felt, and shallow there")

    assert tab.chart.needles[0].place == "left.calf"
    assert tab.chart.needles[0].depth_mm == 8
    assert Judgement.objects.filter(what__reason="felt, and shallow there").exists()


def test_what_is_refused_says_by_what_and_offers_no_way_round(client, bob):
    client.force_login(bob)
    here = come_now(cast.NUMB_FEET, bob).made_ready()
    tab = Tab(client, here).begin()
    tab.send("warm", method="lamp", where="top_of_foot", side="left", minutes="10")

    assert tab.status == 422
    assert "Not today" in tab.page
    assert "Do it all the same" not in tab.page
    assert 'value="10"' in tab.page
    tab.send("typed", points="lr3 b")
    assert [each.code for each in tab.chart.needles] == ["LR3"]


def test_a_needle_is_changed_and_taken_out_where_it_stands(needled):
    row = needled.chart.needles[0].row
    needled.send(
        "needle", row=row, side="left", depth_mm="12,5", technique="tonify", felt="heaviness"
    )
    changed = next(each for each in needled.chart.needles if each.row == row)
    needled.send("strike", row=row)

    assert (changed.side, changed.depth_mm, changed.technique) == ("left", 12.5, "tonify")
    assert row not in [each.row for each in needled.chart.needles]


def test_what_is_the_same_of_all_is_charted_once(needled):
    needled.send("same", batch="1", gauge_mm="0.2", felt="dull_ache")

    assert {(each.gauge_mm, each.felt) for each in needled.chart.needles} == {(0.2, "dull_ache")}


def test_a_current_joins_two_needles_of_one_limb(tab):
    tab.send("typed", points="st36 l, sp6 l, gb34 r")
    rows = {each.code: each.row for each in tab.chart.needles}
    said = {"waveform": "continuous", "hz": "2", "ma": "1.5", "minutes": "20"}
    tab.send("electro", first=rows["ST36"], second=rows["GB34"], **said)
    assert "another limb" in tab.page
    tab.send("electro", first=rows["ST36"], second=rows["SP6"], **said)

    assert [(each.hz, each.ma) for each in tab.chart.electro] == [(2, 1.5)]


def test_a_side_effect_says_at_once_what_to_do(needled):
    needled.send("effect", event="fainting", severity="moderate")
    shown = needled.page.split('class="notice happened"')[1]

    assert "What to do:" in shown
    needled.send("act", event="fainting", action="needles out, legs up")
    assert needled.chart.effects[0].action == "needles out, legs up"
    needled.send("take_back", event="fainting")
    assert needled.chart.effects == ()


def test_tongue_and_pulse_are_empty_each_time_and_words_are_joined(needled):
    needled.send("observe", tongue_word=["pale", "dry"], tongue="cracked", pulse="")

    assert needled.chart.tongue == "pale, dry, cracked"
    assert 'name="tongue" maxlength="300" autocomplete="off" value=""' in needled.page


def test_all_the_advice_of_the_day_is_told_with_one_press(needled):
    each = [one.split('"')[0] for one in needled.page.split('name="each" value="')[1:]]
    needled.send("tell", all="1", each=each)

    assert needled.chart.told == tuple(each)


def test_after_closing_an_entry_asks_why_and_stands_as_an_amendment(needled):
    needled.send("out", batch="1", count="3").send("close", minutes="20")
    assert "This visit was closed" in needled.page
    needled.send("remark", text="called the next day: well")
    assert needled.status == 422
    assert "say why it is written now" in needled.page
    needled.press_again(why="she telephoned")

    assert "added after closing" in needled.page
    assert "she telephoned" in needled.page


def test_the_papers_are_there_once_it_is_closed(client, needled):
    address = {"visit": needled.here.visit.pk}
    assert client.get(reverse("note_summary", kwargs=address)).status_code == 302
    needled.send("out", batch="1", count="3").send("close", minutes="20")

    assert (
        "What was done at your visit"
        in client.get(reverse("note_summary", kwargs=address)).content.decode()
    )
    printed = client.get(reverse("note_summary_pdf", kwargs=address))
    assert printed.content.startswith(b"%PDF")
    assert "2b Points" in client.get(reverse("note_stricta", kwargs=address)).content.decode()
    data = client.get(reverse("note_stricta_json", kwargs=address)).json()
    assert data["items"]["2a"] == "3"


def test_a_patient_signs_at_the_clinic_before_the_first_needle(client, bob):
    client.force_login(bob)
    here = come_now(cast.KNEE, bob)
    here.ask_again()
    here.examine_all_that_is_due()
    here.take_history()
    here.sign_plan()
    tab = Tab(client, here).begin()
    address = reverse("note_sign", kwargs={"visit": here.visit.pk})
    read = client.get(address).content.decode().split('name="read" value="')[1].split('"')[0]
    assert client.post(address, {"read": read, "name": ""}).status_code == 422
    client.post(address, {"read": read, "name": "Alice Archer", "agree": "on", "signer": "patient"})
    tab.load().send("typed", points="st36 b")

    assert [each.code for each in tab.chart.needles] == ["ST36"]


def test_a_step_that_there_is_not_is_not_found(tab):
    assert tab.send("sing").status == 404


def test_what_was_typed_of_a_needle_stays_when_it_is_no_number(needled):
    row = needled.chart.needles[0].row
    needled.send("needle", row=row, side="left", depth_mm="a finger", technique="tonify")

    assert needled.status == 422
    assert 'value="a finger"' in needled.page
    assert "is no number" in needled.page


REFUSED = {
    "a count of many digits": ("in", {"batch": "1", "count": "9" * 30}),
    "a batch that is no number": ("in", {"batch": "one", "count": "2"}),
    "a batch that was not begun": ("in", {"batch": "7", "count": "2"}),
    "nothing filled in": ("out", {}),
    "minutes that are no number": ("close", {"minutes": "nan"}),
    "minutes without end": ("close", {"minutes": "1e999"}),
    "no such position": ("lie", {"position": "standing"}),
    "below nothing": ("lie", {"position": "supine", "retain_minutes": "-5"}),
    "half a place": ("sore", {"place": "left"}),
    "no such place": ("sore", {"place": "left.moon"}),
    "nothing but commas": ("typed", {"points": "," * 3000}),
    "a point that is not proposed any more": ("keep", {"point": "ST36|left|"}),
    "no such row": ("needle", {"row": "nowhere", "side": "left"}),
    "no row": ("strike", {"row": ""}),
    "no such event": ("effect", {"event": "sneeze", "severity": "mild"}),
    "never mild": ("effect", {"event": "nerve_injury", "severity": "mild"}),
    "what did not happen": ("act", {"event": "fainting", "action": "water"}),
    "nowhere": ("warm", {"method": "lamp", "where": "sun", "side": "left"}),
    "a current with itself": ("electro", {"first": "a", "second": "a"}),
    "no such advice": ("tell", {"advice": "smile"}),
    "no such day": ("lot", {"number": "1", "expires": "tomorrow"}),
    "none left in": ("left_in", {"batch": "1", "count": "0"}),
    "looked for nowhere": ("not_found", {"batch": "1", "count": "1"}),
    "nothing seen": ("observe", {}),
    "an empty remark": ("remark", {"text": " "}),
    "no such style": ("setting", {"style": "loud"}),
}


def test_what_cannot_be_taken_is_told_in_words_and_nothing_is_written(needled, subtests):
    before = needled.entries
    for what, (step, fields) in REFUSED.items():
        with subtests.test(what):
            needled.send(step, **fields)

            assert needled.status == 422
            assert "data-problem" in needled.page
            assert needled.entries == before
