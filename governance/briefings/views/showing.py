"""What the composer shows of a draft: its parts in the order of its kind, each with what is in it."""

from typing import Any

from django.db.models import Prefetch

from governance.briefings.content import BriefingBlock, BriefingSection
from governance.briefings.document import heading_of, show_block
from governance.briefings.following import span_of
from governance.briefings.fragments.left_out import Asked, left_out
from governance.briefings.models import Briefing
from governance.briefings.printing import fragment_template
from governance.briefings.proposing import ProposalPoint
from governance.briefings.removing import seen_of
from governance.briefings.structure import Part, Sort
from zorgzaam.standing import Reader

# name or id of a part -> what stands beside it, for `governance/briefing_said.html`
Beside = dict[str, dict[str, Any]]


def parts_of(briefing: Briefing, reader: Reader, beside: Beside | None = None) -> list[dict[str, Any]]:
    """Each part with what it holds and the template that shows it; a constant number of queries.

    `reader` hears what a fragment leaves out. `beside` is what there is to say of each part by its name or id:
    chapters, blocks, besluitpunten and what belongs to them carry theirs as `beside` too.
    """
    points = _points(briefing) if briefing.structure.has(Sort.POINTS) else []
    said = beside or {}
    return [
        {
            "part": part,
            "beside": said.get(part.name, {}),
            "holds": _saying(_held(briefing, part, points, reader), said),
            "template": f"governance/briefing_compose/{part.sort}.html",
            "url_name": f"briefing_{part.name}",
        }
        for part in briefing.structure.parts
    ]


def _saying(holds: Any, said: Beside) -> Any:
    """What a part holds, every row of it with what there is to say of it."""
    for each in holds if isinstance(holds, list) else []:
        rows = each["rows"] if isinstance(each, dict) else [each]
        inner = [block for row in rows if isinstance(row, BriefingSection) for block in row.blocks.all()]
        for row in (*rows, *inner):
            row.beside = said.get(str(row.pk), {})
    return holds


def _held(briefing: Briefing, part: Part, points: list[ProposalPoint], reader: Reader) -> Any:
    match part.sort:
        case Sort.POINTS:
            return points
        case Sort.GROUNDS:
            return [_with_grounds(point, part) for point in points]
        case Sort.SECTIONS:
            return _sections(briefing, reader)
        case Sort.TABLE | Sort.FILES:
            return _seen(list(briefing.attachments.select_related("file")))
        case Sort.TEXT | Sort.SENTENCE:
            return getattr(briefing, part.name)
        case _:
            return heading_of(part, briefing)


def _points(briefing: Briefing) -> list[ProposalPoint]:
    points: list[ProposalPoint] = _seen(list(briefing.points.prefetch_related("grounds")))
    return points


def _with_grounds(point: ProposalPoint, part: Part) -> dict[str, Any]:
    return {"point": point, "rows": _seen([row for row in point.grounds.all() if row.kind == part.name])}


def _sections(briefing: Briefing, reader: Reader) -> list[BriefingSection]:
    """The sections with their blocks, each block carrying `shown` and, for a fragment, `template` and `left_out`."""
    span = span_of(briefing)
    blocks = Prefetch("blocks", queryset=BriefingBlock.objects.order_by("position"))
    sections: list[BriefingSection] = _seen(
        list(briefing.sections.order_by("position").prefetch_related(blocks))
    )
    for section in sections:
        for block in _seen(section.blocks.all()):
            block.shown = show_block(block, briefing, span)
            block.template = fragment_template(block.fragment)
            if block.fragment:
                asked = Asked(block.fragment, block.parameters, briefing.day, span)
                block.left_out = left_out(asked, reader, public=block.shown.get("data"))
    return sections


def _seen(rows: Any) -> Any:
    """The rows, each with `seen`: the versions the page shows, for who wants to take one out."""
    for row in rows:
        row.seen = seen_of(row)
    return rows
