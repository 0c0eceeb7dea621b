"""What other pages show of readers: a small form that posts to the real one, privacy, and the way to their list."""

from typing import Any

from django.http import HttpRequest

from newsletters.subscriptions.forgetting import AFTER_ENDING
from newsletters.subscriptions.forms import AddressForm
from newsletters.subscriptions.states import Frequency
from newsletters.subscriptions.subscribing import HOLDS
from newsletters.subscriptions.wording import consent_text
from zorgzaam.places import Block
from zorgzaam.standing import standing_of
from zorgzaam.ui.context import house

TEMPLATE = "newsletters/signup.html"


def on_front_page(request: HttpRequest, subject: Any) -> Block:
    """About everything."""
    return Block(TEMPLATE, _form(request))


def on_theme(request: HttpRequest, theme: Any) -> Block | None:
    """About this theme, chosen beforehand; a theme of an earlier generation is no longer one to choose.

    `theme` as its page reads it: it knows which generation leads (`with_leading`).
    """
    if theme.generation_id != theme.leading:
        return None
    return Block(TEMPLATE, {**_form(request), "theme": theme})


def on_privacy(request: HttpRequest, subject: Any) -> Block:
    """What is kept of a reader, and how long."""
    return Block("newsletters/privacy.html", {"days": HOLDS.days, "after": AFTER_ENDING.days})


def in_the_room(request: HttpRequest, here: Any) -> Block | None:
    """The way to the readers, for the netwerkbureau."""
    if not standing_of(request.user).is_bureau:
        return None
    return Block("newsletters/subscriber_tab.html", {"here": here})


def _form(request: HttpRequest) -> dict[str, Any]:
    # Ids of their own: on no page they meet those of another form.
    form = AddressForm(auto_id="nieuwsbrief_%s")
    return {"signup": form, "every": Frequency.EVERY, "consent": consent_text(house(request)["house"].region)}
