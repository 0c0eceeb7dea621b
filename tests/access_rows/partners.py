"""Municipalities and organisations: public for everybody."""

import uuid

from tests.access_rows import Row
from tests.world import organisation

NOBODY = uuid.UUID(int=0)
OPEN = Row(200)


def outsider(world):
    """An organisation that takes part in nothing."""
    return {"pk": organisation("Stichting Elders").pk}


ROWS = {
    "municipalities": OPEN,
    "municipality": Row(200, arguments=lambda world: {"slug": world.municipality.slug}),
    "municipality@bestaat niet": Row(404, arguments=lambda world: {"slug": "nergens"}),
    "organisations": OPEN,
    "organisation": Row(200, arguments=lambda world: {"pk": world.partner_org.pk}),
    "organisation@doet niet mee": Row(200, arguments=outsider),
    "organisation@bestaat niet": Row(404, arguments=lambda world: {"pk": NOBODY}),
}
