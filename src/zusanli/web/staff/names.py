"""What the roles are called."""

from collections.abc import Mapping

from zusanli.clinic.staff.models import Role
from zusanli.core.words import noop

ROLES: Mapping[Role, str] = {
    Role.RECEPTION: noop("Reception"),
    Role.PRACTITIONER: noop("Practitioner"),
    Role.SUPERVISOR: noop("Supervisor"),
    Role.MANAGER: noop("Manager"),
    Role.RESEARCHER: noop("Researcher"),
}
