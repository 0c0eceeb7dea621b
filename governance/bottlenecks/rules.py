"""Who may do what with bottlenecks and successes."""

from typing import Any

from governance.meetings.models import MANAGERS
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.raise_bottleneck")
def raises(standing: Standing, obj: Any) -> bool:
    """The netwerkbureau, who sits in a body that is no council, and who speaks for an organisation."""
    return (
        standing.is_bureau or bool(standing.bodies.keys() - standing.councils) or bool(standing.organisations)
    )


@rule("governance.handle_bottleneck")
def handles(standing: Standing, bottleneck: Any) -> bool:
    """The netwerkbureau, and who keeps the agenda of the body it lies at now."""
    if bottleneck is None:
        return standing.is_bureau or any(held & set(MANAGERS) for held in standing.bodies.values())
    return standing.is_bureau or standing.holds(bottleneck.body_id, *MANAGERS)


@rule("governance.know_who_raised")
def knows_who(standing: Standing, bottleneck: Any) -> bool:
    """Of an unnamed one only the netwerkbureau, who raised it, and the organisation itself."""
    if bottleneck is None:
        return False
    ours = bottleneck.organisation_id in standing.organisations
    return (
        not bottleneck.unnamed or standing.is_bureau or ours or bottleneck.raised_by_id == standing.person_id
    )


@rule("governance.edit_bottleneck")
def edits(standing: Standing, bottleneck: Any) -> bool:
    """Who raised it, as long as nobody did anything with it."""
    if bottleneck is None or bottleneck.raised_by_id != standing.person_id:
        return False
    return not bottleneck.steps.exists()
