"""A plan is kept as it was signed. It is added to, and never written over."""

from django.conf import settings
from django.db import models

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.records.models import IntakeVersion, Patient


class Plan(models.Model):
    """
    One signed plan; a later number takes its place, and both stay.

    `decision` is the whole decision that it was signed on, made by `release` and `engine` from
    `answers`; `points` are those that the practitioner chose of it.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="plans")
    visit = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="plans")
    answers = models.ForeignKey(IntakeVersion, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="plans"
    )
    by = models.CharField(max_length=120)
    licence = models.CharField(max_length=240, help_text="by which licence, as it stood then")
    release = models.CharField(max_length=100)
    engine = models.CharField(max_length=20)
    decision = models.JSONField()
    points = models.JSONField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        """Each number stands once, and somebody signed."""

        ordering = ("patient", "number")
        constraints = (
            models.UniqueConstraint(fields=("patient", "number"), name="plan_once"),
            models.CheckConstraint(condition=~models.Q(by=""), name="plan_is_signed_by_somebody"),
        )

    def __str__(self) -> str:
        return f"{self.patient_id} {self.number}"
