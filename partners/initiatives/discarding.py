"""A draft is thrown away, with all that hangs on it and with what history says of it: nobody but its writer saw it."""

from django.db import transaction

from partners.initiatives.models import Initiative


@transaction.atomic
def throw_away(draft: Initiative) -> None:
    """Throw it away. IntegrityError for what was sent: the database keeps that, and its history."""
    pk, lines = draft.pk, Initiative.history.rel.related_model  # type: ignore[attr-defined]
    draft.delete()
    lines.objects.filter(pgh_obj_id=pk).delete()
