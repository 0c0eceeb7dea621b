"""The mail of an issue: as its readers get it, and as a proof for a colleague."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.urls import reverse

from newsletters.dispatch.clicks import counting
from newsletters.dispatch.models import Sending
from newsletters.issues.models import FrozenIssue
from newsletters.issues.rendering import letter
from zorgzaam.post.office import Letter

_OWN_LINK = re.compile(r"https?://[^\s\"<>]*\[\[[a-z_]+\]\][^\s\"<>]*")
_MARK = re.compile(r"\[\[[a-z_]+\]\]")
_BODY = re.compile(r"<body\b[^>]*>", re.IGNORECASE)
PROOF = "Dit is een proef. Abonnees krijgen deze mail niet. De link om u af te melden gaat hier naar het formulier op de site."


def headers() -> dict[str, str]:
    """What tells mail programs that this is a newsletter: answered by no machine, and to be filed as a list
    (RFC 2919, RFC 2369)."""
    archive = settings.SITE_URL + reverse("newsletter_archive")
    return {
        "List-Id": f"<nieuwsbrief.{settings.MAIL_DOMAIN}>",
        "List-Archive": f"<{archive}>",
        "Precedence": "bulk",
        "X-Auto-Response-Suppress": "All",
    }


def letter_of(sending: Sending, parts: Iterable[Any]) -> Letter:
    """What readers get who see these parts; with marks where their own links go."""
    issue = sending.issue
    if issue.frozen is None:
        raise ValueError("an issue that goes out is frozen")
    made = letter(issue.frozen, parts)
    made = replace(made, headers={**headers(), **made.headers})
    return counting(made, issue) if sending.counts_links else made


def proof_of(frozen: FrozenIssue, parts: Iterable[Any]) -> Letter:
    """The same words for a colleague, marked as a proof; nobody's own links are in it."""
    made = letter(frozen, parts)
    site = settings.SITE_URL + reverse("newsletter")
    notice = f'<p style="margin:0;padding:12px;background-color:#fff3cd;color:#3d3000">{PROOF}</p>'
    html = _BODY.sub(lambda body: body[0] + notice, _plain(made.html, site), count=1)
    return Letter(f"[TEST] {made.subject}", f"{PROOF}\n\n{_plain(made.text, site)}", html)


def _plain(words: str, site: str) -> str:
    return _MARK.sub("", _OWN_LINK.sub(site, words))
