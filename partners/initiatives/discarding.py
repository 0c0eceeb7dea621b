"""A draft is thrown away, with all that hangs on it and with what history says of it: nobody but its writer saw it."""

from django.core.exceptions import ValidationError
from django.db import transaction

from partners.initiatives.models import Initiative
from zorgzaam.versions import StaleVersion

SENT = "Dit initiatief is net ingediend. Weggooien kan dan niet meer; intrekken wel."


@transaction.atomic
def throw_away(draft: Initiative) -> None:
    """Throw it away as it was seen; twice is once.

    `draft` says by its version what its writer looked at: StaleVersion when somebody wrote in it since. ValidationError
    (Dutch) for what was sent: the database keeps that, and its history.
    """
    pk, lines = draft.pk, Initiative.history.rel.related_model  # type: ignore[attr-defined]
    now = Initiative.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if now is None:
        return
    if not now.is_draft:
        raise ValidationError(SENT)
    if now.version != draft.version:
        raise StaleVersion
    now.delete()
    lines.objects.filter(pgh_obj_id=pk).delete()
