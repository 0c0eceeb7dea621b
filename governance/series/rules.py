"""Who may do what with series, templates and terms. Reading is for who sits in the body and for the netwerkbureau."""

from typing import Any

from governance.meetings.rules import keeps_the_agenda
from zorgzaam.access import rule
from zorgzaam.standing import Standing


@rule("governance.keep_series")
def keeps_series(standing: Standing, obj: Any) -> bool:
    """Who keeps the agenda of the body keeps its series and template, and moves its items on."""
    return keeps_the_agenda(standing, obj)


@rule("governance.view_planning")
def views_planning(standing: Standing, body: Any) -> bool:
    """How a body plans is for who sits in it and for the netwerkbureau."""
    return standing.is_bureau or (body is not None and standing.sits_in(body.pk))


@rule("governance.keep_terms")
def keeps_terms(standing: Standing, obj: Any) -> bool:
    """The netwerkbureau writes down what the bylaws of a body ask."""
    return standing.is_bureau


@rule("governance.keep_recess")
def keeps_recess(standing: Standing, obj: Any) -> bool:
    """The netwerkbureau keeps when councils and schools are away."""
    return standing.is_bureau


@rule("governance.view_history_of_series")
def may_look_back(standing: Standing, obj: Any) -> bool:
    """Who keeps the agenda of the body, and the netwerkbureau."""
    return standing.is_bureau or keeps_the_agenda(standing, obj)
