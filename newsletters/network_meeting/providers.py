"""What the yearly network meeting means to the rest of the house: todos, mail that may still go, what is erased."""

from newsletters.network_meeting import forgetting, obligation, sending, telling
from zorgzaam import today
from zorgzaam.people import erasing
from zorgzaam.post.permission import may_still_go


def register() -> None:
    """Called once, when the app registry is ready."""
    today.register("network_meeting", obligation.todos)
    may_still_go(obligation.KIND, obligation.still_true)
    may_still_go(sending.KIND, sending.still_true)
    may_still_go(telling.KIND, telling.still_newest)
    erasing.register("network_meeting", forgetting.forget)
