"""The demo and the set-up of a region: composition, may see every app."""

from django.apps import AppConfig
from django.conf import settings


class DemoConfig(AppConfig):
    name = "zorgzaam.demo"
    label = "demo"
    verbose_name = "Demo"

    def ready(self) -> None:
        if settings.DEMO:
            from zorgzaam.demo.accounts import ACCOUNTS, PASSWORD
            from zorgzaam.ui.context import furnish

            furnish("demo_accounts", lambda request: ACCOUNTS)
            furnish("demo_password", lambda request: PASSWORD)
