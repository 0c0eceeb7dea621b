"""WSGI entry for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgzaam.settings")
os.environ.setdefault("ZORGZAAM_SERVES_WEB", "1")
application = get_wsgi_application()


def _guarded() -> None:
    from zorgzaam.checks import refuse_danger

    refuse_danger()


_guarded()
