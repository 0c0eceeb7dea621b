"""Who sees which version of a plan."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Q

from regioplan.plans.models.states import MAKING, Status
from zorgzaam.standing import Reader, standing_of

if TYPE_CHECKING:
    from regioplan.plans.models.versions import PlanVersion  # noqa: F401 - named in a type

# A mandate with this role holds the portfolio of a college (a value of the roles of bodies, see Standing.bodies).
PORTFOLIO_HOLDER = "portefeuillehouder"
# What was taken over from outside was published there, whether or not anybody knows when.
TAKEN_BACK = Q(status=Status.WITHDRAWN) & (Q(published_on__isnull=False) | Q(imported=True))


def speaks_for_ours(user: Reader) -> Q:
    """Versions of plans of a region with a municipality this reader speaks for today."""
    organisations = standing_of(user).organisations
    if not organisations:
        return Q(pk__in=[])
    from partners.organisations.models import Organisation
    from partners.regions.models import RegionMembership

    mine = Organisation.objects.municipal().filter(pk__in=organisations).values("municipality")
    regions = RegionMembership.objects.current().filter(municipality__in=mine).values("region")
    return Q(plan__region__in=regions)


class PlanVersionQuerySet(models.QuerySet["PlanVersion"]):
    def visible_to(self, user: Reader) -> Self:
        """The netwerkbureau sees all; everybody what was published, or withdrawn after that. A draft that was opened
        for input is there for portfolio holders and for who speaks for a municipality of its region. Whoever gave
        input keeps seeing that it is there, not its text (`PartQuerySet`)."""
        standing = standing_of(user)
        if standing.is_bureau:
            return self
        out = Q(status=Status.PUBLISHED) | TAKEN_BACK
        if not standing.is_somebody:
            return self.filter(out)
        return self.filter(out | self.asked(user) | self.gave_input(standing.person_id))

    @staticmethod
    def asked(user: Reader) -> Q:
        """Versions in the making whose text this reader is asked about today."""
        opened = Q(input_opened_on__isnull=False, status__in=MAKING)
        if any(PORTFOLIO_HOLDER in roles for roles in standing_of(user).bodies.values()):
            return opened
        return opened & speaks_for_ours(user)

    @staticmethod
    def gave_input(person_id: Any) -> Q:
        from regioplan.plans.models.inputs import PlanInput

        return Q(pk__in=PlanInput.objects.filter(person_id=person_id).values("version_of"))

    def taken_back(self) -> Self:
        """Withdrawn after they were out: of these a tombstone stays for everybody."""
        return self.filter(TAKEN_BACK)

    def known_here(self) -> Self:
        """Out, taken back or in the making: all but drafts that were withdrawn before anybody saw them."""
        return self.filter(~Q(status=Status.WITHDRAWN) | TAKEN_BACK)

    def newest_first(self) -> Self:
        return self.order_by("plan", "-number")
