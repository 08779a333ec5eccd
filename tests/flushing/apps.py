from django.apps import AppConfig


class FlushingConfig(AppConfig):
    """Tells Django of the command that empties tables between tests."""

    name = "tests.flushing"
