"""`manage.py routes`: every URL pattern with its name, door and policy, as a table or `--json`."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from zorgzaam.routes import routes


class Command(BaseCommand):
    help = "Toont elk adres met naam, deur en wie erin mag."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="als JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = routes()
        if options["json"]:
            self.stdout.write(json.dumps([asdict(route) for route in found], indent=2))
            return
        width = max(len(route.pattern) for route in found)
        for route in found:
            self.stdout.write(
                f"{route.pattern:<{width}}  {route.name:<36}  {route.door:<9}  {route.policy or '???'}"
            )
