from django.core.management import call_command
from django.db import migrations

TABLE = "short_memory"
"""Where wrong passwords are counted: the table of the cache, which is no model."""


def make(apps, schema_editor):
    call_command("createcachetable", TABLE, database=schema_editor.connection.alias, verbosity=0)


def drop(apps, schema_editor):
    quoted = schema_editor.quote_name(TABLE)
    schema_editor.execute(f"DROP TABLE IF EXISTS {quoted}")


class Migration(migrations.Migration):
    dependencies = [("staff", "0002_invitations")]

    operations = [migrations.RunPython(make, drop)]
