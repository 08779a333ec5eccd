"""Every address, opened by everybody: each is answered as the page declares, and nobody else's."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.shortcuts import resolve_url
from django.test import Client
from django.urls import reverse

from tests.clinic.booking.willow_street import all_no, assessment, clinic
from tests.clinic.public.licensed import shown_in_public
from tools.access_matrix import Address, Answer, Visitor, addresses, expected, page
from tools.reference_docs import PAGES
from zusanli.clinic.booking.joining import join
from zusanli.clinic.booking.models import Appointment, Hours, Offer, Place, WaitListEntry
from zusanli.clinic.booking.offers import Wishes, wait
from zusanli.clinic.booking.patient_links import new_change_link, new_offer_link, new_visit_link
from zusanli.clinic.booking.search import free_slots
from zusanli.clinic.booking.slots import Span
from zusanli.clinic.booking.visits import book_first, cancel
from zusanli.clinic.check_ins.models import Alert, CheckIn, News
from zusanli.clinic.consents.models import Consent, Scope, Signer
from zusanli.clinic.letters.models import Letter
from zusanli.clinic.outcomes.handing import hand_over
from zusanli.clinic.own_data.corrections import ask_to_correct
from zusanli.clinic.premises.models import Clinic
from zusanli.clinic.premises.opening import new_opening_link
from zusanli.clinic.receipts.coverage import open_question
from zusanli.clinic.receipts.coverage_notes import keep_note
from zusanli.clinic.receipts.issuing import Draft, Line, issue
from zusanli.clinic.receipts.models import ReceiptCode
from zusanli.clinic.records.models import CallRequest, Intake, Merge, Patient
from zusanli.clinic.records.patients import Details, register
from zusanli.clinic.staff.invitations import new_invitation
from zusanli.clinic.staff.licences import Credential, record_licence
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.exchange.calendar import feeds
from zusanli.exchange.email.backends import kept_mails
from zusanli.web.booking.when import tick_of

pytestmark = pytest.mark.django_db
ALL = addresses()
NOW = datetime.now(UTC)  # the pages read the clock, and answers age
SIGNING_IN = ("sign-in/", "sign-out/")
GUESSED = "guessed-guessed-guessed-guessed"
CANARIES = ("Quillfeather", "Ysolde", "020 7946 0777")
"""Of the first patient; nobody else is called so."""


@dataclass(frozen=True)
class Owner:
    """A patient with one of everything that a link can open."""

    patient: Patient
    intake: Intake
    intake_link: str
    visit: Appointment
    entry: WaitListEntry
    offer: Offer

    def link(self, kind: str, now: datetime) -> str:
        if kind not in LINKS:
            pytest.fail(
                f"Links that are looked up by {kind} are new: say in LINKS of {__name__} how to"
                " make one, so that their pages can be opened here"
            )
        return LINKS[kind](self, now)


LINKS: Mapping[str, Callable[[Owner, datetime], str]] = {
    "intakes.find": lambda owner, _now: owner.intake_link,
    "patient_links.visit_by_link": lambda owner, now: new_visit_link(owner.visit, now=now),
    "patient_links.visit_by_change_link": lambda owner, _now: new_change_link(owner.visit),
    "patient_links.offer_by_link": lambda owner, now: new_offer_link(owner.offer, now=now),
    "handing.handed": lambda owner, now: hand_over(owner.patient, visit=None, by="desk", now=now),
    "feeds.find": lambda owner, now: feeds.give_to_patient(owner.patient, language="en", now=now),
}
"""How to make a link of each kind, by what looks it up."""
ARGUMENTS: Mapping[str, Callable[["World"], object]] = {
    "practitioner": lambda world: world.own.visit.practitioner_id,
    "tick": lambda world: tick_of(world.slots[-1]),
    "patient": lambda world: world.own.patient.pk,
    "intake": lambda world: world.own.intake.pk,
    "number": lambda _world: 0,
    "name": lambda _world: kept_mail(),
    "visit": lambda world: world.own.visit.pk,
    "entry": lambda world: world.own.entry.pk,
    "service": lambda world: world.service.pk,
    "other": lambda world: world.other.patient.pk,
    "merge": lambda world: merge_of(world).pk,
    "consent": lambda world: consent_of(world.own).pk,
    "call": lambda world: call_of(world.own).pk,
    "member.pk": lambda world: world.staff[Role.RECEPTION].pk,
    "alert_settle.pk": lambda world: alert_of(world.own).pk,
    "correction_settle.pk": lambda world: ask_to_correct(world.own.patient, "?", now=NOW).pk,
    "mfa_remove_webauthn.pk": lambda _world: 0,
    "code": lambda _world: code_of_receipts().pk,
    "question": lambda world: (
        open_question(world.own.patient, payer="Insurer", phone="", by="desk", now=NOW).pk
    ),
    "about_condition.condition": lambda _world: "sciatica",
    "about_evidence.condition": lambda _world: "sciatica",
    "about_evidence_pdf.condition": lambda _world: "sciatica",
    "about_point.point": lambda _world: "ST36",
    "about_danger.sign": lambda _world: "black_toe",
    "about_practitioner.slug": lambda world: public_slug(world),  # noqa: PLW0108 - stands below
    "licence.pk": lambda world: world.staff[Role.PRACTITIONER].pk,
    "letter.number": lambda world: letter_of(world).pk,
    "letter_pdf.number": lambda world: letter_of(world).pk,
    "receipt.number": lambda world: receipt_of(world).number,
    "receipt_pdf.number": lambda world: receipt_of(world).number,
    "receipt_void.number": lambda world: receipt_of(world).number,
    "invitation.link": lambda world: new_invitation(world.staff[Role.RECEPTION], now=NOW),
    "opening.link": lambda _world: to_open_an_empty_clinic(),
    "set_up_hours_of.pk": lambda world: world.staff[Role.PRACTITIONER].pk,
    "set_up_room.pk": lambda _world: Place.objects.latest("pk").pk,
    "set_up_insurer.pk": lambda _world: note_on_an_insurer().pk,
}
"""What to put in the place of each part of an address, by its name, or by that of both."""


def public_slug(world: "World") -> str:
    """Let the practitioner hold a licence and say yes, and give the address of their page."""
    bob = world.staff[Role.PRACTITIONER]
    record_licence(bob, Credential("Acupuncturist", "A register", "7", None), by="Ada", now=NOW)
    return shown_in_public(bob).public_page.slug


class World:
    """A clinic, two patients with one of everything each, and the staff."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        clinic()
        self.service = assessment()
        for bed in ("window", "door"):
            Place.objects.create(room="Garden room", bed=bed)
        self.staff = {role: self._member(role) for role in Role}
        bob = self.staff[Role.PRACTITIONER]
        for weekday in range(7):
            Hours.objects.create(practitioner=bob, weekday=weekday, opens=time(9), closes=time(17))
        soon = Span(now + timedelta(days=2), now + timedelta(days=16))
        self.slots = list(free_slots(self.service, soon, now=now))
        self.own = self._owner(Details("Quillfeather", "Ysolde", phone="020 7946 0777"), first=0)
        self.other = self._owner(Details("Archer", "Alice", phone="020 7946 0001"), first=40)

    def _member(self, role: Role) -> User:
        user = User.objects.create(username=role, email=f"{role}@x.example", first_name=role)
        GivenRole.objects.create(user=user, role=role)
        TOTP.activate(user, generate_totp_secret())
        RecoveryCodes.activate(user)
        return user

    def _owner(self, details: Details, *, first: int) -> Owner:
        link, intake = all_no(self.now)
        visit = self._booked(details, intake, first)
        gone = self._booked(Details("Left", phone="020 7946 0002"), all_no(self.now)[1], first + 8)
        entry = wait(
            Wishes(), patient=visit.patient, service=self.service, intake=intake, now=self.now
        )
        cancel(gone, number=0, by="patient", now=self.now)
        return Owner(visit.patient, intake, link, visit, entry, entry.offers.get())

    def _booked(self, details: Details, intake: Intake, place: int) -> Appointment:
        return book_first(
            details,
            intake=intake,
            service=self.service,
            slot=self.slots[place],
            by="patient",
            now=self.now,
        )

    def path_to(self, address: Address, visitor: Visitor) -> str:
        """Give the address as somebody would open it."""
        given = {name: self._argument(address, name, visitor) for name in address.arguments}
        return reverse(address.name, kwargs=given)

    def _argument(self, address: Address, name: str, visitor: Visitor) -> object:
        if name == "link" and address.link:
            if visitor is Visitor.HOLDER:
                return self.own.link(address.link, self.now)
            if visitor is Visitor.OTHER:
                return self.own.link(_another_kind(address.link), self.now)
            return GUESSED
        own = f"{address.name}.{name}"
        if own in ARGUMENTS:
            return ARGUMENTS[own](self)
        if name not in ARGUMENTS:
            pytest.fail(
                f"/{address.path} has a part <{name}> that is new: say in ARGUMENTS of {__name__}"
                " what to put there, so that the page can be opened here"
            )
        return ARGUMENTS[name](self)

    def answer(self, address: Address, visitor: Visitor) -> Answer:
        client = Client()
        if visitor in self.staff:
            client.force_login(self.staff[Role(visitor)])
        told = answered(opened(client, self.path_to(address, visitor)))
        # A later step of signing in leads back to the first, which anybody may open.
        led_back = address.path.startswith(SIGNING_IN) and told is Answer.SIGN_IN
        return Answer.OPENS if led_back and address.opened_by == "nothing" else told


def _another_kind(kind: str) -> str:
    return next(each for each in LINKS if each != kind)


def opened(client: Client, path: str):
    """Open a page, or press the one button that leads there."""
    response = client.get(path)
    return client.post(path) if response.status_code == 405 else response


def answered(response) -> Answer:
    to = urlsplit(response.headers.get("Location", "")).path
    if to == resolve_url(settings.LOGIN_URL):
        return Answer.SIGN_IN
    answers = {403: Answer.REFUSED, 404: Answer.NOT_FOUND}
    assert response.status_code < 500
    return answers.get(response.status_code, Answer.OPENS)


def call_of(owner: Owner):
    return CallRequest.objects.create(intake=owner.intake, asked_at=NOW, phone="1", emergency=False)


def alert_of(owner: Owner):
    told = CheckIn.objects.create(
        patient=owner.patient,
        visit=owner.visit,
        at=NOW,
        by="patient",
        language="en",
        values={},
        events=[],
        news=News.values[-1],
    )
    return Alert.objects.create(check_in=told, raised_at=NOW)


def merge_of(world: World) -> Merge:
    """Take a third record into the first, and give that."""
    again = register(Details("Quillfeather", "Y."), by="Rosa", now=NOW)
    return join(again, into=world.own.patient, by="Sue", why="the same person", now=NOW)


def letter_of(world: World) -> Letter:
    member = world.staff[Role.PRACTITIONER]
    return Letter.objects.create(
        patient=world.own.patient,
        answers=world.own.intake.versions.latest("number"),
        to="Dr. Lee",
        agreed_by="A. B.",
        language="en",
        release="1",
        page="<p>Dear doctor</p>",
        sha256="0" * 64,
        at=NOW,
        member=member,
        by=member.called,
    )


def consent_of(owner: Owner) -> Consent:
    return Consent.objects.create(
        patient=owner.patient,
        visit=owner.visit,
        answers=owner.intake.versions.latest("number"),
        scope=Scope.ASSESSMENT,
        language="en",
        release="1",
        text="I agree.",
        sha256="0" * 64,
        signed_at=NOW,
        signed_by="A. B.",
        signer=Signer.PATIENT,
    )


def code_of_receipts():
    return ReceiptCode.objects.create(label="Visit", text="Visit", added_at=NOW, added_by="Ada")


def note_on_an_insurer():
    return keep_note(
        payer="B", policy="", covers="All.", as_of=NOW.date(), source="x", by="Ada", now=NOW
    )


def to_open_an_empty_clinic() -> str:
    """Give a link that opens the clinic, as if there were none yet."""
    Clinic.objects.all().delete()
    return new_opening_link(now=NOW)


def receipt_of(world: "World"):
    """Give the receipt of the first patient's visit, as if it had begun."""
    draft = Draft(UUID(int=1), [Line("Visit", 4500)], "GBP", "en")
    by, visit = world.staff[Role.RECEPTION], world.own.visit
    return issue(visit, draft, by=by, now=visit.ends_at)


def kept_mail() -> str:
    """Keep a mail with a calendar, and give its name."""
    backend = get_connection("zusanli.exchange.email.backends.KeptOnThisMachine")
    mail = EmailMessage("Your visit", "Come.", "desk@x.example", ["alice@x.example"])
    mail.attach("appointment.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "text/calendar")
    backend.send_messages([mail])
    return kept_mails()[0].name


@pytest.fixture
def world(db):
    return World(NOW)


def named(address: Address) -> str:
    return address.name


def test_no_address_leaves_unsaid_who_may_open_it():
    unsaid = [f"/{each.path}" for each in ALL if not each.opened_by]

    assert unsaid == [], "Say at each of these views who may open it: see zusanli.web.access"


@pytest.mark.parametrize("address", ALL, ids=named)
def test_each_address_answers_everybody_as_it_declares(address, world):
    # Who may open it comes last: opening may change what is there.
    visitors = sorted(Visitor, key=lambda each: expected(address, each) is Answer.OPENS)
    told = {each: world.answer(address, each) for each in visitors}

    assert told == {each: expected(address, each) for each in visitors}


@pytest.mark.parametrize("address", [each for each in ALL if each.link], ids=named)
def test_the_link_of_another_shows_nothing_of_ones_own(address, world):
    theirs = {name: ARGUMENTS[name](world) for name in address.arguments if name != "link"}
    path = reverse(
        address.name, kwargs={"link": world.other.link(address.link, world.now), **theirs}
    )
    shown = opened(Client(), path)
    text = shown.content.decode(errors="replace") + str(shown.headers)

    assert [each for each in CANARIES if each in text] == []


def test_a_questionnaire_is_found_at_its_own_patient_alone(world):
    client = Client()
    client.force_login(world.staff[Role.PRACTITIONER])
    path = {"intake": world.own.intake.pk, "number": 0}

    told = [
        client.get(
            reverse("answers_then", kwargs={"patient": owner.patient.pk, **path})
        ).status_code
        for owner in (world.own, world.other)
    ]

    assert told == [200, 404]


def test_the_reference_says_what_the_pages_declare():
    written = (PAGES / "access.md").read_text(encoding="utf-8")

    assert written == page().rstrip() + "\n", "run: make docs"
