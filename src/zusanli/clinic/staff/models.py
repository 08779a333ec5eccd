"""Who signs in."""

from django.contrib.auth.models import AbstractUser
from django.db import models


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

    @property
    def called(self) -> str:
        """The name that stands under what they did."""
        return self.get_full_name() or self.username

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
