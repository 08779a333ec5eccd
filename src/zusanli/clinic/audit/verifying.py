"""Is the log still what was written?"""

from dataclasses import dataclass

from django.apps import apps
from django.db import connection

from zusanli.clinic.audit.chain import Anchor, Walk, walk
from zusanli.clinic.audit.log import link_of
from zusanli.clinic.audit.models import Change, Entry
from zusanli.clinic.audit.triggers import missing
from zusanli.clinic.audit.watched import PATIENT

AT_ONCE = 2_000
"""Entries held in memory while walking."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What a walk along the whole chain found.

    `unsealed` changes are not yet in the chain; `unguarded` are triggers that should be in the
    database and are not: while they were away, anything may have been written without a trace.
    `half_erased` are people for whom a tombstone stands, which opens the guards of what is history,
    although they are in the books: somebody laid it past the program, or a backup was brought back.
    """

    walk: Walk
    unsealed: int
    unguarded: tuple[str, ...]
    half_erased: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing is wrong; changes that wait for the seal are not wrong."""
        return self.walk.broken is None and not self.unguarded and not self.half_erased


def verify(*, anchor: Anchor | None = None) -> Verdict:
    """Walk the chain from its beginning, and look for the triggers."""
    entries = Entry.objects.order_by("number").iterator(chunk_size=AT_ONCE)
    walked = walk(((link_of(each), each.hash) for each in entries), anchor=anchor)
    return Verdict(walked, Change.objects.count(), missing(connection), _half_erased())


def _half_erased() -> int:
    stones = apps.get_model("erasure", "Tombstone").objects.values("patient")
    return int(apps.get_model(PATIENT).objects.filter(pk__in=stones).count())
