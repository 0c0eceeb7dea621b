"""What approvals tell the rest of the house."""

from regioplan.approvals import rules  # noqa: F401 - registers the rules
from regioplan.approvals.jobs import KIND, still_needed
from regioplan.approvals.places import on_cover, on_every_page, on_municipality, on_plan, waiting, when_due
from regioplan.plans import cover, met
from zorgzaam import places, today
from zorgzaam.post.permission import may_still_go


def register() -> None:
    """Called when the app registry is ready."""
    places.register("plan.banner", "approvals", on_every_page)
    places.register("plan.decisions", "approvals", on_plan)
    places.register("municipality.plans", "approvals", on_municipality, order=20)
    cover.register("approvals", on_cover)
    met.register("approvals", when_due)
    today.register("approvals", waiting)
    may_still_go(KIND, still_needed)
