"""What the rooms above say on the cover of a plan at the moment it is frozen, such as which colleges decided."""

from collections.abc import Callable

from regioplan.plans.models import PlanVersion

# Gets the version; gives Dutch sentences for the cover, none when there is nothing to say.
Provider = Callable[[PlanVersion], list[str]]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let a room say something on covers; the same name replaces."""
    _providers[name] = provider


def sentences(version: PlanVersion) -> list[str]:
    """Everything there is to say on the cover now."""
    return [line for provider in _providers.values() for line in provider(version)]
