"""The link by which a page was opened."""

from django.http import HttpRequest


def link_of(request: HttpRequest) -> str:
    """Give the secret part of the address, empty where there is none."""
    match = request.resolver_match
    return str(match.kwargs.get("link", "")) if match else ""
