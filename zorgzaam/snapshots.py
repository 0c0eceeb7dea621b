"""Published means frozen: content written one way, hashed, kept by triggers and served as it was stored.

Agendas, briefings and plans all publish like this (promise I7). What is published is data first; page and PDF are made
from that data alone.
"""

import hashlib
import json
from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from zorgzaam.people.models import Person


def canonical(content: Any) -> str:
    """The one way to write content as JSON: keys sorted, no white space, no floats. TypeError for a float."""
    _refuse_floats(content)
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _refuse_floats(value: Any) -> None:
    if isinstance(value, float):
        raise TypeError("a snapshot holds no floats: their text differs between machines")
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _refuse_floats(inner)


def digest(text: str | bytes) -> str:
    """SHA-256 as hex."""
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


class Frozen(models.Model):
    """Abstract: one publication as it went out. Put `keep_as_is()` in Meta.triggers of the concrete model.

    The PDF lies in the row itself (bytea) and not among the uploads: then JSON, HTML and PDF are committed, kept by the
    same triggers, backed up and restored as one thing, and no virus scanner stands between a reader and our own text.
    """

    canonical = models.TextField("inhoud (JSON)")
    canonical_sha256 = models.CharField("hash van de inhoud", max_length=64)
    html = models.TextField("inhoud (HTML)")
    html_sha256 = models.CharField("hash van de HTML", max_length=64)
    plain = models.TextField("platte tekst")
    pdf = models.BinaryField("PDF")
    pdf_sha256 = models.CharField("hash van de PDF", max_length=64)
    pdf_size = models.PositiveIntegerField("grootte van de PDF")
    made_with = models.JSONField(
        "gemaakt met", help_text="Versies van programma's, lettertypen en sjablonen."
    )
    changes = models.JSONField("veranderd sinds de vorige versie", default=list)
    published_at = models.DateTimeField("gepubliceerd op", auto_now_add=True)
    published_by = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="gepubliceerd door"
    )

    class Meta:
        abstract = True


def pdf_response(content: bytes, sha256: str, file_name: str) -> HttpResponse:
    """A stored PDF, to be opened in the browser without any rights there."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(True, file_name) or "attachment",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "ETag": quote_etag(sha256),
        },
    )


def if_changed(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    """304 for who has these very bytes, else the response."""
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
