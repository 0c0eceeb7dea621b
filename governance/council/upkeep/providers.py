"""Under the list of a register: per council up to which day it is complete, and what is missing, in one honest line."""

from typing import Any

from django.http import HttpRequest

from governance.bodies.models import Body
from governance.council.upkeep.gaps import MODELS, Gaps, gaps_in
from governance.council.upkeep.models import KeptRegister, RegisterUpToDate
from zorgzaam import places
from zorgzaam.places import Block

# The name of the list of a register -> the register.
LISTS = {
    "commitments": KeptRegister.COMMITMENTS,
    "motions": KeptRegister.MOTIONS,
    "council_notices": KeptRegister.NOTICES,
    "council_questions": KeptRegister.QUESTIONS,
}


def register() -> None:
    """Called once, when the app registry is ready."""
    places.register("council.register", "upkeep", under_the_list, order=10)


def under_the_list(request: HttpRequest, name: Any) -> Block | None:
    """For the register whose list has this name; a constant number of queries. Holes in the numbers are counted over
    all rows, the rest over what this reader may read."""
    word = LISTS[name]
    model = MODELS[word]
    said = {row.council_id: row for row in RegisterUpToDate.objects.filter(register=word)}
    filled = model.objects.order_by().values("council_id")
    above = model.objects.order_by().values("council__part_of_id")
    whole = Body.objects.councils().filter(part_of__isnull=True)
    councils = list(
        whole.filter(pk__in=filled) | whole.filter(pk__in=above) | whole.filter(pk__in=list(said))
    )
    if not councils:
        return None
    found = gaps_in(word, model.objects.visible_to(request.user), councils)
    lines = [(council, said.get(council.pk), in_words(found[council.pk])) for council in councils]
    return Block("governance/council/up_to_date.html", {"lines": lines, "register": KeptRegister(word)})


def in_words(gaps: Gaps) -> str:
    """ "3 nummers ontbreken, 2 zonder termijn"; "" when nothing is missing."""
    holes = len(gaps.holes)
    parts = [f"{holes} {'nummer ontbreekt' if holes == 1 else 'nummers ontbreken'}"] if holes else []
    return ", ".join([*parts, *(f"{len(rows)} {reason}" for reason, rows in gaps.rows.items() if rows)])
