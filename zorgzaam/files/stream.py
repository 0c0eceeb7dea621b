"""Streaming a file to a reader who already came through the door of whatever holds it."""

import logging

from django.http import FileResponse, Http404

from zorgzaam.files.models import StoredFile
from zorgzaam.files.store import path_of

log = logging.getLogger(__name__)


def stream(stored: StoredFile, filename: str) -> FileResponse:
    """The file as a download under `filename`; Http404 while it is not scanned or is infected, and when
    its bytes are gone (which is logged).

    Always an attachment, never guessed by the browser: a PDF that is also HTML stays a download.
    """
    if not stored.is_readable:
        raise Http404
    try:
        content = path_of(stored.sha256).open("rb")
    except FileNotFoundError as missing:
        log.error("bestand %s staat niet op schijf", stored)
        raise Http404 from missing
    response = FileResponse(
        content,
        as_attachment=True,
        filename=filename,
        content_type=stored.media_type,
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
