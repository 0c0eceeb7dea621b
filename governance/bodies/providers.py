"""What bodies tell the kernel: standing, following, searching, history and the places they fill."""

from governance.bodies import lapsing, rules
from governance.bodies.blocks import bodies_of, seats_of
from governance.bodies.councils import on_staten
from governance.bodies.interests import sits_for
from governance.bodies.merging import seated_together
from governance.bodies.models import Body, Mandate, Seat
from governance.bodies.standing import sits_in
from partners.initiatives import interests
from partners.merging import hindrances
from zorgzaam import follow, places, search, standing, today
from zorgzaam.audit import pages
from zorgzaam.post.permission import may_still_go

__all__ = ["register", "rules"]


def register() -> None:
    """Called once, when the app registry is ready."""
    standing.register("mandates", sits_in)
    today.register("mandates", lapsing.todos)
    may_still_go(lapsing.KIND, lapsing.still_true)
    follow.register("body", follow.Subject(Body.objects.all, "dit orgaan"))
    search.register("body", search.Searchable("Orgaan", Body.objects.all, "name", "purpose"))
    hindrances.register("seats", seated_together)
    interests.register("seats", sits_for)
    places.register("staten", "region", on_staten, order=20)
    places.register("organisation.seats", "bodies", seats_of)
    places.register("municipality.bodies", "bodies", bodies_of)
    pages.register(
        "body",
        pages.Historied(
            Body.objects.all,
            "governance.view_history_of_body",
            lambda body, reader: [
                Seat.objects.filter(body=body),
                Mandate.objects.visible_to(reader).filter(body=body),
            ],
        ),
    )
