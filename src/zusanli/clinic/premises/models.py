"""The clinic itself."""

from zoneinfo import ZoneInfo

from django.db import models


class Clinic(models.Model):
    """The one clinic that this database belongs to."""

    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2, help_text="ISO 3166-1, such as JP")
    time_zone = models.CharField(max_length=60, help_text="IANA, such as Asia/Tokyo")
    phone = models.CharField(max_length=40)
    email = models.EmailField()
    address = models.TextField(blank=True)

    class Meta:
        """One database holds one clinic."""

        constraints = (
            models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_clinic"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The clinic's time zone, in which its hours are meant."""
        return ZoneInfo(self.time_zone)


def the_clinic() -> Clinic:
    """
    Give the clinic.

    Raises:
        Clinic.DoesNotExist: it was not set up yet.
    """
    return Clinic.objects.get(pk=1)
