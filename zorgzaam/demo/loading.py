"""Loading the demo region, in order, in one transaction, in the name of the system actor for setting up."""

from importlib import import_module

from django.db import transaction

from zorgzaam.audit.actors import SystemActor
from zorgzaam.audit.history import acting

# Each is a module of zorgzaam.demo with `load()`, which makes what is missing and leaves the rest alone.
STEPS = (
    "house",
    "sources",
    "regions",
    "organisations",
    "people",
    "bodies",
    "themes",
    "plans",
    "accords",
    "funding",
    "figures",
    "voices",
    "timeline",
    "local_actions",
    "writing",
    "meetings",
    "attendance",
    "series",
    "proposals",
    "initiatives",
    "decisions",
    "executions",
    "actions",
    "progress",
    "council",
    "questions",
    "council_sessions",
    "briefings",
    "rounds",
    "council_settled",
    "recurring_briefings",
    "newsletter_issues",
    "network_meeting",
    "readers",
    "newsletter_sendings",
)


def load() -> None:
    """Load every step; all or nothing, and twice changes nothing."""
    with transaction.atomic(), acting(SystemActor.SETUP):
        for step in STEPS:
            import_module(f"zorgzaam.demo.{step}").load()
