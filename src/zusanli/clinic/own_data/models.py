"""Who asked to see what is known of them, and what they asked to have corrected."""

from django.db import models

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.records.models import Patient


class Proof(models.Model):
    """
    A try to show that whoever holds a visit's link is the patient, by the number they gave.

    Tries are counted, so that a link that was found cannot be opened by trying numbers.
    """

    visit = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    right = models.BooleanField()

    class Meta:
        """Counted by visit and time."""

        indexes = (models.Index(fields=("visit", "at"), name="proof_of_visit"),)

    def __str__(self) -> str:
        return f"{self.visit_id} {self.at:%Y-%m-%d %H:%M}"


class Correction(models.Model):
    """A patient says that something is wrong; a person corrects it, and says what was done."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="corrections")
    asked_at = models.DateTimeField()
    text = models.CharField(max_length=1000)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=120, blank=True)
    what_was_done = models.CharField(max_length=500, blank=True)

    class Meta:
        """Whoever settles one says what was done."""

        ordering = ("asked_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True)
                | (~models.Q(settled_by="") & ~models.Q(what_was_done="")),
                name="correction_is_settled_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.patient_id} {self.asked_at:%Y-%m-%d}"
