"""What somebody wrote to the desk who may be no patient."""

from django.db import models


class Enquiry(models.Model):
    """
    One message. It stays until a person has answered it and says how.

    It hangs on no patient: whoever writes a name is not known to be who bears it.
    """

    at = models.DateTimeField()
    name = models.CharField(max_length=80)
    reach = models.CharField(max_length=254, help_text="a phone number or an email address")
    text = models.CharField(max_length=1000)
    language = models.CharField(max_length=10)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=120, blank=True)
    what_was_done = models.CharField(max_length=500, blank=True)

    class Meta:
        """Whoever settles one says what was done."""

        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True)
                | (~models.Q(settled_by="") & ~models.Q(what_was_done="")),
                name="enquiry_is_settled_by_somebody",
            ),
        )

    def __str__(self) -> str:
        return f"{self.pk}, {self.at:%Y-%m-%d %H:%M}"
