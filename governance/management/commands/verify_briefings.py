"""`manage.py verify_briefings`: whether every published briefing still is what was published."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from governance.briefings.verifying import faults, publications


class Command(BaseCommand):
    help = "Kijkt of elke gepubliceerde briefing nog is wat zij was. Eindigt met 1 als er iets niet klopt."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prints every fault as it is found; CommandError when there is one."""
        looked_at = wrong = 0
        for publication in publications():
            looked_at += 1
            for fault in faults(publication):
                wrong += 1
                self.stderr.write(f"{fault.publication}: {fault.what}.")
        if wrong:
            raise CommandError(f"{wrong} keer klopt er iets niet, in {looked_at} gepubliceerde versies.")
        self.stdout.write(f"{looked_at} gepubliceerde versies, alle in orde.")
