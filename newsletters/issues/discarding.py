"""Throwing away a draft nobody looked at yet, as it was when somebody decided so; its history stays."""

from django.core.exceptions import ValidationError

from newsletters.issues.models import Block, Issue
from newsletters.issues.order import lock, while_open
from zorgzaam.audit.actors import Actor
from zorgzaam.audit.history import acting
from zorgzaam.versions import StaleVersion

NUMBERED = "Deze nieuwsbrief lag al ter controle en heeft een nummer. Die blijft bewaard."


def stand_of(issue: Issue) -> str:
    """The issue and its blocks as they are now, by version: what a page of a moment ago is compared with."""
    versions = issue.blocks.order_by("pk").values_list("pk", "version")
    return ",".join([str(issue.version), *(f"{pk}:{version}" for pk, version in versions)])


def throw_away(issue: Issue, *, by: Actor, seen: str) -> None:
    """The issue with its blocks. StaleVersion when somebody wrote in it since `stand_of` gave `seen`; ValidationError
    for one with a number."""
    with acting(by), while_open():
        now = lock(issue)
        if now.number is not None:
            raise ValidationError(NUMBERED)
        if stand_of(now) != seen:
            raise StaleVersion
        Block.objects.filter(issue=now).delete()
        now.delete()
