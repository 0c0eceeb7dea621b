"""What the first page for councils shows of the plan: first what concerns the municipality of my council, then the
region."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from governance.bodies.models import Body, BodyKind
from partners.organisations.models import Organisation
from partners.regions.models import Municipality
from partners.regions.places import memberships_of, with_memberships
from regioplan.agreements.models import Agreement
from regioplan.approvals.stand import Cell, Stand, stands_in
from regioplan.plans.models import Plan
from zorgzaam.places import Block
from zorgzaam.standing import Reader, standing_of


@dataclass(frozen=True)
class OwnMunicipality:
    """A municipality with what its college did with each plan (`told`), and what it agreed to do itself."""

    municipality: Municipality
    told: list[tuple[Stand, Cell]]
    agreements: list[Agreement]


def on_staten(request: HttpRequest, subject: Any) -> Block:
    """What became of the plans where I sit in the council, and the plans and dashboards of the region."""
    context = {
        "own": [_own(request.user, organisation) for organisation in _of_my_councils(request.user)],
        "plans": Plan.objects.visible_to(request.user).in_order(),
    }
    return Block("governance/region_on_staten.html", context)


def _of_my_councils(user: Reader) -> list[Organisation]:
    """The municipalities, as organisations, whose council this reader sits in today."""
    mine = Body.objects.visible_to(user).filter(
        pk__in=list(standing_of(user).councils), kind=BodyKind.MUNICIPAL_COUNCIL
    )
    found = Organisation.objects.municipal().filter(pk__in=mine.values("organisation"))
    return list(found.order_by("name"))


def _own(user: Reader, organisation: Organisation) -> OwnMunicipality:
    place = with_memberships().get(organisations=organisation)
    ever = memberships_of(place)
    here = {membership.region_id for membership in ever if membership.is_current}
    plans = list(Plan.objects.visible_to(user).filter(region__in=here, needs_decisions=True).in_order())
    told = [(stand, cell) for stand in stands_in(user, plans, ever) if (cell := stand.of(place.pk))]
    agreed = (
        Agreement.objects.visible_to(user).in_force().shown().filter(organisation__in=organisation.all_of_it)
    )
    return OwnMunicipality(place, told, list(agreed.order_by("task__number", "starts_on")))
