"""Scores of a patient, decisions at reviews, and why somebody came no more; only added to."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.records.models import Patient


class CollectedBy(models.TextChoices):
    """Who held the form: the patient alone, reception aloud or from paper, or a practitioner."""

    PATIENT = "patient"
    RECEPTION = "reception"
    PRACTITIONER = "practitioner"


class OutcomeSet(models.Model):
    """
    What a patient told at one time of the symptoms that are followed.

    `values` holds a number for each measure that was asked, or null where none was given: that is
    not known, and never read as the same as before. `functions` are things that the patient named,
    in their own words, each with how well it goes, or null. `target` is the measure of the symptom
    that they chose to follow, empty where they chose none.

    `away_from_needler` is false where the practitioner of the visit held the form, and where nobody
    knows: people spare the feelings of whoever put needles in. Such a score is kept, and marked.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="outcome_sets")
    visit = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="outcome_sets"
    )
    at = models.DateTimeField()
    by = models.CharField(max_length=120, help_text="who answered")
    language = models.CharField(max_length=10)
    values = models.JSONField()
    functions = models.JSONField()
    target = models.CharField(max_length=60, blank=True)
    collected_by = models.CharField(max_length=12, choices=CollectedBy)
    collector = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    away_from_needler = models.BooleanField()

    class Meta:
        """Who held the form is known, and is one of the staff unless it was the patient."""

        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(collected_by=CollectedBy.PATIENT, collector__isnull=True)
                | Q(collected_by__in=CollectedBy.values, collector__isnull=False)
                & ~Q(collected_by=CollectedBy.PATIENT),
                name="outcome_set_collector_is_known",
            ),
        )

    def __str__(self) -> str:
        return f"{self.patient_id} {self.at:%Y-%m-%d}"


class What(models.TextChoices):
    """What may be decided at a review."""

    CONTINUE = "continue"
    CHANGE = "change"
    STOP = "stop"


class CourseDecision(models.Model):
    """
    What was decided after a visit, by whom and why.

    `said` is what the numbers said then, with the answers that it was read from, and `release` the
    knowledge that read them: a decision against it stands beside it, and both are kept. Numbers run
    without a gap for each patient, and each stands once: of two who decide at the same time one is
    told.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="course_decisions")
    number = models.PositiveIntegerField()
    after_visit = models.PositiveSmallIntegerField(help_text="kept visits of this course by then")
    last_visit = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    what = models.CharField(max_length=10, choices=What)
    reason = models.CharField(max_length=1000)
    said = models.JSONField()
    release = models.CharField(max_length=100)

    class Meta:
        """A decision is one of three, and has a reason."""

        ordering = ("patient", "number")
        constraints = (
            models.UniqueConstraint(fields=("patient", "number"), name="course_decision_once"),
            models.CheckConstraint(
                condition=Q(what__in=What.values), name="course_decision_is_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="course_decision_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.patient_id} {self.number} {self.what}"


class Why(models.TextChoices):
    """Why somebody came no more, as far as the clinic knows."""

    BETTER = "better"
    NO_BETTER = "no_better"
    WORSE = "worse"
    SIDE_EFFECT = "side_effect"
    COST = "cost"
    TIME = "time"
    MOVED_AWAY = "moved_away"
    ILL = "ill"
    DIED = "died"
    OTHER = "other"
    UNKNOWN = "unknown"


class Leaving(models.Model):
    """Why a patient came no more after a visit; the last row for that visit holds."""

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="leavings")
    last_visit = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="leavings")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    why = models.CharField(max_length=12, choices=Why)
    note = models.CharField(max_length=240, blank=True)

    class Meta:
        """The reason is a known one, be it that it is not known."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=Q(why__in=Why.values), name="leaving_why_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.last_visit_id} {self.why}"


class HandOver(models.Model):
    """
    A link by which a patient fills in the form on a phone or tablet of the clinic, once.

    It opens the form and nothing else. The database knows it by its hash alone.
    """

    link_hash = models.CharField(max_length=64, unique=True)
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="hand_overs")
    visit = models.ForeignKey(
        Appointment, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=120)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """It ends after it began."""

        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=models.F("made_at")), name="hand_over_ends_later"
            ),
        )

    def __str__(self) -> str:
        return f"{self.patient_id}, until {self.ends_at:%Y-%m-%d %H:%M}"
