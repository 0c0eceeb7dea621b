"""Governance as a Django app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Overleg en besluiten"

    def ready(self) -> None:
        from governance.bodies.standing import sits_in
        from governance.briefings import rules as briefing_rules  # noqa: F401 - registers the rules
        from governance.briefings import telling as briefings
        from zorgzaam import standing

        standing.register("mandates", sits_in)
        briefings.register_all()
