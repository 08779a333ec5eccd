"""The outbox: each message once, from the moment it is owed until somebody has it."""

import uuid

from django.conf import settings
from django.db import models

from zusanli.clinic.outbox.kinds import TO_STAFF, TO_THE_CLINIC, Kind
from zusanli.clinic.records.models import Patient
from zusanli.core.words import ENGLISH, LANGUAGES


class State(models.TextChoices):
    """
    Where a message stands.

    A message is sending while one worker has it. Where that worker was lost, nobody knows whether
    it went out: it is then in doubt, and stays so until a person has looked, since sent twice is
    worse than asked about.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    IN_DOUBT = "in_doubt"
    FAILED = "failed"
    DROPPED = "dropped"


class Message(models.Model):
    """
    One message to one reader: a patient, one of the staff, or else the clinic itself.

    It names what it tells of by `subject` and `revision`, and holds no words and no address: both
    are read when it is sent, so that what is sent is still true. `key` names its cause, for which
    nobody is told twice. After `good_until` it is of no use any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind)
    key = models.CharField(max_length=120, unique=True)
    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="messages",
    )
    subject = models.CharField(max_length=40, help_text="the id of what it tells of")
    revision = models.PositiveIntegerField(default=0, help_text="how often that had changed")
    language = models.CharField(max_length=10, default=ENGLISH)
    written_at = models.DateTimeField()
    due_at = models.DateTimeField()
    good_until = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=200, blank=True, help_text="never personal data")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=120, blank=True)

    class Meta:
        """Found by what is due, and by what it tells of."""

        indexes = (
            models.Index(fields=("state", "next_try_at"), name="message_due"),
            models.Index(fields=("subject",), name="message_subject"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=Kind.values), name="message_kind_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="message_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(language__in=LANGUAGES), name="message_language_is_spoken"
            ),
            models.CheckConstraint(
                condition=models.Q(state=State.SENT, sent_at__isnull=False)
                | (~models.Q(state=State.SENT) & models.Q(sent_at__isnull=True)),
                name="message_sent_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    kind__in=sorted(TO_THE_CLINIC), patient__isnull=True, user__isnull=True
                )
                | models.Q(kind__in=sorted(TO_STAFF), patient__isnull=True, user__isnull=False)
                | (
                    ~models.Q(kind__in=sorted(TO_THE_CLINIC | TO_STAFF))
                    & models.Q(patient__isnull=False, user__isnull=True)
                ),
                name="message_has_its_reader",
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
