"""What rounds tell the rest of the house."""

from typing import Any

from django.http import HttpRequest

from governance.briefings.models import Briefing
from governance.rounds.models import RoundLetter
from zorgzaam import places


def of_letter(request: HttpRequest, briefing: Any) -> places.Block | None:
    """In the composer of a letter of a round: that there are others like it."""
    if not isinstance(briefing, Briefing):
        return None
    found = (
        RoundLetter.objects.visible_to(request.user).filter(pk=briefing.pk).select_related("round").first()
    )
    if found is None:
        return None
    context = {"letter": found, "round": found.round, "amount": found.round.letters.count()}
    return places.Block("governance/rounds/of_letter.html", context)


def register() -> None:
    """Called when the app registry is ready."""
    places.register("briefing.compose", "round", of_letter)
