"""Regioplan as a Django app."""

from django.apps import AppConfig


class RegioplanConfig(AppConfig):
    name = "regioplan"
    verbose_name = "Regioplan"

    def ready(self) -> None:
        from regioplan.approvals import telling as approvals
        from regioplan.plans import telling as plans

        plans.register()
        approvals.register()
