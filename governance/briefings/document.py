"""A briefing as a document: plain data from which page and PDF are made, and nothing else goes into them.

The canonical form (sorted keys, no spaces, UTF-8) is what is hashed and frozen, so the same content always
gives the same bytes (promise I7).
"""

import datetime
import json
from typing import Any

from django.conf import settings

from governance.bodies.models import Body
from governance.briefings import fragments
from governance.briefings.abbreviations import with_abbreviations
from governance.briefings.attached import attachment_rows, closed_files
from governance.briefings.content import BriefingBlock, BriefingSection
from governance.briefings.following import line_of, previous_of, span_between
from governance.briefings.kinds import GroundKind, headline_of
from governance.briefings.models import CONTENT, Briefing
from governance.briefings.proposing import ProposalPoint
from governance.briefings.responsible import as_said, responsible_for
from governance.briefings.since import since
from governance.briefings.structure import Part, Sort
from zorgzaam.house import House
from zorgzaam.snapshots import canonical, digest
from zorgzaam.ui.dates import day as in_words

# Raise when the same records would give a document of another shape.
SHAPE = 5


def build(briefing: Briefing) -> dict[str, Any]:
    """All the reader gets, as JSON values; fragments show what is public on the day of the briefing.

    `parts` says in which order what stands beside it is printed. Numbers of besluitpunten, argumenten and noten
    follow from the order, and are not in it.
    """
    return with_abbreviations(_said(briefing))


def _said(briefing: Briefing) -> dict[str, Any]:
    structure, line = briefing.structure, line_of(briefing)
    previous = previous_of(briefing, line)
    told = _sections(briefing, span_between(line, previous))
    return {
        "shape": SHAPE,
        "kind": briefing.get_kind_display(),
        "headline": headline_of(structure, briefing.addressee.kind),
        "site": settings.SITE_URL,
        "labels": {"subject": structure.subject, "number": structure.number},
        "parts": [
            {
                "sort": part.sort.value,
                "name": part.name,
                "heading": heading_of(part, briefing),
                "phrase": part.phrase or f"“{part.called}”",
                "without": part.without,
                "emphasis": part.emphasis,
            }
            for part in structure.parts
        ],
        "columns": list(structure.columns),
        "subject": briefing.subject,
        "sender": _sender(briefing),
        "responsible": as_said(responsible_for(briefing)),
        "addressee": briefing.addressee.name,
        "registration_number": briefing.registration_number,
        "date": briefing.dated_on.isoformat() if briefing.dated_on else "",
        "header": [[label, _header_value(briefing, name)] for label, name in structure.header],
        "core": briefing.core,
        "objective": briefing.objective,
        "points": [_point(point) for point in briefing.points.prefetch_related("grounds")],
        "sections": told,
        "since": since(previous, told, printed=line.printed) if previous else None,
        "follow_up": briefing.follow_up,
        "signatures": [
            {"name": briefing.secretary, "role": "Secretaris"},
            {"name": briefing.mayor, "role": "Burgemeester"},
        ]
        if structure.has(Sort.SIGNATURES)
        else [],
        "attachments": attachment_rows(briefing),
        "template_code": briefing.template_code,
    }


def decided_digest(briefing: Briefing, text: str) -> str:
    """SHA-256 (hex) of all an approval is about: the text, and every field and closed file of the briefing beside it.

    Who may read it and from when, who determines it and what is secret of it stand in no letter, but nobody approves
    that unseen either. The address in TOOI of who is responsible is for machines and nobody's decision: filling it in
    undoes no approval.
    """
    said = json.loads(text)
    said.get("responsible", {}).pop("tooi", None)
    fields = {name: _plain(briefing, name) for name in CONTENT}
    beside = {"closed": closed_files(briefing), "secrecy": _secrecy(briefing)}
    return digest(canonical({"text": canonical(said), "fields": fields, **beside}))


def _secrecy(briefing: Briefing) -> list[list[str]]:
    rows = briefing.secrecies.in_force()
    return sorted([row.about, row.ground, str(row.until or ""), row.until_when] for row in rows)


def _plain(briefing: Briefing, name: str) -> str:
    value = getattr(briefing, name)
    if isinstance(value, datetime.datetime):
        value = value.astimezone(datetime.UTC)
    return "" if value is None else str(value)


def _sender(briefing: Briefing) -> str:
    house = House.objects.of_region()
    organisation = briefing.addressee.organisation
    return organisation.name if organisation else house.publisher or house.network_name


def heading_of(part: Part, briefing: Briefing) -> str:
    """The heading or the fixed words of a part, with the name of the place it goes to."""
    return part.heading.replace("{place}", _place(briefing.addressee))


def _place(addressee: Body) -> str:
    """The municipality it goes to, as in "het college van Duindorp"; a body of no municipality by its own name."""
    organisation = addressee.organisation
    if organisation and organisation.municipality:
        return organisation.municipality.name
    return organisation.name if organisation else addressee.name


def _header_value(briefing: Briefing, name: str) -> str:
    """A field as the header block says it; the page leaves out what is empty."""
    value = getattr(briefing, name)
    if name == "publicity":
        return str(briefing.get_publicity_display())
    return in_words(value, weekday=False) if name == "dated_on" else str(value)


def _point(point: ProposalPoint) -> dict[str, Any]:
    rows = list(point.grounds.all())
    return {
        "id": str(point.pk),
        "text": point.text,
        "grounds": {
            kind.value: [
                {"id": str(row.pk), "thesis": row.thesis, "html": row.text}
                for row in rows
                if row.kind == kind
            ]
            for kind in GroundKind
        },
    }


def _sections(briefing: Briefing, span: fragments.Span) -> list[dict[str, Any]]:
    return [_section(section, briefing, span) for section in briefing.sections.prefetch_related("blocks")]


def _section(section: BriefingSection, briefing: Briefing, span: fragments.Span) -> dict[str, Any]:
    blocks = [show_block(block, briefing, span) for block in section.blocks.all()]
    return {"id": str(section.pk), "heading": section.heading, "blocks": blocks}


def show_block(
    block: BriefingBlock, briefing: Briefing, span: fragments.Span = fragments.ALL_DAYS
) -> dict[str, Any]:
    """One block as the reader would get it now: text, or the fragment filled (`kind` empty if it failed), about
    the days of `span`."""
    if not block.fragment:
        return {"kind": "text", "html": block.text}
    try:
        data = fragments.fill(block.fragment, block.parameters, briefing.day, span=span)
    except fragments.NothingToShow as nothing:
        return {"kind": "empty", "fragment": block.fragment, "why": str(nothing)}
    return {"kind": "fragment", "fragment": block.fragment, "data": data}
