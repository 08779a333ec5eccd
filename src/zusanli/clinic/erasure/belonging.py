"""
Everything that belongs to a person, whatever room it is in: found by the keys of the tables.

A room that is added later is covered before anybody thinks of it. What hangs on nobody by a key but
bears the number or address of the person is named here: a letter to the desk, a call that somebody
asked for in a questionnaire of nobody, and messages to the clinic about either.
"""

from collections.abc import Iterable, Iterator, Mapping
from graphlib import TopologicalSorter
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, Model, Q, QuerySet

from zusanli.clinic.check_ins.models import CheckIn
from zusanli.clinic.enquiries.models import Enquiry
from zusanli.clinic.outbox.kinds import Kind
from zusanli.clinic.outbox.models import Message
from zusanli.clinic.records.folding import digits
from zusanli.clinic.records.models import CallRequest, Intake, Merge, Patient, PersonalDetails

AT_ONCE = 500
Keys = dict[type[Model], set[Any]]


class TiedToAnotherError(Exception):
    """
    Something of the person hangs on somebody else as well, so nothing is erased.

    Attributes:
        kind: the table, by its label.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def belonging_to(own: Iterable[UUID]) -> Keys:
    """
    Give the keys of every row of a person, table by table.

    Raises:
        TiedToAnotherError: a row of somebody else hangs on one of them.
    """
    ids = frozenset(own)
    found: Keys = {Patient: set(ids)}
    _follow(found, [Patient])
    phones, mails = _reached_by(found)
    unclaimed = _unclaimed(phones)
    if unclaimed:
        found.setdefault(Intake, set()).update(unclaimed)
        _follow(found, [Intake])
    letters = {each.pk for each in Enquiry.objects.all() if _is_of(each.reach, phones, mails)}
    if letters:
        found[Enquiry] = letters
    told = _messages_about(found)
    if told:
        found.setdefault(Message, set()).update(told)
    _nobody_else(found, ids)
    return found


def remove(found: Mapping[type[Model], set[Any]]) -> None:
    """Remove rows, what hangs on something before that on which it hangs."""
    for model in _hanging_first(found):
        for some in _in_parts(found[model]):
            # Past managers that hold rows back.
            QuerySet(model).filter(pk__in=some).delete()


def counts_of(found: Mapping[type[Model], set[Any]]) -> dict[str, int]:
    """Say how many rows of each kind there are."""
    return {model._meta.label_lower: len(keys) for model, keys in found.items() if keys}


def _follow(found: Keys, begun: list[type[Model]]) -> None:
    waiting = begun
    while waiting:
        model = waiting.pop()
        for key in _keys_to(model):
            child = key.model
            new = set(_hanging_on(key, found[model])) - found.get(child, set())
            if new:
                found.setdefault(child, set()).update(new)
                waiting.append(child)


def _keys_to(model: type[Model]) -> Iterator["ForeignKey[Any, Any]"]:
    """Give every key of a table to this one, named by the table or not."""
    for field in model._meta.get_fields(include_hidden=True):
        key = getattr(field, "field", None)
        if field.auto_created and not field.concrete and isinstance(key, ForeignKey):
            yield key


def _hanging_on(key: "ForeignKey[Any, Any]", keys: Iterable[Any]) -> Iterator[Any]:
    for some in _in_parts(keys):
        rows: QuerySet[Model] = QuerySet(key.model).filter(**{f"{key.name}__in": some})
        yield from rows.values_list("pk", flat=True)


def _hanging_first(found: Mapping[type[Model], set[Any]]) -> Iterable[type[Model]]:
    on: TopologicalSorter[type[Model]] = TopologicalSorter()
    for model in found:
        on.add(model, *(key.model for key in _keys_to(model) if key.model in found))
    return tuple(on.static_order())


def _nobody_else(found: Keys, ids: frozenset[UUID]) -> None:
    """Refuse when a row that would go is of somebody else. That two records were one is of both."""
    for model, keys in found.items():
        own = next((each for each in model._meta.fields if each.name == "patient"), None)
        if own is None or model is Merge:
            continue
        for some in _in_parts(keys):
            others: QuerySet[Model] = QuerySet(model).filter(pk__in=some, patient__isnull=False)
            if others.exclude(patient__in=ids).exists():
                raise TiedToAnotherError(model._meta.label_lower)


def _reached_by(found: Keys) -> tuple[frozenset[str], frozenset[str]]:
    """Give every number and address that the person ever gave; a number as its digits."""
    details = PersonalDetails.objects.filter(pk__in=found.get(PersonalDetails, ()))
    pairs = list(details.values_list("phone", "email"))
    phones = {digits(phone).lstrip("0") for phone, _ in pairs} - {""}
    return frozenset(phones), frozenset(mail.casefold() for _, mail in pairs if mail)


def _is_of(reach: str, phones: frozenset[str], mails: frozenset[str]) -> bool:
    typed = reach.strip()
    return typed.casefold() in mails or ("@" not in typed and digits(typed).lstrip("0") in phones)


def _unclaimed(phones: frozenset[str]) -> set[UUID]:
    """Give questionnaires of nobody in which this person's number was left to be called."""
    calls = CallRequest.objects.filter(intake__patient=None).values_list("intake", "phone")
    return {intake for intake, phone in calls if digits(phone).lstrip("0") in phones}


def _messages_about(found: Keys) -> set[UUID]:
    """Give the messages to the clinic about a call or a check-in of the person."""
    about = Q(kind=Kind.CALL, subject__in=_texts(found, CallRequest))
    about |= Q(kind=Kind.WORSE, subject__in=_texts(found, CheckIn))
    return set(Message.objects.filter(about).values_list("pk", flat=True))


def _texts(found: Keys, model: type[Model]) -> list[str]:
    return [str(each) for each in found.get(model, ())]


def _in_parts(keys: Iterable[Any]) -> Iterator[list[Any]]:
    listed = sorted(keys)
    for first in range(0, len(listed), AT_ONCE):
        yield listed[first : first + AT_ONCE]
