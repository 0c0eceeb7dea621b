"""Pictures on slides: which are shown, and their bytes for the PDF."""

from collections.abc import Iterable

from governance.council.sessions.models.slides import SessionSlide
from zorgzaam.files.store import path_of
from zorgzaam.pdf import Asset

AT_MOST = 5_000_000  # bytes
TAKEN = ("image/png", "image/jpeg")


def picture_assets(rows: Iterable[SessionSlide]) -> dict[str, Asset]:
    """What the PDF may use, as `asset:<id of the slide>`; a picture that was not scanned yet is not shown."""
    return {
        f"picture-{row.pk}": Asset(path_of(row.picture.sha256).read_bytes(), row.picture.media_type)
        for row in rows
        if row.picture and row.shows_picture
    }
