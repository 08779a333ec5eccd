"""The owner's counts: what nobody noted is counted apart, and nobody is named."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.clinic.booking.pages import hired, page
from tests.clinic.booking.willow_street import NOW, clinic, practitioner
from tests.clinic.notes.at_the_clinic import come, licensed
from zusanli.clinic.notes.arrivals import arrive
from zusanli.clinic.reports.needles import needles_of
from zusanli.clinic.reports.period import last_weeks
from zusanli.clinic.reports.visits import visits_by_week, waiting
from zusanli.clinic.staff.models import Role
from zusanli.core.visit.chart import Gap
from zusanli.synthetic import cast
from zusanli.web.reports.bars import BOTTOM, bars

A_DAY = timedelta(days=1)
NEEDLE = {"row": "a", "batch": 1, "code": "ST36", "side": "both"}


@pytest.fixture
def novak(db):
    clinic()
    return come(cast.KNEE, licensed(practitioner("Bob"))).made_ready()


@pytest.fixture
def needled(novak):
    """Two needles went in and came out, and there was a bruise."""
    note = novak.begin()
    novak.chart(note, "position", batch=1, position="supine")
    novak.chart(note, "place", needles=[NEEDLE])
    novak.chart(note, "in", batch=1, count=2)
    novak.chart(note, "out", batch=1, count=2)
    novak.chart(note, "effect", event="bruising", severity="mild")
    return novak, note


def counted(here):
    return needles_of(last_weeks(1, now=here.now))


def test_side_effects_stand_beside_the_needles_of_the_same_visits(needled):
    here, note = needled
    here.chart(note, "contact", minutes=20)
    here.chart(note, "close")
    found = counted(here)

    assert (found.insertions, dict(found.effects)) == (2, {"bruising": 1})
    assert (found.patients, found.patients_with_effects) == (1, 1)
    assert (found.notes, found.open, found.unread, found.not_counted) == (1, 0, 0, 0)
    assert found.gaps[Gap.NO_LOT] == 1
    assert found.gaps[Gap.NO_CONTACT_MINUTES] == 0


def test_a_note_that_is_open_says_so(needled):
    here, _ = needled

    assert counted(here).open == 1


def test_needles_that_nobody_counted_have_no_share_in_a_rate(novak):
    note = novak.begin()
    novak.chart(note, "position", batch=1, position="supine")
    novak.chart(note, "place", needles=[NEEDLE])
    novak.chart(note, "effect", event="bruising", severity="mild")
    found = counted(novak)

    assert (found.not_counted, found.insertions, dict(found.effects)) == (1, 0, {})
    assert found.patients_with_effects == 1


def test_not_asked_is_not_none(novak):
    note = novak.begin()
    novak.chart(note, "position", batch=1, position="supine")
    novak.chart(note, "place", needles=[NEEDLE])
    novak.chart(note, "in", batch=1, count=2)
    assert counted(novak).not_asked == 1
    novak.chart(note, "no_effects")

    assert counted(novak).not_asked == 0


def test_a_visit_is_counted_once_by_what_became_of_it(novak):
    period, after = last_weeks(2, now=NOW), novak.visit.ends_at + A_DAY
    assert visits_by_week(period, now=NOW)[-1].to_come == 1
    assert visits_by_week(period, now=after)[-1].not_noted == 1
    arrive(novak.visit, by="Rosa", now=novak.now)
    week = visits_by_week(period, now=after)[-1]

    assert (week.came, week.not_noted, week.to_come, week.cancelled) == (1, 0, 0, 0)
    assert waiting(period).first_visits == 1
    assert waiting(period).longest_days == pytest.approx(0.5 / 24)


def test_of_an_empty_time_nothing_is_made(db):
    clinic()
    period = last_weeks(13, now=NOW)
    drawn = bars(visits_by_week(period, now=NOW))

    assert waiting(period).median_days is None
    assert drawn.parts == ()
    assert drawn.grid[0][0] == BOTTOM


def test_the_bars_of_a_week_stand_on_each_other(novak):
    arrive(novak.visit, by="Rosa", now=novak.now)
    parts = bars(visits_by_week(last_weeks(13, now=NOW), now=NOW)).parts

    assert [each.kind for each in parts] == ["came"]
    assert parts[0].y + parts[0].height == pytest.approx(BOTTOM, abs=0.2)


def test_the_page_names_nobody_and_gives_the_interval(client, needled):
    client.force_login(hired("Ada", Role.MANAGER))
    shown = page(client, f"{reverse('reports')}?weeks=52")

    assert "Archer" not in shown
    assert "229,230" in shown


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.PRACTITIONER, Role.RESEARCHER])
def test_it_is_the_managers_page(client, db, role):
    clinic()
    client.force_login(hired("Nils", role))

    assert client.get(reverse("reports")).status_code == 403
