"""Newsletters as a Django app."""

from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    name = "newsletters"
    verbose_name = "Nieuwsbrieven"

    def ready(self) -> None:
        from newsletters.dispatch import providers as dispatch
        from newsletters.issues import providers as issues
        from newsletters.subscriptions import providers

        providers.register()
        issues.register()
        dispatch.register()
