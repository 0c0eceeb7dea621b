#!/usr/bin/env python
"""Django's command line for Zorgzaam; finds the database of a running `make run` by itself."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zorgzaam.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from zorgzaam.local.hint import missing_database

    try:
        execute_from_command_line(sys.argv)
    except OperationalError:
        if hint := missing_database(settings.MIGRATE_DATABASE_URL or settings.DATABASE_URL):
            sys.exit(hint)
        raise
    except ImproperlyConfigured:
        # Without `make run` there is no secret key either, and that is noticed first.
        if not settings.DATABASE_URL and (hint := missing_database("")):
            sys.exit(hint)
        raise


if __name__ == "__main__":
    main()
