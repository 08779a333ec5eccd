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
from zusanli.site.logs import logs
from zusanli.site.mail import address, mail
from zusanli.site.sign_in import sign_in

DEMO = os.environ.get("ZUSANLI_MODE") == "demo"
PACKAGE = Path(__file__).parent.parent
DATA = Path(os.environ.get("ZUSANLI_DATA", "zusanli-data")).absolute()

# Without one of its own each start signs anew: sessions end, nothing else breaks.
SECRET_KEY = os.environ.get("ZUSANLI_SECRET_KEY") or secrets.token_urlsafe(48)
THIS_MACHINE = ["localhost", "127.0.0.1", "[::1]"]
# Whoever watches over the server asks it from this machine, whatever the clinic is called.
ALLOWED_HOSTS = [*filter(None, os.environ.get("ZUSANLI_HOSTS", "").split(",")), *THIS_MACHINE]
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
    "zusanli.clinic.consents",
    "zusanli.clinic.check_ins",
    "zusanli.clinic.own_data",
    "zusanli.clinic.outcomes",
    "zusanli.clinic.receipts",
    "zusanli.clinic.notes",
    "zusanli.clinic.plans",
    "zusanli.clinic.letters",
    "zusanli.clinic.enquiries",
    "zusanli.clinic.goals",
    "zusanli.clinic.brought",
    "zusanli.clinic.erasure",
    "zusanli.clinic.audit",
    "zusanli.exchange.email",
    "zusanli.exchange.calendar",
    "zusanli.web",
    # After our own: their pages are ours.
    "allauth",
    "allauth.account",
    "allauth.mfa",
]
MIDDLEWARE = [
    "zusanli.web.served.requests.RequestsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "zusanli.web.nul.NoNulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "zusanli.web.staff.sessions.SessionsEndMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zusanli.web.speech.SpeechMiddleware",
    "zusanli.web.acting.ActingMiddleware",
    "zusanli.web.access.AccessMiddleware",
]
ROOT_URLCONF = "zusanli.site.urls"
WSGI_APPLICATION = "zusanli.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "zusanli.web.speech.spoken_to",
                "zusanli.web.staff.nav.of_staff",
            ],
        },
    },
]

DATABASES = {"default": database(os.environ.get("DATABASE_URL"), data=DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "staff.User"
# How often a password was wrong is counted for all processes together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "short_memory",
        # Nobody makes it forget a count by filling it up.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
globals().update(sign_in())
SECOND_FACTOR_REQUIRED = not DEMO  # in the demo it is offered
SECOND_FACTOR_KEY = DATA / "second-factor-key"

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SITE_ADDRESS = address(os.environ, demo=DEMO)
KEPT_MAIL = DATA / "mail"
globals().update(mail(os.environ, demo=DEMO, address=SITE_ADDRESS))

USE_TZ = True
TIME_ZONE = "UTC"  # as stored; pages show the clinic's own
USE_I18N = False  # texts come from the knowledge release, in the reader's language

LOGGING = logs(os.environ)

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# A link is a key: no other site learns it, and no cache keeps what it opens.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
# What watches over the server asks it without the proxy, and those pages hold no secret.
SECURE_REDIRECT_EXEMPT = [r"^(health|ready|metrics)/$"]
if not DEMO:
    # TLS ends at the proxy, which is the only one that reaches this server: it says so by these,
    # and takes away what a visitor writes there.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# What is counted of requests: a folder that all workers of one start share, and who may read it.
COUNTS = os.environ.get("ZUSANLI_COUNTS", "")
METRICS_TOKEN = os.environ.get("ZUSANLI_METRICS_TOKEN", "")
