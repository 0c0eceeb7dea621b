"""Governance as a Django app."""

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "governance"
    verbose_name = "Overleg en besluiten"

    def ready(self) -> None:
        from governance.bodies import rules  # noqa: F401 - registers the rules
        from governance.bodies.blocks import bodies_of, seats_of
        from governance.bodies.models import Body, Mandate, Seat
        from governance.bodies.standing import sits_in
        from zorgzaam import follow, places, search, standing
        from zorgzaam.audit import pages

        standing.register("mandates", sits_in)
        follow.register("body", follow.Subject(Body.objects.all, "dit orgaan"))
        search.register("body", search.Searchable("Orgaan", Body.objects.all, "name", "purpose"))
        places.register("organisation.seats", "bodies", seats_of)
        places.register("municipality.bodies", "bodies", bodies_of)
        pages.register(
            "body",
            pages.Historied(
                Body.objects.all,
                "governance.view_history_of_body",
                lambda body, reader: [
                    Seat.objects.filter(body=body),
                    Mandate.objects.visible_to(reader).filter(body=body),
                ],
            ),
        )
        from governance.meetings import providers

        providers.register()
