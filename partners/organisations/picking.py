"""The organisations a form offers, and the fields that let one choose from hundreds of them."""

import uuid
from typing import Any

from django.db.models import Q, QuerySet

from partners.organisations.models import Organisation
from zorgzaam.standing import NOBODY, StandIn
from zorgzaam.ui.picker import PickField, PickManyField

HELP = "Typ een deel van de naam of een afkorting en kies uit de lijst."
MISSING = {"required": "Kies een organisatie."}


def ever() -> "QuerySet[Organisation]":
    """Every organisation there is or was, as a stranger sees them: for facts about the past. What was merged into
    another is found by that one's other names."""
    return _known().remaining()  # type: ignore[no-any-return, attr-defined]


def _known() -> "QuerySet[Organisation]":
    found: QuerySet[Organisation] = Organisation.objects.visible_to(StandIn(NOBODY))
    known_by = found.select_related("predecessor").only("pk", "name", "aliases", "predecessor__name")
    return known_by.order_by("name")


def to_choose(*also: uuid.UUID | None) -> "QuerySet[Organisation]":
    """Organisations that exist, as a stranger sees them: a form never offers more than anybody may read.

    `also` are ids of what was chosen before and stays so, whether it exists or not.
    """
    kept = Q(ended_note="", merged_into=None) | Q(pk__in=[each for each in also if each])
    return _known().filter(kept)


def pick_organisation(label: str, **extra: Any) -> PickField:
    """A field for one organisation."""
    extra = {"help_text": HELP, "error_messages": MISSING, **extra}
    return PickField(to_choose(), label=label, **extra)


def pick_organisations(label: str, **extra: Any) -> PickManyField:
    """A field for any number of organisations."""
    return PickManyField(to_choose(), label=label, **{"help_text": HELP, **extra})
