"""The made-up clinic: a visit in every state, made once."""

from datetime import timedelta

import pytest

from tests.people import NOON
from zusanli.clinic.booking.models import Appointment, Course, WaitListEntry
from zusanli.clinic.check_ins.alerts import to_look_at
from zusanli.clinic.check_ins.models import CheckIn
from zusanli.clinic.consents.models import Consent
from zusanli.clinic.notes.afterwards import over
from zusanli.clinic.notes.models import Note
from zusanli.clinic.outcomes.reviews import reviews_due
from zusanli.clinic.own_data.corrections import unsettled
from zusanli.clinic.records.models import CallRequest, Intake, Patient
from zusanli.synthetic.clinic import fill

DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("days", [0, 1, 5])
def test_holds_people_in_every_state_whatever_the_day_of_the_week(days):
    now = NOON + timedelta(days=days)

    assert fill(now=now)
    assert Appointment.objects.filter(starts_at__lt=now).count() >= 2
    assert Appointment.objects.filter(starts_at__gt=now, state="booked").count() >= 8
    assert Appointment.objects.filter(state="cancelled").count() == 1
    assert all(each.appointments.count() >= 4 for each in Course.objects.all())
    assert WaitListEntry.objects.count() == 1
    assert Intake.objects.filter(patient=None).count() >= 3
    assert CallRequest.objects.get().emergency
    assert {each.scope for each in Consent.objects.all()} == {"assessment", "needles"}
    notes = [over(each, language="en") for each in Note.objects.all()]
    assert [each.visit.counts_agree for each in notes] == [True, True]
    assert all(each.chart.closed_at < now for each in notes)
    following = Appointment.objects.filter(patient__notes__isnull=False, note=None).distinct()
    assert following.filter(practitioner__first_name="Mei", starts_at__lt=now + 2 * DAY).exists()
    assert CheckIn.objects.count() == 7
    assert len(to_look_at(now=now)) == 1
    assert len(unsettled()) == 1
    assert [(each.due, each.count) for each in reviews_due(now=now)] == [(6, 6)]


def test_is_made_once():
    assert fill(now=NOON)
    patients = Patient.objects.count()

    assert not fill(now=NOON)
    assert Patient.objects.count() == patients
