"""The whole way of a visit, by the verbs: asked, charted, counted, closed, and added to later."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from tests.clinic.booking.willow_street import NOW, practitioner
from tests.clinic.notes.at_the_clinic import come, licensed
from zusanli.clinic.notes.afterwards import over
from zusanli.clinic.notes.asking import QuestionsChangedError, ask, questions, read_out
from zusanli.clinic.notes.models import NoteEntry
from zusanli.clinic.notes.proposing import Source, proposal, taken
from zusanli.clinic.notes.writing import (
    NoteOvertakenError,
    ReasonNeededError,
    RefusedError,
    Sheet,
    chart_of,
    write,
    write_all,
)
from zusanli.clinic.records.models import Judgement, JudgementKind
from zusanli.core.visit.chart import LEFT_BEHIND, Chart
from zusanli.documents.plain_text import plain_text
from zusanli.documents.stricta import LABELS, Treated, items, stricta, stricta_data
from zusanli.documents.visit_summary import visit_summary
from zusanli.errors import InputError
from zusanli.synthetic import cast

SUPINE = {"batch": 1, "position": "supine", "retain_minutes": 20}
ST36 = {"row": "a", "batch": 1, "code": "ST36", "side": "left", "depth_mm": 15}


def charted(here, *, count: int = 1):
    """A note with one needle in."""
    note = here.begin()
    here.chart(note, "position", **SUPINE)
    here.chart(note, "place", needles=[ST36])
    here.chart(note, "in", batch=1, count=count)
    return note


def close(here, note):
    here.chart(note, "contact", minutes=20)
    here.chart(note, "close")


def read(here) -> frozenset[str]:
    return frozenset(each.id for each in read_out(questions(here.visit, now=here.now)))


def ask_at(here, note, told=(), **more):
    sheet = Sheet(note.entries.count(), uuid4())
    ask(
        note,
        told,
        **{"read": read(here), "sheet": sheet, "member": here.member, "now": here.now} | more,
    )
    return sheet


def test_begun_twice_it_is_one_note(novak):
    assert novak.begin() == novak.begin()


def test_a_visit_closes_when_as_many_came_out_as_went_in(novak):
    note = charted(novak, count=2)
    with pytest.raises(InputError, match="not_counted_out"):
        novak.chart(note, "close")
    novak.chart(note, "out", batch=1, count=1)
    with pytest.raises(InputError, match="counts_differ"):
        novak.chart(note, "close")
    novak.chart(note, "out", batch=1, count=2)
    close(novak, note)

    assert chart_of(note).closed_at is not None


@pytest.mark.parametrize(
    ("do", "what"), [("in", {"batch": 1, "count": 1}), ("strike", {"row": "a"})], ids=str
)
def test_needles_that_are_out_become_fewer_only_with_a_reason(novak, do, what):
    note = charted(novak, count=2)
    novak.chart(note, "out", batch=1, count=1)
    with pytest.raises(ReasonNeededError) as told:
        novak.chart(note, do, **what)
    written = novak.chart(note, do, why="One fell on the floor unused.", **what)

    assert told.value.fewer
    assert written.why == "One fell on the floor unused."


@pytest.mark.parametrize(
    ("do", "what"), [("in", {"batch": 1, "count": 1}), ("strike", {"row": "a"})], ids=str
)
def test_while_they_are_in_a_count_is_mended_without_one(novak, do, what):
    note = charted(novak, count=2)

    assert novak.chart(note, do, **what)


def test_where_one_came_out_of_those_left_in_it_is_told_again_which_stay(novak):
    note = charted(novak, count=3)
    novak.chart(note, "out", batch=1, count=1)
    novak.chart(note, "left_in", batch=1, count=2, where="ear", remove_by="2026-11-29")
    novak.chart(note, "out", batch=1, count=2)
    assert chart_of(note).batch(1).unaccounted == 1
    novak.chart(note, "left_in", batch=1, count=1, where="ear", remove_by="2026-11-29")
    close(novak, note)

    assert [each.count for each in chart_of(note).batch(1).left_in] == [1]


def test_needles_left_in_on_purpose_are_accounted_for(novak):
    note = charted(novak, count=2)
    novak.chart(note, "out", batch=1, count=1)
    novak.chart(note, "left_in", batch=1, count=1, where="left ear", remove_by="2026-11-29")
    close(novak, note)
    paper = plain_text(visit_summary(over(note, language="en").visit, novak.decision))

    assert "left ear" in paper
    assert "29 November 2026" in paper
    assert "do not agree" not in paper


def test_a_needle_that_was_not_found_closes_only_as_an_adverse_event(novak):
    note = charted(novak, count=2)
    novak.chart(note, "out", batch=1, count=1)
    novak.chart(note, "not_found", batch=1, count=1, searched="couch, floor")
    with pytest.raises(InputError, match="missing_is_no_event"):
        novak.chart(note, "close")
    novak.chart(note, "effect", event=LEFT_BEHIND, severity="severe")
    close(novak, note)

    assert "A needle may still be in" in plain_text(
        visit_summary(over(note, language="en").visit, novak.decision)
    )


def test_a_needle_that_was_found_after_all_is_counted_and_the_event_taken_back(novak):
    note = charted(novak, count=2)
    novak.chart(note, "out", batch=1, count=1)
    novak.chart(note, "not_found", batch=1, count=1, searched="couch")
    novak.chart(note, "effect", event=LEFT_BEHIND, severity="severe")
    novak.chart(note, "out", batch=1, count=2)
    novak.chart(note, "take_back", event=LEFT_BEHIND)
    close(novak, note)
    chart = chart_of(note)

    assert chart.batch(1).missing == ()
    assert chart.effects == ()


def test_what_is_sent_twice_stands_once(novak):
    note = novak.begin()
    sheet = Sheet(0, uuid4())
    what = {"do": "remark", "text": "sleeps better"}
    first = write(note, what, sheet, member=novak.member, now=novak.now)
    again = write(note, what, sheet, member=novak.member, now=novak.now)

    assert first == again
    assert note.entries.count() == 1


def test_several_entries_are_written_together_or_not_at_all(novak):
    note = novak.begin()
    sheet = Sheet(0, uuid4())
    both = [{"do": "position", **SUPINE}, {"do": "in", "batch": 2, "count": 1}]
    with pytest.raises(InputError):
        write_all(note, both, sheet, member=novak.member, now=novak.now)

    assert note.entries.count() == 0


def test_who_writes_at_the_same_time_is_told_what_was_written(novak):
    note = charted(novak)
    novak.chart(note, "remark", text="from the other tab")
    with pytest.raises(NoteOvertakenError) as told:
        write(
            note,
            {"do": "out", "batch": 1, "count": 1},
            Sheet(3, uuid4()),
            member=novak.member,
            now=novak.now,
        )

    assert [each.what["text"] for each in told.value.since] == ["from the other tab"]


def test_after_closing_an_entry_needs_a_reason_and_the_first_ones_stay(novak):
    note = charted(novak)
    novak.chart(note, "out", batch=1, count=1)
    close(novak, note)
    before = list(note.entries.values_list("what", flat=True))
    with pytest.raises(ReasonNeededError):
        novak.chart(note, "remark", text="forgotten")
    novak.chart(note, "remark", text="forgotten", why="told on the way out")

    assert list(note.entries.values_list("what", flat=True))[:-1] == before
    assert note.entries.last().why == "told on the way out"


def test_an_entry_is_never_written_over(novak):
    note = charted(novak)
    with pytest.raises(DatabaseError), transaction.atomic():
        NoteEntry.objects.filter(note=note).update(by="somebody else")


def test_who_told_of_nothing_and_signed_before_agrees_with_one_press(novak):
    later = novak
    note = charted(later)
    later.chart(note, "out", batch=1, count=1)
    close(later, note)
    later.now += timedelta(minutes=5)
    ask_at(later, note, why="asked at the door")
    chart = chart_of(note)

    assert chart.agreed
    assert chart.asked == ()


def test_who_never_signed_does_not_agree_by_being_asked(bob):
    here = come(cast.KNEE, bob)
    note = here.begin()
    ask_at(here, note)

    assert not chart_of(note).agreed
    assert chart_of(note).asked == ()


def test_what_is_told_when_asked_again_stops_the_needle(novak):
    note = novak.begin()
    ask_at(novak, note, ["one_leg_newly_swollen"])

    assert not novak.decision.triage.may_needle
    assert chart_of(note).asked == ("one_leg_newly_swollen",)
    novak.chart(note, "position", **SUPINE)
    with pytest.raises(RefusedError):
        novak.chart(note, "place", needles=[ST36])


def test_no_is_said_for_nobody_to_a_question_that_was_not_read_out(novak):
    note = novak.begin()
    fewer = read(novak) - {"one_leg_newly_swollen"}
    with pytest.raises(QuestionsChangedError):
        ask_at(novak, note, read=fewer)
    with pytest.raises(InputError, match="not read out"):
        ask_at(novak, note, ["nothing_of_the_kind"])

    assert note.entries.count() == 0


def test_asked_twice_by_one_form_it_is_kept_once(novak):
    note = novak.begin()
    sheet = ask_at(novak, note)
    kept = Judgement.objects.count()
    ask_at(novak, note, sheet=sheet)

    assert Judgement.objects.count() == kept


def test_nothing_goes_in_before_plan_and_consent(bob):
    here = come(cast.KNEE, bob)
    note = here.begin()
    here.chart(note, "position", **SUPINE)
    with pytest.raises(RefusedError) as told:
        here.chart(note, "place", needles=[ST36])

    assert len(told.value.refused[0].because) == 2


def test_what_is_held_goes_with_a_reason_that_is_kept(novak):
    note = novak.begin()
    novak.chart(note, "position", **SUPINE)
    sore = {"row": "s", "batch": 1, "code": "ashi", "side": "left", "place": "left.calf"}
    what = {"do": "place", "needles": [sore]}
    more = {"member": novak.member, "now": novak.now}
    with pytest.raises(RefusedError) as told:
        write_all(note, [what], Sheet(1, uuid4()), **more)
    assert all(each.with_reason for each in told.value.refused)
    write_all(note, [what], Sheet(1, uuid4()), **more, why="felt, and shallow", lifting=True)
    kept = Judgement.objects.filter(kind=JudgementKind.OVERRIDE).latest("pk").what

    assert kept["reason"] == "felt, and shallow"
    assert kept["place"] == "left.calf"
    assert chart_of(note).needles[0].place == "left.calf"


def test_feet_that_do_not_feel_get_no_heat_and_needles_after_the_examination(bob):
    here = come(cast.NUMB_FEET, bob)
    here.ask_again()
    here.examine_all_that_is_due()
    here.take_history()
    here.sign_plan()
    here.consent()
    note = here.begin()
    here.chart(note, "position", **SUPINE)
    with pytest.raises(RefusedError) as told:
        here.chart(note, "warm", method="lamp", where="top_of_foot", side="left")
    here.chart(note, "place", needles=[{**ST36, "depth_mm": 5}])

    assert not told.value.refused[0].with_reason
    assert any("heat" in why.lower() for why in told.value.refused[0].because)
    assert len(chart_of(note).needles) == 1


def test_nothing_is_warmed_while_nobody_may_be_needled(bob):
    here = come(cast.NUMB_FEET, bob)
    note = here.begin()
    with pytest.raises(RefusedError):
        here.chart(note, "warm", method="moxa_stick", where="knee", side="left")


def test_needles_are_not_to_stay_longer_than_today_allows(bob):
    here = come(cast.KNEE, bob).made_ready(frozenset({"not_eaten"}))
    note = here.begin()
    here.chart(note, "position", batch=1, position="supine", retain_minutes=45)
    with pytest.raises(RefusedError, match="retention"):
        here.chart(note, "place", needles=[ST36])


def test_no_more_needles_go_in_than_today_allows(bob):
    here = come(cast.KNEE, bob).made_ready(frozenset({"not_eaten"}))
    note = here.begin()
    here.chart(note, "position", **SUPINE)
    points = [{"row": code, "batch": 1, "code": code, "side": "both"} for code in ("SP6", "SP9")]
    here.chart(note, "place", needles=[*points, {**ST36, "side": "both"}])
    with pytest.raises(RefusedError) as told:
        here.chart(note, "place", needles=[{**ST36, "row": "b", "code": "GB34"}])
    here.chart(note, "place", needles=[{**ST36, "side": "both", "depth_mm": 10}])

    assert told.value.refused[0].because == ("7 needles are more than the 6 of today's limit",)


def test_a_first_visit_is_offered_the_points_of_the_plan(novak):
    note = novak.begin()
    offered = proposal(note, Chart(), novak.decision)

    assert offered.source is Source.PLAN
    assert len(offered.free) == len(novak.free_points())


def test_a_later_visit_is_offered_those_of_last_time_without_what_is_of_the_day(novak):
    note = novak.begin()
    novak.chart(note, "position", **SUPINE)
    novak.chart(note, "place", needles=[{**ST36, "felt": "heaviness"}])
    novak.chart(note, "in", batch=1, count=1)
    novak.chart(note, "out", batch=1, count=1)
    close(novak, note)
    later = come(cast.KNEE, licensed(practitioner("Mei")), now=NOW + timedelta(days=4))
    type(note).objects.filter(pk=note.pk).update(patient=later.patient)
    later.ask_again()
    following = later.begin()
    offered = proposal(following, Chart(), later.decision)
    fitted = taken(offered.needles, uuid4(), Chart())

    assert offered.source is Source.LAST_TIME
    assert [(each.code, each.depth_mm, each.felt) for each in fitted.needles] == [
        ("ST36", 15, None)
    ]
    assert [each.retain_minutes for each in fitted.positions] == [20]


def test_what_is_charted_already_is_not_offered_again(novak):
    note = charted(novak)
    offered = proposal(note, chart_of(note), novak.decision)

    assert ("ST36", "left") not in [
        (each.wanted.needle.code, each.wanted.needle.side) for each in offered.needles
    ]


def test_every_item_of_stricta_stands_there_and_what_is_not_recorded_says_so(novak):
    note = charted(novak)
    novak.chart(note, "out", batch=1, count=1)
    close(novak, note)
    found = over(note, language="en")
    treated = Treated(found.visit, found.chart, found.decision, found.licence)
    paper = plain_text(stricta(treated))

    assert all(label in paper for label in LABELS.values())
    assert items(treated)["2b"] == "ST36 left"
    assert items(treated)["2c"] == "ST36 left: 15 mm"
    assert "A register" in items(treated)["5"]
    assert paper.count("not recorded") >= 5
    assert stricta_data(treated)["items"]["6a"] is None


def test_an_open_note_gives_no_paper(novak):
    assert over(charted(novak), language="en") is None
