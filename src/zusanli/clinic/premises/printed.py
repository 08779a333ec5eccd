"""The clinic's address as it is printed, line by line."""

from zusanli.clinic.premises.models import Clinic


def address_lines(clinic: Clinic) -> tuple[str, ...]:
    """
    Give the lines of the address in the order in which they are written there.

    Whoever reads an address reads it from here, so that its parts are put in order in one place.
    """
    return tuple(each.strip() for each in clinic.address.splitlines() if each.strip())
