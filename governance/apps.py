"""Governance as a Django app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Overleg en besluiten"

    def ready(self) -> None:
        from governance.bodies import providers as bodies
        from governance.briefings import telling as briefings
        from governance.meetings import providers as meetings

        bodies.register()
        meetings.register()
        briefings.register_all()
