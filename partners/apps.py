"""Partners as a Django app."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Partners en regio's"

    def ready(self) -> None:
        from partners.organisations.standing import speaks_for
        from zorgzaam import standing

        standing.register("representations", speaks_for)
