"""What the server calls."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zusanli.site.settings")
application = get_wsgi_application()

from zusanli.site.warm import warm_up  # noqa: E402 - Django is set up first

warm_up()
