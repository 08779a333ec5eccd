"""The settings of a clinic on this machine alone, with its files in a folder of the test run."""

import os
import tempfile

os.environ["ZUSANLI_MODE"] = "demo"
os.environ["ZUSANLI_DATA"] = tempfile.mkdtemp(prefix="zusanli-tests-")

from zusanli.site.settings import *  # noqa: F403 - the environment is set first

# What is collected for a server is not there in tests.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405 - of the settings
# Slow on purpose where it counts; here each test that signs somebody in would wait for it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.flushing"]  # noqa: F405 - of the settings
