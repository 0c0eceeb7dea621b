"""The base of our management commands: they write in the name of a system actor."""

from typing import Any

from django.core.management.base import BaseCommand

from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting


class ActingCommand(BaseCommand):
    """A command whose writes are done by `actor`."""

    actor = SystemActor.COMMAND

    def execute(self, *args: Any, **options: Any) -> str | None:
        with acting(self.actor, command=type(self).__module__.rsplit(".", 1)[-1]):
            return super().execute(*args, **options)
