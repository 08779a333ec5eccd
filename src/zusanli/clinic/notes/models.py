"""Who is here, and the note of each visit. A note is added to, and never written over."""

import uuid

from django.conf import settings
from django.db import models

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.records.models import Patient


class Arrival(models.Model):
    """A patient who has come for a visit. A slip of the hand is taken back, which the log shows."""

    visit = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="arrival")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.visit_id} {self.at:%Y-%m-%d %H:%M}"


class Note(models.Model):
    """The note of one visit; what it says stands in its entries."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.OneToOneField(Appointment, on_delete=models.PROTECT, related_name="note")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="notes")
    practitioner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="notes"
    )
    begun_at = models.DateTimeField()

    class Meta:
        """The first comes first."""

        ordering = ("begun_at",)

    def __str__(self) -> str:
        return str(self.id)


class NoteEntry(models.Model):
    """
    One thing charted.

    Numbers run without a gap, and each stands once: of two people who write at the same time one
    is told. `key` is made with the form that an entry is sent by, so that an entry which is sent
    twice, because the connection was lost, stands once. `why` is the reason of what was written
    after the visit was closed, or of what is done although something holds it.
    """

    note = models.ForeignKey(Note, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    key = models.UUIDField(unique=True)
    at = models.DateTimeField()
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    why = models.CharField(max_length=500, blank=True)
    what = models.JSONField()

    class Meta:
        """In the order in which it was written."""

        ordering = ("note", "number")
        constraints = (
            models.UniqueConstraint(fields=("note", "number"), name="note_entry_once"),
            models.CheckConstraint(condition=~models.Q(by=""), name="note_entry_is_by_somebody"),
        )

    def __str__(self) -> str:
        return f"{self.note_id} {self.number}"
