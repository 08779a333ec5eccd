"""A session goes step by step: each in its order, with its time, and none is passed over."""

from datetime import timedelta

import pytest

from tests.clinic.booking.willow_street import NOW
from tests.clinic.notes.at_the_clinic import come
from tests.clinic.notes.test_writing import ST36, SUPINE, charted
from zusanli.clinic.books import rule_book
from zusanli.clinic.notes.today import Lying, lying
from zusanli.clinic.notes.writing import NO_PLAN, NOT_AGREED, RefusedError, chart_of
from zusanli.clinic.plans.signing import Missing, NotToBeSignedError
from zusanli.core.case.reading import read_case
from zusanli.core.decide import decide
from zusanli.core.visit.allowing import refusals
from zusanli.core.visit.chart import Chart, Electro, Gap, Needle, Open, Warmed, Warmth, Waveform
from zusanli.errors import InputError
from zusanli.synthetic import cast

TWENTY = timedelta(minutes=20)


def barred_by(here, note) -> set[str]:
    """What stands in the way of the first needle."""
    with pytest.raises(RefusedError) as refused:
        here.chart(note, "place", needles=[ST36])
    return {because for each in refused.value.refused for because in each.because}


def missing(here) -> set[Missing]:
    with pytest.raises(NotToBeSignedError) as refused:
        here.sign_plan()
    return set(refused.value.missing)


@pytest.mark.element("001-L019-1")
def test_history_examination_plan_and_consent_come_before_the_first_needle(bob):
    here = come(cast.KNEE, bob)
    note = here.begin()
    here.chart(note, "position", **SUPINE)
    assert {Missing.NO_HISTORY, Missing.NO_EXAMINATION} <= missing(here)
    assert NO_PLAN in barred_by(here, note)
    here.take_history()
    assert Missing.NO_EXAMINATION in missing(here)
    here.ask_again()
    here.examine_all_that_is_due()
    assert NO_PLAN in barred_by(here, note)
    here.sign_plan()
    assert NOT_AGREED in barred_by(here, note)
    here.consent()
    here.chart(note, "place", needles=[ST36])

    assert [each.code for each in chart_of(note).needles] == ["ST36"]


@pytest.mark.element("001-L019-1")
def test_each_step_stands_with_its_time_and_name(novak):
    note = charted(novak)
    novak.chart(note, "out", batch=1, count=1)
    entries = list(note.entries.order_by("number"))
    judged = list(novak.patient.judgements.order_by("at"))

    assert [each.what["do"] for each in entries] == ["position", "place", "in", "out"]
    assert [each.at for each in entries] == sorted({each.at for each in entries})
    assert all(each.by == "Bob" for each in entries)
    assert all(each.at < entries[0].at for each in judged)
    assert novak.patient.plans.get().at < entries[0].at


@pytest.mark.element("001-L020-1")
@pytest.mark.element("001-L020-2")
def test_needles_without_a_lot_are_an_incomplete_record_until_it_is_charted(novak):
    note = charted(novak)
    assert Gap.NO_LOT in chart_of(note).gaps()
    novak.chart(note, "lot", number="L-2231", product="sterile, single use", expires="2028-01-31")

    assert Gap.NO_LOT not in chart_of(note).gaps()
    assert chart_of(note).lots[0].number == "L-2231"


@pytest.mark.element("001-L020-1")
def test_needles_that_nobody_counted_in_keep_the_visit_open(novak):
    note = novak.begin()
    novak.chart(note, "position", **SUPINE)
    novak.chart(note, "place", needles=[ST36])
    assert (1, Open.NOT_COUNTED_IN) in chart_of(note).open()
    with pytest.raises(InputError, match="not_counted_in"):
        novak.chart(note, "close")
    novak.chart(note, "in", batch=1, count=1)

    assert (1, Open.NOT_COUNTED_IN) not in chart_of(note).open()


@pytest.mark.element("001-L021-1")
def test_needles_are_due_out_when_their_minutes_are_over_and_not_before(novak):
    note = charted(novak)
    batch = chart_of(note).batch(1)
    in_at = note.entries.get(what__do="in").at
    here = Lying(note, batch)

    assert batch.due_out_at == in_at + TWENTY
    assert not here.is_over(in_at + TWENTY - timedelta(seconds=1))
    assert here.is_over(in_at + TWENTY)
    assert lying([note], {note.visit_id: chart_of(note)}) == [here]


@pytest.mark.element("001-L021-1")
def test_nobody_closes_a_visit_in_which_a_needle_is_unaccounted_for(novak):
    note = charted(novak, count=2)
    for count, why in ((None, "not_counted_out"), (1, "counts_differ"), (3, "counts_differ")):
        if count is not None:
            novak.chart(note, "out", batch=1, count=count)
        with pytest.raises(InputError, match=why):
            novak.chart(note, "close")
    novak.chart(note, "out", batch=1, count=2)
    novak.chart(note, "close")

    assert chart_of(note).closed_at is not None
    assert lying([note], {note.visit_id: chart_of(note)}) == []


HEART = "heart_device_no_current"
FEELING = "no_heat_without_feeling"
TWO = (Needle("a", 1, "ST36", "left"), Needle("b", 1, "SP6", "left"))
CURRENT = Electro("a", "b", Waveform.CONTINUOUS, hz=2, ma=1, minutes=20)
LAMP = Warmed(Warmth.LAMP, "top_of_foot", "left", distance_cm=30, minutes=10)


def stands_in_the_way(entry, precaution: str, **answers: object) -> bool:
    """Whether a precaution is among what refuses an entry, by the answers that were given."""
    book = rule_book()
    plain = {"complaints": ["knee_pain"], "on": "2026-11-26T10:00:00+00:00", "answers": answers}
    decision = decide(case=read_case(plain, book=book, now=NOW), book=book, engine="0")
    title = next(each.title for each in book.precautions if each.id == precaution)
    refused = refusals(entry, chart=Chart(needles=TWO), decision=decision)
    return any(title in because for each in refused for because in each.because)


@pytest.mark.element("001-L022-1")
@pytest.mark.parametrize(
    ("answers", "is_refused"),
    [
        ({"heart_device": True}, True),
        ({"heart_device": None}, True),
        ({}, True),
        ({"heart_device": False}, False),
    ],
    ids=["pacemaker or ICD", "not sure", "never asked", "none"],
)
def test_no_current_with_a_device_at_the_heart_or_where_nobody_knows(answers, is_refused):
    assert stands_in_the_way(CURRENT, HEART, **answers) is is_refused


@pytest.mark.element("001-L022-1")
@pytest.mark.parametrize(
    "answers",
    [{"feet_feel_less": True}, {"feet_feel_less": None}, {}],
    ids=["lost", "not sure", "never asked"],
)
def test_no_heat_where_feeling_is_lost_or_nobody_knows(answers):
    assert stands_in_the_way(LAMP, FEELING, **answers)


@pytest.mark.element("001-L022-1")
def test_heat_is_not_refused_for_feeling_to_whose_feet_feel_as_ever(novak):
    titles = {each.title for each in rule_book().precautions if each.id == FEELING}
    refused = refusals(LAMP, chart=Chart(), decision=novak.decision)

    assert not any(titles & set(each.because) for each in refused)
