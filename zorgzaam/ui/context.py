"""What every page may ask of the house: `house.region`, `house.doors`, `house.search_url` and the rest.

The kernel sees no app: the composition layer says with `furnish` where each answer comes from. An answer is
looked up when a template asks for it, once per request, so a page that shows no region costs no query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from zorgzaam.doors import Door
from zorgzaam.house import House
from zorgzaam.standing import standing_of

Answer = Callable[[HttpRequest], Any]
_answers: dict[str, Answer] = {}


@dataclass(frozen=True)
class DoorLink:
    """One door of the house as the header shows it; `current` when the page lies behind it."""

    key: str
    label: str
    url: str
    current: bool = False


@dataclass(frozen=True)
class Link:
    """A word and the address it leads to."""

    label: str
    url: str


def furnish(name: str, answer: Answer) -> None:
    """Let `house.<name>` be what `answer(request)` gives."""
    _answers[name] = answer


class Answers:
    """The answers for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in _answers:
            raise AttributeError(name)
        value = self.__dict__[name] = _answers[name](self._request)
        return value


def house(request: HttpRequest) -> dict[str, Answers]:
    """The context processor: `house`, the same one for every template of a request."""
    found: Answers | None = getattr(request, "_house", None)
    if found is None:
        found = Answers(request)
        request._house = found  # type: ignore[attr-defined]
    return {"house": found}


def links(*targets: tuple[str, ...]) -> list[Link]:
    """Links for (label, name of a URL pattern, its arguments); what is not installed is left out."""
    found = []
    for label, name, *args in targets:
        try:
            found.append(Link(label, reverse(name, args=args)))
        except NoReverseMatch:
            continue
    return found


def doors(request: HttpRequest) -> list[DoorLink]:
    """The doors this reader has: what is public is open to all, the rest follows from standing."""
    standing = standing_of(request.user)
    has = {
        Door.SITE: ("home", True),
        Door.WERKBANK: ("werkbank", standing.is_bureau or bool(standing.bodies.keys() - standing.councils)),
        Door.PARTNER: ("partner", bool(standing.organisations)),
        Door.STATEN: ("staten", True),
        Door.BEHEER: ("admin:index", standing.is_admin),
    }
    here = getattr(request, "door", None) or (Door.BEHEER if request.path.startswith("/beheer/") else None)
    return [
        DoorLink(door.value, str(door.label), reverse(name), door == here)
        for door, (name, mine) in has.items()
        if mine
    ]


def account_links(request: HttpRequest) -> list[Link]:
    """What an account has of its own."""
    return links(
        ("Tweede stap bij inloggen", "mfa_index"), ("Wachtwoord wijzigen", "account_change_password")
    )


def footer(request: HttpRequest) -> list[Link]:
    """The obligatory pages."""
    return links(
        ("Toegankelijkheid", "accessibility"),
        ("Privacy", "privacy"),
        ("Contact", "contact"),
        ("Lek melden", "security_txt"),
    )


furnish("region", lambda request: House.objects.of_region())
furnish("doors", doors)
furnish("here", lambda request: next((door.label for door in doors(request) if door.current), "Menu"))
furnish("account_links", account_links)
furnish("footer", footer)
furnish("search_url", lambda request: reverse("search"))
furnish("demo_accounts", lambda request: [])
furnish("demo_password", lambda request: "")
