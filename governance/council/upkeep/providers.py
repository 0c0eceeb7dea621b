"""Under the list of a register: per council up to which day it is complete, and what is missing, in one honest line."""

from typing import Any

from django.http import HttpRequest

from governance.council.shelves import BY_WORD
from governance.council.upkeep.completeness import completeness_of
from governance.council.upkeep.gaps import MODELS
from governance.council.upkeep.models import KeptRegister
from zorgzaam import places
from zorgzaam.places import Block

# The name of the list of a register -> the register.
LISTS = {BY_WORD[word.value].page: word for word in KeptRegister}


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("council.register", "upkeep", under_the_list, order=10)


def under_the_list(request: HttpRequest, name: Any) -> Block | None:
    """For the register whose list has this name; one query, and nothing for one nobody says that of. Holes in the
    numbers are counted over all rows, the rest over what this reader may read."""
    word = LISTS.get(name)
    if word is None:
        return None
    found = completeness_of(word, MODELS[word].objects.visible_to(request.user))
    return Block("governance/council/up_to_date.html", {"lines": found}) if found else None
