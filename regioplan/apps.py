"""Regioplan as a Django app."""

from django.apps import AppConfig


class RegioplanConfig(AppConfig):
    name = "regioplan"
    verbose_name = "Regioplan"

    def ready(self) -> None:
        from regioplan.funding import providers as funding
        from regioplan.transformation_plans import providers as transformation_plans

        funding.register()
        transformation_plans.register()
