"""Who at the clinic may open what of a patient's record."""

from zusanli.clinic.staff.models import Role

KNOWS = (Role.RECEPTION, Role.PRACTITIONER, Role.SUPERVISOR)
"""Who a patient is, how to reach them, and when they come."""
TREATS = (Role.PRACTITIONER, Role.SUPERVISOR)
"""What they answered, and what was decided on it."""
