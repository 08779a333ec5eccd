"""Codes that a clinic typed in, and receipts, which are added to and never written over."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from zusanli.clinic.booking.models import Appointment
from zusanli.clinic.records.models import Patient, PersonalDetails
from zusanli.core.words import LANGUAGES


class ReceiptCode(models.Model):
    """
    A line that the clinic prints on receipts, every word of it typed by the clinic.

    None comes with the program: code systems have owners, and whoever uses one has its licence.
    `system` names it in the clinic's own words. `amount_minor` is the price in the smallest unit of
    the currency, such as pence, None where each receipt says it.
    """

    label = models.CharField(max_length=60, help_text="what it is found by at the desk")
    system = models.CharField(max_length=60, blank=True)
    code = models.CharField(max_length=40, blank=True)
    text = models.CharField(max_length=200)
    amount_minor = models.PositiveBigIntegerField(null=True, blank=True)
    active = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    class Meta:
        """It says something."""

        ordering = ("label", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(label="") & ~Q(text=""), name="receipt_code_says_something"
            ),
        )

    def __str__(self) -> str:
        return self.label


class Referral(models.Model):
    """
    That a physician has sent a patient here: who, when, and for what, as it stands on the paper.

    `reference` is the physician's own number for it, empty where there is none. It is added to and
    never written over, so that a receipt that names one says for ever what it said.
    """

    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="referrals")
    physician = models.CharField(max_length=120)
    on = models.DateField()
    reason = models.CharField(max_length=240)
    chronic_pain = models.BooleanField(default=False)
    reference = models.CharField(max_length=80, blank=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    class Meta:
        """It says who, and for what."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(physician="") & ~Q(reason=""), name="referral_says_who_and_why"
            ),
        )

    def __str__(self) -> str:
        return f"{self.physician}, {self.on}"


class Receipt(models.Model):
    """
    What was paid for a visit, as it was printed.

    Numbers run without a gap from 1. `clinic` and `lines` are copies: a receipt says for ever what
    it said. Who it is for stands in `details`, a version of the patient's, so that a name can be
    taken away alone. Amounts are in the smallest unit of the currency. A diagnosis is printed only
    where a practitioner wrote it.
    """

    number = models.PositiveIntegerField(unique=True)
    key = models.UUIDField(unique=True, help_text="of the form: one that is sent twice counts once")
    patient = models.ForeignKey(Patient, on_delete=models.PROTECT, related_name="receipts")
    visit = models.ForeignKey(Appointment, on_delete=models.PROTECT, related_name="receipts")
    details = models.ForeignKey(PersonalDetails, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    language = models.CharField(max_length=10)
    clinic = models.JSONField()
    practitioner = models.CharField(max_length=120)
    credential = models.CharField(max_length=120, blank=True)
    lines = models.JSONField()
    currency = models.CharField(max_length=3, help_text="ISO 4217")
    total_minor = models.PositiveBigIntegerField()
    diagnosis = models.CharField(max_length=240, blank=True)
    diagnosis_by = models.CharField(max_length=120, blank=True)
    referral = models.ForeignKey(
        Referral, on_delete=models.PROTECT, null=True, blank=True, related_name="receipts"
    )

    class Meta:
        """A diagnosis stands there only with who wrote it."""

        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(diagnosis="", diagnosis_by="")
                | (~Q(diagnosis="") & ~Q(diagnosis_by="")),
                name="receipt_diagnosis_is_somebodys",
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="receipt_number_from_one"),
            models.CheckConstraint(
                condition=Q(language__in=LANGUAGES), name="receipt_language_is_spoken"
            ),
        )

    def __str__(self) -> str:
        return str(self.number)


class ReceiptVoid(models.Model):
    """That a receipt counts no more, and why; its number is never given again."""

    receipt = models.OneToOneField(Receipt, on_delete=models.PROTECT, related_name="void")
    at = models.DateTimeField()
    by = models.CharField(max_length=120)
    reason = models.CharField(max_length=240)

    class Meta:
        """There is a reason."""

        constraints = (
            models.CheckConstraint(condition=~Q(reason=""), name="receipt_void_has_a_reason"),
        )

    def __str__(self) -> str:
        return str(self.receipt_id)


class CoverageQuestion(models.Model):
    """
    An insurer is to be asked whether it pays, or was.

    `answer` is what it said, in its own words, on the day of `asked_on`; it binds nobody, and until
    it is there nothing is known.
    """

    patient = models.ForeignKey(
        Patient, on_delete=models.PROTECT, related_name="coverage_questions"
    )
    payer = models.CharField(max_length=120)
    phone = models.CharField(max_length=40, blank=True)
    chronic_pain = models.BooleanField(default=False, help_text="whether it is asked for that")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=120)
    asked_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    reference = models.CharField(max_length=80, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.CharField(max_length=120, blank=True)

    class Meta:
        """It names who is asked, and is closed with an answer and a day."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(condition=~Q(payer=""), name="coverage_question_names_a_payer"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True)
                | (~Q(answer="") & ~Q(closed_by="") & Q(asked_on__isnull=False)),
                name="coverage_question_is_closed_with_an_answer",
            ),
        )

    def __str__(self) -> str:
        return f"{self.patient_id} {self.payer}"


class CoverageNote(models.Model):
    """
    What a policy of a payer covers, in the clinic's words, as it was read on one day.

    It is no promise: whether an insurer pays is for the insurer to say, in each case. Of several
    notes on one policy the one of the latest day is shown. Nothing is written over.
    """

    payer = models.CharField(max_length=120)
    policy = models.CharField(max_length=120, blank=True)
    covers = models.CharField(max_length=500)
    as_of = models.DateField()
    source = models.CharField(max_length=240, help_text="where it was read, or who said it")
    active = models.BooleanField(default=True)
    added_at = models.DateTimeField()
    added_by = models.CharField(max_length=120)

    class Meta:
        """It says whose, what, and where it was read."""

        ordering = ("payer", "policy", "as_of", "pk")
        constraints = (
            models.CheckConstraint(
                condition=~Q(payer="") & ~Q(covers="") & ~Q(source=""),
                name="coverage_note_says_something",
            ),
        )

    def __str__(self) -> str:
        return f"{self.payer} {self.policy}".strip()
