"""Each form of the note, sent with what nobody types: refused in words, and nothing breaks."""

from uuid import uuid4

import pytest

from tests.clinic.booking.willow_street import practitioner
from tests.clinic.notes.at_the_clinic import come_now
from tests.clinic.notes.sheet import Tab
from zusanli.clinic.notes.models import Note, NoteEntry
from zusanli.synthetic import cast
from zusanli.web.notes.steps import STEPS

FIELDS = (
    "point", "points", "place", "row", "side", "batch", "position", "retain_minutes", "count",
    "where", "remove_by", "looked", "searched", "first", "second", "waveform", "hz", "ma",
    "minutes", "method", "distance_cm", "number", "product", "expires", "event", "severity",
    "action", "tongue", "pulse", "tongue_word", "style", "setting", "advice", "text", "depth_mm",
    "gauge_mm", "angle", "technique", "felt", "press", "read", "told", "why",
)  # fmt: skip
HOSTILE = ("x" * 60_000, "1e400", "²", "\u202e\0", "9999-12-31", "middle")


LAST = ("out", "close")
"""What would shut the note to the steps after it, if it were taken."""
FIRST = (each for each in STEPS if each not in {"strike", *LAST})
SENT = ("asked", "begin", "nothing", *FIRST, *LAST)


def test_no_step_of_a_note_is_broken_by_what_is_sent(client, patient, subtests):
    tab = Tab(client, patient).begin().send("typed", points="st36 b").send("in", batch=1, count=2)
    row = tab.chart.needles[0].row
    for step in SENT:
        for value in HOSTILE:
            with subtests.test(step=step, value=value[:9]):
                sent = {**dict.fromkeys(FIELDS, value), "batch": "1", "row": row, "first": row}
                seen = NoteEntry.objects.count()
                form = {**sent, "key": str(uuid4()), "seen": seen, "step": step}

                assert client.post(tab.address, form).status_code < 500
    assert tab.load().status == 200
    assert tab.chart.needles


@pytest.mark.parametrize("seen", ["-1", "1", "9" * 30, "x"])
def test_a_form_that_was_made_of_another_note_writes_nothing(client, patient, bob, seen):
    tab = Tab(client, patient).begin().send("typed", points="st36 b")
    before = tab.entries
    tab.send_as(tab.hidden("key"), seen, "in", batch="1", count="2")

    assert tab.entries == before


def test_a_key_of_another_note_is_no_key_of_this_one(client, patient):
    client.force_login(patient.member)
    key = str(uuid4())
    tab = Tab(client, patient).begin()
    tab.send_as(key, "0", "remark", text="slept well")
    other = come_now(cast.RUNNER, practitioner("Mei"))
    theirs = Tab(client, other).begin()
    theirs.send_as(key, "0", "remark", text="slept well")

    assert Note.objects.count() == 2
    assert [each.note.visit_id for each in NoteEntry.objects.all()].count(other.visit.pk) == 1
