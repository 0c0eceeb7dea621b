"""The attachments of a document: what everybody may know of a file stands in it, the rest beside it.

The document itself goes out with every PDF, so of a file that is not public under the Woo it tells nothing but that
it is there: a hash or a size is enough to prove that a leaked or guessed file is the real one.
"""

from typing import Any

from governance.briefings.content import BriefingAttachment
from governance.briefings.models import Briefing

# id of an attachment -> name, SHA-256 and size of its file
Files = dict[str, dict[str, Any]]


def attachment_rows(briefing: Briefing) -> list[dict[str, Any]]:
    """The rows of the document: `file` where it is public, `closed` where there is one that is not."""
    return [_row(row) for row in briefing.attachments.select_related("file")]


def closed_files(briefing: Briefing) -> Files:
    """Of the attachments that are not public: what stands in no document."""
    rows = briefing.attachments.filter(woo_public=False, file__isnull=False).select_related("file")
    return {str(row.pk): _file(row) for row in rows}


def with_files(rows: list[dict[str, Any]], closed: Files) -> list[dict[str, Any]]:
    """Rows of a document, of this shape or an earlier one, each with its file: for who may know of all of them."""
    return [
        {name: row[name] for name in ("id", "name", "edocs", "woo")}
        | {"file": row["file"] or closed.get(row["id"])}
        for row in rows
    ]


def _row(row: BriefingAttachment) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "name": row.name,
        "edocs": row.edocs_number,
        "woo": "ja" if row.woo_public else "nee",
        "file": _file(row) if row.file and row.woo_public else None,
        "closed": row.file is not None and not row.woo_public,
    }


def _file(row: BriefingAttachment) -> dict[str, Any]:
    assert row.file
    return {"name": row.file_name, "sha256": row.file.sha256, "size": row.file.size}
