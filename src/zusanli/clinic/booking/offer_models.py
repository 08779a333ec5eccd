"""What the clinic offers: services, places, hours and days off."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact

from zusanli.clinic.booking.ticks import TICK_MINUTES

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


class Service(models.Model):
    """
    A kind of visit, and how long it takes.

    The buffers are minutes in which practitioner and place are not free although nobody is
    treated: to make the bed ready, to air the room, to write up. A length that is no whole number
    of ticks could not be kept free of others, so the database refuses it.
    """

    name = models.CharField(max_length=80)
    name_ja = models.CharField(max_length=80, blank=True)
    name_zh_hant = models.CharField(max_length=80, blank=True)
    minutes = models.PositiveSmallIntegerField()
    minutes_before = models.PositiveSmallIntegerField(default=0)
    minutes_after = models.PositiveSmallIntegerField(default=0)
    offered_every = models.PositiveSmallIntegerField(
        default=30, help_text="minutes between the starts that a patient is offered"
    )
    first_visit = models.BooleanField(help_text="whether it is the assessment that comes first")
    price_minor = models.PositiveBigIntegerField(
        null=True, blank=True, help_text="in the smallest unit; empty where it is not said"
    )
    currency = models.CharField(max_length=3, blank=True, help_text="ISO 4217, of the price")
    active = models.BooleanField(default=True)

    class Meta:
        """Lengths are whole ticks."""

        constraints = (
            models.CheckConstraint(condition=Q(minutes__gt=0), name="service_takes_time"),
            models.CheckConstraint(condition=Q(offered_every__gt=0), name="service_is_offered"),
            models.CheckConstraint(
                condition=Q(price_minor__isnull=True) | ~Q(currency=""),
                name="service_price_has_a_currency",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(Exact(F(each) % TICK_MINUTES, 0)), name=f"service_{each}_in_ticks"
                )
                for each in ("minutes", "minutes_before", "minutes_after", "offered_every")
            ),
        )

    def __str__(self) -> str:
        return self.name

    def called(self, language: str) -> str:
        """Give its name in a language, or the one it has."""
        named = {"ja": self.name_ja, "zh-Hant": self.name_zh_hant}
        return named.get(language) or self.name


class Place(models.Model):
    """
    A bed or chair in a room: where one patient at a time can be treated.

    A room with three beds is three places, so that a bed, not a room, is what is booked.
    """

    room = models.CharField(max_length=60)
    bed = models.CharField(max_length=60, blank=True)
    only_for = models.ForeignKey(
        Service, on_delete=models.PROTECT, null=True, blank=True, related_name="own_places"
    )
    active = models.BooleanField(default=True)

    class Meta:
        """A bed stands once."""

        ordering = ("room", "bed")
        constraints = (models.UniqueConstraint(fields=("room", "bed"), name="place_once"),)

    def __str__(self) -> str:
        return f"{self.room}, {self.bed}" if self.bed else self.room


class Hours(models.Model):
    """
    When a practitioner sees patients on one day of the week, by the clock on the clinic's wall.

    Two rows with a gap between them are a day with a break.
    """

    practitioner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hours"
    )
    weekday = models.PositiveSmallIntegerField(help_text="0 is Monday")
    opens = models.TimeField()
    closes = models.TimeField()
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True, help_text="the last day, included")

    class Meta:
        """A shift ends after it begins, on one of seven days."""

        verbose_name_plural = "hours"
        ordering = ("practitioner", "weekday", "opens")
        constraints = (
            models.CheckConstraint(condition=Q(closes__gt=F("opens")), name="hours_end_later"),
            models.CheckConstraint(condition=Q(weekday__lt=7), name="hours_on_a_weekday"),
        )

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.opens:%H:%M}-{self.closes:%H:%M}"


class TimeOff(models.Model):
    """Time in which a practitioner, or with nobody named the whole clinic, sees no patients."""

    practitioner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="time_off",
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    why = models.CharField(max_length=120, blank=True)

    class Meta:
        """It ends after it begins."""

        verbose_name_plural = "time off"
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="time_off_ends_later"
            ),
        )

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M} to {self.ends_at:%Y-%m-%d %H:%M}"
