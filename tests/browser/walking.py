"""Walking the site by its own links: every page somebody can reach by clicking from where they land."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

# Beheer has Django's own pages; files and the way out are no pages.
SKIPPED = ("/beheer/", "/static/", "/account/uitloggen/")


@dataclass(frozen=True)
class Visit:
    """One page that was asked for. `route` is the name of its URL pattern."""

    path: str
    route: str
    status: int
    content_type: str
    body: bytes
    came_from: str


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and (href := dict(attrs).get("href")):
            self.found.append(href)


def walk(client: Client, start: str = "/", *, per_route: int = 2, most: int = 400) -> Iterator[Visit]:
    """Every reachable page, at most `per_route` per URL pattern, breadth first, by GET only."""
    queue, seen, count = [(start, "")], {start}, Counter[str]()
    while queue and most:
        path, came_from = queue.pop(0)
        route = _route(path)
        if count[route] >= per_route:
            continue
        count[route] += 1
        most -= 1
        visit = _get(client, path, route, came_from)
        yield visit
        if visit.content_type.startswith("text/html"):
            for link in _links(visit):
                if link not in seen:
                    seen.add(link)
                    queue.append((link, path))


def _get(client: Client, path: str, route: str, came_from: str) -> Visit:
    response = client.get(path, follow=True)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return Visit(path, route, response.status_code, response.headers.get("Content-Type", ""), body, came_from)


def _links(visit: Visit) -> Iterator[str]:
    parser = _Links()
    parser.feed(visit.body.decode(errors="replace"))
    for href in parser.found:
        link = urldefrag(urljoin(visit.path, href)).url
        if not urlsplit(link).netloc and urlsplit(link).scheme == "" and not link.startswith(SKIPPED):
            yield link


def _route(path: str) -> str:
    try:
        return resolve(urlsplit(path).path).view_name or path
    except Resolver404:
        return path
