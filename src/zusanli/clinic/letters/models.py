"""A letter is kept as it went out. It is added to, and never written over."""

from django.conf import settings
from django.db import models

from zusanli.clinic.records.models import IntakeVersion, Patient


class Letter(models.Model):
    """
    One letter to a doctor, with who agreed that it goes there.

    `page` is the letter as it was printed and `sha256` its hash; `answers` is the questionnaire
    that it was made from, and `release` the knowledge.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="letters")
    answers = models.ForeignKey(IntakeVersion, on_delete=models.PROTECT, related_name="+")
    to = models.CharField(max_length=200)
    agreed_by = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    release = models.CharField(max_length=100)
    page = models.TextField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)

    class Meta:
        """Somebody agreed, and it goes to somebody."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(agreed_by="") & ~models.Q(to="") & ~models.Q(by=""),
                name="letter_was_agreed_to",
            ),
        )

    def __str__(self) -> str:
        return f"{self.patient_id} {self.at:%Y-%m-%d}"
