"""
The log as it is kept.

`Entry` is the chain: each entry holds the hash of the one before, so that one that was changed, cut
out or put between is found by recomputing. `Change` is where the database's own triggers write,
in the transaction that changed a record; `seal` moves it into the chain.

Why there are two tables. A trigger cannot append to the chain itself: SQLite has no SHA-256 but one
that each connection brings along, and a client without it could then write no record at all. On
PostgreSQL it could, but would hold the head of the chain from its first write to the end of its
transaction, and two transactions that take this lock and rows in a different order would wait for
each other for ever. So triggers leave a row, which cannot be lost nor taken away before it stands
in the chain, and the chain is locked for the moment of sealing only, with nothing else held.
"""

from django.db import models

from zusanli.clinic.audit.chain import HASH


class Verb(models.TextChoices):
    """What was done."""

    OPENED = "opened"
    SEARCHED = "searched"
    EXPORTED = "exported"
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Entry(models.Model):
    """
    One link of the chain; numbers run from 1 without a gap.

    `details` is canonical JSON, kept as the text that was hashed, and holds names of columns and
    counts, never what somebody typed.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    who = models.CharField(max_length=80)
    verb = models.CharField(max_length=12, choices=Verb)
    kind = models.CharField(max_length=80, help_text="such as records.patient")
    record = models.CharField(max_length=64, blank=True)
    patient = models.CharField(max_length=36, blank=True, db_index=True)
    details = models.TextField(default="{}")
    change = models.BigIntegerField(null=True, unique=True, help_text="the row of Change it was")
    previous = models.CharField(max_length=HASH)
    hash = models.CharField(max_length=HASH)

    class Meta:
        """No two entries follow the same one: the chain cannot fork."""

        ordering = ("number",)
        verbose_name_plural = "entries"
        constraints = (
            models.UniqueConstraint(fields=("previous",), name="chain_never_forks"),
            models.CheckConstraint(condition=models.Q(verb__in=Verb.values), name="verb_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.kind}"


class Change(models.Model):
    """
    What a trigger saw, until it is sealed.

    `written_at` is the database's clock, the only one that every client passes. `who` is empty
    when the client said nothing: somebody outside this program.
    """

    who = models.CharField(max_length=80, blank=True)
    verb = models.CharField(max_length=12)
    kind = models.CharField(max_length=80)
    record = models.CharField(max_length=64)
    patient = models.CharField(max_length=36, blank=True)
    changed = models.TextField(default="[]")
    written_at = models.CharField(max_length=32)

    class Meta:
        """In the order in which it was written."""

        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.pk} {self.verb} {self.kind}"
