"""
Visits, and what happened to each.

Why no two visits can meet: each visit writes down, in `Occupied`, every five minutes that it takes
of its practitioner, its place and its patient, and the database keeps each such pair unique. Who
comes second is refused by the database itself, on SQLite and PostgreSQL alike, whatever a program
checked before and however many asked at once. Nothing here relies on a lock, or on a search for
free time being up to date.
"""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from zusanli.clinic.booking.offer_models import Hours, Place, Service, TimeOff
from zusanli.clinic.records.models import Intake, Patient

__all__ = [
    "Appointment",
    "AppointmentChange",
    "Course",
    "Event",
    "Hours",
    "Occupied",
    "Offer",
    "PatientLink",
    "Place",
    "Service",
    "TimeOff",
    "WaitListEntry",
]


class State(models.TextChoices):
    """Whether a visit is to take place."""

    BOOKED = "booked"
    CANCELLED = "cancelled"


class Course(models.Model):
    """A planned series of visits, such as twice a week for three weeks and then once for three."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="courses")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    phases = models.JSONField(help_text="[[visits a week, weeks], ...]")
    planned_at = models.DateTimeField()
    planned_by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return str(self.id)


class BusyTime(models.Model):
    """When, with whom and where; with the buffers as they were when it was booked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="%(class)ss")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="%(class)ss"
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="%(class)ss")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    busy_from = models.DateTimeField()
    busy_until = models.DateTimeField()

    class Meta:
        """The parts stand in order; nothing takes no time."""

        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(
                condition=Q(
                    ends_at__gt=F("starts_at"),
                    busy_from__lte=F("starts_at"),
                    busy_until__gte=F("ends_at"),
                ),
                name="%(class)s_ends_after_it_starts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.id} {self.starts_at:%Y-%m-%d %H:%M}"


class Appointment(BusyTime):
    """
    One visit.

    `check_due` says that nobody has yet asked what an emergency would be, or that the answers have
    aged: such a visit is an assessment, and nothing about it reads as safe. A visit without a
    questionnaire is never anything else.
    """

    intake = models.ForeignKey(
        Intake, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, null=True, blank=True, related_name="appointments"
    )
    check_due = models.BooleanField()
    booked_at = models.DateTimeField()
    booked_by = models.CharField(max_length=120)
    state = models.CharField(max_length=12, choices=State, default=State.BOOKED)

    class Meta(BusyTime.Meta):
        """Its state is known, and without a questionnaire the check is due."""

        constraints = (
            *BusyTime.Meta.constraints,
            models.CheckConstraint(
                condition=Q(state__in=State.values), name="appointment_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(intake__isnull=False) | Q(check_due=True),
                name="appointment_unasked_is_due",
            ),
        )
        indexes = (models.Index(fields=("busy_from", "busy_until")),)

    @property
    def is_booked(self) -> bool:
        """Whether it is to take place."""
        return self.state == State.BOOKED

    @property
    def last_number(self) -> int:
        """The number of its last change."""
        return self.changes.latest("number").number


class ChangeKind(models.TextChoices):
    """What may happen to a visit."""

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"


class AppointmentChange(models.Model):
    """
    What was done to a visit, by whom, when and why; added to and never written over.

    Numbers run without a gap, and each stands once: of two people who change a visit at the same
    time one is told, and a link that was made for one number is spent by the next.
    """

    appointment = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=ChangeKind)
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    why = models.CharField(max_length=240, blank=True)
    starts_before = models.DateTimeField(null=True, blank=True)
    starts_after = models.DateTimeField(null=True, blank=True)
    practitioner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """The last number is how it stands."""

        ordering = ("appointment", "number")
        constraints = (
            models.UniqueConstraint(fields=("appointment", "number"), name="change_once"),
            models.CheckConstraint(
                condition=Q(kind__in=ChangeKind.values), name="change_kind_is_known"
            ),
        )

    def __str__(self) -> str:
        return f"{self.appointment_id} {self.number} {self.kind}"


class WaitState(models.TextChoices):
    """How a wish for an earlier visit stands."""

    WAITING = "waiting"
    OFFERED = "offered"
    BOOKED = "booked"
    LEFT = "left"


class WaitListEntry(models.Model):
    """
    Somebody who would come sooner if somebody else stayed away.

    `weekdays` are the days that suit, 0 for Monday; `from_time` and `until_time` are by the clock
    on the clinic's wall. Empty means any.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="waiting")
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    practitioner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    intake = models.ForeignKey(
        Intake, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    appointment = models.ForeignKey(
        Appointment,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="the visit that an earlier one would take the place of",
    )
    weekdays = models.JSONField(default=list, blank=True)
    from_time = models.TimeField(null=True, blank=True)
    until_time = models.TimeField(null=True, blank=True)
    added_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=WaitState, default=WaitState.WAITING)

    class Meta:
        """Who came first is asked first."""

        ordering = ("added_at", "pk")
        constraints = (
            models.CheckConstraint(condition=Q(state__in=WaitState.values), name="wait_is_known"),
        )

    def __str__(self) -> str:
        return str(self.id)


class OfferState(models.TextChoices):
    """How an offer stands."""

    OPEN = "open"
    TAKEN = "taken"
    DECLINED = "declined"
    LAPSED = "lapsed"


class Offer(BusyTime):
    """
    Free time kept for somebody who waits, until `valid_until`.

    It occupies what the visit would, so that nobody else takes it meanwhile.
    """

    entry = models.ForeignKey(WaitListEntry, on_delete=models.PROTECT, related_name="offers")
    offered_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.OPEN)

    class Meta(BusyTime.Meta):
        """Who waits has one open offer at a time."""

        constraints = (
            *BusyTime.Meta.constraints,
            models.CheckConstraint(condition=Q(state__in=OfferState.values), name="offer_is_known"),
            models.UniqueConstraint(
                fields=("entry",), condition=Q(state=OfferState.OPEN), name="offer_one_is_open"
            ),
        )


class Occupied(models.Model):
    """
    Five minutes of a practitioner, a place or a patient, taken by a visit or kept by an offer.

    `resource` is such as `practitioner:3`; `tick` counts five minutes from 1970. The two together
    are unique, which is what makes a double booking impossible. Rows come and go in the same
    transaction as what they belong to.
    """

    resource = models.CharField(max_length=60)
    tick = models.PositiveIntegerField()
    appointment = models.ForeignKey(
        Appointment, on_delete=models.CASCADE, null=True, related_name="occupied"
    )
    offer = models.ForeignKey(Offer, on_delete=models.CASCADE, null=True, related_name="occupied")

    class Meta:
        """A resource is taken once at a time, and by something."""

        verbose_name_plural = "occupied"
        constraints = (
            models.UniqueConstraint(fields=("resource", "tick"), name="occupied_once"),
            models.CheckConstraint(
                condition=Q(appointment__isnull=False, offer__isnull=True)
                | Q(appointment__isnull=True, offer__isnull=False),
                name="occupied_by_one",
            ),
        )

    def __str__(self) -> str:
        return f"{self.resource} {self.tick}"


class PatientLink(models.Model):
    """
    A link to one visit or one offer, known by its hash alone.

    There may be several: each message carries one of its own, so that none has to be kept to be
    sent again, and one that went astray can be taken away alone.
    """

    link_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, related_name="links"
    )
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, related_name="links")

    class Meta:
        """It opens one thing."""

        constraints = (
            models.CheckConstraint(
                condition=Q(appointment__isnull=False, offer__isnull=True)
                | Q(appointment__isnull=True, offer__isnull=False),
                name="link_opens_one",
            ),
        )

    def __str__(self) -> str:
        return str(self.appointment_id or self.offer_id)


class EventKind(models.TextChoices):
    """What others have to hear of."""

    BOOKED = "booked"
    COURSE_BOOKED = "course_booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    OFFERED = "offered"


class Event(models.Model):
    """
    What somebody outside this room has to do something about, such as to send a message.

    It is written in the same transaction as what happened, so that neither stands without the
    other. Whoever drains it sets `drained_at`.
    """

    kind = models.CharField(max_length=20, choices=EventKind)
    at = models.DateTimeField()
    appointment = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, related_name="+"
    )
    course = models.ForeignKey(Course, on_delete=models.PROTECT, null=True, related_name="+")
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, null=True, related_name="+")
    drained_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """In the order in which it happened."""

        ordering = ("pk",)
        indexes = (
            models.Index(
                fields=("drained_at",), name="event_waits", condition=Q(drained_at__isnull=True)
            ),
        )
        constraints = (
            models.CheckConstraint(condition=Q(kind__in=EventKind.values), name="event_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
