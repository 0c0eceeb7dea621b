"""Whether every published briefing still is what was published: bytes against hash, part against part."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf
from django.db.models import Q

from governance.briefings.printing import DATA
from governance.briefings.publication import BriefingPublication
from zorgzaam.files.models import StoredFile
from zorgzaam.snapshots import canonical, digest

# How many keys are asked for at a time; of the publications themselves there is one in memory.
PAGE = 200


@dataclass(frozen=True)
class Fault:
    """What is wrong with one publication, in Dutch."""

    publication: str
    what: str


def publications() -> Iterator[BriefingPublication]:
    """Every version, one at a time in a fixed order: a page of keys holds the place."""
    last: Any = None
    while True:
        keys = BriefingPublication.objects.order_by("pk").values_list("pk", flat=True)
        page = list((keys.filter(pk__gt=last) if last else keys)[:PAGE])
        if not page:
            return
        for last in page:
            found = BriefingPublication.objects.filter(Q(pk=last)).defer("plain", "search", "changes").first()
            if found:
                yield found


def faults(found: BriefingPublication) -> Iterator[Fault]:
    """Everything about this version that does not hold."""
    name = f"{found.registration_number or found.pk}, versie {found.version}"
    yield from (Fault(name, what) for what in _what(found))


def _what(found: BriefingPublication) -> Iterator[str]:
    pdf = bytes(found.pdf)
    same = digest(pdf) == found.pdf_sha256
    if digest(found.canonical) != found.canonical_sha256:
        yield "de vastgelegde inhoud (JSON) is niet meer die van de vingerafdruk"
    if digest(found.html) != found.html_sha256:
        yield "de tekst op de pagina (HTML) is niet meer die van de vingerafdruk"
    if not same:
        yield "de PDF is niet meer die van de vingerafdruk"
    if len(pdf) != found.pdf_size:
        yield "de PDF heeft een andere grootte dan er staat"
    yield from _about(found)
    # One that was changed is not opened: nobody knows what is in it.
    if found.code and same:
        yield from _inside(found, pdf)


def _about(found: BriefingPublication) -> Iterator[str]:
    """The columns that say what it is, against the JSON."""
    try:
        content = json.loads(found.canonical)
        if canonical(content) != found.canonical:
            yield "de vastgelegde inhoud (JSON) is anders opgeschreven dan toen"
        said = (content["subject"], content["registration_number"], content["date"])
        closed = {row["id"] for row in content["attachments"] if row.get("closed")}
    except (ValueError, TypeError, KeyError):
        yield "de vastgelegde inhoud (JSON) is niet te lezen"
        return
    if closed != set(found.closed_files):
        yield "de bestanden die niet openbaar zijn, zijn andere dan in de vastgelegde inhoud (JSON)"
    for file in found.closed_files.values():
        if not StoredFile.objects.filter(sha256=file["sha256"], size=file["size"]).exists():
            yield "een bestand dat niet openbaar is, is er niet meer zoals het was"
    if said != (found.subject, found.registration_number, found.dated_on.isoformat()):
        yield "onderwerp, nummer of datum is anders dan in de vastgelegde inhoud (JSON)"


def _inside(found: BriefingPublication, pdf: bytes) -> Iterator[str]:
    """An archive copy holds the very JSON; the address on it is that of its code."""
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            inner = document.attachments[DATA].get_file().read_bytes()
    except (pikepdf.PdfError, KeyError):
        yield "de PDF is niet te lezen, of er zitten geen gegevens in"
        return
    if inner != found.canonical.encode():
        yield "de gegevens in de PDF zijn anders dan de vastgelegde inhoud (JSON)"
    if not found.made_with.get("address", "").endswith(f"/{found.code}/"):
        yield "de code is een andere dan op het stuk staat"
