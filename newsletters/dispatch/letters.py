"""The mail of an issue: as its readers get it, and as a proof for a colleague."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from newsletters.dispatch.clicks import counting
from newsletters.dispatch.models import Sending
from newsletters.issues.models import FrozenIssue
from newsletters.issues.rendering import as_test, letter
from zorgzaam.post.office import Letter

_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
PROOF = "Dit is een proef. De link om u af te melden gaat hier naar het formulier op de site."
# No answering machine writes back to a list (RFC 3834; the second is for mail servers of Microsoft).
QUIET = {"X-Auto-Response-Suppress": "All"}


def letter_of(sending: Sending, parts: Iterable[Any]) -> Letter:
    """What readers get who see these parts; with marks where their own links go."""
    issue = sending.issue
    if issue.frozen is None:
        raise ValueError("an issue that goes out is frozen")
    made = letter(issue.frozen, list(parts))
    made = replace(made, headers={**QUIET, **made.headers})
    return counting(made, issue) if sending.counts_links else made


def proof_of(frozen: FrozenIssue, parts: Iterable[Any]) -> Letter:
    """The same words for a colleague, marked as a proof; nobody's own links are in it."""
    made = as_test(letter(frozen, list(parts)))
    notice = f'<p style="margin:0;padding:12px;background-color:#fff3cd;color:#3d3000">{PROOF}</p>'
    html = _BODY.sub(lambda body: body[0] + notice, made.html, count=1)
    return replace(made, text=f"{PROOF}\n\n{made.text}", html=html, headers={**QUIET, **made.headers})
