"""What patients told after a visit, and who at the clinic has looked at it."""

from django.db import models

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.records.models import Intake, Patient


class News(models.TextChoices):
    """Whether something is new or worse. Not sure is asked after as much as yes."""

    YES = "yes"
    NO = "no"
    NOT_SURE = "not_sure"


class CheckIn(models.Model):
    """
    One answer to "how are you since your visit".

    `values` holds a number for each measure that was asked, or null where none was given: that is
    not known, and never read as the same as before. `events` are side effects, by their terms.
    `questions` are the danger questions that it led to.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="check_ins")
    visit = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="check_ins")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    language = models.CharField(max_length=10)
    values = models.JSONField()
    events = models.JSONField()
    news = models.CharField(max_length=10, choices=News)
    note = models.CharField(max_length=500, blank=True)
    questions = models.ForeignKey(
        Intake, on_delete=models.PROTECT, null=True, blank=True, related_name="check_ins"
    )

    class Meta:
        """News is one of three."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(news__in=News.values), name="check_in_news_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.visit_id} {self.at:%Y-%m-%d}"


class Alert(models.Model):
    """
    Somebody at the clinic must look at a check-in.

    It stays until a person has written what was done. What it led to stands in the check-in's
    questions, as they stand when it is looked at.
    """

    check_in = models.OneToOneField(CheckIn, on_delete=models.PROTECT, related_name="alert")
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=120, blank=True)
    what_was_done = models.CharField(max_length=500, blank=True)

    class Meta:
        """Whoever settles one says what was done."""

        ordering = ("raised_at",)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True)
                | (~models.Q(settled_by="") & ~models.Q(what_was_done="")),
                name="alert_is_settled_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.check_in_id}"
