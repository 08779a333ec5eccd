"""
Patients, what they answered, and what practitioners found and judged.

What was said or decided is added to and never written over: a later row takes the place of an
earlier one, and both stay.
"""

import uuid

from django.conf import settings
from django.db import models

from zusanli.core.words import ENGLISH, LANGUAGES


class Patient(models.Model):
    """One person. Who they are stands in `PersonalDetails`, so that it can be taken away alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.id)


class PersonalDetails(models.Model):
    """
    Name and ways to reach a patient, as known from `recorded_at` on; the last row holds.

    The family name comes first, and `*_reading` says how a name is spoken (kana), by which it is
    sorted and read out.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="details")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)
    family_name = models.CharField(max_length=80)
    given_name = models.CharField(max_length=80, blank=True)
    family_reading = models.CharField(max_length=80, blank=True)
    given_reading = models.CharField(max_length=80, blank=True)
    born = models.DateField(null=True, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    language = models.CharField(max_length=10, default=ENGLISH)

    class Meta:
        """The last row is the one that holds."""

        ordering = ("patient", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(language__in=LANGUAGES), name="details_language_is_spoken"
            ),
        )

    def __str__(self) -> str:
        return str(self.patient_id)


class NameKey(models.Model):
    """
    By what somebody is found: a word of their name or a number, folded (see `name_keys`).

    It holds names, and no history: rows are those of the details that hold, written in the
    transaction that records them, and `rebuild_name_keys` makes them anew. Whoever takes a
    patient's details away deletes these as well.
    """

    patient = models.ForeignKey(
        Patient,
        on_delete=models.CASCADE,
        related_name="+",
        db_index=False,  # the index below begins with it
    )
    key = models.BinaryField(max_length=500)

    class Meta:
        """Found by the beginning of a key; and of a patient, whether they have another as well."""

        constraints = (models.UniqueConstraint(fields=("key", "patient"), name="name_key_once"),)
        indexes = (models.Index(fields=("patient", "key"), name="name_keys_of_one"),)

    def __str__(self) -> str:
        return str(self.patient_id)


class Merge(models.Model):
    """
    That two records are of one person: `patient` is taken into another, which is kept.

    Both stay as they are, and nothing moves from one to the other: `same_person` says which belong
    together. It holds until a `Separation` takes it back.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="merges")
    into = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="taken_in")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    why = models.CharField(max_length=240)

    class Meta:
        """Nobody is taken into themselves, and somebody says why."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(patient=models.F("into")), name="merge_is_of_two"
            ),
            models.CheckConstraint(
                condition=~models.Q(by="") & ~models.Q(why=""), name="merge_says_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.patient_id} into {self.into_id}"


class Separation(models.Model):
    """That two records are of two people after all."""

    merge = models.OneToOneField(Merge, on_delete=models.PROTECT, related_name="separation")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    why = models.CharField(max_length=240)

    class Meta:
        """Somebody says why."""

        constraints = (
            models.CheckConstraint(
                condition=~models.Q(by="") & ~models.Q(why=""), name="separation_says_why"
            ),
        )

    def __str__(self) -> str:
        return str(self.merge_id)


class Intake(models.Model):
    """
    One questionnaire, from the emergency check on.

    It begins before anybody's name is known, so `patient` is empty until a visit is booked. The
    link that it is resumed by is known by its hash alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    link_hash = models.CharField(max_length=64, unique=True)
    begun_at = models.DateTimeField()
    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, null=True, blank=True, related_name="intakes"
    )

    def __str__(self) -> str:
        return str(self.id)


class IntakeVersion(models.Model):
    """
    A questionnaire as it stood after one more screen, or one screen back.

    Numbers run without a gap, and each stands once: of two tabs that answer at the same time one
    is told.
    """

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    interview = models.JSONField()

    class Meta:
        """The last number is the one that holds."""

        ordering = ("intake", "number")
        constraints = (
            models.UniqueConstraint(fields=("intake", "number"), name="intake_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.intake_id} {self.number}"


class CallRequest(models.Model):
    """Somebody in the questionnaire asked to be called by the clinic."""

    intake = models.ForeignKey(Intake, on_delete=models.PROTECT, related_name="call_requests")
    asked_at = models.DateTimeField()
    phone = models.CharField(max_length=40)
    emergency = models.BooleanField(help_text="whether an emergency was raised at that moment")
    called_at = models.DateTimeField(null=True, blank=True)
    called_by = models.CharField(max_length=120, blank=True)

    def __str__(self) -> str:
        return f"{self.intake_id} {self.asked_at:%Y-%m-%d %H:%M}"


class JudgementKind(models.TextChoices):
    """
    What a practitioner put into the record; each is a part of a case.

    `history` is that the history was gone through with the patient, and `monitored` which doctor
    looks after an illness; nothing is decided by them but whether a plan may be signed.
    """

    ANSWERS = "answers"
    EXAMINATION = "examination"
    RELEASE = "release"
    OVERRIDE = "override"
    CHOSEN = "chosen"
    HISTORY = "history"
    MONITORED = "monitored"


class Judgement(models.Model):
    """
    One thing that a practitioner answered, found, judged or chose.

    `what` is that part of a case as CASE.json holds it, so that it is read and checked by the same
    reader. `by` is the name of `member` as it was then.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="judgements")
    kind = models.CharField(max_length=12, choices=JudgementKind)
    at = models.DateTimeField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="judgements"
    )
    by = models.CharField(max_length=120)
    what = models.JSONField()

    class Meta:
        """Its kind is known, and somebody judged."""

        ordering = ("pk",)
        indexes = (models.Index(fields=("patient", "kind")),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=JudgementKind.values), name="judgement_kind_is_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(by=""), name="judgement_is_made_by_somebody"
            ),
        )

    def __str__(self) -> str:
        return f"{self.patient_id} {self.kind}"
