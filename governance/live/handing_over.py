"""What stays with a body that ends while a vote or a round about it is open: nobody could end it anywhere else."""

from typing import Any

from governance.bodies.handing_over import Hold, hold
from governance.decisions.models import Decision, DecisionState
from governance.live.models import ConsentRound, DecisionBallot

VOTE = "Hierover loopt nog een stemming. Tel die eerst, of laat die vervallen."
ROUND = "Hierover loopt nog een ronde van instemming. Sluit die eerst."


def voted_about() -> Any:
    return _open(DecisionBallot.objects.filter(outcome=""))


def spoken_about() -> Any:
    return _open(ConsentRound.objects.filter(closed_at__isnull=True))


def _open(running: Any) -> Any:
    open_now = Decision.objects.filter(state=DecisionState.DRAFT, pk__in=running.values("decision"))
    return open_now.filter(item__meeting__isnull=False).values("pk")


def _items(proposals: Any) -> Any:
    return Decision.objects.filter(pk__in=proposals, item__isnull=False).values("item")


def _wholes(proposals: Any) -> Any:
    """An item takes its parts along."""
    whole = Decision.objects.filter(pk__in=proposals, item__parent__isnull=False)
    return whole.values("item__parent")


def register_all() -> None:
    """Called once, when the app registry is ready."""
    for name, words, proposals in (("vote", VOTE, voted_about), ("round", ROUND, spoken_about)):
        hold("decision", name, Hold(proposals, words))
        hold("item", name, Hold(lambda of=proposals: _items(of())))  # type: ignore[misc]
        hold("item", f"{name}-whole", Hold(lambda of=proposals: _wholes(of())))  # type: ignore[misc]
