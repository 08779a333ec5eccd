"""Every address, with the room that answers it."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path


def addresses(*, demo: bool) -> list[URLPattern | URLResolver]:
    """Give the addresses. That of the kept mails exists in the demo alone, where no mail leaves."""
    shown = [path("mail/", include("zusanli.web.mail.urls"))] if demo else []
    return [*shown, path("", include("zusanli.web.urls"))]


urlpatterns = addresses(demo=settings.DEMO)
