"""
How long records are kept, wishes to be erased, and tombstones.

A tombstone is what opens the guards of the database: a row that is history may be removed only when
a tombstone stands for whoever it belongs to. So nobody can take away a row of history without first
writing down, for good, that this person was erased, by whom and why.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from zusanli.clinic.records.models import Patient


class KeptFor(models.Model):
    """Years for which records are kept after the last visit, as a manager set them; the last."""

    years = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    why = models.CharField(max_length=240)

    class Meta:
        """A year at least, and somebody says why."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(years__gte=1) & ~Q(by="") & ~Q(why=""), name="kept_for_says_why"
            ),
        )

    def __str__(self) -> str:
        return str(self.years)


class ErasureRequest(models.Model):
    """
    Somebody asks to be erased. It goes with them; refused, it says what they were answered.

    `by` is the patient themselves, or whoever of the staff wrote it down for them.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="erasure_requests")
    asked_at = models.DateTimeField()
    by = models.CharField(max_length=120)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=120, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        """One is open at a time, and whoever settles one says what was answered."""

        ordering = ("asked_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("patient",), condition=Q(settled_at=None), name="erasure_asked_once"
            ),
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True) | (~Q(settled_by="") & ~Q(answer="")),
                name="erasure_request_is_answered",
            ),
        )

    def __str__(self) -> str:
        return f"{self.patient_id} {self.asked_at:%Y-%m-%d}"


class Ground(models.TextChoices):
    """Why somebody was erased."""

    ASKED = "asked"
    ENDED = "ended"


class Erasure(models.Model):
    """
    That a person was erased, without anything by which they could be known.

    `rows` says how many rows of each kind are gone, and `counted` what statistics need: visits,
    needles and side effects. `last_receipt` is the highest number of a receipt that went, for none
    is given twice; `receipts` are the numbers and amounts, which the books of the clinic need.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ground = models.CharField(max_length=8, choices=Ground)
    why = models.CharField(max_length=240, help_text="never who it was")
    rows = models.JSONField()
    counted = models.JSONField()
    receipts = models.JSONField()
    last_receipt = models.PositiveIntegerField(default=0)

    class Meta:
        """Somebody did it, on a ground, and says why."""

        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(by="") & ~Q(why="") & Q(ground__in=Ground.values),
                name="erasure_says_why",
            ),
        )

    def __str__(self) -> str:
        return str(self.id)


class Tombstone(models.Model):
    """
    One record of an erased person: a number that leads to nobody any more.

    It is not a key to `Patient`, for there is none. A person with several records has several.
    """

    patient = models.UUIDField(primary_key=True, editable=False)
    erasure = models.ForeignKey(Erasure, on_delete=models.PROTECT, related_name="tombstones")

    def __str__(self) -> str:
        return str(self.patient)
