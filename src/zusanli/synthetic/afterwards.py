"""What made-up patients sign before their visits, and tell after them."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.check_ins.asking import Told
from zusanli.clinic.check_ins.models import News
from zusanli.clinic.check_ins.telling import check_in
from zusanli.clinic.consents.models import Signer
from zusanli.clinic.consents.signing import Signature, sheet_of, sign
from zusanli.clinic.own_data.corrections import ask_to_correct
from zusanli.synthetic import cast
from zusanli.synthetic.people import Person

AN_HOUR = timedelta(hours=1)
WELL = Told({"pain_0_10": 4.0, "interference_0_10": 4.0}, frozenset({"bruising"}), News.NO)
NEW_NUMBNESS = Told(
    {"numbness_0_10": 7.0, "tingling_0_10": None, "interference_0_10": 5.0},
    frozenset({"new_feeling_in_the_legs"}),
    News.NOT_SURE,
    "My left foot feels different since yesterday evening.",
)
NEW_NUMBER = "\u96fb\u8a71\u756a\u53f7\u304c\u5909\u308f\u308a\u307e\u3057\u305f\u3002"
"""My phone number has changed."""


def fill_afterwards(visits: Mapping[str, Appointment], *, now: datetime) -> None:
    """Let one sign, one be well, one tell of something new, and one ask for a correction."""
    _signs(cast.NUMB_FEET, visits[cast.NUMB_FEET.family_name], now - AN_HOUR)
    _tells(cast.KNEE, visits[cast.KNEE.family_name], WELL, now - AN_HOUR)
    _tells(cast.AFTER_CHEMO, visits[cast.AFTER_CHEMO.family_name], NEW_NUMBNESS, now - AN_HOUR)
    sciatica = visits[cast.SCIATICA.family_name].patient
    ask_to_correct(sciatica, NEW_NUMBER, now=now - AN_HOUR)


def _signs(person: Person, visit: Appointment, now: datetime) -> None:
    sheet = sheet_of(visit, language=person.language, now=now)
    if sheet is None:
        raise AssertionError(f"{person.family_name} has answered, and so there is a sheet")
    signature = Signature(f"{person.given_name} {person.family_name}", Signer.PATIENT)
    sign(visit, signature, read=sheet.sha256, language=person.language, now=now)


def _tells(person: Person, visit: Appointment, told: Told, now: datetime) -> None:
    check_in(visit, told, by=person.answered_by, language=person.language, now=now)
