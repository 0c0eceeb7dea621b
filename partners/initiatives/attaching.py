"""Files that go along with an initiative: kept at once, and taken away as long as it is written."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import DataError, IntegrityError, InternalError, transaction
from django.utils import timezone

from partners.initiatives.guests import touch
from partners.initiatives.models import MOST_FILES, Initiative, InitiativeFile
from partners.initiatives.moving import taking
from zorgzaam.audit.actors import Actor
from zorgzaam.constraints import said_by
from zorgzaam.files.names import clean_name
from zorgzaam.files.store import keep
from zorgzaam.killpoints import killpoint

LARGEST = 25_000_000
BROKEN = "Dit lukt nu niet door een storing bij ons. Probeer het later weer."
TOO_LARGE = "Dit bestand is te groot. Het mag hoogstens 25 MB zijn."
TOO_MANY = f"Er kunnen hoogstens {MOST_FILES} bestanden bij. Haal er eerst een weg."


def attach(initiative: Initiative, upload: "UploadedFile[Any]", *, by: Actor) -> InitiativeFile:
    """Keep one file with it; the same file under the same name twice is one.

    ValidationError (Dutch) for what is too large, empty, not what its name says, or one too many.
    """
    if (upload.size or 0) > LARGEST:
        raise ValidationError(TOO_LARGE)
    stored, name = keep(upload), clean_name(upload.name or "")
    killpoint("initiative.file_kept")
    try:
        with taking(initiative, by) as now:
            there: InitiativeFile | None = now.files.filter(file=stored, filename=name).first()
            if there is not None:
                return there
            if now.files.count() >= MOST_FILES:
                raise ValidationError(TOO_MANY)
            row: InitiativeFile = InitiativeFile.objects.create(initiative=now, file=stored, filename=name)
            _edited(now)
    except (IntegrityError, DataError, InternalError) as refusal:
        raise ValidationError(said_by(refusal).message) from refusal
    return row


def detach(row: InitiativeFile, *, by: Actor) -> None:
    """Take a file away again. ValidationError (Dutch) when it was sent by then."""
    try:
        with taking(row.initiative, by) as now:
            now.files.filter(pk=row.pk).delete()
            _edited(now)
    except IntegrityError as refusal:
        raise ValidationError(said_by(refusal).message) from refusal


def _edited(now: Initiative) -> None:
    now.edited_at = timezone.now()
    now.save()
    touch(now)


def attach_all(
    initiative: Initiative, uploads: list[Any], *, by: Actor
) -> tuple[list[str], list[tuple[str, str]]]:
    """Each by itself: the names that were kept, and (name, why) of those that were not."""
    kept, refused = [], []
    for upload in uploads:
        try:
            with transaction.atomic():
                kept.append(attach(initiative, upload, by=by).filename)
        except ValidationError as why:
            refused.append((clean_name(upload.name or ""), " ".join(why.messages)))
        except OSError:
            refused.append((clean_name(upload.name or ""), BROKEN))
    return kept, refused
