"""Partners as a Django app."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    name = "partners"
    verbose_name = "Partners en regio's"

    def ready(self) -> None:
        from django.db.models import Q

        from partners.contacts import providers as contacts
        from partners.contacts.models import Contact
        from partners.initiatives import desk, registering
        from partners.initiatives import rules as _initiatives  # noqa: F401 - registers the rules
        from partners.joining import providers as joining
        from partners.joining.models import AccessRequest, Ask
        from partners.merging.models import Merger
        from partners.organisations import rules  # noqa: F401 - registers the rules
        from partners.organisations.models import Organisation, Participation, Representation
        from partners.organisations.portal import asked_of_mine, asked_of_one, own_organisations
        from partners.organisations.standing import speaks_for
        from zorgzaam import follow, places, search, standing
        from zorgzaam.audit import pages

        self._initiatives_in_public()
        standing.register("representations", speaks_for)
        places.register("partner", "organisations", own_organisations, order=40)
        places.register("partner", "asked", asked_of_mine, order=0)
        places.register("own_place.first", "asked", asked_of_one, order=20)
        follow.register("organisation", follow.Subject(Organisation.objects.all, "deze organisatie"))
        search.register(
            "organisation", search.Searchable("Organisatie", Organisation.objects.remaining, "name", "about")
        )
        pages.register(
            "organisation",
            pages.Historied(
                Organisation.objects.all,
                "partners.view_history_of_organisation",
                lambda organisation, reader: [
                    Participation.objects.filter(organisation=organisation),
                    Merger.objects.filter(Q(kept=organisation) | Q(gone=organisation)),
                    *(
                        model.objects.visible_to(reader).filter(organisation=organisation)
                        for model in (Representation, AccessRequest, Ask)
                    ),
                    # Of contacts that were removed too: the events hold no name.
                    Contact.history.rel.related_model.objects.filter(  # type: ignore[attr-defined]
                        organisation_id=organisation.pk
                    ),
                ],
            ),
        )
        contacts.register()
        joining.register()
        registering.register()
        desk.register()

    def _initiatives_in_public(self) -> None:
        from partners.initiatives.execution import providers as execution
        from partners.initiatives.publishing import providers as publishing

        publishing.register()
        execution.register()
