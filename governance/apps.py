"""Governance as a Django app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Overleg en besluiten"

    def ready(self) -> None:
        from governance.actions import handing_over as actions_go
        from governance.actions import providers as actions
        from governance.attendance import providers as attendance
        from governance.bodies import portal as seats_on_front_pages
        from governance.bodies import providers as bodies
        from governance.bottlenecks import handing_over as bottlenecks_go
        from governance.bottlenecks import providers as bottlenecks
        from governance.briefings import telling as briefings
        from governance.bundles import providers as bundles
        from governance.constituency import providers as constituency
        from governance.council import providers as council
        from governance.decisions import handing_over as proposals_go
        from governance.decisions import providers as decisions
        from governance.executions import providers as executions
        from governance.initiatives import providers as initiatives
        from governance.intake import handing_over as intake_goes
        from governance.intake import providers as intake
        from governance.live import providers as live
        from governance.meetings import discussed
        from governance.meetings import handing_over as items_go
        from governance.meetings import portal as meetings_on_front_pages
        from governance.meetings import providers as meetings
        from governance.minutes import providers as minutes
        from governance.rounds import providers as rounds
        from governance.series import providers as series
        from governance.writing import providers as writing

        bodies.register()
        seats_on_front_pages.register()
        meetings.register()
        meetings_on_front_pages.register()
        discussed.register()
        bundles.register()
        series.register()
        intake.register()
        decisions.register()
        executions.register()
        for room in (items_go, intake_goes, proposals_go, actions_go, bottlenecks_go):
            room.register_all()
        actions.register()
        bottlenecks.register()
        constituency.register()
        council.register()
        briefings.register_all()
        rounds.register()
        writing.register()
        attendance.register()
        live.register()
        minutes.register()
        initiatives.register()
