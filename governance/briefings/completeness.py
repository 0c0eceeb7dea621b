"""What a briefing misses before review, and what deserves a second look (domain.md 15.1, O27)."""

import re
from collections.abc import Iterator

from django.utils.html import strip_tags

from governance.briefings.document import build
from governance.briefings.errors import Incomplete
from governance.briefings.models import Briefing

WHAT_TO_DO = {
    "registration_number": "Vul het registratienummer in. Het komt op elke bladzijde.",
    "dated_on": "Vul de datum van het stuk in.",
    "publicity": "Kies of het stuk openbaar is.",
    "portfolio_holder": "Vul de portefeuillehouder in: de naam of de rol.",
}


def missing(briefing: Briefing) -> dict[str, str]:
    """Field name -> what to do, for everything that must be there before review; empty when complete."""
    found = {name: WHAT_TO_DO[name] for name in briefing.structure.required if not getattr(briefing, name)}
    if not briefing.core:
        found["core"] = "Schrijf de kern: wat moet de lezer weten?"
    empty = [
        block["why"]
        for section in build(briefing)["sections"]
        for block in section["blocks"]
        if block["kind"] == "empty"
    ]
    if empty:
        found["fragments"] = "Een fragment heeft niets te tonen: " + " ".join(empty)
    return found


def require_complete(briefing: Briefing) -> None:
    """Raises Incomplete where something is missing."""
    if found := missing(briefing):
        raise Incomplete(found)


def warnings(briefing: Briefing) -> Iterator[str]:
    """What may be a slip, as sentences; none of it stops anybody."""
    if mentions_attachment(briefing) and not briefing.attachments.exists():
        yield "De tekst noemt een bijlage, maar de tabel met bijlagen is leeg."
    for name in briefing.attachments.filter(woo_public=True, file=None).values_list("name", flat=True):
        yield f"Bijlage “{name}” is openbaar, maar heeft geen bestand. Lezers kunnen die niet openen."
    if not briefing.sections.exists():
        yield "Er staan nog geen hoofdstukken tussen de kern en het vervolg."
    if not briefing.follow_up:
        yield "Onder “Vervolg” staat nog niets."


def mentions_attachment(briefing: Briefing) -> bool:
    """Whether any text speaks of an attachment."""
    texts = [briefing.core, briefing.follow_up]
    for section in briefing.sections.prefetch_related("blocks"):
        texts += [section.heading, *(block.text for block in section.blocks.all())]
    return bool(re.search(r"\bbijlagen?\b|\bbijgevoegd", strip_tags(" ".join(texts)), re.IGNORECASE))
