"""A consent is kept as it was read. It is added to, and never written over."""

from django.db import models

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.records.models import IntakeVersion, Patient
from zusanli.core.words import LANGUAGES


class Scope(models.TextChoices):
    """
    What may be done.

    Before a practitioner has looked, nobody can say which needles are meant: a patient then agrees
    to be looked at, and to no needle.
    """

    ASSESSMENT = "assessment"
    NEEDLES = "needles"


class Signer(models.TextChoices):
    """Who signs. Whoever only interprets or helps does not sign for a patient."""

    PATIENT = "patient"
    PARENT = "parent"
    GUARDIAN = "guardian"


class Consent(models.Model):
    """
    One signed sheet.

    `text` is every word that was read and `sha256` its hash; `answers` is the questionnaire that it
    was made from, and `release` the knowledge.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="consents")
    visit = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="consents")
    answers = models.ForeignKey(IntakeVersion, on_delete=models.PROTECT, related_name="+")
    scope = models.CharField(max_length=12, choices=Scope)
    language = models.CharField(max_length=10)
    release = models.CharField(max_length=100)
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.CharField(max_length=120)
    signer = models.CharField(max_length=12, choices=Signer)
    interpreter = models.CharField(max_length=120, blank=True)

    class Meta:
        """Scope, signer and language are known ones, and somebody signed."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(scope__in=Scope.values), name="consent_scope_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(signer__in=Signer.values), name="consent_signer_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=LANGUAGES), name="consent_language_is_spoken"
            ),
            models.CheckConstraint(
                condition=~models.Q(signed_by=""), name="consent_is_signed_by_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.visit_id} {self.scope}"


class Withdrawal(models.Model):
    """That somebody takes a consent back; no reason is asked."""

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="withdrawal")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return f"{self.consent_id} {self.at:%Y-%m-%d}"
