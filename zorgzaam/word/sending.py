"""Giving the document to who asked for it."""

from django.http import HttpResponse
from django.utils.http import quote_etag

from zorgzaam.snapshots import digest
from zorgzaam.word.writing import KIND


def word_response(content: bytes, name: str, *, made_of: str = "") -> HttpResponse:
    """The document as a download `name.docx` (letters, digits and dashes).

    `made_of` is a hash of all it is made of, where that is known without making it.
    """
    return HttpResponse(
        content,
        content_type=KIND,
        headers={
            "Content-Disposition": f'attachment; filename="{name}.docx"',
            "ETag": quote_etag(made_of or digest(content)),
            "X-Content-Type-Options": "nosniff",
        },
    )
