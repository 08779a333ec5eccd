"""Goals are added to, and never written over: what was agreed, changed, reached or dropped."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from zusanli.clinic.records.models import Patient


class What(models.TextChoices):
    """What is written of a goal."""

    SET = "set"
    CHANGED = "changed"
    REACHED = "reached"
    DROPPED = "dropped"


class Part(models.TextChoices):
    """Which part of the care plan it belongs to, beside the visits."""

    SELF_CARE = "self_care"
    LIFESTYLE = "lifestyle"
    OTHER_CARE = "other_care"


class GoalEntry(models.Model):
    """
    One thing written of a goal; the last entry of a goal holds.

    `of` is the id of a piece of advice in the knowledge base, whose words are said in the reader's
    language; `text` is in the words of whoever wrote it. Numbers run without a gap for each goal,
    and each stands once: of two who write at the same time one is told.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="goal_entries")
    goal = models.UUIDField()
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    what = models.CharField(max_length=10, choices=What)
    part = models.CharField(max_length=12, choices=Part)
    of = models.CharField(max_length=80, blank=True)
    text = models.CharField(max_length=300, blank=True)
    review_on = models.DateField(null=True, blank=True)

    class Meta:
        """Each number stands once, and every entry says something."""

        ordering = ("goal", "number")
        constraints = (
            models.UniqueConstraint(fields=("goal", "number"), name="goal_entry_once"),
            models.CheckConstraint(
                condition=Q(what__in=What.values) & Q(part__in=Part.values),
                name="goal_entry_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(by="") & (~Q(of="") | ~Q(text="")), name="goal_entry_says_something"
            ),
        )

    def __str__(self) -> str:
        return f"{self.goal} {self.number} {self.what}"
