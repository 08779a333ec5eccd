"""
Which tables are logged, and which may only be added to.

Everything that the clinic keeps is logged unless it is named here with a reason: a new room is
covered before anybody thinks of it.
"""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import ForeignKey, Model

CHANGES = "audit_change"
ENTRIES = "audit_entry"
ROOM = "zusanli."
ALSO = frozenset(("account", "mfa"))
"""Rooms of others that hold how the staff sign in."""
NOT_LOGGED = {
    "audit.entry": "it is the log",
    "audit.change": "it is the log",
    "booking.occupied": "comes and goes with a visit or an offer, which are logged",
    "premises.openinglink": "is gone before there is anything; what it opens is logged",
    "records.namekey": "comes and goes with personal details, which are logged",
}
HISTORY = frozenset(
    (
        "audit.entry",
        "booking.appointmentchange",
        "brought.broughtnote",
        "brought.broughtvisit",
        "check_ins.checkin",
        "consents.consent",
        "consents.withdrawal",
        "erasure.erasure",
        "erasure.keptfor",
        "erasure.tombstone",
        "goals.goalentry",
        "letters.letter",
        "notes.noteentry",
        "outcomes.coursedecision",
        "outcomes.leaving",
        "outcomes.outcomeset",
        "own_data.proof",
        "plans.plan",
        "receipts.receipt",
        "receipts.receiptvoid",
        "receipts.referral",
        "records.intakeversion",
        "records.judgement",
        "records.merge",
        "records.personaldetails",
        "records.separation",
        "staff.licence",
    )
)
"""
Tables that are added to and never written over.

There is one way out of them: a row may be removed when a tombstone stands for whoever it belongs
to, and a tombstone itself is never removed (see `is_erased`).
"""
TOMBSTONES = "erasure_tombstone"
PATIENT = "records.patient"


def logged() -> Iterator[type[Model]]:
    """Give the models whose changes are logged."""
    for model in apps.get_models(include_auto_created=True):
        ours = model.__module__.startswith(ROOM) or model._meta.app_label in ALSO
        if ours and model._meta.managed and model._meta.label_lower not in NOT_LOGGED:
            yield model


def history() -> Iterator[type[Model]]:
    """Give the models that are added to and never written over."""
    for model in apps.get_models():
        if model._meta.label_lower in HISTORY:
            yield model


def patient_of(model: type[Model], row: str) -> str:
    """
    Write in SQL whose record a row belongs to; an empty text where that is nobody, or not known.

    A row tells it itself, or what it belongs to does: an answer by its questionnaire.
    """
    ways = []
    if model._meta.label_lower == PATIENT:
        ways.append(f"{row}.id")
    for key in _keys(model):
        if key.name == "patient":
            ways.insert(0, f"{row}.{key.column}")
        elif owner := next((each for each in _keys(_to(key)) if each.name == "patient"), None):
            table, pk = _to(key)._meta.db_table, _to(key)._meta.pk.column
            found = f"SELECT {owner.column} FROM {table} WHERE {pk} = {row}.{key.column}"  # noqa: S608 - names from our own models
            ways.append(f"({found})")
    texts = [f"CAST({way} AS TEXT)" for way in ways]
    return f"COALESCE({', '.join(texts)}, '')" if texts else "''"


def is_erased(model: type[Model], row: str) -> str:
    """
    Write in SQL whether a tombstone stands for somebody whose a row is; of nobody's rows it never.

    Every way to a patient counts, also the second of a pair of records that was parted again.
    """
    ways = []
    for key in _keys(model):
        if _to(key)._meta.label_lower == PATIENT:
            ways.append(f"{row}.{key.column}")
            continue
        table, pk = _to(key)._meta.db_table, _to(key)._meta.pk.column
        ways += [
            f"(SELECT {owner.column} FROM {table} WHERE {pk} = {row}.{key.column})"  # noqa: S608 - names from our own models
            for owner in _keys(_to(key))
            if _to(owner)._meta.label_lower == PATIENT
        ]
    if not ways:
        return "1 = 0"
    return (
        f"EXISTS (SELECT 1 FROM {TOMBSTONES} AS stone WHERE stone.patient IN ({', '.join(ways)}))"  # noqa: S608 - names from our own models
    )


def _keys(model: type[Model]) -> list[ForeignKey[Model, Model]]:
    return [each for each in model._meta.concrete_fields if isinstance(each, ForeignKey)]


def _to(key: ForeignKey[Model, Model]) -> type[Model]:
    return key.related_model
