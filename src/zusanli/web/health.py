"""
Whether this server can do its work.

`/health/` asks whether it lives: the database answers and the rule book is loaded. `/ready/` asks
whether patients can be sent to it, which they cannot before the tables are those of this version.
"""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from zusanli.clinic.books import rule_book
from zusanli.clinic.migrated import missing_migrations, unknown_migrations
from zusanli.errors import KnowledgeError
from zusanli.version import ENGINE_VERSION
from zusanli.web.access import anyone


@anyone
@never_cache
@require_safe
def health(_request: HttpRequest) -> HttpResponseBase:
    """Answer 200 when patients can be served, and 503 with what is wrong when not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        release = rule_book().sha256
    except (DatabaseError, KnowledgeError) as error:
        return JsonResponse({"ok": False, "problem": type(error).__name__}, status=503)
    return JsonResponse({"ok": True, "engine": ENGINE_VERSION, "knowledge": release})


@anyone
@never_cache
@require_safe
def ready(_request: HttpRequest) -> HttpResponseBase:
    """Answer 200 when patients can be sent here, and 503 with one word when not."""
    problem = _problem()
    if problem:
        return JsonResponse({"ready": False, "problem": problem}, status=503)
    return JsonResponse({"ready": True})


def _problem() -> str:
    try:
        behind, ahead = missing_migrations(), unknown_migrations()
    except DatabaseError:
        return "database"
    if behind or ahead:
        return "tables"
    try:
        rule_book()
    except KnowledgeError:
        return "rule book"
    return ""
