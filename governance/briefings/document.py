"""A briefing as a document: plain data from which page and PDF are made, and nothing else goes into them.

The canonical form (sorted keys, no spaces, UTF-8) is what is hashed and frozen, so the same content always
gives the same bytes (promise I7).
"""

import datetime
from typing import Any

from governance.briefings import fragments
from governance.briefings.content import BriefingBlock, BriefingSection
from governance.briefings.models import CONTENT, Briefing
from zorgzaam.house import House
from zorgzaam.snapshots import canonical, digest
from zorgzaam.ui.dates import day as in_words

# Raise when the same records would give a document of another shape.
SHAPE = 1


def build(briefing: Briefing) -> dict[str, Any]:
    """All the reader gets, as JSON values; fragments show what is public on the day of the briefing."""
    structure = briefing.structure
    return {
        "shape": SHAPE,
        "kind": briefing.get_kind_display(),
        "labels": {
            "subject": structure.subject,
            "core": structure.core,
            "follow_up": structure.follow_up,
            "attachments": structure.attachments,
            "attachment_columns": list(structure.attachment_columns),
        },
        "subject": briefing.subject,
        "sender": _sender(briefing),
        "addressee": briefing.addressee.name,
        "registration_number": briefing.registration_number,
        "date": briefing.dated_on.isoformat() if briefing.dated_on else "",
        "header": _header(briefing),
        "core": briefing.core,
        "sections": [_section(section, briefing) for section in briefing.sections.prefetch_related("blocks")],
        "follow_up": briefing.follow_up,
        "attachments": [_attachment(row) for row in briefing.attachments.select_related("file")],
        "template_code": briefing.template_code,
    }


def decided_digest(briefing: Briefing, text: str) -> str:
    """SHA-256 (hex) of all an approval is about: the text, and every field of the briefing beside it.

    Who may read it and from when stands in no letter, but nobody approves that unseen either.
    """
    return digest(canonical({"text": text, "fields": {name: _plain(briefing, name) for name in CONTENT}}))


def _plain(briefing: Briefing, name: str) -> str:
    value = getattr(briefing, name)
    if isinstance(value, datetime.datetime):
        value = value.astimezone(datetime.UTC)
    return "" if value is None else str(value)


def _sender(briefing: Briefing) -> str:
    house = House.objects.of_region()
    organisation = briefing.addressee.organisation
    return organisation.name if organisation else house.publisher or house.network_name


def _header(briefing: Briefing) -> list[list[str]]:
    """The header block in its fixed order; the page leaves out what is empty."""
    return [
        ["Registratienummer", briefing.registration_number],
        ["Datum", in_words(briefing.dated_on, weekday=False)],
        ["Expertiseteam", briefing.expertise_team],
        ["Openbaarheid", briefing.get_publicity_display()],
        ["Portefeuillehouder", briefing.portfolio_holder],
        ["Ter kennisname aan", briefing.for_information_to],
    ]


def _section(section: BriefingSection, briefing: Briefing) -> dict[str, Any]:
    blocks = [show_block(block, briefing) for block in section.blocks.all()]
    return {"id": str(section.pk), "heading": section.heading, "blocks": blocks}


def show_block(block: BriefingBlock, briefing: Briefing) -> dict[str, Any]:
    """One block as the reader would get it now: text, or the fragment filled (`kind` empty if it failed)."""
    if not block.fragment:
        return {"kind": "text", "html": block.text}
    try:
        data = fragments.fill(block.fragment, block.parameters, briefing.day)
    except fragments.NothingToShow as nothing:
        return {"kind": "empty", "fragment": block.fragment, "why": str(nothing)}
    return {"kind": "fragment", "fragment": block.fragment, "data": data}


def _attachment(row: Any) -> dict[str, Any]:
    file = {"name": row.file_name, "sha256": row.file.sha256, "size": row.file.size} if row.file else None
    return {
        "id": str(row.pk),
        "name": row.name,
        "edocs": row.edocs_number,
        "woo": "ja" if row.woo_public else "nee",
        "file": file,
    }
