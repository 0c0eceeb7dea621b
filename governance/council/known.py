"""What the registers know of where something lies already: who wants to bring a matter up finds what a council was
promised, asked and told about it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from governance.council.motions.models import RUNNING, TO_DECIDE, Motion
from governance.council.sessions.models import CouncilSession, SessionState
from governance.council.shelves import SHELVES, Shelf
from governance.intake.lying import Asked, Lying, rows
from zorgzaam.ui.dates import day as in_words

# Where a register has more that is not over than what its executive still has to do.
_NOT_OVER: dict[Any, tuple[str, ...]] = {
    Motion: (*RUNNING, *TO_DECIDE),
    CouncilSession: (SessionState.PLANNED,),
}


def registers(asked: Asked) -> Iterator[Lying]:
    """Rows of every register: about a theme by the dossier they lie in, and in the same words; how each stands is in
    its `when`."""
    about = Q(dossier__themes__in=asked.themes) if asked.themes else None
    for shelf in SHELVES:
        for row, why in rows(_in_turn(shelf, asked), asked, about):
            on = getattr(row, shelf.day)
            key = f"{shelf.model._meta.model_name}-{row.pk}"
            yield Lying(
                key, shelf.noun, str(row), row.get_absolute_url(), row.council.name,
                ", ".join(filter(None, (in_words(on, weekday=False), _stand(row)))), on, why,
            )  # fmt: skip


def _in_turn(shelf: Shelf, asked: Asked) -> Any:
    """What this reader may read, what is not over first and of that the newest."""
    visible = shelf.model.objects.visible_to(asked.reader).shown()
    going = _NOT_OVER.get(shelf.model, getattr(shelf.model, "running_states", ()))
    turns = [ExpressionWrapper(Q(state__in=going), BooleanField()).desc()] if going else []
    return visible.order_by(*turns, f"-{shelf.day}", "pk")


def _stand(row: Any) -> str:
    return str(row.get_state_display()).lower() if hasattr(row, "state") else ""
