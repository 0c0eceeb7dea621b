"""The PDF of what was sent: from the frozen copy alone."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.template.loader import get_template, render_to_string

from partners.initiatives.models import Guest, Submission, SubmissionPdf
from partners.initiatives.showing import shown
from zorgzaam import pdf
from zorgzaam.house import House
from zorgzaam.snapshots import digest
from zorgzaam.telling import take

PRINT = "partners/initiative_print.html"


def waiting() -> Any:
    return Submission.objects.filter(pdf__isnull=True)


def to_pdf(submission: Submission) -> pdf.Rendered:
    """What was sent as PDF/UA-1. Raises PdfError."""
    context = {
        **shown(json.loads(submission.canonical)),
        "submission": submission,
        "by": submission.person or _without_account(submission),
        "sender": House.objects.of_region().network_name,
    }
    return pdf.render(render_to_string(PRINT, context))


def _without_account(submission: Submission) -> str:
    """Who sent it without an account, by the name of now; somebody who was erased has none."""
    guest = Guest.objects.filter(initiative=submission.initiative_id).first()
    return guest.name if guest else submission.sender


def make(pk: Any) -> bool:
    """The PDF of one submission, once; False when another worker has or did it."""
    with transaction.atomic():
        submission = take(waiting().select_related("person"), pk)
        if submission is None:
            return False
        made = to_pdf(submission)
        SubmissionPdf.objects.create(
            submission=submission,
            content=made.pdf,
            sha256=made.sha256,
            made_with={**made.versions, "template": _templates_sha256()},
        )
    return True


@cache
def _templates_sha256() -> str:
    found: Any = get_template(PRINT)
    return digest(Path(found.origin.name).read_bytes())
