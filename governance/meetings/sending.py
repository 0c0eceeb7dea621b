"""Many files at once for one meeting: each is kept or refused by itself, and none counts twice.

A file waits, for who sent it alone, until it is put with an item; only then is it a paper.
"""

import logging
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from governance.meetings.models import AgendaItem, Meeting, Paper, PaperUpload
from governance.meetings.order import current_order, lock
from governance.meetings.working import numbers
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.files.names import clean_name, number_in, title_from
from zorgzaam.files.store import keep
from zorgzaam.people.models import Person
from zorgzaam.publicity import Publicity
from zorgzaam.standing import Reader

# As many as one page shows to put with items.
MOST = 100
FULL = f"Er liggen al {MOST} bestanden klaar. Deel die eerst in, en stuur dit bestand dan nog eens."
FAILED = "Dit bestand kon nu niet worden bewaard. Probeer het over een paar minuten nog eens."
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Refused:
    """A file that was not kept, and why in Dutch."""

    name: str
    why: str


@dataclass
class Sent:
    """What became of the files of one press. `again`: kept before, and waiting already."""

    kept: list[PaperUpload] = field(default_factory=list)
    again: list[PaperUpload] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def send(meeting: Meeting, files: "Iterable[UploadedFile[Any]]", *, by: Person) -> Sent:
    """Keep each file for this meeting. One that is refused does not stop the others."""
    sent = Sent()
    for upload in files:
        name = clean_name(upload.name or "")
        try:
            _send(meeting, upload, name, by, sent)
        except ValidationError as wrong:
            sent.refused.append(Refused(name, " ".join(wrong.messages)))
        except OSError:  # a full disk: what was kept stays, and the name of this one is told
            log.exception("een bestand kon niet worden bewaard")
            sent.refused.append(Refused(name, FAILED))
    return sent


def _send(meeting: Meeting, upload: Any, name: str, by: Person, sent: Sent) -> None:
    waiting = PaperUpload.objects.waiting().filter(meeting=meeting, sent_by=by)
    if waiting.count() >= MOST:
        raise ValidationError(FULL)
    row, is_new = waiting.get_or_create(
        meeting=meeting,
        sent_by=by,
        file=keep(upload),
        paper=None,
        dropped_at=None,
        defaults={"filename": name},
    )
    (sent.kept if is_new else sent.again).append(row)


# ---------------------------------------------------------------- putting them with items
def waiting(meeting: Meeting, reader: Reader) -> list[PaperUpload]:
    """What this reader sent for this meeting and did not put with an item yet."""
    mine = PaperUpload.objects.visible_to(reader).waiting().filter(meeting=meeting)
    return list(mine.select_related("file")[:MOST])


def items_for(meeting: Meeting, reader: Reader) -> list[tuple[AgendaItem, str]]:
    """Items of this agenda this keeper reads, each with what it is called ("3a"); a confidential one has no name."""
    order = current_order(meeting)
    number = numbers(order)
    readable = {item.pk: item for item in AgendaItem.objects.readable_by(reader).filter(meeting=meeting)}
    return [(readable[pk], number.get(pk, "")) for pk in order if pk in readable]


def suggested(upload: PaperUpload, items: Sequence[tuple[AgendaItem, str]]) -> dict[str, str]:
    """What the name of a file tells: its item, when it begins with a number, and a title. "3a" is part a of item 3
    where there is one, and else a paper of item 3."""
    number, letter = number_in(upload.filename) or (0, "")
    by_name: dict[str, Any] = {called: item.pk for item, called in items if called}
    found = by_name.get(f"{number}{letter}") or by_name.get(str(number), "")
    return {"upload": str(upload.pk), "item": str(found), "title": title_from(upload.filename)}


@dataclass(frozen=True)
class Placed:
    """What somebody decided about one file. `item` None puts it aside; `publicity` empty is as closed as the item."""

    upload: uuid.UUID
    item: AgendaItem | None
    title: str = ""
    edocs_number: str = ""
    publicity: str = ""
    ground: str = ""


def place(meeting: Meeting, decided: Iterable[Placed], *, reader: Reader, by: Actor) -> list[Paper]:
    """Make papers of what was sent, all in one transaction. What another page placed meanwhile is left as it is."""
    with acting(by), transaction.atomic():
        lock(meeting)
        mine = PaperUpload.objects.visible_to(reader).waiting().filter(meeting=meeting)
        uploads = {row.pk: row for row in mine.select_for_update(of=("self",), no_key=True)}
        return [
            paper for one in decided if one.upload in uploads and (paper := _place(uploads[one.upload], one))
        ]


def _place(upload: PaperUpload, decided: Placed) -> Paper | None:
    if decided.item is None:
        upload.dropped_at = timezone.now()
        upload.save(update_fields=["dropped_at"])
        return None
    paper = Paper(
        item=decided.item,
        title=decided.title,
        file_id=upload.file_id,
        filename=upload.filename,
        edocs_number=decided.edocs_number,
        **_publicity(decided, decided.item),
    )
    paper.save()
    upload.paper = paper
    upload.save(update_fields=["paper"])
    return paper


def _publicity(decided: Placed, item: AgendaItem) -> dict[str, Any]:
    if not decided.publicity:
        names = ("publicity", "publicity_ground", "publicity_until", "embargo_until")
        return {name: getattr(item, name) for name in names}
    ground = "" if decided.publicity == Publicity.PUBLIC else decided.ground or item.publicity_ground
    return {"publicity": decided.publicity, "publicity_ground": ground}
