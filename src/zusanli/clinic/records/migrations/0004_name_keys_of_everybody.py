from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from zusanli.clinic.records.name_keys import keys_of


def write_keys(apps: StateApps, _schema: BaseDatabaseSchemaEditor) -> None:
    """Write by what those are found who were in the books before there were keys."""
    details = apps.get_model("records", "PersonalDetails")
    key = apps.get_model("records", "NameKey")
    holds = {each.patient_id: each for each in details.objects.order_by("pk").iterator()}
    key.objects.bulk_create(
        (
            key(patient_id=patient, key=one)
            for patient, each in holds.items()
            for one in sorted(keys_of(each))
        ),
        batch_size=5_000,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    dependencies = [("records", "0003_same_person_and_name_keys")]

    operations = [migrations.RunPython(write_keys, migrations.RunPython.noop)]
