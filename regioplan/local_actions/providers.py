"""What a municipality does by itself, on its page; and its history."""

from typing import Any

from django.http import HttpRequest

from regioplan.local_actions import rules
from regioplan.local_actions.models import LocalAction
from zorgzaam import places
from zorgzaam.access import may
from zorgzaam.audit import pages
from zorgzaam.places import Block


def register() -> None:
    """Called once, when the app registry is ready."""
    assert rules  # registers the rules
    places.register("municipality.bodies", "local_actions", of_municipality, order=5)
    pages.register(
        "local_action",
        pages.Historied(LocalAction.objects.all, "regioplan.view_history_of_local_action"),
    )


def of_municipality(request: HttpRequest, municipality: Any) -> Block:
    """What this municipality does; an honest "nog niet bekend" where no source says; one query."""
    rows = LocalAction.objects.visible_to(request.user).filter(municipality=municipality)
    context = {
        "municipality": municipality,
        "actions": list(rows.select_related("source", "municipality").order_by("position", "text")),
        "keeps": may(request.user, "regioplan.keep_local_actions", municipality),
    }
    return Block("regioplan/local_actions.html", context)
