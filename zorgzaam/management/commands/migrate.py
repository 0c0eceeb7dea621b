"""Django's migrate, in the name of the system actor for migrations: data migrations write history too."""

from typing import Any

from django.core.management.commands import migrate

from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting


class Command(migrate.Command):
    def handle(self, *args: Any, **options: Any) -> None:
        with acting(SystemActor.MIGRATION, command="migrate"):
            super().handle(*args, **options)
