"""Tells Django of this room."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from zusanli.clinic.audit.connections import introduce
from zusanli.clinic.audit.triggers import after_migrate, before_migrate


class AuditConfig(AppConfig):
    """The log."""

    name = "zusanli.clinic.audit"
    label = "audit"

    def ready(self) -> None:
        """Keep the triggers in step with the tables, and tell each connection who acts."""
        connection_created.connect(introduce, dispatch_uid="audit.introduce")
        pre_migrate.connect(before_migrate, sender=self, dispatch_uid="audit.before_migrate")
        post_migrate.connect(after_migrate, sender=self, dispatch_uid="audit.after_migrate")
