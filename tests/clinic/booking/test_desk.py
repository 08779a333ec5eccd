"""The desk, by its pages: who may stand there, what it sees, and what it can do."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from django.urls import get_resolver, reverse

from tests.clinic.booking.willow_street import ALICE, all_no, practitioner
from zusanli.clinic.booking import offers
from zusanli.clinic.booking.courses import plan_course
from zusanli.clinic.booking.models import Appointment, Course, Service, TimeOff, WaitListEntry
from zusanli.clinic.booking.search import Slot, free_slots
from zusanli.clinic.booking.slots import Span, moment
from zusanli.clinic.booking.visits import book, book_first, cancel, move
from zusanli.clinic.books import rule_book
from zusanli.clinic.premises.models import the_clinic
from zusanli.clinic.records import intakes
from zusanli.clinic.records.calls import mark_called
from zusanli.clinic.records.models import CallRequest, Patient
from zusanli.clinic.records.patients import details_of, register
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.web.desk import urls

NOW = datetime.now(UTC)
"""Pages read the clock themselves, so nothing here depends on the day."""
MIWA = replace(
    ALICE,
    family_name="佐藤",
    given_name="美和",
    family_reading="さとう",
    given_reading="みわ",
    phone="020 7946 0102",
    language="ja",
)
pytestmark = pytest.mark.django_db


def hired(name: str, *roles: Role) -> User:
    user = User.objects.create(username=name, email=f"{name}@x.example", first_name=name)
    GivenRole.objects.bulk_create(GivenRole(user=user, role=role) for role in roles)
    return user


@pytest.fixture
def rosa(client, bob, first_visit, bed) -> User:
    """At the desk, signed in."""
    user = hired("Rosa", Role.RECEPTION)
    client.force_login(user)
    return user


@pytest.fixture
def following(bob) -> Service:
    return Service.objects.create(
        name="Following visit", minutes=30, minutes_after=10, first_visit=False
    )


@pytest.fixture
def visit(rosa, first_visit) -> Appointment:
    """Of somebody who answered the questions."""
    return book_first(
        MIWA,
        intake=all_no(NOW)[1],
        service=first_visit,
        slot=free(first_visit)[2],
        by="patient",
        now=NOW,
    )


def free(service: Service) -> tuple[Slot, ...]:
    tomorrow = NOW + timedelta(days=1)
    return free_slots(service, Span(tomorrow, tomorrow + timedelta(days=9)), now=NOW)


def text(response) -> str:
    return response.content.decode()


def page(client, name: str, **named: object) -> str:
    return text(client.get(reverse(name, kwargs=named), follow=True))


def day_page(client, visit: Appointment) -> str:
    return text(client.get(f"{reverse('desk')}?day={visit.starts_at.date()}"))


def starts(shown: str) -> list[str]:
    return re.findall(r'href="(/[^"]+/\d+/\d+/)"', shown)


def main(shown: str) -> str:
    return shown.split("<main", 1)[1]


def emergency(client) -> intakes.Intake:
    raised = client.post(reverse("begin"), {"who": "patient"}).headers["Location"]
    client.post(raised, {"number": 0, "answer": "ticked", "item": ["chest_pain_new"]})
    return intakes.find(raised.split("/")[2])


# Who may stand there.


def every_address() -> list[str]:
    number, key = "1", str(uuid4())
    return [
        "/desk/" + re.sub(r"<int:\w+>", number, re.sub(r"<uuid:\w+>", key, str(each.pattern)))
        for each in urls.urlpatterns
    ]


@pytest.mark.parametrize("address", every_address())
def test_who_is_not_signed_in_is_sent_to_sign_in_and_a_researcher_is_refused(client, bob, address):
    for send in (client.get, client.post):
        sent = send(address)
        assert sent.status_code == 302
        assert "login" in sent.headers["Location"]
    client.force_login(hired("Nils", Role.RESEARCHER))
    for send in (client.get, client.post):
        assert send(address).status_code == 403


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.PRACTITIONER, Role.SUPERVISOR, Role.MANAGER])
@pytest.mark.parametrize("address", ["/desk/", "/desk/patients/", "/desk/waiting/"])
def test_whoever_works_with_patients_sees_the_desk(client, bob, role, address):
    client.force_login(hired("Kim", role))

    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [each for each in every_address() if "-" in each])
def test_a_key_that_is_none_is_not_found_or_does_nothing(client, rosa, address):
    assert client.get(address).status_code in {404, 405}
    assert client.post(address).status_code in {302, 404, 405}


def test_every_address_of_the_desk_is_in_use(bob):
    assert {each.name for each in urls.urlpatterns} <= set(get_resolver().reverse_dict)


# The day.


def test_the_day_shows_each_practitioner_with_visits_and_free_time(client, visit):
    ann = practitioner("Ann")
    shown = day_page(client, visit)

    assert "<h2>Bob</h2>" in shown
    assert f"<h2>{ann.called}</h2>" in shown
    assert "佐藤 美和" in shown
    assert "さとう みわ" in shown
    assert "Garden room, window" in shown
    assert "free" in main(shown)


def test_a_table_says_the_same_with_phone_and_what_was_cancelled(client, visit):
    cancel(visit, number=0, by="patient", now=NOW)
    shown = day_page(client, visit)
    table = re.search(r"<table>.*</table>", shown, re.DOTALL)[0]
    columns = re.search(r'<div class="columns">.*?<details', shown, re.DOTALL)[0]

    assert "佐藤 美和" in table
    assert "020 7946 0102" in table
    assert "cancelled" in table
    assert "佐藤" not in columns


def test_the_day_leads_to_the_days_before_and_after_by_links_and_by_keys(client, visit):
    day = visit.starts_at.date()
    shown = day_page(client, visit)

    for key, apart in (("p", -1), ("n", 1)):
        there = (day + timedelta(days=apart)).isoformat()
        assert re.search(rf'href="\?day={there}" data-key="{key}" aria-keyshortcuts="{key}"', shown)
    assert re.search(r'href="/desk/" data-key="t"', shown)
    assert re.search(r'<input id="q"[^>]*data-key="/"', shown)
    assert "<kbd>n</kbd>" in shown


@pytest.mark.parametrize("day", ["", "today", "2026-99-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_shows_some_day_all_the_same(client, rosa, day):
    assert client.get(f"/desk/?day={day}").status_code == 200


def test_a_day_on_which_nobody_is_in_says_so(client, rosa):
    sunday = NOW.date() + timedelta(days=6 - NOW.weekday() + 7)

    assert "Nobody is in on this day" in text(client.get(f"/desk/?day={sunday}"))


def test_a_visit_on_a_day_off_is_to_be_moved(client, visit):
    TimeOff.objects.create(starts_at=visit.starts_at, ends_at=visit.ends_at)

    assert "to be moved: nobody is in" in day_page(client, visit)
    assert "please move the visit" in page(client, "desk_visit", visit=visit.pk)


def test_what_is_kept_for_who_waits_is_shown_as_kept(client, visit, first_visit):
    waits = register(replace(ALICE, family_name="Waiting"), by="Rosa", now=NOW)
    offers.wait(offers.Wishes(), patient=waits, service=first_visit, intake=None, now=NOW)
    cancel(visit, number=0, by="patient", now=NOW)

    assert "kept for who waits:" in day_page(client, visit)
    listed = page(client, "desk_waiting")
    assert "Waiting" in listed
    assert "Offered:" in listed


@pytest.mark.parametrize("name", ["desk_visit", "desk_patient", "desk"])
def test_the_desk_sees_no_answer_of_a_patient(client, visit, name):
    said = visit.intake.versions.latest("number").interview
    named = {"desk_visit": {"visit": visit.pk}, "desk_patient": {"patient": visit.patient_id}}
    shown = page(client, name, **named.get(name, {})) + day_page(client, visit)

    asked = {each["finding"] for step in said["steps"] for each in step["answers"]}
    assert asked
    for each in (rule_book().findings[name] for name in asked):
        assert each.text not in shown
        assert f">{each.label}<" not in shown
    assert "/questions/" not in main(shown)


def test_calls_come_first_with_the_emergency_before_the_others(client, rosa):
    raised = emergency(client)
    calm = all_no(NOW)[1]
    for intake, phone in ((calm, "020 7946 0301"), (raised, "020 7946 0302")):
        stood = intakes.standing(intake, now=NOW)
        intakes.ask_to_be_called(intake, stood, phone=phone, now=NOW)
    shown = main(page(client, "desk"))

    assert shown.index("020 7946 0302") < shown.index("020 7946 0301") < shown.index("<h1>")
    call = CallRequest.objects.get(phone="020 7946 0302")
    client.post(reverse("desk_called", kwargs={"call": call.pk}))
    call.refresh_from_db()
    assert call.called_by == "Rosa"
    assert "020 7946 0302" not in page(client, "desk")
    assert not mark_called(call.pk, by="Bob", now=NOW)


# Patients.


@pytest.mark.parametrize("typed", ["佐藤", "さと", "みわ", "7946 0102", "佐藤 美"])
def test_a_patient_is_found_by_name_reading_or_number_and_no_address_says_it(client, visit, typed):
    found = client.post(reverse("desk_find"), {"q": typed})

    assert reverse("desk_patient", kwargs={"patient": visit.patient_id}) in text(found)
    assert found.request.get("QUERY_STRING", "") == ""


def test_who_is_not_found_is_told_and_what_was_typed_stays(client, rosa):
    told = text(client.post(reverse("desk_find"), {"q": "Zzyzx"}))

    assert "Nobody is found for Zzyzx" in told
    assert 'value="Zzyzx"' in told


def test_a_new_patient_is_registered_with_the_language_that_they_read(client, rosa):
    typed = {"family_name": "佐藤", "family_reading": "さとう", "phone": "02079460102"}
    made = client.post(reverse("desk_new_patient"), {**typed, "language": "ja"}, follow=True)
    details = details_of(Patient.objects.get())

    assert "さとう" in text(made)
    assert details.language == "ja"
    assert details.recorded_by == "Rosa"


@pytest.mark.parametrize(
    ("wrong", "field"), [({"family_name": ""}, "family_name"), ({"phone": ""}, "phone")]
)
def test_a_mistake_in_the_form_is_said_at_its_field_and_loses_nothing(client, rosa, wrong, field):
    typed = {"family_name": "Archer", "phone": "0207946", "given_name": "Al", "language": "ja"}
    told = text(client.post(reverse("desk_new_patient"), {**typed, **wrong}))

    assert f'id="{field}-problem"' in told
    assert 'value="Al"' in told
    assert re.search(r'value="ja"[^>]* selected', told)
    assert not Patient.objects.exists()


def test_a_correction_keeps_what_stood_before(client, visit):
    address = reverse("desk_correct", kwargs={"patient": visit.patient_id})
    assert 'value="佐藤"' in text(client.get(address))
    client.post(address, {"family_name": "鈴木", "phone": "020 7946 0999"})

    assert details_of(visit.patient).family_name == "鈴木"
    assert details_of(visit.patient).language == "ja"
    assert visit.patient.details.count() == 2


# A visit is booked, moved and cancelled.


def booked_at_desk(client, patient: Patient, service: Service):
    shown = page(client, "desk_book", patient=patient.pk, service=service.pk)
    return client.post(starts(shown)[0], follow=True)


def test_a_visit_is_booked_for_who_calls_and_the_questions_stay_due(client, rosa, first_visit):
    patient = register(ALICE, by="Rosa", now=NOW)
    asked = page(client, "desk_book", patient=patient.pk, service=first_visit.pk)
    assert "Archer, Alice" in page(client, "desk_patient", patient=patient.pk)
    assert "Book this visit?" in text(client.get(starts(asked)[0]))
    told = text(booked_at_desk(client, patient, first_visit))
    visit = Appointment.objects.get()

    assert visit.check_due
    assert visit.booked_by == "Rosa"
    assert "safety questions are still to be asked" in told
    assert "safety questions due" in day_page(client, visit)


def test_who_answered_the_questions_is_booked_without_them_being_due(client, visit, following):
    booked_at_desk(client, visit.patient, following)

    assert not Appointment.objects.get(service=following).check_due


def test_nobody_is_booked_while_an_emergency_is_raised(client, rosa, first_visit, following):
    patient = register(ALICE, by="Rosa", now=NOW)
    intake = emergency(client)
    intake.patient = patient
    intake.save()
    told = text(booked_at_desk(client, patient, first_visit))

    assert "Help comes first: nothing was booked" in told
    assert "999" in main(told)
    assert "chest" not in main(told)
    assert not Appointment.objects.exists()


def test_a_time_that_is_gone_meanwhile_is_told_with_others_nearby(client, visit, first_visit):
    patient = register(ALICE, by="Rosa", now=NOW)
    gone = reverse(
        "desk_book_slot",
        kwargs={
            "patient": patient.pk,
            "service": first_visit.pk,
            "practitioner": visit.practitioner_id,
            "tick": int(visit.starts_at.timestamp()) // 300,
        },
    )
    told = text(client.post(gone))
    near = re.findall(r'name="instead" value="([^"]+)"', told)

    assert "Somebody was faster" in told
    assert near
    client.post(gone, {"instead": near[0]})
    assert Appointment.objects.filter(patient=patient).count() == 1


def test_a_visit_is_moved_with_the_reason_and_the_name_of_who_did_it(client, visit):
    to = starts(page(client, "desk_move", visit=visit.pk))[-1]
    assert "Move this visit?" in text(client.get(to))
    moved = client.post(to, {"number": 0, "why": "asked by telephone"}, follow=True)
    change = visit.changes.latest("number")

    assert "asked by telephone" in text(moved)
    assert (change.kind, change.by) == ("moved", "Rosa")


def test_a_visit_is_cancelled(client, visit):
    address = reverse("desk_cancel", kwargs={"visit": visit.pk})
    assert "Cancel this visit?" in text(client.get(address))
    told = client.post(address, {"number": 0, "why": "unwell"}, follow=True)

    assert "unwell" in text(told)
    assert not Appointment.objects.get(pk=visit.pk).is_booked
    assert "changed in the meantime" in text(client.get(address))


@pytest.mark.parametrize("number", ["0", "", "x", "9" * 5000])
def test_what_was_changed_meanwhile_by_somebody_else_is_not_changed_over_it(
    client, visit, first_visit, number
):
    address = reverse("desk_cancel", kwargs={"visit": visit.pk})
    to = starts(page(client, "desk_move", visit=visit.pk))[-1]
    move(visit, free(first_visit)[-1], number=0, by="patient", now=NOW)

    for told in (client.post(address, {"number": number}), client.post(to, {"number": number})):
        assert "changed in the meantime" in text(told)
    assert visit.changes.count() == 2


# The wait list.


def test_somebody_is_put_on_the_list_with_their_wishes_and_taken_off(client, rosa, first_visit):
    patient = register(ALICE, by="Rosa", now=NOW)
    address = reverse("desk_wait", kwargs={"patient": patient.pk, "service": first_visit.pk})
    assert "Put on the wait list" in text(client.get(address))
    listed = text(client.post(address, {"day": ["0"], "from": "09:00"}, follow=True))
    entry = WaitListEntry.objects.get()

    assert "Archer, Alice" in listed
    assert "Monday" in listed
    assert "09:00" in listed
    off = reverse("desk_take_off", kwargs={"entry": entry.pk})
    assert "Nobody waits." in text(client.post(off, follow=True))


# A whole course.


def a_monday() -> date:
    return NOW.date() + timedelta(days=14 - NOW.weekday())


def wanted(following, bob, **other: object) -> dict[str, object]:
    return {
        "service": following.pk,
        "with": bob.pk,
        "first": a_monday().isoformat(),
        "time": "10:00",
        "visits": ["2", "1", ""],
        "weeks": ["2", "2", ""],
        **other,
    }


@pytest.fixture
def course(visit) -> str:
    return reverse("desk_course", kwargs={"patient": visit.patient_id})


def chosen(shown: str) -> list[str]:
    return re.findall(r'<option value="([^"]+)" selected>', shown)


def test_a_whole_course_is_shown_and_booked_in_one_go(client, course, following, bob):
    assert "Book a whole course" in text(client.get(course))
    asked = wanted(following, bob)
    shown = text(client.post(course, asked))
    assert len(chosen(shown)) == 6
    assert not Course.objects.exists()
    told = client.post(course, {**asked, "visit": chosen(shown), "do": "book"}, follow=True)

    assert Course.objects.get().appointments.count() == 6
    assert text(told).count("Following visit · Bob") == 6


def test_a_visit_of_a_course_whose_time_is_taken_is_offered_another(client, course, following, bob):
    ten = moment(a_monday(), time(10), the_clinic().zone)
    other = register(ALICE, by="Rosa", now=NOW)
    book(
        patient=other,
        intake=None,
        service=following,
        slot=Slot(ten, bob.pk),
        by="Rosa",
        at_desk=True,
        now=NOW,
    )
    asked = wanted(following, bob)
    shown = text(client.post(course, asked))

    assert shown.count("not free") == 1
    client.post(course, {**asked, "visit": chosen(shown), "do": "book"})
    assert Course.objects.get().appointments.count() == 6


def test_a_course_of_which_one_time_went_meanwhile_books_nothing_and_says_so(
    client, course, following, bob
):
    asked = wanted(following, bob)
    picked = chosen(text(client.post(course, asked)))
    ten = moment(a_monday(), time(10), the_clinic().zone)
    other = register(ALICE, by="Rosa", now=NOW)
    book(
        patient=other,
        intake=None,
        service=following,
        slot=Slot(ten, bob.pk),
        by="Rosa",
        at_desk=True,
        now=NOW,
    )
    told = text(client.post(course, {**asked, "visit": picked, "do": "book"}))

    assert "so nothing was booked" in told
    assert told.count(">not free<") == 1
    assert not Course.objects.exists()
    client.post(course, {**asked, "visit": chosen(told), "do": "book"})
    assert Course.objects.get().appointments.count() == 6


def test_a_course_that_a_practitioner_planned_is_the_one_that_is_booked(
    client, course, visit, following, bob
):
    plan = plan_course(
        patient=visit.patient,
        service=following,
        practitioner=bob,
        phases=((2, 2), (1, 2)),
        by="Bob",
        now=NOW,
    )
    form = text(client.get(course))
    assert re.search(rf'<option value="{following.pk}" selected>', form)
    assert re.search(r'id="visits2"[^>]*value="1"', form)
    asked = wanted(following, bob)
    picked = chosen(text(client.post(course, asked)))
    client.post(course, {**asked, "visit": picked, "do": "book"})

    assert Course.objects.get() == plan
    assert plan.appointments.count() == 6


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"service": ""}, "service"),
        ({"service": "999"}, "service"),
        ({"with": "x"}, "with"),
        ({"first": ""}, "first"),
        ({"first": "2001-01-01"}, "first"),
        ({"first": "2999-01-01"}, "first"),
        ({"time": "soon"}, "time"),
        ({"time": "10:03"}, "time"),
        ({"visits": ["", "", ""], "weeks": ["", "", ""]}, "phases"),
        ({"visits": ["0"], "weeks": ["1"]}, "phases"),
        ({"visits": ["2"], "weeks": [""]}, "phases"),
        ({"visits": ["5", "5"], "weeks": ["12", "12"]}, "phases"),
    ],
)
def test_a_plan_that_cannot_be_read_is_said_at_its_field_and_stays(
    client, course, following, bob, other, field
):
    told = text(client.post(course, wanted(following, bob, **other)))

    assert re.search(rf'id="{field}-problem" role="alert">[^<]+<', told)
    assert f'aria-describedby="{field}-problem"' in told
    if field != "time":
        assert 'value="10:00"' in told
    assert not Course.objects.exists()


def test_a_course_without_a_visit_is_not_booked(client, course, following, bob):
    told = client.post(course, {**wanted(following, bob), "visit": ["", ""], "do": "book"})

    assert "No visit was chosen" in text(told)
    assert not Course.objects.exists()
