"""`manage.py verify_decisions`: whether every settled decision still says what it said."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from governance.decisions.verifying import Head, faults, head


class Command(BaseCommand):
    help = "Kijkt of elk vastgesteld besluit nog zegt wat het zei. Eindigt met 1 als er iets niet klopt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--head", default="", help="Een eerder opgeschreven einde van de keten: NUMMER:CONTROLEGETAL."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints every fault; CommandError when there is one, or when --head cannot be read."""
        found = list(faults(_known(options["head"])))
        for fault in found:
            self.stderr.write(f"{fault.number or '-'}: {fault.what}")
        if found:
            raise CommandError(f"{len(found)} keer klopt er iets niet.")
        end = head()
        self.stdout.write(
            f"{end.number} besluiten, alle in orde. Einde van de keten: {end.number}:{end.chain}"
        )


def _known(written: str) -> Head | None:
    if not written:
        return None
    number, _, chain = written.partition(":")
    if not number.isdigit() or len(chain) != 64:
        raise CommandError("Schrijf het einde van de keten als NUMMER:CONTROLEGETAL.")
    return Head(int(number), chain)
