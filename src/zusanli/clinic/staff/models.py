"""Who signs in."""

from collections.abc import Mapping

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac

from zusanli.core.words import noop


class Role(models.TextChoices):
    """What somebody does at the clinic; one person may have several roles."""

    RECEPTION = "reception"
    PRACTITIONER = "practitioner"
    SUPERVISOR = "supervisor"
    MANAGER = "manager"
    RESEARCHER = "researcher"


class User(AbstractUser):
    """One of the staff. Patients have no account: they come by links."""

    email = models.EmailField(unique=True)
    times_thrown_out = models.PositiveIntegerField(
        default=0, help_text="each ends every session that was open"
    )

    @property
    def called(self) -> str:
        """The name that stands under what they did."""
        return self.get_full_name() or self.username

    @property
    def roles(self) -> frozenset[str]:
        """What this person does at the clinic."""
        return frozenset(self.given_roles.values_list("role", flat=True))

    def get_session_auth_hash(self) -> str:
        """Give what a session must know to go on: another after a new password or being put out."""
        known = f"{self.password} {self.times_thrown_out}"
        return salted_hmac("zusanli.session", known, algorithm="sha256").hexdigest()

    def has_role(self, *roles: str) -> bool:
        """Whether this person has one of the roles."""
        return self.given_roles.filter(role__in=roles).exists()


class GivenRole(models.Model):
    """A role that somebody has."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="given_roles")
    role = models.CharField(max_length=20, choices=Role)

    class Meta:
        """Nobody has a role twice, and there are no roles but these."""

        constraints = (
            models.UniqueConstraint(fields=("user", "role"), name="role_given_once"),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_is_known"),
        )

    def __str__(self) -> str:
        return f"{self.user}: {self.role}"


REQUIREMENTS: Mapping[str, str] = {
    "degree_seen": noop("degree"),
    "training_seen": noop("clinical training"),
    "exam_seen": noop("exam"),
}
"""What a certificate asks for, by the column that says whether proof of it was seen."""


class Licence(models.Model):
    """
    What allows somebody to treat, by whom it was given, and the last day on which it holds.

    It is recorded by a manager who has seen it. Without a last day it holds until one is recorded.
    Of what a certificate asks for (a degree, clinical training, an exam that was passed) it says
    what the manager has seen proof of; what was not seen may be there and is not verified.
    """

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="licences")
    title = models.CharField(max_length=120)
    issuer = models.CharField(max_length=120)
    number = models.CharField(max_length=60)
    valid_until = models.DateField(null=True, blank=True)
    degree_seen = models.BooleanField(default=False)
    training_seen = models.BooleanField(default=False)
    exam_seen = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=120)

    class Meta:
        """Every licence has a number and an issuer."""

        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(number="") & ~models.Q(issuer="") & ~models.Q(title=""),
                name="licence_says_what_it_is",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title}, {self.issuer} {self.number}"

    @property
    def not_seen(self) -> tuple[str, ...]:
        """Name the requirements of which no proof was seen."""
        return tuple(text for name, text in REQUIREMENTS.items() if not getattr(self, name))

    @property
    def is_unverified(self) -> bool:
        """Whether proof of one of the three requirements, or of more, was not seen."""
        return bool(self.not_seen)


class PublicPage(models.Model):
    """
    What a practitioner lets patients read of them, and whether anybody may.

    Nobody stands among the practitioners without having said yes, on `agreed_at`. The slug stays as
    it is, so that an address that was passed on leads somewhere. `complaints` and `conditions` are
    ids of the rule book; what a later release does not know any more is left out when it is shown.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="public_page")
    slug = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    languages = models.JSONField(default=list, help_text="tags of languages, such as ja")
    places = models.JSONField(default=list, help_text="towns or districts, as patients call them")
    complaints = models.JSONField(default=list, help_text="ids of complaints")
    conditions = models.JSONField(default=list, help_text="ids of conditions")
    about = models.CharField(max_length=400, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True, help_text="empty while nobody may look")

    class Meta:
        """Whoever is shown has a name."""

        constraints = (
            models.CheckConstraint(
                condition=~models.Q(name="") & ~models.Q(slug=""), name="public_page_has_a_name"
            ),
        )

    def __str__(self) -> str:
        return self.slug

    @property
    def is_shown(self) -> bool:
        """Whether the practitioner said yes."""
        return self.agreed_at is not None


class Invitation(models.Model):
    """
    A link by which somebody of the staff sets their password, once.

    The first makes a new colleague's account theirs; later ones replace a lost password. The
    database knows the link by its hash alone.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    link_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A link ends after it began."""

        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("made_at")), name="invitation_ends_later"
            ),
        )

    def __str__(self) -> str:
        return f"{self.user}, until {self.ends_at:%Y-%m-%d}"
