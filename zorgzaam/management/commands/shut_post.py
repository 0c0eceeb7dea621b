"""`manage.py shut_post`: shut the post office by hand, after a restore that the book cannot notice."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting
from zorgzaam.post.restored import shut_by_hand, unsure_since_restore


class Command(BaseCommand):
    help = (
        "Sluit het postkantoor na het terugzetten van een kopie. Wat wacht, kan al weg zijn: "
        "de getuige en daarna een mens beslissen, en een mens opent het weer op /werkbank/post/."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("reden", nargs="?", default="Dicht gezet na het terugzetten van een kopie.")

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic(), acting(SystemActor.COMMAND, job="shut_post"):
            shut_by_hand(options["reden"])
        self.stdout.write(f"Het postkantoor is dicht. Onzekere mails: {unsure_since_restore()}.")
