"""Newsletters as a Django app."""

from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    name = "newsletters"
    verbose_name = "Nieuwsbrieven"

    def ready(self) -> None:
        from newsletters.subscriptions import providers

        providers.register()

        from newsletters.dispatch import providers as dispatch

        dispatch.register()
