"""What a meeting asks of a representative: a registry, so that rooms above this one add theirs."""

from collections.abc import Callable
from dataclasses import dataclass

from governance.meetings.models import Meeting
from zorgzaam.standing import Reader


@dataclass(frozen=True)
class Asked:
    """One thing that is asked. `by_when` in words ("op 31 maart 2027", "in maart 2027", "" when that is not
    known); `may_be_told` says whether it may stand in the text to forward: only when everybody may read what it comes
    from."""

    what: str
    by_when: str
    url: str
    may_be_told: bool = False


# Gets the reader and the meeting; asks its own `visible_to`; gives what is asked of this reader or their organisations.
Provider = Callable[[Reader, Meeting], list[Asked]]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Let a room tell what is asked. The same name replaces."""
    _providers[name] = provider


def asked_of(user: Reader, meeting: Meeting) -> list[Asked]:
    """Everything this meeting asks of this reader, in the order of the rooms."""
    return [each for provider in _providers.values() for each in provider(user, meeting)]
