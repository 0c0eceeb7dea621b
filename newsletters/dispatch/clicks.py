"""How often links were followed: a number per link of an issue, only where the region chose so, and nothing of readers.

Links in the html go through an address of ours that counts and sends on. It is the same address for every reader; a
reader's own links and the text part are left as they are.
"""

import re
from dataclasses import replace
from html import escape, unescape
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F
from django.urls import reverse

from newsletters.dispatch.models import LinkCount
from newsletters.issues.models import Issue
from zorgzaam.post.office import Letter

_LINK = re.compile(r'(<a\b[^>]*?\bhref=")(https?://[^"]+)(")', re.IGNORECASE)
LONGEST = 2000


def counting(letter: Letter, issue: Issue) -> Letter:
    """The letter with links that are counted; asked again for the same words it is the same letter."""
    known: dict[str, str] = {}

    def counted(found: re.Match[str]) -> str:
        url = unescape(found[2])
        if "[[" in url or len(url) > LONGEST or not _leads_somewhere(url):
            return found[0]
        if url not in known:
            known[url] = _address(issue, url)
        return f"{found[1]}{escape(known[url])}{found[3]}"

    return replace(letter, html=_LINK.sub(counted, letter.html))


def _leads_somewhere(url: str) -> bool:
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _address(issue: Issue, url: str) -> str:
    row, _ = LinkCount.objects.get_or_create(issue=issue, url=url)
    return settings.SITE_URL + reverse("newsletter_link", args=[row.pk])


def follow(link: LinkCount) -> None:
    """One more."""
    LinkCount.objects.filter(pk=link.pk).update(clicks=F("clicks") + 1)
