"""A visit as somebody would break it: needles out of sight, consent taken back, history untold."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import text
from tests.clinic.booking.willow_street import ALICE, practitioner
from tests.clinic.notes.at_the_clinic import Here, answered
from zusanli.clinic.consents.signing import withdraw
from zusanli.clinic.letters.writing import draft
from zusanli.clinic.notes.models import Note, NoteEntry
from zusanli.clinic.notes.today import LONGEST_VISIT, charts_of, lying, notes_since, to_take_out
from zusanli.clinic.notes.writing import NO_PARENT, RefusedError, chart_of
from zusanli.clinic.records import judging
from zusanli.clinic.records.models import IntakeVersion, Merge
from zusanli.clinic.records.patients import register
from zusanli.clinic.records.stored_interview import from_plain, to_plain
from zusanli.clinic.staff.licences import Credential, record_licence
from zusanli.core.case.record import Answer
from zusanli.core.triage.interview import Step
from zusanli.core.visit.chart import LEFT_BEHIND
from zusanli.errors import InputError
from zusanli.synthetic import cast

A_DAY = timedelta(days=1)
LEFT = {"row": "a", "batch": 1, "code": "ST36", "side": "left"}
RIGHT = {"row": "b", "batch": 1, "code": "ST36", "side": "right"}
BELOW = {"row": "c", "batch": 1, "code": "GB34", "side": "left"}


def lain(here: Here) -> Note:
    note = here.begin()
    here.chart(note, "position", batch=1, position="supine", retain_minutes=20)
    return note


def needled(here: Here, count: int = 2) -> Note:
    """Two points are needled."""
    note = lain(here)
    here.chart(note, "place", needles=[LEFT, RIGHT])
    here.chart(note, "in", batch=1, count=count)
    return note


def closed(here: Here) -> Note:
    note = needled(here)
    here.chart(note, "out", batch=1, count=2)
    here.chart(note, "close")
    return note


def in_sight(now) -> list[int | None]:
    """How many needles the page of the day tells of, for each who lies there."""
    notes = notes_since(now - LONGEST_VISIT)
    return [each.needles for each in lying(notes, charts_of(notes))]


def test_somebody_lies_with_needles_until_each_is_accounted_for(novak):
    note = needled(novak)
    novak.chart(note, "out", batch=1, count=1)
    assert in_sight(novak.now) == [1]
    novak.chart(note, "out", batch=1, count=2)
    assert in_sight(novak.now) == []
    novak.chart(note, "in", batch=1, count=5)
    assert in_sight(novak.now) == [3]
    novak.chart(note, "out", batch=1, count=6)

    assert in_sight(novak.now) == [None]


def test_needles_that_are_charted_and_were_not_counted_are_in_sight(novak):
    note = lain(novak)
    novak.chart(note, "place", needles=[LEFT, RIGHT])
    assert in_sight(novak.now) == [None]
    novak.chart(note, "in", batch=1, count=0)
    assert in_sight(novak.now) == [None]
    novak.chart(note, "in", batch=1, count=1)
    novak.chart(note, "out", batch=1, count=1)

    assert in_sight(novak.now) == [None]


def test_the_page_of_the_day_says_so_in_words(client, patient):
    note = lain(patient)
    patient.chart(note, "place", needles=[LEFT, RIGHT])
    page = text(client.get(reverse("today")))

    assert "the counts do not fit: go and look" in page
    assert "Nobody lies with needles in" not in page


def test_a_needle_of_the_day_before_yesterday_is_in_sight_while_the_note_is_open(novak):
    needled(novak)

    assert in_sight(novak.now + 2 * A_DAY) == [2]


def test_an_unread_note_that_was_never_closed_is_in_sight_however_old(novak):
    note = needled(novak)
    NoteEntry.objects.create(
        note=note,
        number=4,
        key=uuid4(),
        at=novak.now,
        member=novak.member,
        by="Bob",
        what={"do": "something of an older release"},
    )

    assert in_sight(novak.now + 2 * A_DAY) == [None]


def test_what_is_added_to_a_closed_visit_opens_it_again_while_a_needle_is_unaccounted(novak):
    note = closed(novak)
    novak.chart(note, "in", batch=1, count=3, why="counted the packets")

    assert chart_of(note).closed_at is None
    assert in_sight(novak.now + 2 * A_DAY) == [1]
    with pytest.raises(InputError, match="counts_differ"):
        novak.chart(note, "close")
    novak.chart(note, "out", batch=1, count=3)
    novak.chart(note, "close")
    assert chart_of(note).closed_at == novak.now


def test_a_lost_needle_stays_an_event_until_it_is_found(novak):
    note = needled(novak)
    novak.chart(note, "out", batch=1, count=1)
    novak.chart(note, "not_found", batch=1, count=1, searched="couch")
    novak.chart(note, "effect", event=LEFT_BEHIND, severity="severe")
    novak.chart(note, "close")
    with pytest.raises(InputError, match="stays while a needle is missing"):
        novak.chart(note, "take_back", event=LEFT_BEHIND, why="looks better without")
    novak.chart(note, "out", batch=1, count=2, why="found in the sock")
    novak.chart(note, "take_back", event=LEFT_BEHIND, why="found")

    assert chart_of(note).effects == ()
    assert chart_of(note).closed_at is not None


def left_in(here: Here, on: str) -> Note:
    note = needled(here)
    here.chart(note, "out", batch=1, count=1)
    here.chart(note, "left_in", batch=1, count=1, where="left ear", remove_by=on)
    return note


def test_a_needle_left_in_is_looked_for_until_it_is_counted_out(novak):
    day = (novak.now + 2 * A_DAY).date()
    note = left_in(novak, day.isoformat())
    novak.chart(note, "close")
    assert [each.left.count for each in to_take_out(on=day + 90 * A_DAY)] == [1]
    novak.chart(note, "out", batch=1, count=2, why="taken out by the patient")

    assert to_take_out(on=day + 90 * A_DAY) == []


def test_a_needle_left_in_is_looked_for_although_its_note_cannot_be_read(novak):
    day = (novak.now + 2 * A_DAY).date()
    note = left_in(novak, day.isoformat())
    NoteEntry.objects.create(
        note=note, number=6, key=uuid4(), at=novak.now, member=novak.member, by="Bob", what={}
    )

    assert [each.left.where for each in to_take_out(on=day)] == ["left ear"]


@pytest.mark.parametrize("days", [-1, 31, 40000])
def test_needles_are_left_in_until_a_day_on_which_somebody_takes_them_out(novak, days):
    with pytest.raises(InputError, match="remove_by"):
        left_in(novak, (novak.now + days * A_DAY).date().isoformat())


def test_no_needle_is_left_in_where_none_may_stay(novak):
    note = needled(novak)
    novak.chart(note, "out", batch=1, count=1)
    told = {"heart_valve_trouble": True}
    judging.answer(novak.patient, told, member=novak.member, now=novak.now)
    day = (novak.now + 2 * A_DAY).date().isoformat()
    with pytest.raises(RefusedError) as error:
        novak.chart(note, "left_in", batch=1, count=1, where="left knee", remove_by=day)

    assert not any(each.with_reason for each in error.value.refused)
    novak.chart(note, "out", batch=1, count=2)
    novak.chart(note, "close")


def test_nobody_needles_whose_licence_was_never_recorded_and_everybody_counts(novak):
    note = needled(novak)
    novak.member = practitioner("Mei")
    with pytest.raises(RefusedError, match="needle"):
        novak.chart(note, "place", needles=[BELOW])
    with pytest.raises(RefusedError, match="needle"):
        novak.chart(note, "electro", first="a", second="a2", waveform="continuous")
    novak.chart(note, "in", batch=1, count=2)
    novak.chart(note, "out", batch=1, count=2)
    novak.chart(note, "close")

    assert chart_of(note).closed_at is not None


@pytest.mark.element("000-L041-1")
def test_nobody_needles_on_the_day_after_a_licence_lapsed(novak):
    today = novak.now.date()
    mei = practitioner("Mei")
    seen = Credential("Acupuncturist", "A register", "B-2", today)
    record_licence(mei, seen, by="Ada Quist", now=novak.now)
    note = lain(novak)
    novak.member = mei
    novak.chart(note, "place", needles=[LEFT])
    record_licence(mei, replace(seen, valid_until=today - A_DAY), by="Ada Quist", now=novak.now)
    with pytest.raises(RefusedError, match="needle"):
        novak.chart(note, "place", needles=[RIGHT])


def agreed(here: Here) -> Note:
    """Who signed for an earlier visit is asked again, and agrees."""
    note = lain(here)
    here.chart(note, "asked_again", told=[])
    here.chart(note, "agree")
    return note


def test_a_consent_that_was_taken_back_ends_what_was_agreed_on_it(novak):
    note = agreed(novak)
    withdraw(novak.visit.consents.get(), by="Alice Archer", now=novak.now)
    with pytest.raises(RefusedError, match="needle"):
        novak.chart(note, "place", needles=[LEFT])
    with pytest.raises(RefusedError, match="agree"):
        novak.chart(note, "agree")


def test_a_consent_that_was_taken_back_does_not_give_way_to_one_before_it(novak):
    before = novak.visit.consents.get()
    novak.now += timedelta(minutes=5)
    novak.consent()
    withdraw(novak.visit.consents.latest("pk"), by="Alice Archer", now=novak.now)
    note = lain(novak)

    assert before.pk != novak.visit.consents.latest("pk").pk
    with pytest.raises(RefusedError, match="agree"):
        novak.chart(note, "agree")


def test_who_agreed_and_then_told_of_something_is_asked_again(novak):
    note = agreed(novak)
    novak.chart(note, "asked_again", told=["not_eaten"])

    assert not chart_of(note).agreed


def test_a_current_does_not_follow_a_needle_to_another_leg(novak):
    note = lain(novak)
    novak.chart(note, "place", needles=[LEFT, BELOW])
    novak.chart(note, "electro", first="a", second="c", waveform="continuous")
    with pytest.raises(InputError, match="current joins it"):
        novak.chart(note, "place", needles=[{**BELOW, "side": "right"}])
    novak.chart(note, "place", needles=[{**BELOW, "depth_mm": 5}])

    assert len(chart_of(note).electro) == 1


def second_questionnaire(here: Here, first: dict[str, frozenset[str] | bool]) -> None:
    """The person told of something in a questionnaire before, and not in the one that holds."""
    earlier = answered(cast.KNEE, here.now - 3 * A_DAY)
    earlier.patient = here.patient
    earlier.save()
    last = earlier.versions.latest("number")
    kept = from_plain(last.interview, here.decision.book)
    at = here.now - 3 * A_DAY
    said = tuple(Answer(name, value, "patient", at) for name, value in first.items())
    step = Step(screen="about_you", complaints=None, singly=False, answers=said)
    IntakeVersion.objects.create(
        intake=earlier,
        number=last.number + 1,
        at=at,
        interview=to_plain(replace(kept, steps=(*kept.steps, step))),
    )


def test_a_pacemaker_that_is_left_out_in_a_second_questionnaire_lets_no_current_flow(novak):
    note = lain(novak)
    novak.chart(note, "place", needles=[LEFT, BELOW])
    second_questionnaire(novak, {"about_you": frozenset(("heart_device", "diabetes"))})

    assert novak.decision.facts.known["diabetes"] is True
    with pytest.raises(RefusedError) as error:
        novak.chart(note, "electro", first="a", second="c", waveform="continuous")
    assert not any(each.with_reason for each in error.value.refused)


def test_a_named_practitioner_corrects_what_was_told_before(novak):
    second_questionnaire(novak, {"epilepsy": True})
    assert novak.decision.facts.known["epilepsy"] is True
    judging.correct(
        novak.patient,
        "epilepsy",
        False,
        reason="a faint as a child",
        member=novak.member,
        now=novak.now,
    )

    assert novak.decision.facts.known["epilepsy"] is False


def test_what_was_told_under_another_record_holds_once_they_are_of_one_person(novak):
    other = register(ALICE, by="Rosa", now=novak.now - 4 * A_DAY)
    kept = novak.patient
    second_questionnaire(replace_patient(novak, other), {"heart_valve_trouble": True})
    assert novak.decision.facts.known.get("heart_valve_trouble") is not True
    Merge.objects.create(patient=other, into=kept, at=novak.now, by="Mei", why="one person")

    assert novak.decision.facts.known["heart_valve_trouble"] is True


def replace_patient(here: Here, other) -> Here:
    visit = type(here.visit)(patient=other)
    return replace(here, visit=visit)


def test_no_heat_and_no_letter_passes_over_what_another_questionnaire_told(novak):
    note = lain(novak)
    second_questionnaire(novak, {"one_leg_changed": frozenset(("one_leg_newly_swollen",))})
    with pytest.raises(RefusedError):
        novak.chart(note, "warm", method="lamp", where="knee", side="left")
    page = draft(novak.patient, to="Dr Ames", language="en", now=novak.now).page

    assert "Told in another questionnaire" in page


def test_a_child_does_not_sign_alone(novak):
    note = lain(novak)
    judging.correct(novak.patient, "age", 12, reason="typed 21", member=novak.member, now=novak.now)
    with pytest.raises(RefusedError) as error:
        novak.chart(note, "place", needles=[LEFT])

    assert NO_PARENT in error.value.refused[0].because
