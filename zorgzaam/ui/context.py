"""What every page may ask of the house: `house.region`, `house.doors`, `house.search_url` and the rest.

The kernel sees no app: the composition layer says with `furnish` where each answer comes from. An answer is
looked up when a template asks for it, once per request, so a page that shows no region costs no query.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

Answer = Callable[[HttpRequest], Any]
_answers: dict[str, Answer] = {}


@dataclass(frozen=True)
class Door:
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


@dataclass(frozen=True)
class Look:
    """A region as the face needs it; anything with these attributes will do."""

    name: str = ""
    region_name: str = ""
    tagline: str = ""


def furnish(name: str, answer: Answer) -> None:
    """Let `house.<name>` be what `answer(request)` gives."""
    _answers[name] = answer


class House:
    """The answers for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name not in _answers:
            raise AttributeError(name)
        value = self.__dict__[name] = _answers[name](self._request)
        return value


def house(request: HttpRequest) -> dict[str, House]:
    """The context processor: `house`, the same one for every template of a request."""
    found: House | None = getattr(request, "_house", None)
    if found is None:
        found = House(request)
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


def here(request: HttpRequest) -> str:
    """The label of the door the reader is behind, or Menu."""
    doors: list[Door] = house(request)["house"].doors
    return next((door.label for door in doors if door.current), "Menu")


def account_links(request: HttpRequest) -> list[Link]:
    """What an account has of its own."""
    return links(
        ("Mijn agenda in je telefoon", "feeds"),
        ("Tweede stap bij inloggen", "mfa_index"),
        ("Wachtwoord wijzigen", "account_change_password"),
    )


def footer(request: HttpRequest) -> list[Link]:
    """The newsletter, where the facts come from, and the obligatory pages."""
    return links(
        ("Nieuwsbrief", "newsletter"),
        ("Bronnen", "sources"),
        ("Toegankelijkheid", "accessibility"),
        ("Privacy", "privacy"),
        ("Contact", "contact"),
        ("Lek melden", "report_leak"),
    )


furnish("region", lambda request: Look())
furnish("doors", lambda request: [])
furnish("home_door", lambda request: None)
furnish("navigation", lambda request: "parts/site_nav.html")
furnish("in_hall", lambda request: True)
furnish("here", here)
furnish("demo_accounts", lambda request: [])
furnish("demo_password", lambda request: "")
furnish("account_links", account_links)
furnish("footer", footer)
furnish("search_url", lambda request: next((link.url for link in links(("Zoeken", "search"))), ""))
