"""A person with a row in every table that hangs on a patient, and words of theirs in each."""

from datetime import date, datetime, timedelta
from graphlib import TopologicalSorter
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Field, ForeignKey, Model

from tests.clinic.booking.willow_street import nothing_ticked
from zusanli.clinic.booking.models import (
    Appointment,
    Event,
    Occupied,
    Offer,
    PatientLink,
    WaitListEntry,
)
from zusanli.clinic.booking.offer_models import Place, Service
from zusanli.clinic.erasure.belonging import _keys_to
from zusanli.clinic.erasure.models import ErasureRequest
from zusanli.clinic.notes.models import Note, NoteEntry
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.outcomes.models import HandOver, OutcomeSet
from zusanli.clinic.receipts.models import Receipt
from zusanli.clinic.records.models import Merge, NameKey, Patient, PersonalDetails, Separation
from zusanli.clinic.records.patients import Details, register
from zusanli.clinic.staff.models import User
from zusanli.exchange.calendar.models import Feed

LATER = frozenset((Merge, Separation, Occupied, ErasureRequest, NoteEntry))
LONG_AGO = datetime.fromisoformat("2001-03-05T10:00:00+00:00")
NUMBERS = count(1)
CHARTED = (
    {"do": "position", "batch": 1, "position": "supine"},
    {"do": "place", "needles": [{"row": "a", "batch": 1, "code": "ST36", "side": "left"}]},
    {"do": "in", "batch": 1, "count": 1},
    {"do": "out", "batch": 1, "count": 1},
    {"do": "effect", "event": "bruising", "severity": "mild"},
    {"do": "close"},
)


def whole_record(
    who: Details, word: str, *, staff: User, service: Service, place: Place
) -> Patient:
    """Make the person; `word` stands in every column that holds text."""
    patient = register(who, by="Rosa", now=LONG_AGO)
    made: dict[type[Model], Model] = {
        Patient: patient,
        PersonalDetails: PersonalDetails.objects.get(patient=patient),
        NameKey: NameKey.objects.filter(patient=patient).first(),
        User: staff,
        Service: service,
        Place: place,
    }
    for model in in_order():
        # Two records of one person are joined by the test that is about it.
        if model in made or model in LATER:
            continue
        made[model] = _row(model, made, word)
    remark = {"do": "remark", "text": word}
    for number, what in enumerate((remark, *CHARTED), start=1):
        NoteEntry.objects.create(
            note=made[Note],
            number=number,
            key=uuid4(),
            at=LONG_AGO,
            member=staff,
            by="Bob",
            why=word,
            what=what,
        )
    resources = (f"patient:{patient.pk}", f"place:{place.pk}")
    for number, resource in enumerate(resources, start=next(NUMBERS) * 100):
        Occupied.objects.create(resource=resource, tick=number, appointment=made[Appointment])
    return patient


def in_order() -> list[type[Model]]:
    """Give every table that hangs on a patient, what is hung on first."""
    on: TopologicalSorter[type[Model]] = TopologicalSorter()
    waiting, seen = [Patient], {Patient}
    while waiting:
        model = waiting.pop()
        for key in _keys_to(model):
            on.add(key.model, model)
            if key.model not in seen:
                seen.add(key.model)
                waiting.append(key.model)
    return list(on.static_order())


def _row(model: type[Model], made: dict[type[Model], Model], word: str) -> Model:
    values = {each.name: _value(each, made, word) for each in model._meta.concrete_fields}
    values |= SPECIAL.get(model, {})
    row = model(**{name: each for name, each in values.items() if each is not ...})
    row.save(force_insert=True)
    return row


def _value(field: "Field[Any, Any]", made: dict[type[Model], Model], word: str) -> object:
    kind = field.get_internal_type()
    if isinstance(field, ForeignKey):
        return made.get(field.related_model)
    if field.primary_key and kind != "UUIDField":
        return ...
    if field.choices:
        return next(iter(field.choices))[0]
    if field.name in NAMED:
        return NAMED[field.name](word)
    if field.unique and kind in ("CharField", "PositiveIntegerField"):
        number = next(NUMBERS)
        return f"{word} {number}" if kind == "CharField" else number
    value = KINDS[kind](word)
    return value[: field.max_length] if isinstance(value, str) else value


NAMED = {
    "link_hash": lambda _: uuid4().hex * 2,
    "language": lambda _: "en",
    "interview": lambda word: nothing_ticked(LONG_AGO) | {"words": word},
}
KINDS = {
    "UUIDField": lambda _: uuid4(),
    "CharField": lambda word: word,
    "TextField": lambda word: word,
    "JSONField": lambda word: {"words": word},
    "DateTimeField": lambda _: LONG_AGO,
    "DateField": lambda _: LONG_AGO.date(),
    "TimeField": lambda _: LONG_AGO.time(),
    "BooleanField": lambda _: True,
    "PositiveIntegerField": lambda _: 1,
    "PositiveSmallIntegerField": lambda _: 1,
    "PositiveBigIntegerField": lambda _: 1,
}
HOUR = timedelta(hours=1)
SPAN = {"starts_at": LONG_AGO, "ends_at": LONG_AGO + HOUR, "busy_from": LONG_AGO}
SPAN |= {"busy_until": LONG_AGO + HOUR}
SPECIAL: dict[type[Model], dict[str, Any]] = {
    Appointment: SPAN | {"check_due": True},
    Offer: SPAN | {"state": "lapsed"},
    PatientLink: {"offer": None},
    Event: {"kind": "booked"},
    WaitListEntry: {"state": "left"},
    Feed: {"user": None},
    Message: {"user": None, "kind": "confirmation", "state": "sent"},
    OutcomeSet: {"collected_by": "patient", "collector": None},
    HandOver: {"ends_at": LONG_AGO + HOUR},
    Receipt: {"currency": "GBP", "total_minor": 4500},
}


def texts_of(rows: "list[dict[str, Any]]") -> str:
    """Give every value of rows as one text, keys in bytes too."""
    return "\n".join(_text(value) for row in rows for value in row.values())


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "replace")
    if isinstance(value, UUID):
        return f"{value} {value.hex}"
    return value.isoformat() if isinstance(value, date) else str(value)
