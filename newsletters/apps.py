"""Newsletters as a Django app."""

from django.apps import AppConfig


class NewslettersConfig(AppConfig):
    name = "newsletters"
    verbose_name = "Nieuwsbrieven"

    def ready(self) -> None:
        from newsletters.dispatch import providers as dispatch
        from newsletters.issues import providers as issues
        from newsletters.network_meeting import providers as network_meeting
        from newsletters.network_meeting.arrivals import providers as arrivals
        from newsletters.subscriptions import providers

        providers.register()
        network_meeting.register()
        arrivals.register()
        issues.register()
        dispatch.register()
