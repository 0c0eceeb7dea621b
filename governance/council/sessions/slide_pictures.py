"""Pictures on slides: which are shown, and what of them the PDF uses."""

from collections.abc import Iterable

from django.db.models import Sum

from governance.council.sessions.models.slides import SessionSlide
from governance.printouts.paper import KeptAsset

AT_MOST = 5_000_000  # bytes
# All pictures of a session: their PDF has to fit within what one document may be (zorgzaam.pdf.Limits).
TOGETHER = 50_000_000
TOO_MUCH = "De beelden van deze sessie zijn samen groter dan 50 MB. Kies een kleiner beeld of haal eerst een ander weg."
TAKEN = ("image/png", "image/jpeg")


def picture_assets(rows: Iterable[SessionSlide]) -> dict[str, KeptAsset]:
    """What the PDF may use, as `asset:<id of the slide>`; a picture that was not scanned yet is not shown."""
    return {
        f"picture-{row.pk}": KeptAsset(row.picture.sha256, row.picture.media_type)
        for row in rows
        if row.picture and row.shows_picture
    }


def fits_beside_the_others(row: SessionSlide, size: int) -> bool:
    """Whether a picture of this many bytes can come on this slide."""
    others = SessionSlide.objects.filter(session=row.session_id).exclude(pk=row.pk)
    there = others.aggregate(bytes=Sum("picture__size"))["bytes"] or 0
    return bool(there + size <= TOGETHER)
