"""Atom feeds (RFC 4287), the only place that writes one. Who fills it gives what everybody may read: a feed is fetched
without an account, and kept by others."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import quote_etag

from zorgzaam.snapshots import digest, if_changed
from zorgzaam.xml_texts import fit_for_xml

MOST = 50
BEGINNING = datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Entry:
    """One entry. `address` is the path of its page; `key` tells it from others for ever, whatever its page is called;
    `published` is when everybody could read it."""

    key: str
    title: str
    address: str
    published: datetime.datetime
    summary: str = ""
    author: str = ""


class _Feed(Atom1Feed):
    def latest_post_date(self) -> datetime.datetime:
        """That of the newest entry. An empty feed says the same day every time: nothing changed."""
        return super().latest_post_date() if self.items else BEGINNING


def atom(request: HttpRequest, title: str, page: str, entries: Iterable[Entry]) -> HttpResponseBase:
    """The feed of these entries (newest first, at most MOST are taken); `page` is the path of the page it is of.
    Answers 304 to who has it already."""
    feed = _Feed(
        title=fit_for_xml(title), link=_whole(page), description="", language="nl",
        feed_url=_whole(request.path), feed_guid=_whole(request.path),
    )  # fmt: skip
    for entry in list(entries)[:MOST]:
        feed.add_item(
            title=fit_for_xml(entry.title), link=_whole(entry.address), description=fit_for_xml(entry.summary),
            unique_id=f"{settings.SITE_URL}/#{entry.key}", pubdate=entry.published, updateddate=entry.published,
            author_name=fit_for_xml(entry.author) or None,
        )  # fmt: skip
    text = feed.writeString("utf-8")
    headers = {"ETag": quote_etag(digest(text))}
    response = HttpResponse(text, content_type="application/atom+xml; charset=utf-8", headers=headers)
    return if_changed(request, response)


def _whole(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
