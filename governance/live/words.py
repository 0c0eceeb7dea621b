"""How a decision came about, in words."""

from governance.decisions.models import Decision, Method


def how_decided(decision: Decision, concerns: int) -> str:
    """What its page and the minutes say: by consent nobody objected any more, and `concerns` stay with it. For who may
    not know of concerns, 0. "" for a proposal."""
    label = decision.get_method_display()
    if decision.method != Method.CONSENT or not concerns:
        return label
    return f"{label}, met {concerns} {'zorg die blijft' if concerns == 1 else 'zorgen die blijven'}"
