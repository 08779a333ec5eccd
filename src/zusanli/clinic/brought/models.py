"""
Past visits and notes of another program.

Nobody here saw what they tell of. So they are words to be read and nothing else: no rule hears
them, no needle or side effect in them is counted, and they neither raise nor clear anything. They
are added to and never written over.
"""

from django.db import models

from zusanli.clinic.records.models import Patient


class BroughtVisit(models.Model):
    """
    A visit of the past, in another program's book.

    Practitioner and service are its words: they name nobody and nothing of this clinic.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="brought_visits")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    practitioner = models.CharField(max_length=120, blank=True)
    service = models.CharField(max_length=120, blank=True)
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=120)

    class Meta:
        """Brought once."""

        ordering = ("starts_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=("patient", "starts_at"), name="brought_visit_once"),
        )

    def __str__(self) -> str:
        return f"{self.patient_id} {self.starts_at:%Y-%m-%d %H:%M}"


class BroughtNote(models.Model):
    """A note that somebody wrote in another program; day and author as they stand there."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="brought_notes")
    written_on = models.DateField()
    author = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    brought_at = models.DateTimeField()
    brought_by = models.CharField(max_length=120)

    class Meta:
        """It says something."""

        ordering = ("written_on", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(text=""), name="brought_note_says_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.patient_id} {self.written_on}"
