"""The clinic itself, what it says in its own words, and the link that opens an empty one."""

from zoneinfo import ZoneInfo

from django.db import models

from zusanli.core.address import Address
from zusanli.core.words import LANGUAGES


class Clinic(models.Model):
    """
    The one clinic that this database belongs to.

    `setting_up` is that its first manager is on the way through the pages of the set-up.
    """

    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2, help_text="ISO 3166-1, such as JP")
    time_zone = models.CharField(max_length=60, help_text="IANA, such as Asia/Tokyo")
    phone = models.CharField(max_length=40)
    email = models.EmailField()
    street = models.TextField(blank=True, help_text="house and street, in one line or more")
    city = models.CharField(max_length=80, blank=True)
    region = models.CharField(
        max_length=80, blank=True, help_text="prefecture, state or county, where it is written"
    )
    postal_code = models.CharField(max_length=20, blank=True)
    setting_up = models.BooleanField(default=False)

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

    @property
    def address(self) -> str:
        """The lines of its address, in the order of its country."""
        parts = Address(
            country=self.country,
            street=self.street,
            city=self.city,
            region=self.region,
            postal_code=self.postal_code,
        )
        return "\n".join(parts.lines)


class TextKind(models.TextChoices):
    """Where the clinic's own words are printed."""

    BEFORE_VISIT = "before_visit"
    CANCELLING = "cancelling"


class ClinicText(models.Model):
    """What the clinic says in its own words, in one language; it stands beside what we say."""

    kind = models.CharField(max_length=20, choices=TextKind)
    language = models.CharField(max_length=10)
    text = models.TextField()

    class Meta:
        """Each is said once in a language."""

        ordering = ("kind", "pk")
        constraints = (
            models.UniqueConstraint(fields=("kind", "language"), name="clinic_text_once"),
            models.CheckConstraint(
                condition=models.Q(kind__in=TextKind.values), name="clinic_text_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=LANGUAGES), name="clinic_text_language_is_spoken"
            ),
            models.CheckConstraint(condition=~models.Q(text=""), name="clinic_text_says_something"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"


class OpeningLink(models.Model):
    """
    The link by which the first manager opens an empty clinic, known by its hash alone.

    It was made at the machine itself, and is gone once it was used.
    """

    link_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        """A link ends after it began."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("made_at")), name="opening_link_ends_later"
            ),
        )

    def __str__(self) -> str:
        return f"until {self.ends_at:%Y-%m-%d %H:%M}"


def the_clinic() -> Clinic:
    """
    Give the clinic.

    Raises:
        Clinic.DoesNotExist: it was not set up yet.
    """
    return Clinic.objects.get(pk=1)
