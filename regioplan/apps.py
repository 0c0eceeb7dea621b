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
        from regioplan.agreements import providers as agreements
        from regioplan.progress import providers as progress

        agreements.register()
        progress.register()
        from regioplan.funding import providers as funding
        from regioplan.transformation_plans import providers as transformation_plans

        funding.register()
        transformation_plans.register()
        from regioplan.figures import providers as figures
        from regioplan.inhabitants import places as inhabitants
        from regioplan.local_actions import providers as local_actions
        from regioplan.timeline import providers as timeline
        from regioplan.voices import providers as voices

        figures.register()
        voices.register()
        timeline.register()
        local_actions.register()
        inhabitants.register()
