"""What bottlenecks hand over when a body ends: those that lie there and are open."""

import uuid
from typing import Any

from governance.bodies.handing_over import Handing, register
from governance.bodies.models import Body
from governance.bottlenecks.models import Bottleneck


def waiting(body: Body) -> Any:
    return Bottleneck.objects.filter(body=body, closed_at__isnull=True)


def move(pk: uuid.UUID, old: Body, new: Body) -> bool:
    return bool(Bottleneck.objects.filter(pk=pk, body=old, closed_at__isnull=True).update(body=new))


def register_all() -> None:
    """Called once, when the app registry is ready."""
    register("bottleneck", Handing("Open knelpunten en successen", waiting, move))
