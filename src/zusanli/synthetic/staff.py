"""The staff of the made-up clinic. The password is the same for all, and opens nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from zusanli.clinic.staff.licences import Credential, record_licence
from zusanli.clinic.staff.models import GivenRole, Role, User
from zusanli.clinic.staff.public_pages import Said, save_page

PASSWORD = "three-miles-more"  # noqa: S105 - of a clinic that is not there
AT = "willow.example"


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody made up who works there."""

    given_name: str
    family_name: str
    roles: tuple[Role, ...]

    @property
    def email(self) -> str:
        """What they sign in with."""
        return f"{self.given_name.lower()}@{AT}"


STAFF = (
    Member("Rosa", "Field", (Role.RECEPTION,)),
    Member("Mei", "Tan", (Role.PRACTITIONER,)),
    Member("Bob", "Lee", (Role.PRACTITIONER, Role.SUPERVISOR)),
    Member("Ada", "Quist", (Role.MANAGER,)),
    Member("Nils", "Ohm", (Role.RESEARCHER,)),
)


ALL_SEEN = (True, True, True)
"""A degree, clinical training, and an exam that was passed."""
LICENCES = {
    "Mei": Credential("Acupuncturist", "A made-up register", "M-1031", None, *ALL_SEEN),
    "Bob": Credential("Acupuncturist", "A made-up register", "B-2077", None, *ALL_SEEN),
}
A_YEAR = timedelta(days=365)
SAID = {
    "Mei": Said(
        name="Mei Tan",
        languages=("en", "cmn", "ja"),
        places=("Willow Street",),
        complaints=("numb_feet", "cramps"),
        conditions=("diabetic_neuropathy", "leg_cramps", "restless_legs"),
        about="I trained in Taipei and London, and take time for the first visit.",
    ),
    "Bob": Said(
        name="Bob Lee",
        languages=("en", "yue"),
        places=("Willow Street", "Mill Lane"),
        complaints=("knee_pain", "back_and_leg_pain"),
        conditions=("knee_osteoarthritis", "sciatica"),
    ),
}


def license_who_treats(hired: Mapping[str, User], *, now: datetime) -> None:
    """Let the manager have seen the licences of who treats, a year ago."""
    manager = hired["Ada"].called
    for name, seen in LICENCES.items():
        record_licence(hired[name], seen, by=manager, now=now - A_YEAR)


def let_them_be_found(hired: Mapping[str, User], *, now: datetime) -> None:
    """Let who treats say yes to a page that patients read."""
    for name, said in SAID.items():
        save_page(hired[name], said, shown=True, now=now - A_YEAR)


def hire() -> dict[str, User]:
    """Make the staff, and give them by their given name."""
    hired = {}
    for member in STAFF:
        user = User.objects.create_user(
            username=member.email,
            email=member.email,
            password=PASSWORD,
            first_name=member.given_name,
            last_name=member.family_name,
        )
        GivenRole.objects.bulk_create(GivenRole(user=user, role=role) for role in member.roles)
        hired[member.given_name] = user
    return hired
