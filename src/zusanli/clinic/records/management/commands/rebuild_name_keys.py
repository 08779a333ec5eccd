"""`python -m zusanli.site rebuild_name_keys`: writes anew by what patients are found."""

from django.core.management import BaseCommand

from zusanli.clinic.records.name_index import rebuild


class Command(BaseCommand):
    """Makes the keys of all names from the details that hold, such as after a restored backup."""

    help = "Write anew by what patients are found"

    def handle(self, **_options: object) -> None:
        """Do it, and say of how many."""
        self.stdout.write(f"name keys written for {rebuild()} patients")
