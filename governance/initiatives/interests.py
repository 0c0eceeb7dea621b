"""Who stands behind an item that came of an initiative: who brings it in, and who put their name under it."""

import uuid
from collections.abc import Iterable

from governance.attendance.interests import Interest
from governance.meetings.models import AgendaItem, ItemInitiative, ItemKind
from partners.initiatives.models import Cosign, InitiativePartner


def of_initiatives(items: Iterable[AgendaItem]) -> dict[uuid.UUID, list[Interest]]:
    """Two queries, whatever the number of items."""
    owned = {item.pk: item.owner_organisation_id for item in items if item.kind == ItemKind.DECISION}
    links = ItemInitiative.objects.counting().filter(item__in=[item.pk for item in items])
    rows = list(links.select_related("initiative__organisation"))
    signed = InitiativePartner.objects.filter(
        initiative__in=[row.initiative_id for row in rows], cosign=Cosign.SIGNED
    )
    along: dict[uuid.UUID, list[Interest]] = {}
    for partner in signed.select_related("organisation"):
        why = f"{partner.organisation} tekent mee voor het initiatief achter dit punt."
        along.setdefault(partner.initiative_id, []).append(Interest(partner.organisation_id, why))
    found: dict[uuid.UUID, list[Interest]] = {}
    for row in rows:
        behind = found.setdefault(row.item_id, [])
        ours = row.initiative.organisation
        # Who brings in what is to be decided is known by that already.
        if ours is not None and owned.get(row.item_id) != ours.pk:
            behind.append(Interest(ours.pk, f"{ours} diende het initiatief achter dit punt in."))
        behind += along.get(row.initiative_id, [])
    return found
