"""`manage.py demo`: the Flevoland demo, in a database that is empty or holds it already."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser

from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.commands import ActingCommand
from zorgzaam.demo.accounts import ACCOUNTS, PASSWORD
from zorgzaam.demo.loading import load
from zorgzaam.house import House

DEMO_CODE = "flevoland"


class Command(ActingCommand):
    help = "Laadt de demo van Flevoland. Twee keer laden verandert niets."
    actor = SystemActor.SETUP

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="alleen als er nog geen regio is")
        parser.add_argument("--accounts", action="store_true", help="toont de accounts en laadt niets")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("De demo is er alleen met DEMO=1. Gebruik setup_region voor een echte regio.")
        if options["accounts"]:
            self.stdout.write(account_table())
            return
        house = House.objects.first()
        if house and options["if_empty"]:
            self.stdout.write(f"Er is al een regio: {house.network_name}. Niets geladen.")
            return
        if house and house.code != DEMO_CODE:
            raise CommandError(
                f"Deze database is van {house.network_name}. De demo hoort in een lege database."
            )
        load()
        self.stdout.write("De demo van Flevoland is geladen.")


def account_table() -> str:
    """The accounts with what each is for, as lines of plain text."""
    width = max(len(account.email) for account in ACCOUNTS)
    lines = [f"  {account.email:<{width}}  {account.role}" for account in ACCOUNTS]
    return "\n".join([f"Inloggen in de demo, met wachtwoord {PASSWORD}:", *lines])
