"""The shapes of rows in the access table of governance, and who is who in the coalition whose agendas these are."""

import uuid
from typing import Any

from tests.access_rows import ALL, Row, only

NOBODY = uuid.UUID(int=0)

# Of the coalition, whose agendas these are; `bureau` is staff there.
OFFICES = ("secretary", "chair")
KEEPERS = ("bureau", *OFFICES)
SITTING = (*KEEPERS, "member")
SIGNED_IN = Row(200, {"visitor": 302})
GONE = {"pk": NOBODY}
POST_ONLY = 405


def site(arguments, readers=ALL, absent=None, otherwise=404, **per_reader):
    """A public page: these readers get it, others `otherwise`; `per_reader` are exceptions."""
    told = {**dict.fromkeys(readers, 200), **per_reader}
    return Row(otherwise, told, arguments, absent, dict.fromkeys(ALL, 404) if absent else {})


def desk(arguments, able, sees=ALL, absent=None):
    """A page of the werkbank: `able` get it, who merely sees the thing 403, others 404, a visitor the login."""
    told = dict.fromkeys(sees, 403) | dict.fromkeys(able, 200) | {"visitor": 302}
    return Row(404, told, arguments, absent, only((), otherwise=404) if absent else {})


def post(arguments, absent=None):
    """Acts on POST only."""
    return Row(POST_ONLY, arguments=arguments, absent=absent)


def pk_of(state, *keys, **more):
    """Arguments for the address of a thing in `states`: the way down to it, and what else the address needs."""

    def arguments(world):
        found: Any = state(world)
        for key in keys:
            found = found[key]
        return {"pk": found.pk, **more}

    return arguments


def the_body(world):
    return {"pk": world.coalition.pk}
