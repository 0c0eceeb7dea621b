"""Reading a page as words: what a reader sees, without markup and with single spaces."""

import re
from html import unescape

from django.test import Client


def words(client: Client, url: str) -> str:
    """The text of <main> of a page that must open."""
    response = client.get(url)
    assert response.status_code == 200, (url, response.status_code)
    main = response.content.decode().split("<main", 1)[1].split("</main>", 1)[0].split(">", 1)[1]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())
