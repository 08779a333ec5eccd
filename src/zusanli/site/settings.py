"""
Settings, from the environment; without any, a clinic on this machine alone.

What protects patients is on unless this is `ZUSANLI_MODE=demo`, which listens on this machine only,
and no value of a secret stands here.
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from zusanli.site.databases import database
from zusanli.site.logs import WITHOUT_LINKS
from zusanli.site.mail import address, mail

DEMO = os.environ.get("ZUSANLI_MODE") == "demo"
PACKAGE = Path(__file__).parent.parent
DATA = Path(os.environ.get("ZUSANLI_DATA", "zusanli-data")).absolute()

# Without one of its own each start signs anew: sessions end, nothing else breaks.
SECRET_KEY = os.environ.get("ZUSANLI_SECRET_KEY") or secrets.token_urlsafe(48)
ALLOWED_HOSTS = os.environ.get("ZUSANLI_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
DEBUG = False

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "zusanli.clinic.staff",
    "zusanli.clinic.premises",
    "zusanli.clinic.records",
    "zusanli.clinic.booking",
    "zusanli.clinic.outbox",
    "zusanli.exchange.email",
    "zusanli.exchange.calendar",
