"""Who may read which calendar."""

from django.conf import settings
from django.db import models

from zusanli.clinic.records.models import Patient


class Names(models.TextChoices):
    """What stands at each visit; others keep calendars, and locked screens show them."""

    NOTHING = "nothing"
    INITIALS = "initials"


class Feed(models.Model):
    """
    A secret link to one person's calendar, known by its hash alone.

    A practitioner's shows when they are busy; a patient's own visits. A link that went astray is
    revoked, and opens nothing from then on.
    """

    link_hash = models.CharField(max_length=64, unique=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="calendar_feeds",
    )
    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, null=True, blank=True, related_name="calendar_feeds"
    )
    names = models.CharField(max_length=10, choices=Names, default=Names.NOTHING)
    language = models.CharField(max_length=10)
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """It is somebody's, and of patients no names but their own are known."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, patient__isnull=True)
                | models.Q(user__isnull=True, patient__isnull=False, names=Names.NOTHING),
                name="feed_is_of_one",
            ),
            models.CheckConstraint(
                condition=models.Q(names__in=Names.values), name="feed_names_are_known"
            ),
        )

    def __str__(self) -> str:
        return f"feed {self.pk}"
