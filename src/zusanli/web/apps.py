"""Tells Django of this room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages."""

    name = "zusanli.web"
    label = "web"

    def ready(self) -> None:
        """Tell messages where their pages are, and listen for who signs in."""
        # Models are there only from here on.
        from zusanli.web.mail_links import offer_pages  # noqa: PLC0415
        from zusanli.web.staff.beginning import listen  # noqa: PLC0415

        offer_pages()
        listen()
