"""Partners as a Django app."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Partners en regio's"

    def ready(self) -> None:
        from partners.initiatives import rules as _initiatives  # noqa: F401 - registers the rules
        from partners.organisations import rules  # noqa: F401 - registers the rules
        from partners.organisations.models import Organisation, Participation
        from partners.organisations.portal import own_organisations
        from partners.organisations.standing import speaks_for
        from zorgzaam import follow, places, search, standing
        from zorgzaam.audit import pages

        self._initiatives_in_public()
        standing.register("representations", speaks_for)
        places.register("partner", "organisations", own_organisations, order=10)
        follow.register("organisation", follow.Subject(Organisation.objects.all, "deze organisatie"))
        search.register(
            "organisation", search.Searchable("Organisatie", Organisation.objects.all, "name", "about")
        )
        pages.register(
            "organisation",
            pages.Historied(
                Organisation.objects.all,
                "partners.view_history_of_organisation",
                lambda organisation, reader: [Participation.objects.filter(organisation=organisation)],
            ),
        )

    def _initiatives_in_public(self) -> None:
        from partners.initiatives.execution import providers as execution
        from partners.initiatives.publishing import providers as publishing

        publishing.register()
        execution.register()
